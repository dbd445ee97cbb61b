//! Do slides and screens hold what the page holds? Legible, nothing on anything else, nothing left out.

use super::*;

const LARGE: [Size; 2] = [Size::Slide, Size::Screen];

fn page(chart: &Chart, caption: &Caption, language: Language, size: Size) -> Page {
    chart.form().check().unwrap();
    sheet::compose(chart.form(), caption, language, size)
}

/// A slide is seen from the back of a room: no letter is smaller than 12 points on a slide of 13⅓ inches.
#[test]
fn nothing_overlaps_or_leaves_a_slide_or_a_screen_and_letters_grow_with_the_distance() {
    for (language, sizes) in [(Language::Vi, &LARGE[..]), (Language::En, &[Size::Slide])] {
        let caption = samples::caption(samples::LONG_NAME, samples::LONG_NAME, language);
        for chart in samples_of(language) {
            for size in sizes {
                let page = page(&chart, &caption, language, *size);
                assert_words_apart(&chart, &page);
                assert_marks_on(&chart, &page);
                let (across, least) = if *size == Size::Slide { (960.0, 12.0) } else { (1920.0, 15.0) };
                let smallest = theme::SMALL.size * across / page.width;
                assert!(smallest >= least, "{} {size:?}: {smallest}", chart.form_name());
                let excess = sheet::excess(&page, *size);
                assert!(excess > 1.0 || page.height == size.height(page.width).unwrap(), "16:9 to the pixel");
            }
        }
    }
}

/// What has no room makes the picture higher: every word of the page stands on the slide too.
#[test]
fn many_rows_make_the_picture_higher_and_lose_nothing() {
    let caption = Caption::default();
    for chart in [
        samples::ranking(75, Language::Vi),
        samples::heatmap(75, 12, Language::Vi),
        samples::remaining(40, Language::Vi),
        samples::overview(75, Language::Vi),
        samples::milestones(75, 3, Language::Vi),
        samples::tiles(75, Language::Vi),
    ] {
        let names: Vec<String> = match &chart {
            Chart::Ranking(form) => form.rows.iter().map(|row| row.name.clone()).collect(),
            Chart::Heatmap(form) => form.rows.iter().map(|row| row.name.clone()).collect(),
            Chart::Remaining(form) => form.rows.iter().map(|row| row.name.clone()).collect(),
            Chart::Overview(form) => form.rows.iter().map(|row| row.name.clone()).collect(),
            Chart::Milestones(form) => form.rows.iter().map(|row| row.name.clone()).collect(),
            Chart::Tiles(form) => form.areas.iter().map(|area| area.name.clone()).collect(),
            _ => unreachable!("not asked for"),
        };
        for size in LARGE {
            let page = page(&chart, &caption, Language::Vi, size);
            let said = words_of(&page).concat().replace(' ', "");
            for name in names.iter().map(|name| name.replace(' ', "")) {
                assert!(said.contains(&name), "{} {size:?}: {name}", chart.form_name());
            }
            let excess = sheet::excess(&page, size);
            assert!(excess > 1.0 || page.height == size.height(page.width).unwrap());
        }
    }
}

/// In columns the rows share one axis: the same figure stands as far from the left edge of each.
#[test]
fn columns_share_their_axis() {
    let Chart::Ranking(mut form) = samples::ranking(30, Language::Vi) else { unreachable!("a ranking") };
    form.rows.iter_mut().for_each(|row| row.value = Some(84.2));
    let page = page(&Chart::Ranking(form), &Caption::default(), Language::Vi, Size::Slide);
    let wholes = page.marks.iter().filter_map(|mark| match mark {
        Mark::Stroke(points, _, theme::TEXT) if points[0].0 == points[1].0 => Some(points[0]),
        _ => None,
    });
    let wholes: Vec<(f64, f64)> = wholes.collect();
    assert!(wholes.len() > 1, "more than one column");
    let in_rows = |y: f64| y > wholes[0].1;
    let discs = page.marks.iter().filter_map(|mark| match mark {
        Mark::Disc((x, y), ..) if in_rows(*y) => Some(*x),
        _ => None,
    });
    for x in discs {
        assert!(
            wholes.iter().any(|whole| (whole.0 - x).abs() < 0.01),
            "{x} is not on the line of the whole: {wholes:?}"
        );
    }
}

#[test]
fn svg_and_png_have_the_proportions_asked_for() {
    let (chart, caption) = (samples::composition(Language::Vi), samples::caption("Tiêu đề", "Title", Language::Vi));
    for (size, pixels) in [(Size::Slide, [2560u32, 1440]), (Size::Screen, [1920, 1080])] {
        let drawing = Drawing::new(&chart, &caption, Language::Vi, size).unwrap();
        let png = drawing.png().unwrap();
        assert_eq!(
            [&png[16..20], &png[20..24]],
            pixels.each_ref().map(|side| side.to_be_bytes()).each_ref().map(|b| &b[..])
        );
        let svg = drawing.svg(Letters::Text).unwrap();
        let (_, viewed) = svg.split_once("viewBox=\"0 0 ").unwrap();
        let (width, rest) = viewed.split_once(' ').unwrap();
        let (width, height): (f64, f64) = (width.parse().unwrap(), rest.split_once('"').unwrap().0.parse().unwrap());
        assert_eq!(width * 9.0 / 16.0, height);
    }
}
