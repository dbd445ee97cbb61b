//! How does a chart go into a page, a slide or a Word file and stay sharp? As SVG whose text stays text.

use super::font::FAMILY;
use super::letters::{Letters, embedded, outlined, words};
use super::page::{Page, SpotPlace};
use super::paint::{Device, paint};
use super::place::Point;
use crate::error::{Error, Result};
use crate::language::Language;
use plotters::prelude::{IntoDrawingArea, SVGBackend};

/// The page as one SVG element that takes the width it is given, named and described for those who do not see it.
pub(super) fn svg(
    page: &Page,
    (title, description): (&str, &str),
    language: Language,
    letters: Letters,
) -> Result<String> {
    let mut drawn = String::new();
    let area = SVGBackend::with_string(&mut drawn, page.size()).into_drawing_area();
    paint(page, &area, Device { scale: 1.0, sets_text: true })?;
    drop(area);
    let (_, marks) = drawn.split_once(">\n").ok_or_else(|| Error::system("the drawing library wrote no SVG"))?;
    // The family is named once, with fallbacks, instead of on every line of text.
    let marks = marks.replace(&format!(" font-family=\"{FAMILY}\""), "").replace(" opacity=\"1\"", "");
    let (marks, style, family) = match letters {
        Letters::Text => (marks, String::new(), format!("'{FAMILY}', 'Segoe UI', Arial, sans-serif")),
        Letters::Embedded => {
            let (rules, family) = embedded(page)?;
            let family = format!("'{family}', '{FAMILY}', sans-serif");
            (marks, format!("<style>{rules}</style>\n"), family)
        }
        Letters::Outlines => (with_outlines(&marks, page)?, String::new(), "sans-serif".to_owned()),
    };
    let marks = marks.strip_suffix("</svg>\n").ok_or_else(|| Error::system("the drawing library wrote no end"))?;
    let (width, height) = page.size();
    let tag = language.tag();
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"100%\" role=\"img\" \
         lang=\"{tag}\" xml:lang=\"{tag}\" text-rendering=\"geometricPrecision\" style=\"font-kerning:none\" font-family=\"{family}\">\n\
         <title>{}</title>\n<desc>{}</desc>\n{style}{marks}{}</svg>\n",
        escape(title),
        escape(description),
        spots(page)
    ))
}

/// What stands for a value, as unseen shapes that say it: pointed at, they show their words.
fn spots(page: &Page) -> String {
    let mut drawn = String::new();
    for spot in &page.spots {
        let shape = match &spot.place {
            SpotPlace::Frame(f) => {
                let [x, y, right, bottom] = [f.x0, f.y0, f.x1, f.y1].map(|edge| edge.round() as i64);
                format!("rect x=\"{x}\" y=\"{y}\" width=\"{}\" height=\"{}\"", (right - x).max(1), (bottom - y).max(1))
            }
            SpotPlace::Rings(rings) => {
                format!("path d=\"{}\"", rings.iter().map(|ring| closed(ring)).collect::<String>())
            }
        };
        let name = shape.split(' ').next().unwrap_or_default();
        let words = escape(&spot.words);
        drawn.push_str(&format!("<{shape}><title>{words}</title></{name}>\n"));
    }
    if drawn.is_empty() { drawn } else { format!("<g class=\"points\" fill-opacity=\"0\">\n{drawn}</g>\n") }
}

/// A closed line on whole pixels.
fn closed(ring: &[Point]) -> String {
    let mut at: Option<[i64; 2]> = None;
    let mut line = String::new();
    for (x, y) in ring {
        let to = [x.round() as i64, y.round() as i64];
        match at {
            None => line.push_str(&format!("M{} {}", to[0], to[1])),
            Some(from) => line.push_str(&format!("l{} {}", to[0] - from[0], to[1] - from[1])),
        }
        at = Some(to);
    }
    line + "z"
}

/// Outlines in the places of the lines of text, which the drawing library wrote in their order.
fn with_outlines(marks: &str, page: &Page) -> Result<String> {
    let mut parts = marks.split("<text ");
    let mut drawn = parts.next().unwrap_or_default().to_owned();
    let mut words = words(page);
    for part in parts {
        let line = words.next().zip(part.split_once("</text>\n"));
        let (words, (_, rest)) =
            line.ok_or_else(|| Error::system("the drawing library wrote other text than asked for"))?;
        drawn.push_str(&outlined(words, &escape(&words.text)));
        drawn.push_str(rest);
    }
    Ok(drawn)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::super::page::Anchor;
    use super::super::theme::BODY;
    use super::*;

    #[test]
    fn an_empty_page_is_a_whole_element() {
        let page = Page { height: 99.5, ..Page::default() };
        let svg = svg(&page, ("Phủ sóng < 5G & 4G", "Mô tả"), Language::Vi, Letters::Text).unwrap();
        assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n"), "{svg}");
        assert!(svg.contains("viewBox=\"0 0 960 100\"") && svg.contains("lang=\"vi\""));
        assert!(svg.contains("<title>Phủ sóng &lt; 5G &amp; 4G</title>\n<desc>Mô tả</desc>"));
    }

    #[test]
    fn text_stays_text_of_the_size_asked_for() {
        let mut page = Page { height: 50.0, ..Page::default() };
        page.words(10.0, 30.0, Anchor::End, "Tỷ lệ 88,4%", BODY.bold());
        let svg = svg(&page, ("", ""), Language::Vi, Letters::Text).unwrap();
        assert!(svg.contains("\nTỷ lệ 88,4%\n</text>"), "{svg}");
        assert!(svg.contains("font-size=\"14\"") && svg.contains("text-anchor=\"end\"") && svg.contains("bold"));
        assert_eq!(svg.matches("font-family").count(), 1);
    }
}
