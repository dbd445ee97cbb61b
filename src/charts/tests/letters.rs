//! Do words stay words, whichever way an SVG writes its letters?

use super::*;

fn written(chart: &Chart, letters: Letters) -> String {
    let caption = samples::caption("Mục tiêu <2030> & \"sau đó\"", "Target", Language::Vi);
    Drawing::new(chart, &caption, Language::Vi, Size::Page).unwrap().svg(letters).unwrap()
}

#[test]
fn every_way_is_well_formed_and_keeps_the_words() {
    for chart in
        [samples::ranking(12, Language::Vi), samples::trajectory(Language::Vi), samples::waffle(3, 49, Language::Vi)]
    {
        let text = written(&chart, Letters::Text);
        let lines: Vec<&str> = text.split("<text ").skip(1).filter_map(|part| part.split('\n').nth(1)).collect();
        assert!(lines.len() > 10);
        for letters in [Letters::Text, Letters::Embedded, Letters::Outlines] {
            let svg = written(&chart, letters);
            assert_well_formed(&svg);
            assert_eq!(svg, written(&chart, letters), "the same bytes each time");
            for line in &lines {
                assert!(svg.contains(line), "{letters:?}: {line}");
            }
        }
    }
}

#[test]
fn embedded_letters_are_few_and_named_after_themselves() {
    let family =
        |svg: &str| svg.split_once("@font-face{font-family:'").unwrap().1.split_once('\'').unwrap().0.to_owned();
    let charts = [
        samples::ranking(12, Language::Vi),
        samples::trajectory(Language::Vi),
        samples::overview(12, Language::Vi),
        samples::tiles(75, Language::Vi),
    ];
    let mut families = Vec::new();
    for chart in &charts {
        let svg = written(chart, Letters::Embedded);
        let more = svg.len() - written(chart, Letters::Text).len();
        assert!((10_000..30_000).contains(&more), "{} grows by {more} bytes", chart.form_name());
        assert_eq!(svg.matches("@font-face").count(), 2, "regular and bold");
        families.push(family(&svg));
        assert!(svg.contains(&format!("font-family=\"'{}'", families[families.len() - 1])));
    }
    families.sort();
    families.dedup();
    assert_eq!(families.len(), charts.len(), "no chart takes the letters of another");
}

#[test]
fn outlines_need_no_font() {
    let svg = written(&samples::ranking(12, Language::Vi), Letters::Outlines);
    assert!(!svg.contains("<text") && !svg.contains("Noto") && svg.contains("aria-label=\"Xã Mường Chanh\""));
    assert!(svg.contains("<title>Mục tiêu &lt;2030&gt; &amp; &quot;sau đó&quot;</title>") && svg.len() < 400_000);
    let path =
        |words: &str| svg.split_once(&format!("aria-label=\"{words}\" d=\"")).unwrap().1.split_once('"').unwrap().0;
    assert!(path("n").matches('z').count() == 1 && path("89,8%").matches('z').count() >= 9, "a line for each contour");
}
