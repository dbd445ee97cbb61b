//! How does a chart go where SVG cannot? As PNG, drawn larger than asked and averaged down, so that edges are smooth.

use super::page::Page;
use super::paint::{Device, paint};
use crate::error::{Error, Result};
use plotters::prelude::{BitMapBackend, DrawingBackend, IntoDrawingArea};

/// Pixels of the largest picture that is drawn before averaging; 100 million take 300 MB.
const MOST: f64 = 1e8;

/// The page as the bytes of a PNG file, `scale` pixels for one of the page.
pub(super) fn png(page: &Page, scale: f64) -> Result<Vec<u8>> {
    let (width, height) = page.size();
    let pixels = f64::from(width) * f64::from(height) * scale * scale;
    if !(0.25..=8.0).contains(&scale) || pixels > MOST {
        return Err(Error::usage("this chart cannot be drawn at this scale")
            .found(format!("scale {scale}, {pixels:.0} pixels"))
            .expected(format!("a scale from 0.25 to 8, at most {MOST:.0} pixels"))
            .hint("draw it as SVG, or split its rows over several charts"));
    }
    let fine = (1..=3).rev().find(|k| pixels * f64::from(k * k) <= MOST).unwrap_or(1);
    let size = [width, height].map(|side| (f64::from(side) * scale).round() as u32);
    let large = size.map(|side| side * fine);
    let mut buffer = vec![255; 3 * large[0] as usize * large[1] as usize];
    let area = BitMapBackend::with_buffer(&mut buffer, (large[0], large[1])).into_drawing_area();
    paint(page, &area, Device { scale: scale * f64::from(fine), sets_text: false })?;
    drop(area);
    encode(&average(&buffer, size, fine as usize), size)
}

/// The mean of every `fine` by `fine` pixels.
fn average(large: &[u8], [width, height]: [u32; 2], fine: usize) -> Vec<u8> {
    let (width, height) = (width as usize, height as usize);
    let row = 3 * width * fine;
    let mut small = Vec::with_capacity(3 * width * height);
    for y in 0..height {
        for x in 0..width {
            for channel in 0..3 {
                let mut sum = 0;
                for line in 0..fine {
                    let start = (y * fine + line) * row + 3 * x * fine + channel;
                    sum += (0..fine).map(|i| u32::from(large[start + 3 * i])).sum::<u32>();
                }
                small.push((sum / (fine * fine) as u32) as u8);
            }
        }
    }
    small
}

/// The drawing library encodes to files only: the picture passes through one that nobody else sees.
fn encode(pixels: &[u8], [width, height]: [u32; 2]) -> Result<Vec<u8>> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("chart.png");
    let mut file = BitMapBackend::new(&path, (width, height));
    let failed = |error| Error::system(format!("the chart could not be encoded: {error}"));
    file.blit_bitmap((0, 0), (width, height), pixels).map_err(failed)?;
    file.present().map_err(failed)?;
    drop(file);
    Ok(std::fs::read(&path)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn averaging_keeps_flat_colour_and_mixes_edges() {
        let large = [[0, 0, 0], [255, 255, 255], [0, 0, 0], [255, 255, 255]].concat();
        assert_eq!(average(&large, [1, 1], 2), [127, 127, 127]);
        assert_eq!(average(&[9; 48], [2, 2], 2), [9; 12]);
    }

    #[test]
    fn a_scale_that_makes_no_sense_is_refused() {
        let page = Page { height: 100.0, ..Page::default() };
        for scale in [0.0, -1.0, 99.0, f64::NAN] {
            assert!(png(&page, scale).unwrap_err().is_usage(), "{scale}");
        }
        assert!(png(&page, 0.5).unwrap().starts_with(b"\x89PNG"));
    }
}
