//! Do the forms hold at the edges? Equal values, everything done, nothing allotted, crowds at one point, hostile names.

use super::*;
use jiff::civil::date;

fn all_readable(charts: impl IntoIterator<Item = Chart>) {
    for chart in charts {
        for language in BOTH {
            assert_readable(&chart, &Caption::default(), language);
            assert_well_formed(&draw_svg(&chart, &Caption::default(), language).unwrap());
            assert!(!alternative_text(&chart, &Caption::default(), language).is_empty());
        }
    }
}

fn trajectory(readings: Vec<Reading>, targets: Vec<TargetPoint>, refusal: &str) -> Trajectory {
    let refusal = Some(refusal.to_owned());
    Trajectory { name: "a".into(), unit: "%".into(), readings, targets, refusal, ..Trajectory::default() }
}

fn target(day: jiff::civil::Date, low: f64, text: &str) -> TargetPoint {
    TargetPoint { date: day, low, high: None, text: text.into() }
}

#[test]
fn trajectories_hold_at_the_edges() {
    let day = date(2025, 12, 28);
    let same =
        (1..6).map(|i| target(date(2030, 12, 31), 90.0, &format!("≥ 90% (Kế hoạch số {i}/KH-UBND, 2030)"))).collect();
    let goal = || vec![target(date(2045, 12, 31), 100.0, "100% (2045)")];
    let pair = vec![(date(2025, 8, 25), 44.6), (day, 88.4)];
    all_readable(
        [
            trajectory(vec![], goal(), "Chưa có lần đo nào."),
            trajectory(vec![(day, 50.0)], vec![], "Mới có 1 lần đo."),
            trajectory(vec![(day, 0.0), (date(2026, 1, 2), 0.0)], goal(), "Các lần đo bằng nhau."),
            trajectory(vec![(day, 100.0), (day, 100.0)], goal(), "Hai lần đo trong một ngày."),
            trajectory(pair.clone(), same, "Năm mục tiêu ở cùng một chỗ."),
            trajectory(pair.clone(), goal(), &samples::LONG_NAME.repeat(12)),
            trajectory(vec![(day, -3.5), (date(2026, 5, 1), 4.5)], vec![], "Có số âm."),
            trajectory(vec![(day, 1e12)], vec![target(date(2199, 12, 31), 2e12, "2.000 tỷ")], "Số lớn, hạn xa."),
        ]
        .map(Chart::Trajectory),
    );
}

#[test]
fn a_refusal_too_long_for_the_drawing_stands_below_it() {
    let why = samples::LONG_NAME.repeat(40);
    let chart = Chart::Trajectory(trajectory(vec![(date(2025, 1, 1), 5.0)], vec![], &why));
    let text = text_of(&chart, Language::Vi).replace(' ', "");
    assert!(text.contains(&why.replace(' ', "")));
}

#[test]
fn steps_hold_at_the_edges() {
    let step = |month, covered, planned| CoverageStep { date: date(2025, month, 1), covered, planned };
    let chart = |steps: Vec<CoverageStep>, without_plan| {
        Chart::CoverageSteps(CoverageSteps { total: 69.0, unit: "bản".into(), steps, without_plan })
    };
    let crowd = |planned| vec![step(1, 65.0, false), step(2, 67.0, false), step(3, 68.0, planned)];
    all_readable([
        chart(vec![step(1, 69.0, false)], Some(0.0)),
        chart(vec![step(1, 0.0, false)], None),
        chart(vec![step(1, 0.0, true), step(12, 69.0, true)], Some(69.0)),
        chart(vec![step(5, 20.0, false), step(5, 40.0, true)], Some(29.0)),
        chart(crowd(false), Some(1.0)),
        chart(crowd(true), Some(4.0)),
        Chart::CoverageSteps(CoverageSteps {
            total: 0.0,
            unit: String::new(),
            steps: vec![step(1, 0.0, false)],
            without_plan: None,
        }),
    ]);
    let beyond = draw_svg(&chart(vec![step(1, 70.0, false)], None), &Caption::default(), Language::Vi);
    assert!(beyond.unwrap_err().to_string().contains("at most the total"));
}

#[test]
fn bars_hold_at_the_edges() {
    let part = |value| Part { name: samples::LONG_NAME.into(), value };
    let bar = |total, value| Bar { label: samples::LONG_NAME.into(), total, parts: vec![part(value)] };
    let whole = |bars| Chart::Composition(Composition { unit: "hồ sơ".into(), bars });
    all_readable([whole(vec![bar(0.0, Some(0.0)), bar(5.0, None), bar(7.0, Some(7.0)), bar(1e9, Some(1.0))])]);
    let wrong = draw_svg(&whole(vec![bar(5.0, Some(6.0))]), &Caption::default(), Language::Vi).unwrap_err();
    assert!(wrong.is_data() && wrong.to_string().contains("parts 6, total 5"), "{wrong}");
    let names = (0..7).map(|i| Part { name: i.to_string(), value: Some(1.0) }).collect();
    let many = whole(vec![Bar { label: "a".into(), total: 7.0, parts: names }]);
    assert!(draw_svg(&many, &Caption::default(), Language::Vi).unwrap_err().to_string().contains("7 parts"));

    let allot = |amount_dong, share| Allotment { label: samples::LONG_NAME.into(), amount_dong, share: Some(share) };
    let disbursed = |share_of_allotted| Some(Disbursed { amount_dong: Some(0), share_of_allotted });
    let budget = |allotments, disbursed, target_share| {
        Chart::Budget(Budget {
            allotments,
            disbursed,
            target_share: Some(target_share),
            target_text: samples::LONG_NAME.into(),
        })
    };
    all_readable([
        budget(vec![allot(0, 0.0)], disbursed(0.0), 0.0),
        budget(vec![allot(9_223_372_036_854_775_807, 99.9); 12], disbursed(100.0), 100.0),
        budget(vec![allot(1, 5.0)], None, 3.0),
    ]);
    assert!(draw_svg(&budget(vec![allot(1, 5.0)], disbursed(101.0), 3.0), &Caption::default(), Language::Vi).is_err());
}

#[test]
fn hostile_texts_come_out_as_text() {
    let hostile = format!("<script>alert(1)</script> =cmd|' /C calc'!A0 \u{202e}abc\u{0} {}", "x".repeat(10_000));
    let caption = Caption { title: hostile.clone(), subtitle: hostile.clone(), foot: vec![hostile.clone()] };
    let mut charts = vec![samples::overview(3, Language::Vi), samples::remaining(3, Language::Vi)];
    for chart in &mut charts {
        match chart {
            Chart::Overview(form) => {
                let row = &mut form.rows[0];
                (row.name, row.target_text, row.status_text) = (hostile.clone(), hostile.clone(), hostile.clone());
                row.source_text = Some(hostile.clone());
            }
            Chart::Remaining(form) => form.rows[0].name = hostile.clone(),
            _ => unreachable!("not asked for"),
        }
    }
    charts.push(Chart::Trajectory(trajectory(vec![], vec![target(date(2030, 1, 1), 1.0, &hostile)], &hostile)));
    for chart in charts {
        assert_readable(&chart, &caption, Language::Vi);
        let svg = draw_svg(&chart, &caption, Language::Vi).unwrap();
        assert_well_formed(&svg);
        assert!(!svg.contains("<script") && !svg.contains('\u{202e}'));
    }
}

#[test]
fn figures_that_are_no_numbers_are_refused() {
    let mut charts = vec![samples::overview(1, Language::Vi), samples::trajectory(Language::Vi)];
    match &mut charts[0] {
        Chart::Overview(form) => form.rows[0].now = Some((date(2025, 1, 1), f64::NAN)),
        _ => unreachable!("an overview"),
    }
    match &mut charts[1] {
        Chart::Trajectory(form) => form.readings[0].1 = f64::INFINITY,
        _ => unreachable!("a trajectory"),
    }
    for chart in charts {
        let error = draw_png(&chart, &Caption::default(), Language::Vi, 1.0).unwrap_err();
        assert!(error.is_data() && error.to_string().contains("a finite number"), "{error}");
    }
}
