//! Do the forms of areas, tasks, revisions and backtests keep their promises?

use super::areas::all_readable;
use super::*;
use jiff::civil::date;

const VI: Language = Language::Vi;

fn area(name: &str, point: Option<(f64, f64)>, value: Option<f64>) -> TileArea {
    TileArea { name: name.into(), point, value }
}

fn tiles(areas: Vec<TileArea>) -> Chart {
    Chart::Tiles(Tiles { unit: "%".into(), areas })
}

fn refused(chart: &Chart) -> String {
    draw_svg(chart, &Caption::default(), VI).unwrap_err().to_string()
}

#[test]
fn every_name_and_figure_of_75_communes_stands_whole_in_its_tile() {
    let chart = samples::tiles(75, VI);
    let Chart::Tiles(form) = &chart else { unreachable!("tiles") };
    let page = compose(&chart, &Caption::default(), VI).unwrap();
    let mut tiles: Vec<(Frame, Vec<String>)> = Vec::new();
    let outlines = page.marks.iter().filter_map(|mark| match mark {
        Mark::Stroke(points, _, ink) if points.len() == 5 && *ink == theme::LINE => {
            Some(Frame::new(points[0].0, points[0].1, points[2].0, points[2].1))
        }
        _ => None,
    });
    tiles.extend(outlines.filter(|frame| frame.width() > 40.0).map(|frame| (frame, Vec::new())));
    assert_eq!(tiles.len(), 75);
    for mark in &page.marks {
        if let Mark::Words(words) = mark
            && let Some(tile) = tiles.iter_mut().find(|(frame, _)| frame.holds(&words.frame()))
        {
            tile.1.push(words.text.clone());
        }
    }
    for area in &form.areas {
        let value = area.value.map_or("–".to_owned(), |value| figure::figure(value, "%", &[], VI));
        let whole = format!("{} {value}", area.name);
        assert_eq!(tiles.iter().filter(|tile| tile.1.join(" ") == whole).count(), 1, "{whole}: {tiles:?}");
    }
}

#[test]
fn tiles_hold_at_the_edges() {
    let long = "x".repeat(10_000);
    let place = Some((21.0, 104.0));
    all_readable([
        tiles(vec![area("Tô Hiệu", None, None)]),
        tiles(vec![area("Tô Hiệu", place, Some(-3.5)), area("Chiềng An", place, Some(-3.5))]),
        tiles((0..40).map(|i| area(&format!("xã {i}"), Some((21.0, 104.0 + f64::from(i))), Some(1e9))).collect()),
        tiles((0..40).map(|i| area(&format!("xã {i}"), Some((f64::from(i), 104.0)), Some(0.001))).collect()),
        tiles(vec![area(&long, place, Some(1.0)), area("Tô Hiệu", place, Some(1e29 + 0.5)), area("", None, None)]),
    ]);
    let text = text_of(&tiles(vec![area(samples::LONG_NAME, place, Some(123_456_789_012_345.0))]), VI);
    assert!(text.contains("(1)") && text.contains("123.456.789.012.345%"), "{text}");
    let wrong = tiles(vec![area("Tô Hiệu", Some((103.9, 21.3)), Some(1.0))]);
    assert!(refused(&wrong).contains("exchanged"), "{}", refused(&wrong));
    assert!(refused(&tiles(vec![area("a", place, None); 151])).contains("151 areas"));
    assert!(refused(&tiles(vec![area("a", place, Some(f64::NAN))])).contains("a finite number"));
}

#[test]
fn every_mark_of_the_samples_stands_on_the_page() {
    all_readable(areas_and_records(VI));
}

#[test]
fn tiles_are_told() {
    let place = |i: f64| Some((21.0 + i, 104.0));
    let chart =
        tiles(vec![area("A", place(0.0), Some(96.4)), area("B", place(1.0), Some(7.0)), area("C", place(2.0), None)]);
    assert_eq!(
        alternative_text(&chart, &Caption::default(), VI),
        "Cao nhất: 96,4% – A. Thấp nhất: 7% – B. Chưa có số liệu: 1/3. A: 96,4%; B: 7%; C: chưa có số liệu."
    );
}

fn square(west: f64, south: f64, side: f64) -> Ring {
    vec![(west, south), (west + side, south), (west + side, south + side), (west, south + side), (west, south)]
}

fn map(polygons: Vec<Polygon>, value: Option<f64>) -> Chart {
    let areas = vec![MapArea { name: "Phù Yên".into(), polygons, value }];
    Chart::Map(Map { unit: "%".into(), areas, without_figure: vec![] })
}

#[test]
fn maps_hold_at_the_edges() {
    let crowd: Ring = (0..=20_000)
        .map(|i| f64::from(i % 20_000) / 20_000.0 * std::f64::consts::TAU)
        .map(|turn| (104.0 + turn.cos() * (1.0 + 0.2 * (40.0 * turn).sin()), 21.0 + turn.sin()))
        .collect();
    all_readable([
        map(vec![], Some(5.0)),
        map(vec![vec![square(104.0, 21.0, 1e-12)]], Some(5.0)),
        map(vec![vec![square(-180.0, -90.0, 180.0)]], None),
        map(vec![vec![square(104.0, 21.0, 1.0), square(104.2, 21.2, 0.6)]], Some(0.0)),
        map(vec![vec![crowd]], Some(100.0)),
    ]);
    assert!(refused(&map(vec![vec![square(104.0, 21.0, 1.0)[..4].to_vec()]], None)).contains("not closed"));
    assert!(refused(&map(vec![vec![vec![(104.0, 21.0); 3]]], None)).contains("3 points"));
    assert!(refused(&map(vec![vec![square(500_000.0, 2_300_000.0, 1.0)]], None)).contains("EPSG:4326"));
    assert!(refused(&map(vec![vec![square(f64::NAN, 21.0, 1.0)]], None)).contains("NaN"));
    assert!(refused(&map(vec![vec![vec![(104.0, 21.0); 1_000_001]]], None)).contains("1000001 points"));
}

#[test]
fn what_a_map_cannot_show_is_said_below_it() {
    let Chart::Map(mut form) = map(vec![vec![square(104.0, 21.0, 1.0)]], Some(62.5)) else { unreachable!("a map") };
    form.areas.push(MapArea { name: "Bắc Yên".into(), polygons: vec![], value: Some(7.0) });
    form.areas.push(MapArea { name: "Tà Xùa".into(), polygons: vec![vec![square(105.0, 21.0, 0.01)]], value: None });
    form.without_figure.push("Mộc Châu".into());
    let chart = Chart::Map(form);
    let text = text_of(&chart, VI).replace('\u{a0}', " ");
    for said in [
        "Chưa có ranh giới, không vẽ được: Bắc Yên: 7%",
        "Không đủ chỗ ghi trên bản đồ: Tà Xùa: chưa có số liệu",
        "Có ranh giới nhưng không có trong số liệu: Mộc Châu",
        "Phù Yên 62,5%",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert_eq!(
        alternative_text(&chart, &Caption::default(), VI).replace('\u{a0}', " "),
        "Cao nhất: 62,5% – Phù Yên. Thấp nhất: 7% – Bắc Yên. Chưa có số liệu: 1/3. Phù Yên: 62,5%; Bắc Yên: 7%; \
         Tà Xùa: chưa có số liệu. Chưa có ranh giới, không vẽ được: Bắc Yên. \
         Có ranh giới nhưng không có trong số liệu: Mộc Châu."
    );
}

fn waffle(counts: &[f64]) -> Chart {
    let part = |(i, count): (usize, &f64)| Part { name: format!("phần {i}"), value: Some(*count) };
    let parts = counts.iter().enumerate().map(part).collect();
    Chart::Waffle(Waffle { unit: "việc".into(), groups: vec![WaffleGroup { name: "A".into(), parts }] })
}

#[test]
fn a_square_is_one_thing_up_to_a_hundred_and_a_percent_beyond() {
    let squares = |chart: &Chart| {
        let page = compose(chart, &Caption::default(), VI).unwrap();
        page.marks.iter().filter(|mark| matches!(mark, Mark::Block(f, _) if f.width() == 23.0)).count()
    };
    assert_eq!(squares(&waffle(&[31.0, 6.0, 12.0])), 49);
    assert_eq!(squares(&waffle(&[100.0, 0.0])), 100);
    assert_eq!(squares(&waffle(&[9999.0, 1.0])), 100);
    assert_eq!(squares(&waffle(&[0.0])), 0);
    assert!(text_of(&waffle(&[9999.0, 1.0]), VI).contains("1% của nhóm"));
    assert!(text_of(&waffle(&[9999.0, 1.0]), VI).contains("1 (0,01%)"));
}

#[test]
fn counts_that_are_none_are_refused() {
    assert!(refused(&waffle(&[1.5])).contains("whole numbers"));
    assert!(refused(&waffle(&[-1.0])).contains("zero or more"));
    assert!(refused(&waffle(&[1.0; 7])).contains("7 parts"));
    let Chart::Waffle(mut form) = waffle(&[1.0, 2.0]) else { unreachable!("a waffle") };
    form.groups[0].parts[1].name = "phần 0".into();
    assert!(refused(&Chart::Waffle(form.clone())).contains("a part twice"));
    form.unit = " ".into();
    assert!(refused(&Chart::Waffle(form)).contains("what a square is"));
}

#[test]
fn waffles_are_told() {
    let mut chart = waffle(&[31.0, 6.0, 12.0]);
    let told =
        "Mỗi ô vuông là 1\u{a0}việc. A · 49\u{a0}việc – phần 0: 31 (63,3%); phần 1: 6 (12,2%); phần 2: 12 (24,5%).";
    assert_eq!(alternative_text(&chart, &Caption::default(), VI), told);
    let Chart::Waffle(form) = &mut chart else { unreachable!("a waffle") };
    form.groups[0].parts[1].value = None;
    let told = "Mỗi ô vuông là 1\u{a0}việc. A – phần 0: 31; phần 1: chưa có số liệu; phần 2: 12.";
    assert_eq!(alternative_text(&chart, &Caption::default(), VI), told, "no share of a total that is not known");
}

type Vintages = Vec<(jiff::civil::Date, Option<f64>)>;

fn revisions(unit: &str, periods: Vec<Vintages>) -> Chart {
    let period = |(i, vintages)| RevisedPeriod { name: format!("Năm {}", 2020 + i), vintages };
    let periods = periods.into_iter().enumerate().map(period).collect();
    Chart::Revisions(Revisions { name: "Số hồ sơ".into(), unit: unit.into(), periods })
}

#[test]
fn a_revision_is_said_in_words() {
    let day = |month| date(2025, month, 1);
    let pair = |a, b| vec![(day(4), b), (day(1), a)];
    let chart = revisions(
        "%",
        vec![
            pair(Some(44.6), Some(45.4)),
            pair(Some(30.3), Some(30.0)),
            pair(Some(10.0), Some(10.0)),
            pair(Some(10.0), None),
            vec![(day(2), Some(88.357))],
            pair(Some(0.1), Some(0.125)),
        ],
    );
    assert_eq!(
        alternative_text(&chart, &Caption::default(), VI),
        "Số hồ sơ. Năm 2020 – 01/01/2025: 44,6%; 01/04/2025: 45,4% (+0,8\u{a0}điểm\u{a0}phần\u{a0}trăm so với lần đầu). \
         Năm 2021 – 01/01/2025: 30,3%; 01/04/2025: 30% (\u{2212}0,3\u{a0}điểm\u{a0}phần\u{a0}trăm so với lần đầu). \
         Năm 2022 – 01/01/2025: 10%; 01/04/2025: 10% (không đổi). \
         Năm 2023 – 01/01/2025: 10%; 01/04/2025: đã rút số liệu (đã rút số liệu). \
         Năm 2024 – 01/02/2025: 88,4% (công bố một lần). \
         Năm 2025 – 01/01/2025: 0,10%; 01/04/2025: 0,13% (+0,03\u{a0}điểm\u{a0}phần\u{a0}trăm so với lần đầu)."
    );
    let text = alternative_text(&revisions("hồ sơ", vec![pair(Some(941.0), Some(1022.0))]), &Caption::default(), VI);
    assert!(text.contains("(+81\u{a0}hồ\u{a0}sơ so với lần đầu)"), "{text}");
}

#[test]
fn revisions_hold_at_the_edges() {
    let day = |n: i16| date(2000 + n, 1, 1);
    all_readable([
        revisions("%", vec![vec![(day(1), None)]]),
        revisions("%", vec![vec![(day(1), Some(0.0))], vec![(day(1), Some(0.0))]]),
        revisions("", vec![vec![(day(1), Some(-1e29)), (day(90), Some(1e29))]]),
        revisions("%", vec![vec![(day(1), Some(5.0)), (day(2), None), (day(3), Some(7.0))]; 12]),
    ]);
    assert!(refused(&revisions("%", vec![vec![]])).contains("no vintage"));
    assert!(
        refused(&revisions("%", vec![vec![(day(1), Some(1.0)), (day(1), Some(2.0))]])).contains("2001-01-01, twice")
    );
    assert!(refused(&revisions("%", vec![vec![(day(1), Some(1.0))]; 13])).contains("13 periods"));
}

fn method(covered: f64, error: Option<f64>, observed: f64) -> DiagnosedMethod {
    DiagnosedMethod {
        name: "Theta".into(),
        coverage: vec![CoveragePoint { horizon: 5, level: 0.8, covered, error, count: 1704 }],
        reliability: vec![ReliabilityPoint { forecast: 0.85, observed, count: 934 }],
    }
}

fn diagnostics(methods: Vec<DiagnosedMethod>) -> Chart {
    Chart::Diagnostics(Diagnostics { horizon_unit: "năm".into(), methods })
}

#[test]
fn a_record_is_told_with_its_error_and_its_number() {
    let never = DiagnosedMethod { name: "Gompertz".into(), ..DiagnosedMethod::default() };
    assert_eq!(
        alternative_text(&diagnostics(vec![method(0.798, Some(0.017), 0.88), never]), &Caption::default(), VI),
        "Theta: 1.704 khoảng đã kiểm định; 934 xác suất đã kiểm định. Khoảng 80%, dự báo trước 5 năm: 79,8% ± 3,4% \
         (n = 1.704); Xác suất dự báo 85%: tần suất xảy ra 88% (n = 934). \
         Gompertz: chưa có khoảng dự báo nào được kiểm định; chưa có xác suất nào được kiểm định."
    );
}

#[test]
fn diagnostics_hold_at_the_edges() {
    let only = |coverage: bool| {
        let mut one = method(1.0, None, 0.0);
        if coverage {
            one.reliability.clear()
        } else {
            one.coverage.clear()
        }
        diagnostics(vec![one])
    };
    all_readable([
        only(true),
        only(false),
        diagnostics(vec![method(0.0, Some(0.9), 1.0)]),
        diagnostics(vec![DiagnosedMethod { name: samples::LONG_NAME.into(), ..method(0.5, Some(0.0), 0.5) }; 6]),
    ]);
    assert!(refused(&diagnostics(vec![method(80.0, None, 0.5)])).contains("from 0 to 1"));
    assert!(refused(&diagnostics(vec![method(0.8, Some(-0.1), 0.5)])).contains("standard error"));
    assert!(refused(&diagnostics(vec![method(0.8, None, 0.5); 7])).contains("7 methods"));
    let mut none = method(0.8, None, 0.5);
    none.reliability[0].count = 0;
    assert!(refused(&diagnostics(vec![none])).contains("n = 0"));
    let mut twice = method(0.8, None, 0.5);
    twice.coverage.push(twice.coverage[0]);
    assert!(refused(&diagnostics(vec![twice])).contains("twice"));
}

#[test]
fn methods_and_parts_are_told_apart_without_colour() {
    let shape = |series: usize| {
        let mut page = Page::default();
        shapes::series(&mut page, series, (0.0, 0.0), 6.0);
        page.marks.into_iter().map(|mark| format!("{:?}", uncoloured(mark))).collect::<Vec<_>>()
    };
    let filling = |part: usize| {
        let mut page = Page::default();
        shapes::square(&mut page, part, Frame::new(0.0, 0.0, 20.0, 20.0));
        page.marks.into_iter().map(|mark| format!("{:?}", uncoloured(mark))).collect::<Vec<_>>()
    };
    for a in 0..shapes::MOST {
        for b in 0..a {
            assert_ne!(shape(a), shape(b));
            assert_ne!(filling(a), filling(b));
        }
    }
}

fn uncoloured(mark: Mark) -> Mark {
    match mark {
        Mark::Block(frame, _) => Mark::Block(frame, theme::TEXT),
        Mark::Shape(points, _) => Mark::Shape(points, theme::TEXT),
        Mark::Stroke(points, width, _) => Mark::Stroke(points, width, theme::TEXT),
        Mark::Disc(at, radius, _) => Mark::Disc(at, radius, theme::TEXT),
        words => words,
    }
}

#[test]
fn hostile_names_come_out_as_text_in_every_form() {
    let hostile = format!("<script>alert(1)</script> =cmd|' /C calc'!A0 \u{202e}abc\u{0} {}", "x".repeat(2_000));
    let Chart::Map(mut on_map) = map(vec![vec![square(104.0, 21.0, 1.0)]], Some(62.5)) else { unreachable!("a map") };
    on_map.areas[0].name = hostile.clone();
    on_map.without_figure.push(hostile.clone());
    let part = Part { name: hostile.clone(), value: Some(3.0) };
    let vintages = vec![(date(2025, 1, 1), Some(1.0))];
    for chart in [
        tiles(vec![area(&hostile, Some((21.0, 104.0)), Some(1.0)), area(&hostile, None, None)]),
        Chart::Map(on_map),
        Chart::Waffle(Waffle {
            unit: "<b>".into(),
            groups: vec![WaffleGroup { name: hostile.clone(), parts: vec![part] }],
        }),
        Chart::Revisions(Revisions {
            name: hostile.clone(),
            unit: "%".into(),
            periods: vec![RevisedPeriod { name: hostile.clone(), vintages }],
        }),
        diagnostics(vec![DiagnosedMethod { name: hostile.clone(), ..method(0.5, None, 0.5) }]),
    ] {
        assert_readable(&chart, &Caption::default(), VI);
        let svg = draw_svg(&chart, &Caption::default(), VI).unwrap();
        assert_well_formed(&svg);
        assert!(!svg.contains("<script") && !svg.contains('\u{202e}'));
    }
}
