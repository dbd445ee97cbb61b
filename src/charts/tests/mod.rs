//! Does every form keep its promises? Nothing overlaps, nothing leaves the page, nothing is drawn that is not known.

use super::page::{Anchor, Mark, Words};
use super::place::Frame;
use super::theme::MARGIN;
use super::*;
use crate::language::Language;

mod areas;
mod extremes;
mod golden;
mod hostile;
mod letters;
mod methods;
mod places;
mod points;
mod sizes;

const BOTH: [Language; 2] = [Language::Vi, Language::En];

/// Every mark is on the page.
fn assert_on_the_page(chart: &Chart, language: Language) {
    assert_marks_on(chart, &compose(chart, &Caption::default(), language).unwrap());
}

fn assert_marks_on(chart: &Chart, page: &Page) {
    let inside = |(x, y): (f64, f64)| (0.0..=page.width).contains(&x) && (0.0..=page.height).contains(&y);
    for mark in &page.marks {
        let held = match mark {
            Mark::Block(f, _) => inside((f.x0, f.y0)) && inside((f.x1, f.y1)),
            Mark::Shape(points, _) | Mark::Stroke(points, ..) => points.iter().all(|point| inside(*point)),
            Mark::Disc(centre, ..) => inside(*centre),
            Mark::Words(words) => inside((words.x, words.baseline)),
        };
        assert!(held, "{}: {mark:?} leaves the page of height {}", chart.form_name(), page.height);
    }
}

fn samples_of(language: Language) -> Vec<Chart> {
    let mut all: Vec<Chart> = [1, 2, 8, 12, 40, 75].map(|count| samples::overview(count, language)).into();
    all.extend([1, 12, 40, 75].map(|count| samples::remaining(count, language)));
    all.extend([1, 2, 12, 40, 75].map(|count| samples::fan(count, language)));
    all.extend((1..=12).map(|panels| samples::methods(panels, [12, 35, 4][panels % 3], language)));
    all.push(samples::methods_of_one(language));
    all.extend([1, 2, 12, 40, 75].map(|count| samples::coverage_crowd(count, language)));
    all.extend([1, 12, 75].map(|count| samples::composition_crowd(count, language)));
    all.extend([1, 12, 75].map(|count| samples::budget_crowd(count, language)));
    all.extend([samples::trajectory(language), samples::composition(language), samples::coverage(language)]);
    all.extend([(1, 1), (12, 12), (75, 24)].map(|(areas, months)| samples::heatmap(areas, months, language)));
    all.extend([(1, 3), (12, 1), (12, 6), (75, 3)].map(|(count, years)| samples::milestones(count, years, language)));
    all.extend([1, 2, 12, 75].map(|count| samples::ranking(count, language)));
    all.extend([1, 2, 12, 40, 75].map(|count| samples::slope(count, language)));
    all.extend(areas_and_records(language));
    all.extend([samples::budget(None, language), samples::budget(Some(60_786_000_000), language)]);
    all
}

/// Forms of areas, tasks, revisions and backtests, from one item to as many as they take.
fn areas_and_records(language: Language) -> Vec<Chart> {
    let mut all: Vec<Chart> = [1, 2, 12, 75, 120].map(|count| samples::tiles(count, language)).into();
    all.extend([3, 12, 75].map(|count| samples::tiles_of_long_names(count, language)));
    all.extend([1, 2, 12, 75].map(|count| samples::map(count, language)));
    all.extend([(1, 49), (2, 100), (4, 60), (12, 80), (3, 2163)].map(|(n, most)| samples::waffle(n, most, language)));
    all.extend([40.0, 1e9].map(|most| samples::waffle_at_the_edges(most, language)));
    all.extend([(1, 1), (1, 10), (3, 2), (12, 10), (12, 40)].map(|(n, v)| samples::revisions(n, v, language)));
    all.push(samples::diagnostics(language));
    all.extend([(1, 1), (2, 8), (6, 12)].map(|(n, h)| samples::diagnostics_crowd(n, h, language)));
    all
}

fn words_on(chart: &Chart, caption: &Caption, language: Language) -> (f64, Vec<Words>) {
    let page = compose(chart, caption, language).unwrap();
    let words = page.marks.into_iter().filter_map(|mark| match mark {
        Mark::Words(words) => Some(words),
        _ => None,
    });
    (page.height, words.collect())
}

/// Every line of text is on the page and off every other.
fn assert_readable(chart: &Chart, caption: &Caption, language: Language) {
    assert_words_apart(chart, &compose(chart, caption, language).unwrap());
}

fn assert_words_apart(chart: &Chart, page: &Page) {
    let words: Vec<&Words> =
        page.marks.iter().filter_map(|mark| if let Mark::Words(words) = mark { Some(words) } else { None }).collect();
    let page = Frame::new(0.0, 0.0, page.width, page.height);
    let frames: Vec<Frame> = words.iter().map(|words| words.frame()).collect();
    for (i, frame) in frames.iter().enumerate() {
        let what = (chart.form_name(), &words[i].text);
        assert!(page.holds(frame), "{what:?} leaves the page: {frame:?}");
        assert!(words[i].style.size >= 13.0, "{what:?} is too small");
        for (j, other) in frames.iter().enumerate().skip(i + 1) {
            assert!(!frame.overlaps(other), "{what:?} overlaps {:?}: {frame:?} {other:?}", words[j].text);
        }
    }
}

fn words_of(page: &Page) -> Vec<&str> {
    page.marks
        .iter()
        .filter_map(|mark| if let Mark::Words(words) = mark { Some(words.text.as_str()) } else { None })
        .collect()
}

fn text_of(chart: &Chart, language: Language) -> String {
    let (_, words) = words_on(chart, &Caption::default(), language);
    words.into_iter().map(|words| words.text).collect::<Vec<_>>().join(" ")
}

/// A small reader of XML: balanced tags, quoted attributes, known entities.
fn assert_well_formed(svg: &str) {
    let mut open: Vec<&str> = Vec::new();
    for piece in svg.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').expect("a tag ends");
        assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
        for part in [tag, text] {
            for entity in part.split('&').skip(1) {
                let name = entity.split(';').next().unwrap();
                assert!(["lt", "gt", "amp", "quot", "apos"].contains(&name), "&{name}");
            }
            assert!(!part.chars().any(|c| c.is_control() && c != '\n'), "{part:?}");
        }
        match tag.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name)),
            None if tag.ends_with('/') => {}
            None => open.push(tag.split([' ', '\n']).next().unwrap()),
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

#[test]
fn nothing_overlaps_or_leaves_the_page_at_any_number_of_rows() {
    for language in BOTH {
        let caption = samples::caption(samples::LONG_NAME, samples::LONG_NAME, language);
        for chart in samples_of(language) {
            assert_readable(&chart, &caption, language);
        }
    }
}

#[test]
fn long_names_are_wrapped_and_complete() {
    for chart in [samples::overview(1, Language::Vi), samples::remaining(3, Language::Vi)] {
        let name = match &chart {
            Chart::Overview(form) => form.rows[0].name.clone(),
            Chart::Remaining(form) => form.rows[2].name.clone(),
            _ => unreachable!("not asked for"),
        };
        let (_, words) = words_on(&chart, &Caption::default(), Language::Vi);
        let column: Vec<&str> =
            words.iter().filter(|w| w.x == MARGIN && w.anchor == Anchor::Start).map(|w| w.text.as_str()).collect();
        assert!(column.join(" ").contains(&name), "{column:?}");
    }
}

#[test]
fn svg_is_well_formed_deterministic_and_named() {
    for language in BOTH {
        let caption = samples::caption("Mục tiêu <2030> & sau đó", "Target <2030> & after", language);
        for chart in samples_of(language) {
            let svg = draw_svg(&chart, &caption, language).unwrap();
            assert_well_formed(&svg);
            assert_eq!(svg, draw_svg(&chart, &caption, language).unwrap());
            assert!(
                svg.contains("role=\"img\"") && svg.contains("width=\"100%\"") && svg.contains("viewBox=\"0 0 960 ")
            );
            assert!(svg.contains("&lt;2030&gt; &amp; ") && svg.contains("<desc>") && svg.contains("'Noto Sans'"));
        }
    }
}

#[test]
fn figures_follow_the_typography_of_the_language() {
    let expected = [
        (samples::overview(1, Language::Vi), ["44,6%", "88,4%", "28/12/2025"]),
        (samples::trajectory(Language::Vi), ["25/08/2025: 44,6%", "28/12/2025: 88,4%", "≥ 90% (2030)"]),
        (samples::composition(Language::Vi), ["941 (43,5%)", "908 (42,0%)", "314 (14,5%)"]),
        (samples::remaining(2, Language::Vi), ["2.422.052 / 11.500.000", "(21,1%)", "6.047.286 / 15.125.234"]),
        (samples::coverage(Language::Vi), ["26/69", "49/69", "Chưa có kế hoạch: 20"]),
        (samples::budget(None, Language::Vi), ["197,548 tỷ đồng", "30,77%", "0,93%"]),
    ];
    for (chart, figures) in expected {
        let svg = draw_svg(&chart, &Caption::default(), Language::Vi).unwrap();
        let (_, marks) = svg.split_once("</desc>").unwrap();
        let text = alternative_text(&chart, &Caption::default(), Language::Vi);
        for figure in figures {
            assert!(marks.contains(figure), "{figure} is not drawn");
            let told = text.contains(figure) || figure.contains(" / ");
            assert!(told, "{figure} is not told: {text}");
        }
    }
    assert!(text_of(&samples::budget(None, Language::En), Language::En).contains("197.548 billion đồng"));
}

#[test]
fn english_charts_say_nothing_in_vietnamese() {
    for chart in samples_of(Language::En) {
        let svg = draw_svg(&chart, &Caption::default(), Language::En).unwrap();
        for word in words::ALL {
            let vietnamese = word.get(Language::Vi);
            assert!(!svg.contains(vietnamese), "{} says {vietnamese}", chart.form_name());
        }
    }
}

#[test]
fn the_refusal_stands_on_the_chart() {
    for language in BOTH {
        let (height, words) = words_on(&samples::trajectory(language), &Caption::default(), language);
        let heading = words::NO_FORECAST.get(language);
        let place = words.iter().find(|words| words.text == heading).expect("the refusal is drawn");
        assert!(place.x > 100.0 && place.baseline < height - 100.0, "inside the drawing");
        let reason = language.of_data("dự báo cần ít", "needs at least 8");
        assert!(text_of(&samples::trajectory(language), language).contains(reason));
    }
}

#[test]
fn png_has_the_size_asked_for() {
    let chart = samples::coverage(Language::Vi);
    for (scale, width) in [(0.5, 480u32), (1.0, 960), (2.0, 1920)] {
        let png = draw_png(&chart, &Caption::default(), Language::Vi, scale).unwrap();
        assert_eq!(png[16..20], width.to_be_bytes());
    }
}

#[test]
fn charts_without_rows_are_refused_with_a_hint() {
    let empty = [
        Chart::Overview(Overview::default()),
        Chart::Trajectory(Trajectory::default()),
        Chart::Methods(Methods::default()),
        Chart::Composition(Composition::default()),
        Chart::Remaining(Remaining::default()),
        Chart::CoverageSteps(CoverageSteps::default()),
        Chart::Budget(Budget::default()),
        Chart::Heatmap(Heatmap::default()),
        Chart::Milestones(Milestones::default()),
        Chart::Ranking(Ranking::default()),
        Chart::Slope(Slope::default()),
        Chart::Diagnostics(Diagnostics::default()),
        Chart::Map(Map::default()),
        Chart::Revisions(Revisions::default()),
        Chart::Tiles(Tiles::default()),
        Chart::Waffle(Waffle::default()),
    ];
    for chart in empty {
        let error = draw_svg(&chart, &Caption::default(), Language::Vi).unwrap_err();
        assert!(error.is_usage());
        assert!(error.to_string().contains(chart.form_name()) && error.to_string().contains("what to do"), "{error}");
    }
}

#[test]
fn what_is_missing_is_said_and_not_drawn() {
    let mut all = samples::overview(8, Language::Vi);
    let Chart::Overview(form) = &mut all else { unreachable!("an overview") };
    for row in &mut form.rows {
        (row.baseline, row.now, row.target) = (None, None, None);
    }
    assert_readable(&all, &Caption::default(), Language::Vi);
    let page = compose(&all, &Caption::default(), Language::Vi).unwrap();
    let navy = |mark: &Mark| matches!(mark, Mark::Disc(_, _, ink) if *ink == theme::NOW);
    assert!(!page.marks.iter().any(navy), "no dot without a figure");
    assert_eq!(text_of(&all, Language::Vi).matches(words::NO_READING.get(Language::Vi)).count(), 9);

    let row = RemainingRow { name: "Sở Nội vụ".into(), done: None, total: None, emphasised: false };
    let all = Chart::Remaining(Remaining { unit: "trang".into(), rows: vec![row] });
    assert!(text_of(&all, Language::Vi).contains("Đã làm: chưa có số liệu"));

    let Chart::Budget(mut form) = samples::budget(None, Language::Vi) else { unreachable!("a budget") };
    form.disbursed = None;
    let text = text_of(&Chart::Budget(form), Language::Vi);
    assert!(text.contains("Giải ngân: chưa có số liệu") && !text.contains("Đã giải ngân"), "{text}");

    let Chart::CoverageSteps(mut form) = samples::coverage(Language::Vi) else { unreachable!("steps") };
    form.without_plan = None;
    assert!(text_of(&Chart::CoverageSteps(form), Language::Vi).contains("không có số liệu"));
}
