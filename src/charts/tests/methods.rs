//! Do the panels of methods hold? The same axes, no words over marks, refusals told, forecasts that are none refused.

use super::*;
use jiff::civil::{Date, date};
use proptest::prelude::*;

const SHARE: Option<(f64, f64)> = Some((0.0, 100.0));

fn chart(panels: Vec<MethodPanel>, bounds: Option<(f64, f64)>) -> Chart {
    Chart::Methods(Methods { name: "a".into(), unit: "%".into(), panels, bounds })
}

fn point(day: Date, value: f64, half: f64, level: f64) -> FanPoint {
    FanPoint { date: day, value, lower: value - half, upper: value + half, level }
}

fn panel(readings: Vec<Reading>, fan: Vec<FanPoint>, refusal: Option<&str>) -> MethodPanel {
    let refusal = refusal.map(str::to_owned);
    MethodPanel { title: "Theil-Sen".into(), readings, outcomes: vec![], fan, refusal }
}

fn refused(panel: MethodPanel) -> String {
    draw_svg(&chart(vec![panel], SHARE), &Caption::default(), Language::Vi).unwrap_err().to_string()
}

#[test]
fn panels_hold_at_the_edges() {
    let (day, end) = (date(2025, 12, 28), date(2035, 12, 31));
    let equal: Vec<Reading> = (2000..=2034).map(|year| (date(year, 12, 31), 40.0)).collect();
    let why = "Các số liệu bằng nhau.";
    let no_width = vec![point(end, 40.0, 0.0, 0.8)];
    let long = samples::LONG_NAME.repeat(8);
    let wide = vec![point(end, 1e29, 1e30 - 1e29, 0.5), point(end, 1e29, 1e29, 0.3)];
    let many = (1..9).map(|i| point(end, 50.0, 4.0 * f64::from(i), 0.1 * f64::from(i))).collect();
    let named = |title: &str, panel: MethodPanel| MethodPanel { title: title.into(), ..panel };
    let outcome = |panel| MethodPanel { outcomes: vec![(date(2026, 1, 1), 0.0), (end, 100.0)], ..panel };
    all_readable([
        chart(vec![panel(vec![], vec![], None)], None),
        chart(vec![panel(vec![], vec![], Some(why)); 12], SHARE),
        chart(vec![panel(vec![(day, 0.0)], vec![], None); 2], SHARE),
        chart(vec![panel(equal.clone(), vec![], Some(why)), panel(equal, no_width, None)], SHARE),
        chart(vec![panel(vec![(day, 40.0), (day, 41.0)], vec![], Some("Hai số liệu trong một ngày."))], SHARE),
        chart(vec![named(&long, panel(vec![(day, 40.0)], vec![], Some(&long))); 5], SHARE),
        chart(vec![panel(vec![(day, 40.0)], many, Some(&long)); 3], SHARE),
        chart(vec![panel(vec![(day, -1e30)], wide, None); 3], None),
        chart(
            vec![outcome(panel(vec![(date(1, 1, 1), 40.0)], vec![point(date(9999, 12, 31), 1.0, 1.0, 0.8)], None)); 3],
            SHARE,
        ),
    ]);
}

fn all_readable(charts: impl IntoIterator<Item = Chart>) {
    for chart in charts {
        for language in BOTH {
            assert_readable(&chart, &Caption::default(), language);
            assert_on_the_page(&chart, language);
            assert_well_formed(&draw_svg(&chart, &Caption::default(), language).unwrap());
        }
    }
}

#[test]
fn no_word_stands_on_a_reading_an_outcome_or_their_line() {
    for count in [1, 4, 12, 35] {
        for panels in 1..=12 {
            let page =
                compose(&samples::methods(panels, count, Language::Vi), &Caption::default(), Language::Vi).unwrap();
            let words: Vec<Frame> =
                page.marks.iter().filter_map(|m| if let Mark::Words(w) = m { Some(w.frame()) } else { None }).collect();
            let marks = page.marks.iter().flat_map(|mark| match mark {
                Mark::Disc(centre, radius, _) => vec![Frame::around(*centre, *radius)],
                Mark::Block(frame, ink) if *ink == theme::TEXT => vec![*frame],
                Mark::Stroke(points, _, ink) if *ink == theme::SOFT => {
                    let middle = |pair: &[(f64, f64)]| ((pair[0].0 + pair[1].0) / 2.0, (pair[0].1 + pair[1].1) / 2.0);
                    points.windows(2).map(|pair| Frame::around(middle(pair), 1.0)).collect()
                }
                _ => vec![],
            });
            for mark in marks {
                assert!(words.iter().all(|word| !word.overlaps(&mark)), "{panels} panels of {count}: {mark:?}");
            }
        }
    }
}

#[test]
fn reasons_stand_inside_their_panels_and_long_ones_below_whole() {
    let (_, words) = words_on(&samples::methods(9, 12, Language::Vi), &Caption::default(), Language::Vi);
    let years = words.iter().filter(|words| words.text == "2015").map(|words| words.baseline).fold(0.0, f64::max);
    let refusals = ["Chuỗi chưa qua đỉnh", "Khoảng tin cậy của mức"];
    let first: Vec<&Words> = words.iter().filter(|w| refusals.iter().any(|r| w.text.starts_with(r))).collect();
    assert_eq!(first.len(), 2, "three refusals for two reasons");
    assert!(first.iter().all(|words| words.baseline < years - 60.0), "each in its panel, above the years");

    let why = samples::LONG_NAME.repeat(8);
    let of = |value| panel(vec![(date(2025, 1, 1), value)], vec![], Some(&why));
    let text = text_of(&chart(vec![of(5.0), of(6.0), of(7.0)], SHARE), Language::Vi);
    assert_eq!(text.replace(' ', "").matches(&why.replace(' ', "")).count(), 3, "whole, each in its column");
    assert_eq!(text.matches(words::NO_FORECAST.get(Language::Vi)).count(), 3, "and the panel says so");
}

/// Twelve refusals of one series for one reason are one panel; another reason, series or forecast stands alone.
#[test]
fn methods_that_refuse_for_one_reason_share_a_panel() {
    let (day, why) = (date(2011, 12, 31), "Chưa đủ ba kỳ.");
    let refuses =
        |title: &str, value, why| MethodPanel { title: title.into(), ..panel(vec![(day, value)], vec![], why) };
    let answer = panel(vec![(day, 35.0)], vec![point(date(2014, 12, 31), 48.0, 9.0, 0.8)], Some(why));
    let panels = vec![
        refuses("ols", 35.0, Some(why)),
        answer,
        refuses("theta", 35.0, Some(why)),
        refuses("bass", 35.0, Some("Chưa qua đỉnh.")),
        refuses("naive", 36.0, Some(why)),
        refuses("holt", 35.0, Some(why)),
    ];
    let chart = chart(panels, SHARE);
    let text = text_of(&chart, Language::Vi);
    assert!(text.contains("ols, theta, holt") && text.contains("Theil-Sen"), "{text}");
    assert_eq!(text.matches(why).count(), 3, "with the forecast, of 36, and once of the three: {text}");
    assert_eq!(text.matches(words::NO_FORECAST.get(Language::Vi)).count(), 3);
    let told = alternative_text(&chart, &Caption::default(), Language::Vi);
    assert!(told.contains("ols, theta, holt – Không có dự báo: Chưa đủ ba kỳ. Số liệu đã dùng: "), "{told}");
}

/// A year's name stands under the readings of its end; where readings lie within a year, between its turns.
#[test]
fn readings_of_a_years_end_stand_over_its_name() {
    let named = |readings: Vec<Reading>| {
        let page = compose(&chart(vec![panel(readings, vec![], None)], SHARE), &Caption::default(), Language::Vi);
        let marks = page.unwrap().marks;
        let mut dots =
            marks.iter().filter_map(|mark| if let Mark::Disc(centre, ..) = mark { Some(centre.0) } else { None });
        let year = |mark: &Mark| match mark {
            Mark::Words(words) if words.text == "2024" => Some(words.frame()),
            _ => None,
        };
        let year = marks.iter().find_map(year).unwrap();
        (dots.next_back().unwrap(), (year.x0 + year.x1) / 2.0)
    };
    let (dot, year) = named(vec![(date(2021, 12, 31), 40.0), (date(2024, 12, 31), 60.0)]);
    assert!((dot - year).abs() < 1.0, "{dot} {year}");
    let (dot, year) = named(vec![(date(2021, 12, 31), 40.0), (date(2024, 7, 1), 60.0)]);
    assert!((dot - year).abs() < 2.0, "{dot} {year}");
}

#[test]
fn all_panels_have_the_same_axes_and_one_legend() {
    let page = compose(&samples::methods(9, 12, Language::En), &Caption::default(), Language::En).unwrap();
    let dots: Vec<(f64, f64)> =
        page.marks.iter().filter_map(|m| if let Mark::Disc(c, ..) = m { Some(*c) } else { None }).collect();
    assert_eq!(dots.len(), 8 * 12 + 1, "twelve readings in eight panels (two methods share one), and the legend's");
    let (first, second) = (&dots[1..13], &dots[13..25]);
    assert!(first.iter().zip(second).all(|(a, b)| a.1 == b.1), "one value, one height");
    let shift = second[0].0 - first[0].0;
    assert!(first.iter().zip(second).all(|(a, b)| (b.0 - a.0 - shift).abs() < 1e-9), "one day, one place");
    let text = text_of(&samples::methods(9, 12, Language::En), Language::En);
    assert_eq!(text.matches(words::OUTCOME.get(Language::En)).count(), 1);
    assert_eq!(text.matches("100%").count(), 3, "figures once a row");
}

#[test]
fn an_interval_beyond_the_bounds_is_drawn_whole() {
    let beyond = chart(
        vec![panel(vec![(date(2025, 12, 31), 80.0)], vec![point(date(2030, 12, 31), 90.0, 31.0, 0.95)], None)],
        SHARE,
    );
    let text = text_of(&beyond, Language::Vi);
    assert!(text.contains("125%") && text.contains("59\u{a0}–\u{a0}121%"), "{text}");
    assert_on_the_page(&beyond, Language::Vi);
}

#[test]
fn the_description_tells_each_panel() {
    let day = |year| date(year, 12, 31);
    let readings = vec![(day(2019), 66.2), (day(2018), 61.0)];
    let outcomes = vec![(day(2024), 84.3)];
    let fan = vec![
        FanPoint { date: day(2024), value: 87.1, lower: 70.25, upper: 95.0, level: 0.95 },
        FanPoint { date: day(2024), value: 87.1, lower: 79.4, upper: 92.0, level: 0.8 },
        FanPoint { date: day(2021), value: 72.0, lower: 70.0, upper: 74.0, level: 0.8 },
    ];
    let panel = |title: &str, fan, refusal: Option<&str>| MethodPanel {
        title: title.into(),
        readings: readings.clone(),
        outcomes: outcomes.clone(),
        fan,
        refusal: refusal.map(str::to_owned),
    };
    let chart = Chart::Methods(Methods {
        name: "Người dùng Internet".into(),
        unit: "%".into(),
        panels: vec![
            panel("Lớp tham chiếu", fan, Some("Chưa kiểm định ngược.")),
            panel("Bass", vec![], Some("Chưa qua đỉnh.")),
            panel("Theta", vec![], None),
        ],
        bounds: SHARE,
    });
    assert_eq!(
        alternative_text(&chart, &Caption::default(), Language::Vi).replace('\u{a0}', " "),
        "Người dùng Internet. Số liệu đã dùng: 31/12/2018: 61%; 31/12/2019: 66,2%. Thực tế về sau: 31/12/2024: 84,3%. \
         Lớp tham chiếu – Trung vị dự báo 31/12/2024: 87,1% (80%: 79,4 – 92%; 95%: 70,3 – 95%); thực tế: 84,3%. \
         Chưa kiểm định ngược. Bass – Không có dự báo: Chưa qua đỉnh. Theta – Không có dự báo."
    );
    assert!(
        alternative_text(&chart, &Caption::default(), Language::En)
            .replace('\u{a0}', " ")
            .contains("Median forecast 31 December 2024: 87.1% (80%: 79.4 – 92%; 95%: 70.3 – 95%); in fact: 84.3%.")
    );
    let Chart::Methods(mut form) = chart else { unreachable!("methods") };
    form.panels[1].readings.pop();
    let text = alternative_text(&Chart::Methods(form), &Caption::default(), Language::En);
    assert_eq!(text.matches("Readings used: ").count(), 3, "where they differ, each panel has its own: {text}");
}

#[test]
fn forecasts_that_are_none_are_refused() {
    let (now, then) = (date(2025, 12, 31), date(2030, 12, 31));
    let with = |fan| panel(vec![(now, 50.0)], fan, None);
    let good = point(then, 60.0, 5.0, 0.8);
    assert!(refused(panel(vec![], vec![good], None)).contains("starts from no reading"));
    assert!(refused(with(vec![FanPoint { date: now, ..good }])).contains("a day after them"));
    assert!(refused(with(vec![FanPoint { lower: 61.0, ..good }])).contains("a median outside its interval"));
    assert!(refused(with(vec![good, good])).contains("two forecasts for one day and level"));
    assert!(refused(with(vec![good, FanPoint { value: 61.0, level: 0.9, ..good }])).contains("two medians"));
    assert!(refused(with(vec![FanPoint { level: 80.0, ..good }])).contains("strictly between 0 and 1"));
    assert!(refused(with(vec![FanPoint { upper: f64::NAN, ..good }])).contains("a finite number"));
    let rounded = FanPoint { lower: 60.0 + 1e-12, value: 60.0, ..good };
    assert!(draw_svg(&chart(vec![with(vec![rounded])], SHARE), &Caption::default(), Language::Vi).is_ok());
    let many = draw_svg(&chart(vec![with(vec![good]); 13], SHARE), &Caption::default(), Language::Vi).unwrap_err();
    assert!(many.is_usage() && many.to_string().contains("13 panels"), "{many}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_figures_are_drawn_on_the_page(
        panels in 1usize..=12,
        values in prop::collection::vec(-1e30..1e30f64, 0..40),
        scale in prop::sample::select(vec![0.0, 1e-330, 1e-30, 1e-6, 1.0]),
        years in prop::collection::vec(1i16..9999, 40),
        half in 0.0..1e30f64,
    ) {
        let readings: Vec<Reading> = values.iter().zip(&years).map(|(v, year)| (date(*year, 6, 1), v * scale)).collect();
        let fan = match readings.iter().max_by_key(|reading| reading.0) {
            Some((_, value)) => vec![FanPoint { lower: value - half * scale, ..point(date(9999, 12, 31), *value, 0.0, 0.8) }],
            None => vec![],
        };
        prop_assume!(fan.iter().all(|point| point.lower.abs() <= 1e30));
        all_readable([chart(vec![panel(readings, fan, Some(samples::LONG_NAME)); panels], None)]);
    }
}
