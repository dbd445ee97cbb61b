//! Do hostile texts stay texts, in every form and every way of writing an SVG? What a reader of XML finds is looked at, not
//! only the letters.

use super::*;
use quick_xml::events::Event;

/// What the marks of a chart may be.
const ELEMENTS: [&str; 11] =
    ["svg", "title", "desc", "style", "g", "rect", "circle", "polygon", "polyline", "text", "path"];

/// The texts of an SVG, after a look at each of its elements and attributes.
fn texts(svg: &str) -> String {
    let mut reader = quick_xml::Reader::from_str(svg);
    reader.config_mut().check_end_names = true;
    let (mut texts, mut depth) = (String::new(), 0);
    loop {
        let event = reader.read_event().unwrap_or_else(|error| panic!("{error} at {}", reader.buffer_position()));
        match &event {
            Event::Start(tag) | Event::Empty(tag) => {
                assert!(ELEMENTS.contains(&tag.name().as_ref()), "{tag:?}");
                for attribute in tag.attributes() {
                    let attribute = attribute.unwrap();
                    let name = attribute.key.as_ref();
                    assert!(!name.starts_with("on") && !name.ends_with("href"), "{tag:?}");
                    assert!(!attribute.value.contains('<'), "{tag:?}");
                }
                depth += i32::from(matches!(event, Event::Start(_)));
            }
            Event::End(_) => depth -= 1,
            Event::Text(text) => texts.push_str(text),
            Event::GeneralRef(entity) => {
                let known = [("lt", '<'), ("gt", '>'), ("amp", '&'), ("quot", '"'), ("apos", '\'')];
                let found = known.iter().find(|known| known.0 == &entity[..]);
                texts.push(found.unwrap_or_else(|| panic!("{entity:?} is no entity of XML")).1);
            }
            Event::Eof => break,
            other => panic!("an SVG of a chart has no {other:?}"),
        }
    }
    assert_eq!(depth, 0);
    texts
}

/// The chart with this text for every name, label and reason it has; names that must differ are numbered.
fn poisoned(chart: Chart, text: &str) -> Chart {
    let own = |i: usize| format!("{text} {i}");
    let mut chart = chart;
    match &mut chart {
        Chart::Overview(form) => form.rows.iter_mut().for_each(|row| {
            (row.name, row.target_text, row.status_text) = (text.into(), text.into(), text.into());
            row.source_text = Some(text.into());
        }),
        Chart::Trajectory(form) => {
            (form.name, form.refusal) = (text.into(), Some(text.into()));
            form.targets.iter_mut().for_each(|target| target.text = text.into());
        }
        Chart::Methods(form) => {
            form.name = text.into();
            form.panels.iter_mut().for_each(|panel| (panel.title, panel.refusal) = (text.into(), Some(text.into())));
        }
        Chart::Composition(form) => form.bars.iter_mut().for_each(|bar| {
            bar.label = text.into();
            bar.parts.iter_mut().enumerate().for_each(|(i, part)| part.name = own(i));
        }),
        Chart::Remaining(form) => form.rows.iter_mut().for_each(|row| row.name = text.into()),
        Chart::CoverageSteps(form) => form.unit = text.chars().take(30).collect(),
        Chart::Budget(form) => {
            form.target_text = text.into();
            form.allotments.iter_mut().for_each(|allotment| allotment.label = text.into());
        }
        Chart::Heatmap(form) => form.rows.iter_mut().for_each(|row| row.name = text.into()),
        Chart::Milestones(form) => {
            form.names.iter_mut().for_each(|name| *name = text.into());
            for row in &mut form.rows {
                (row.name, row.note) = (text.into(), Some(text.into()));
                for milestone in row.milestones.iter_mut().flatten() {
                    (milestone.target_text, milestone.status_text) = (text.into(), text.into());
                    match &mut milestone.outlook {
                        Outlook::Probability { remark, .. } => *remark = Some(text.into()),
                        Outlook::Reason(reason) => *reason = text.into(),
                    }
                }
            }
        }
        Chart::Ranking(form) => {
            form.whole_name = text.into();
            form.rows.iter_mut().for_each(|row| row.name = text.into());
        }
        Chart::Slope(form) => form.rows.iter_mut().for_each(|row| row.name = text.into()),
        Chart::Diagnostics(form) => form.methods.iter_mut().for_each(|method| method.name = text.into()),
        Chart::Map(form) => {
            form.without_figure = vec![text.into()];
            form.areas.iter_mut().for_each(|area| area.name = text.into());
        }
        Chart::Revisions(form) => {
            form.name = text.into();
            form.periods.iter_mut().for_each(|period| period.name = text.into());
        }
        Chart::Tiles(form) => form.areas.iter_mut().for_each(|area| area.name = text.into()),
        Chart::Waffle(form) => form.groups.iter_mut().for_each(|group| {
            group.name = text.into();
            group.parts.iter_mut().enumerate().for_each(|(i, part)| part.name = own(i));
        }),
    }
    chart
}

/// One small sample of each form.
fn one_each(language: Language) -> Vec<Chart> {
    vec![
        samples::budget(None, language),
        samples::composition(language),
        samples::coverage(language),
        samples::diagnostics_crowd(2, 3, language),
        samples::heatmap(2, 3, language),
        samples::map(6, language),
        samples::methods(3, 6, language),
        samples::milestones(2, 2, language),
        samples::overview(2, language),
        samples::ranking(3, language),
        samples::remaining(3, language),
        samples::revisions(3, 3, language),
        samples::slope(3, language),
        samples::tiles(3, language),
        samples::trajectory(language),
        samples::waffle(2, 20, language),
    ]
}

/// The text, and what must be readable of it.
const HOSTILE: [(&str, &str); 9] = [
    ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ("]]> <![CDATA[ <!-- --> <?php ?>", "]]> <![CDATA[ <!-- --> <?php ?>"),
    ("&amp; &lt;b&gt; &#0; &nbsp;", "&amp; &lt;b&gt; &#0; &nbsp;"),
    ("\"onload=\"alert(1)\" x='", "\"onload=\"alert(1)\" x='"),
    ("xã \u{202e}gnôđ\u{202c} \u{2066}a\u{2069} \u{61c}b \u{200f}c", "xã gnôđ a b c"),
    ("Mường\u{200b}Chanh\u{feff}\u{2060}\u{200d}!", "MườngChanh!"),
    ("a\u{0}\u{1}\u{8}\u{b}\u{1f}\u{7f}\u{85}b\tc\r\nd\u{2028}e\u{fffe}\u{ffff}", "a b c d e"),
    ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
    ("E\u{301}\u{302}\u{323} 𝟙 🏞 שלום", "E\u{301}\u{302}\u{323} 𝟙 🏞 שלום"),
];

#[test]
fn every_form_says_hostile_texts_and_does_not_obey_them() {
    for language in BOTH {
        for (text, readable) in HOSTILE {
            let readable = text::clean(readable);
            let caption = Caption { title: text.into(), subtitle: text.into(), foot: vec![text.into()] };
            for chart in one_each(language) {
                let chart = poisoned(chart, text);
                let drawing = Drawing::new(&chart, &caption, language, Size::Page).unwrap();
                for letters in [Letters::Text, Letters::Embedded, Letters::Outlines] {
                    let svg = drawing.svg(letters).unwrap();
                    let said = texts(&svg);
                    assert!(said.contains(&readable), "{} {letters:?}: {readable} in {said}", chart.form_name());
                    let steering = |c: char| matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
                    assert!(!svg.chars().any(|c| steering(c) || c.is_control() && c != '\n'), "{}", chart.form_name());
                }
            }
        }
    }
}

/// Ten thousand letters are no name: the picture says so with an ellipsis and stays of a size, the description has them.
#[test]
fn a_name_without_end_is_shortened_where_it_is_seen() {
    for text in ["x".repeat(10_000), "Mường Chanh ".repeat(834)] {
        for chart in one_each(Language::Vi) {
            let form = chart.form_name();
            let chart = poisoned(chart, &text);
            let caption = Caption { title: text.clone(), ..Caption::default() };
            let svg = draw_svg(&chart, &caption, Language::Vi).unwrap();
            let (head, marks) = svg.split_once("</desc>").unwrap();
            assert!(head.contains(text.trim()), "{form}: the title is whole");
            assert!(marks.contains('…'), "{form}");
            for label in marks.split("<title>").skip(1) {
                assert!(label.split("</title>").next().unwrap().chars().count() <= 400, "{form}");
            }
            texts(&svg);
            assert_readable(&chart, &caption, Language::Vi);
        }
    }
    // Reasons are no names: they are read whole.
    let why = "Mới có 2 lần đo. ".repeat(60);
    let Chart::Trajectory(mut form) = samples::trajectory(Language::Vi) else { unreachable!("a trajectory") };
    form.refusal = Some(why.clone());
    assert!(text_of(&Chart::Trajectory(form), Language::Vi).contains(why.trim()));
}
