//! Does everything that stands for a value say it, where it stands?

use super::page::SpotPlace;
use super::*;

fn page(chart: &Chart, language: Language) -> Page {
    compose(chart, &Caption::default(), language).unwrap()
}

fn said(chart: &Chart, language: Language) -> Vec<String> {
    page(chart, language).spots.into_iter().map(|spot| spot.words).collect()
}

#[test]
fn every_chart_of_any_size_has_its_values_on_the_picture() {
    for (language, sizes) in [(Language::Vi, &[Size::Page, Size::Slide][..]), (Language::En, &[Size::Page])] {
        for chart in samples_of(language) {
            for size in sizes {
                let page = sheet::compose(chart.form(), &Caption::default(), language, *size);
                assert!(!page.spots.is_empty(), "{}", chart.form_name());
                for spot in &page.spots {
                    let points = match &spot.place {
                        SpotPlace::Frame(f) => vec![(f.x0, f.y0), (f.x1, f.y1)],
                        SpotPlace::Rings(rings) => rings.concat(),
                    };
                    let on =
                        |(x, y): &(f64, f64)| (-1.0..=page.width + 1.0).contains(x) && (-1.0..=page.height).contains(y);
                    assert!(points.iter().all(on), "{} {spot:?}", chart.form_name());
                    assert!(!spot.words.is_empty() && spot.words == text::clean(&spot.words), "{spot:?}");
                }
            }
        }
    }
}

/// Under each sign lies the spot that says it, also where a chart stands lower on a slide that it does not fill.
#[test]
fn spots_lie_on_their_signs() {
    let vi = Language::Vi;
    let over = |chart: &Chart, size, ink: theme::Ink| {
        let page = sheet::compose(chart.form(), &Caption::default(), vi, size);
        let spots =
            page.spots.iter().filter_map(|spot| if let SpotPlace::Frame(f) = spot.place { Some(f) } else { None });
        let spots: Vec<Frame> = spots.collect();
        let signs = page.marks.iter().filter_map(|mark| match mark {
            Mark::Disc(at, radius, own) if *own == ink && *radius >= 5.0 => Some(Frame::around(*at, 1.0)),
            Mark::Block(frame, own) if *own == ink && frame.width() > 30.0 => Some(*frame),
            _ => None,
        });
        (spots.len(), signs.filter(|sign| spots.iter().any(|spot| spot.holds(sign))).count())
    };
    for size in [Size::Page, Size::Slide] {
        assert_eq!(over(&samples::trajectory(vi), size, theme::NOW), (5, 2), "two readings and three targets");
        assert_eq!(over(&samples::remaining(1, vi), size, theme::NOW), (1, 1), "one bar in its row");
    }
}

#[test]
fn values_are_said_with_unit_date_and_interval_and_what_is_missing_too() {
    let vi = Language::Vi;
    let expected: Vec<(Chart, &str)> = vec![
        (samples::trajectory(vi), "28/12/2025: 88,4%"),
        (samples::trajectory(vi), "Mục tiêu: ≥ 90% (2030) đến 31/12/2030"),
        (
            samples::fan(12, vi),
            "Giá trị dự báo 31/12/2022: 45,4% (50%: 38,3% – 52,5%; 80%: 34,1% – 56,7%; 95%: 32,0% – 58,8%)",
        ),
        (samples::overview(8, vi), "Tỷ lệ phủ sóng 5G: chưa có số liệu"),
        (samples::overview(8, vi), "Tỷ lệ hồ sơ quá hạn – Kỳ gốc: 2,1% (25/08/2025)"),
        (samples::composition(vi), "28/12/2025 – Toàn trình: 941 (43,5%)"),
        (samples::composition(vi), "Đang rà soát để bãi bỏ hoặc đơn giản hóa: chưa có số liệu"),
        (samples::remaining(8, vi), "Sở Tư pháp: Đã làm: chưa có số liệu; Tổng số: 98.120\u{a0}trang"),
        (samples::coverage(vi), "Kế hoạch 31/12/2025: 49/69\u{a0}bản (71,0%)"),
        (samples::budget(None, vi), "Đến 20/12/2025: 197,548 tỷ đồng"),
        (samples::budget(None, vi), "Đã giải ngân 30,77% kinh phí đã bố trí"),
        (samples::heatmap(4, 5, vi), "Xã Mường Chanh, 04/2024: chưa có số liệu"),
        (samples::heatmap(4, 5, vi), "Xã Tô Hiệu, 01/2024: 100%"),
        (samples::ranking(12, vi), "Xã Mường Chanh: 89,8% (n\u{a0}=\u{a0}123); trong giới hạn 95%"),
        (samples::slope(8, vi), "Xã Mường Chanh – 28/12/2025: 90,1% (tăng)"),
        (samples::diagnostics(vi), "Khoảng 80%, dự báo trước 5 năm: 79,8%"),
        (samples::tiles(12, vi), ": chưa có số liệu"),
        (samples::map(9, vi), ": chưa có số liệu"),
        (samples::waffle(3, 49, vi), "Sở Khoa học và Công nghệ – Quá hạn: 2 (4,1%)"),
        (samples::revisions(12, 10, vi), "đã rút số liệu"),
        (samples::methods(9, 12, vi), "Theil-Sen – Thực tế về sau 31/12/2020: "),
    ];
    for (chart, words) in expected {
        let all = said(&chart, vi);
        assert!(all.iter().any(|said| said.contains(words)), "{}: {words} not in {all:#?}", chart.form_name());
    }
}

#[test]
fn cells_rows_and_areas_have_one_each() {
    for language in BOTH {
        assert_eq!(said(&samples::heatmap(75, 24, language), language).len(), 75 * 24);
        assert_eq!(said(&samples::ranking(75, language), language).len(), 75);
        assert_eq!(said(&samples::tiles(75, language), language).len(), 75);
        assert_eq!(said(&samples::milestones(12, 3, language), language).len(), 36);
    }
}

#[test]
fn in_svg_they_come_last_and_change_nothing_of_the_picture() {
    let chart = samples::heatmap(75, 24, Language::Vi);
    let svg = draw_svg(&chart, &Caption::default(), Language::Vi).unwrap();
    let (picture, points) = svg.split_once("<g class=\"points\" fill-opacity=\"0\">\n").unwrap();
    assert!(points.ends_with("</g>\n</svg>\n") && points.matches("<title>").count() == 1800);
    assert!(!picture.contains("fill-opacity") && !points.contains("<text"));
    assert!(points.len() < 1800 * 130, "{} bytes for a point", points.len() / 1800);
    let with = page(&chart, Language::Vi);
    let without = Page { spots: Vec::new(), marks: with.marks.clone(), ..page(&chart, Language::Vi) };
    assert_eq!(png::png(&with, 1.0).unwrap(), png::png(&without, 1.0).unwrap());
}
