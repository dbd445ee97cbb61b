//! Methods side by side on one made-up series, some of which refuse.

use super::super::*;
use crate::language::Language;
use jiff::civil::date;

/// A method's names, and its forecast: how far it goes in a year, and how wide it grows.
type Made = (&'static str, &'static str, Option<(f64, f64)>);

/// All methods; those without a forecast refuse.
const METHODS: [Made; 12] = [
    ("Bước ngẫu nhiên có xu hướng", "Random walk with drift", Some((4.1, 9.0))),
    ("Giữ nguyên giá trị cuối", "Naive", Some((0.0, 7.0))),
    ("Theil-Sen", "Theil-Sen", Some((4.6, 5.0))),
    ("Bình phương nhỏ nhất", "Least squares", Some((4.4, 4.0))),
    ("Theta", "Theta", Some((2.2, 8.0))),
    ("Holt tắt dần", "Damped Holt", Some((2.9, 10.0))),
    ("Đường cong logistic", "Logistic curve", None),
    ("Đường cong Gompertz", "Gompertz curve", None),
    ("Lan tỏa Bass", "Bass diffusion", None),
    ("Lớp tham chiếu: sử dụng Internet ở các nước khác", "Reference class: internet use elsewhere", Some((3.0, 11.0))),
    ("Xu hướng trên thang logit", "Drift on the logit scale", Some((2.4, 6.0))),
    ("Xu hướng trên thang log", "Drift on the log scale", Some((5.5, 12.0))),
];

/// The first `panels` methods on `count` yearly readings, then five years of which three are known.
pub(in super::super) fn methods(panels: usize, count: usize, language: Language) -> Chart {
    let readings: Vec<Reading> = (0..count)
        .map(|i| {
            let ahead = i as f64 - count as f64 * 0.8;
            (date(2019 - (count - 1 - i) as i16, 12, 31), 78.0 / (1.0 + (-0.35 * ahead).exp()) + (i * 7 % 4) as f64)
        })
        .collect();
    let last = readings.last().map_or(0.0, |reading| reading.1);
    let outcomes: Vec<Reading> = (1..=3).map(|h| (date(2019 + 2 * h - 1, 12, 31), last + 3.4 * f64::from(h))).collect();
    let panel = |(vi, en, ahead): Made| {
        let point = |year: i16, level: f64, (step, wide): (f64, f64)| {
            let h = f64::from(year - 2019);
            let value = last + step * h;
            let half = wide * h.sqrt() * if level > 0.9 { 1.1 } else { 0.6 };
            FanPoint { date: date(year, 12, 31), value, lower: value - half, upper: value + half, level }
        };
        let fan = ahead.map(|ahead| {
            (2020..=2024).flat_map(move |year| [0.8, 0.95].map(|level| point(year, level, ahead))).collect()
        });
        let refusal = match (ahead, en) {
            (None, "Bass diffusion") => Some(language.of_data(
                "Chuỗi chưa qua đỉnh số người dùng mới, nên mức bão hòa không xác định được từ các số liệu này.",
                "The series has not passed its peak of new users, so these readings do not tell its ceiling.",
            )),
            (None, _) => Some(language.of_data(
                "Khoảng tin cậy của mức bão hòa chứa cả những giá trị rất xa nhau.",
                "The ceiling's interval holds values that lie very far apart.",
            )),
            (Some(_), "Naive") => {
                Some(language.of_data("Chưa có kiểm định ngược cho chuỗi này.", "Not yet backtested on this series."))
            }
            _ => None,
        };
        MethodPanel {
            title: language.of_data(vi, en).into(),
            readings: readings.clone(),
            outcomes: outcomes.clone(),
            fan: fan.unwrap_or_default(),
            refusal: refusal.map(str::to_owned),
        }
    };
    Chart::Methods(Methods {
        name: language.of_data("Tỷ lệ người dùng Internet (ví dụ)", "Internet users (made up)").into(),
        unit: "%".into(),
        panels: METHODS.iter().take(panels).map(|method| panel(*method)).collect(),
        bounds: Some((0.0, 100.0)),
    })
}

/// One reading, from which one method says something.
pub(in super::super) fn methods_of_one(language: Language) -> Chart {
    let now = (date(2025, 12, 28), 38.4);
    let needs = language.of_data(
        "Mới có một kỳ số liệu, chưa có kỳ gốc để so sánh nên chưa nói được tiến độ.",
        "There is only one reading: without a base there is nothing to measure progress from.",
    );
    let point = |year, value, half, level| FanPoint {
        date: date(year, 12, 31),
        value,
        lower: value - half,
        upper: value + half,
        level,
    };
    let analogs = vec![
        point(2030, 61.3, 14.2, 0.8),
        point(2030, 61.3, 22.9, 0.95),
        point(2035, 74.9, 13.5, 0.8),
        point(2035, 74.9, 22.1, 0.95),
    ];
    let panel = |vi: &str, en: &str, fan: Vec<FanPoint>| MethodPanel {
        title: language.of_data(vi, en).into(),
        readings: vec![now],
        outcomes: vec![],
        refusal: fan.is_empty().then(|| needs.to_owned()),
        fan,
    };
    Chart::Methods(Methods {
        name: language.of_data("Tỷ lệ phủ sóng 5G (ví dụ)", "5G coverage (made up)").into(),
        unit: "%".into(),
        panels: vec![
            panel("Lớp tham chiếu", "Reference class", analogs),
            panel("Bước ngẫu nhiên có xu hướng", "Random walk with drift", vec![]),
            panel("Theil-Sen", "Theil-Sen", vec![]),
        ],
        bounds: Some((0.0, 100.0)),
    })
}
