//! Do the forms of many areas and milestones hold? Crowds, equal and missing figures, limits, what is said in words.

use super::*;
use jiff::civil::date;
use proptest::prelude::*;

pub(super) fn all_readable(charts: impl IntoIterator<Item = Chart>) {
    for chart in charts {
        for language in BOTH {
            assert_readable(&chart, &Caption::default(), language);
            assert_well_formed(&draw_svg(&chart, &Caption::default(), language).unwrap());
            assert_on_the_page(&chart, language);
        }
    }
}

fn told(chart: &Chart, language: Language) -> String {
    alternative_text(chart, &Caption::default(), language).replace('\u{a0}', " ")
}

fn refused(chart: Chart) -> String {
    draw_svg(&chart, &Caption::default(), Language::Vi).unwrap_err().to_string()
}

fn heat(months: usize, rows: &[&[Option<f64>]]) -> Heatmap {
    let row = |values: &&[Option<f64>]| HeatmapRow { name: samples::LONG_NAME.into(), values: values.to_vec() };
    Heatmap {
        unit: "%".into(),
        months: (0..months).map(|j| date(2024 + (j / 12) as i16, 1 + (j % 12) as i8, 1)).collect(),
        rows: rows.iter().map(row).collect(),
    }
}

fn area(name: &str, value: Option<f64>, limits: Option<[f64; 4]>) -> RankingRow {
    RankingRow {
        name: name.into(),
        value,
        denominator: limits.map(|_| 120.0),
        limits_95: limits.map(|l| (l[1], l[2])),
        limits_998: limits.map(|l| (l[0], l[3])),
    }
}

fn rank(whole: Option<f64>, rows: Vec<RankingRow>) -> Chart {
    Chart::Ranking(Ranking { unit: "%".into(), whole, whole_name: "Tỉnh Sơn La".into(), rows })
}

fn two_days(rows: &[(&str, Option<f64>, Option<f64>, bool)]) -> Chart {
    let row = |(name, first, second, highlighted): &(&str, _, _, _)| SlopeRow {
        name: (*name).into(),
        first: *first,
        second: *second,
        highlighted: *highlighted,
    };
    let dates = (date(2025, 8, 25), date(2025, 12, 28));
    Chart::Slope(Slope { unit: "%".into(), dates, rows: rows.iter().map(row).collect() })
}

fn milestone(outlook: Outlook) -> Milestone {
    Milestone {
        target_text: "≥ 90%".into(), status: StatusMark::OnTrack, status_text: "Đúng tiến độ".into(), outlook
    }
}

fn goals(milestones: Vec<Option<Milestone>>) -> Chart {
    let names = ["2030", "2035", "2045"].iter().take(milestones.len()).map(|name| (*name).to_owned()).collect();
    let row = MilestoneRow {
        name: "Dịch vụ công toàn trình".into(), note: Some("Hiện tại: 88,4%".into()), milestones
    };
    Chart::Milestones(Milestones { names, rows: vec![row] })
}

#[test]
fn heatmaps_hold_at_the_edges() {
    all_readable(
        [
            heat(1, &[&[None]]),
            heat(2, &[&[Some(0.0), Some(0.0)]]),
            heat(2, &[&[Some(100.0), None], &[Some(100.0), Some(100.0)]]),
            heat(3, &[&[Some(-4.0), Some(3.5), Some(1e12)]]),
            heat(12, &[&[Some(2_422_052.0); 12][..]; 2]),
            heat(36, &[&[Some(1e-7); 36][..]; 2]),
        ]
        .map(Chart::Heatmap),
    );
}

#[test]
fn cells_hold_their_figures_where_there_is_room() {
    let drawn = |months| text_of(&samples::heatmap(12, months, Language::Vi), Language::Vi);
    assert!(drawn(12).contains("75,8") && !drawn(13).contains("75,8"));
    let Chart::Heatmap(form) = samples::heatmap(75, 24, Language::Vi) else { unreachable!("a heatmap") };
    let (_, words) = words_on(&Chart::Heatmap(form.clone()), &Caption::default(), Language::Vi);
    let column: Vec<&str> = words.iter().filter(|w| w.x == MARGIN).map(|w| w.text.as_str()).collect();
    assert!(form.rows.iter().all(|row| column.join(" ").contains(&row.name)), "names are never cut");
}

#[test]
fn missing_cells_are_hatched_and_counted() {
    let page = |value| compose(&Chart::Heatmap(heat(1, &[&[value]])), &Caption::default(), Language::Vi).unwrap();
    let hatching = |page: &Page| {
        page.marks.iter().filter(|m| matches!(m, Mark::Stroke(points, ..) if points.len() == 2 && points[0].0 != points[1].0 && points[0].1 != points[1].1)).count()
    };
    assert!(hatching(&page(None)) > 4 && hatching(&page(Some(0.0))) == 0, "zero is a figure");
    let said = text_of(&Chart::Heatmap(heat(2, &[&[None, Some(1.0)]])), Language::En);
    assert!(said.contains("Cells without a figure: 1 / 2"), "{said}");
    assert_eq!(
        told(
            &Chart::Heatmap(Heatmap {
                rows: vec![HeatmapRow { name: "Xã Tô Hiệu".into(), values: vec![Some(61.5), None] }],
                ..heat(2, &[])
            }),
            Language::Vi
        ),
        "Các tháng: 01/2024; 02/2024. Xã Tô Hiệu: 61,5%; chưa có số liệu."
    );
}

#[test]
fn heatmaps_that_are_none_are_refused() {
    let map = |form| refused(Chart::Heatmap(form));
    assert!(map(heat(2, &[&[Some(1.0)]])).contains("1 figures for 2 months"));
    assert!(map(heat(37, &[&[None; 37]])).contains("37 months"));
    assert!(map(heat(1, &[&[Some(f64::NAN)]])).contains("a finite number"));
    let twice = Heatmap { months: vec![date(2025, 1, 1), date(2025, 1, 31)], ..heat(2, &[&[None, None]]) };
    assert!(map(twice).contains("months in order, each once"));
}

#[test]
fn verdicts_follow_the_limits() {
    let limits = Some([78.0, 80.0, 90.0, 92.0]);
    let values = [("a", 92.1), ("b", 92.0), ("c", 90.0), ("d", 85.0), ("e", 80.0), ("f", 79.9), ("g", 77.9)];
    let mut rows: Vec<RankingRow> = values.iter().map(|(name, value)| area(name, Some(*value), limits)).collect();
    rows.push(area("h", Some(85.0), None));
    rows.push(area("i", None, limits));
    rows.reverse();
    let chart = rank(Some(85.0), rows);
    assert_eq!(
        told(&chart, Language::En),
        "Tỉnh Sơn La: 85%. Above the 99.8% limits: 1; Above the 95% limits: 1; Within the 95% limits: 3; Below the 95% \
         limits: 1; Below the 99.8% limits: 1; No limits: 1; No figure yet: 1. An area whose true rate is that of the whole \
         may still lie outside the 95% limits, with a probability of up to 5%. a: 92.1% (n = 120); above the 99.8% limits \
         (80% – 90%). b: 92% (n = 120); above the 95% limits (80% – 90%). c: 90% (n = 120); within the 95% limits (80% – \
         90%). d: 85% (n = 120); within the 95% limits (80% – 90%). h: 85%; no limits. e: 80% (n = 120); within the 95% \
         limits (80% – 90%). f: 79.9% (n = 120); below the 95% limits (80% – 90%). g: 77.9% (n = 120); below the 99.8% \
         limits (80% – 90%). i: no figure yet."
    );
    all_readable([chart]);
}

#[test]
fn rankings_hold_at_the_edges() {
    let all = Some([0.0, 0.0, 100.0, 100.0]);
    all_readable([
        rank(None, vec![area("a", None, None)]),
        rank(None, vec![area("a", Some(0.0), None), area("b", Some(0.0), None)]),
        rank(Some(100.0), vec![area(samples::LONG_NAME, Some(100.0), Some([100.0; 4])); 3]),
        rank(Some(50.0), vec![area(samples::LONG_NAME, Some(0.0), all), area("b", Some(100.0), all)]),
        rank(Some(1e12), vec![area("a", Some(-1e12), None)]),
    ]);
    let plain = text_of(&rank(None, vec![area("a", Some(5.0), None)]), Language::Vi);
    assert!(!plain.contains("giới hạn"), "nothing is said of limits where there are none: {plain}");
    let many = text_of(&samples::ranking(75, Language::Vi), Language::Vi);
    assert!(many.contains("trong 65 đơn vị, tới khoảng 3"), "{many}");
}

#[test]
fn limits_that_are_none_are_refused() {
    let wrong = |limits| refused(rank(Some(50.0), vec![area("a", Some(50.0), Some(limits))]));
    assert!(wrong([0.0, 60.0, 40.0, 100.0]).contains("not above the upper one"));
    assert!(wrong([45.0, 40.0, 60.0, 70.0]).contains("around those of 95%"));
    assert!(wrong([f64::NAN, 40.0, 60.0, 70.0]).contains("a finite number"));
    assert!(
        refused(rank(None, vec![area("a", Some(5.0), Some([1.0; 4]))])).contains("without the figure of the whole")
    );
}

#[test]
fn slopes_hold_at_the_edges() {
    let crowd: Vec<(&str, _, _, bool)> = (0..75).map(|_| (samples::LONG_NAME, Some(50.0), Some(50.0), false)).collect();
    let loud: Vec<(&str, _, _, bool)> = (0..75).map(|i| ("Xã Tô Hiệu", Some(0.0), Some(f64::from(i)), true)).collect();
    all_readable([
        two_days(&[("a", None, None, true)]),
        two_days(&[("a", Some(0.0), Some(100.0), false), ("b", Some(100.0), Some(0.0), true)]),
        two_days(&[("a", Some(7.0), None, false), ("b", None, Some(7.0), false)]),
        two_days(&[("a", Some(-1e12), Some(1e12), false)]),
        two_days(&crowd),
        two_days(&loud),
    ]);
    let all = text_of(&two_days(&loud), Language::Vi);
    assert_eq!(all.matches("Xã Tô Hiệu").count(), 150, "who is highlighted is named at both ends");
    assert!(!all.contains("thiếu chỗ"));
}

#[test]
fn who_is_not_named_is_counted() {
    for count in [12, 40, 75] {
        let chart = samples::slope(count, Language::En);
        let Chart::Slope(form) = &chart else { unreachable!("a slope") };
        let drawn = form.rows.iter().filter(|row| row.first.or(row.second).is_some()).count();
        let text = text_of(&chart, Language::En);
        let left_out = text.split("Not named for lack of room: ").nth(1).map(|rest| rest.split(' ').next().unwrap());
        let left_out: usize = left_out.map_or(0, |count| count.parse().unwrap());
        let (_, words) = words_on(&chart, &Caption::default(), Language::En);
        // One figure stands at each end of each name.
        let labels = words.iter().filter(|w| w.text.contains('%')).count();
        let ends = |row: &SlopeRow| usize::from(row.first.is_some()) + usize::from(row.second.is_some());
        let most = form.rows.iter().map(ends).sum::<usize>();
        assert!(
            labels <= most && labels >= drawn - left_out,
            "{count}: {labels} labels, {left_out} of {drawn} not named"
        );
        assert!(form.rows.iter().filter(|r| r.highlighted).all(|row| text.contains(&row.name)), "{count}");
    }
}

#[test]
fn slopes_are_told_and_those_that_fall_are_dashed() {
    let chart = two_days(&[
        ("a", Some(44.6), Some(88.4), true),
        ("b", Some(61.0), Some(60.5), false),
        ("c", None, Some(1.0), false),
    ]);
    assert_eq!(
        told(&chart, Language::Vi),
        "a: 25/08/2025 44,6%; 28/12/2025 88,4% (tăng). b: 25/08/2025 61%; 28/12/2025 60,5% (giảm). \
         c: 25/08/2025 chưa có số liệu; 28/12/2025 1%."
    );
    assert!(text_of(&chart, Language::Vi).contains("Chỉ có số liệu một ngày: c."));
    let strokes = |chart: &Chart, ink| {
        let page = compose(chart, &Caption::default(), Language::Vi).unwrap();
        page.marks.iter().filter(|m| matches!(m, Mark::Stroke(_, _, i) if *i == ink)).count()
    };
    assert!(
        strokes(&chart, theme::FALLS) > 10 && strokes(&chart, theme::NOW) == 2,
        "a line, and its sign in the legend"
    );
    let Chart::Slope(mut form) = chart else { unreachable!("a slope") };
    form.dates = (form.dates.1, form.dates.0);
    assert!(refused(Chart::Slope(form)).contains("a first date and a later one"));
}

#[test]
fn milestones_are_told_with_their_reasons() {
    let coverage = Some(Coverage { level: 0.9, held: 0.912 });
    let chart = goals(vec![
        Some(milestone(Outlook::Probability { share: 0.84, coverage, remark: None })),
        Some(milestone(Outlook::Reason("Mới có 2 lần đo.".into()))),
        None,
    ]);
    assert_eq!(
        told(&chart, Language::Vi),
        "Dịch vụ công toàn trình (Hiện tại: 88,4%): 2030 – ≥ 90%, đúng tiến độ, khả năng đạt: 84% (bao phủ đã kiểm nghiệm của \
         khoảng dự báo 90%: 91,2%); 2035 – ≥ 90%, đúng tiến độ, Không nêu khả năng đạt: Mới có 2 lần đo.; 2045 – không có mục \
         tiêu."
    );
    all_readable([chart]);
}

#[test]
fn a_probability_is_never_rounded_to_certainty() {
    let said = |share| {
        text_of(
            &goals(vec![Some(milestone(Outlook::Probability { share, coverage: None, remark: None }))]),
            Language::Vi,
        )
    };
    assert!(said(0.9996).contains("99,96%") && said(0.99999999).contains(">\u{a0}99,99%"));
    assert!(said(0.0001).contains("0,01%") && said(1e-9).contains("<\u{a0}0,01%"));
    assert!(said(0.849).contains("85%") && said(1.0).contains("100%"));
    let wrong =
        |share| refused(goals(vec![Some(milestone(Outlook::Probability { share, coverage: None, remark: None }))]));
    assert!(wrong(84.0).contains("from 0 to 1") && wrong(f64::NAN).contains("from 0 to 1"));
    let reason = milestone(Outlook::Reason(String::new()));
    let row = MilestoneRow { name: "a".into(), note: None, milestones: vec![Some(reason); 7] };
    let seven = Milestones { names: vec!["2030".into(); 7], rows: vec![row.clone()] };
    assert!(refused(Chart::Milestones(seven)).contains("7 milestones"));
    let one = Milestones { names: vec!["2030".into()], rows: vec![row] };
    assert!(refused(Chart::Milestones(one)).contains("7 of 1 milestones"));
}

#[test]
fn hostile_names_come_out_as_text() {
    let hostile = format!("<script>alert(1)</script> =cmd|' /C calc'!A0 \u{202e}abc\u{0} {}", "x".repeat(200));
    let reason = Milestone {
        target_text: hostile.clone(),
        status_text: hostile.clone(),
        ..milestone(Outlook::Reason(hostile.clone()))
    };
    let row = MilestoneRow { name: hostile.clone(), note: Some(hostile.clone()), milestones: vec![Some(reason); 6] };
    let mut map = heat(12, &[&[None; 12]]);
    map.rows[0].name = hostile.clone();
    let charts = [
        Chart::Heatmap(map),
        Chart::Milestones(Milestones { names: vec![hostile.clone(); 6], rows: vec![row] }),
        rank(Some(5.0), vec![area(&hostile, Some(5.0), Some([1.0, 2.0, 6.0, 7.0]))]),
        two_days(&[(&hostile, Some(1.0), Some(2.0), true), (&hostile, None, Some(2.0), false)]),
    ];
    for chart in charts {
        let svg = draw_svg(&chart, &Caption::default(), Language::Vi).unwrap();
        assert_well_formed(&svg);
        assert!(!svg.contains("<script") && !svg.contains('\u{202e}'));
        all_readable([chart]);
    }
}

#[test]
fn a_share_of_many_digits_stands_on_the_page() {
    all_readable([
        two_days(&[("Xã Tô Hiệu", Some(9.568e22), None, true)]),
        two_days(&[("Xã Tô Hiệu", Some(-1e30), Some(-1e30), false)]),
    ]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_figures_are_drawn_on_the_page(
        figures in prop::collection::vec((prop::option::of(-1e30..1e30f64), prop::option::of(-1e30..1e30f64)), 1..40),
        scale in prop::sample::select(vec![0.0, 1e-330, 1e-30, 1e-6, 1.0]),
        loud in 0usize..5,
    ) {
        let scaled: Vec<_> = figures.iter().map(|(a, b)| (a.map(|v| v * scale), b.map(|v| v * scale))).collect();
        let rows: Vec<_> = scaled.iter().enumerate().map(|(i, (a, b))| ("Xã Tô Hiệu", *a, *b, i < loud)).collect();
        let months = scaled.len().min(36);
        let values: Vec<Option<f64>> = scaled.iter().take(months).map(|(a, _)| *a).collect();
        let areas = scaled.iter().map(|(a, _)| area("Xã Tô Hiệu", *a, None)).collect();
        all_readable([two_days(&rows), Chart::Heatmap(heat(months, &[&values])), rank(scaled[0].1, areas)]);
    }
}
