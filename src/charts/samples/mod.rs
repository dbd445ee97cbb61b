//! Charts of the figures that Sơn La published, and of made-up crowds, for tests and for looking at.

use super::*;
use crate::language::Language;
use jiff::civil::date;

mod areas;
mod methods;
mod milestones;
mod places;
mod records;
mod rows;

pub(super) use areas::{heatmap, ranking, slope};
pub(super) use methods::{methods, methods_of_one};
pub(super) use milestones::milestones;
pub(super) use places::{map, tiles, tiles_of_long_names};
pub(super) use records::{diagnostics, diagnostics_crowd, revisions, waffle, waffle_at_the_edges};
pub(super) use rows::{overview, remaining};

pub(super) const LONG_NAME: &str =
    "Tỷ lệ cung cấp dịch vụ công trực tuyến toàn trình trên tổng số thủ tục hành chính có đủ điều kiện";

pub(super) fn caption(title_vi: &str, title_en: &str, language: Language) -> Caption {
    let source = language.of_data(
        "Số liệu giả định để thử hình vẽ, không phải số liệu thật; một dòng nguồn dài như của văn bản có thật thì xuống dòng.",
        "Made-up figures to try the drawing on, not real ones; a source as long as that of a real document is wrapped.",
    );
    let method = language.of_data(
        "Số liệu giả định đến 28/12/2025; n = 2 lần đo; phương pháp: rate/1.",
        "Made up, as of 28 December 2025; n = 2 readings; method: rate/1.",
    );
    Caption {
        title: language.of_data(title_vi, title_en).into(),
        subtitle: language.of_data("Tỉnh giả định", "A made-up province").into(),
        foot: vec![source.into(), method.into()],
    }
}

/// The two published readings of online services with the targets of 2030 and 2035, and no forecast.
pub(super) fn trajectory(language: Language) -> Chart {
    let now = (date(2025, 12, 28), 94_100.0 / 1065.0);
    let target = |year, low, text: &str| TargetPoint { date: date(year, 12, 31), low, high: None, text: text.into() };
    Chart::Trajectory(Trajectory {
        name: language.of_data(LONG_NAME, "End-to-end online public services").into(),
        unit: "%".into(),
        readings: vec![now, (date(2025, 8, 25), 38_800.0 / 869.0)],
        targets: vec![
            target(2030, 90.0, "≥ 90% (2030)"),
            target(2035, 100.0, language.of_data("100% (Chiến lược 2035)", "100% (Strategy 2035)")),
            target(2045, 100.0, language.of_data("100% (định hướng 2045)", "100% (outlook to 2045)")),
        ],
        required_path: Some([now, (date(2030, 12, 31), 90.0)]),
        fan: vec![],
        refusal: Some(
            language
                .of_data(
                    "Mới có 2 lần đo cách nhau 4 tháng; dự báo cần ít nhất 8 lần đo.",
                    "Only 2 readings, 4 months apart; a forecast needs at least 8.",
                )
                .into(),
        ),
        bounds: Some((0.0, 100.0)),
    })
}

/// A made-up series of `count` readings with a forecast of three levels and a target that is a range.
pub(super) fn fan(count: usize, language: Language) -> Chart {
    let readings: Vec<Reading> = (0..count)
        .map(|i| (date(2018 + (i / 4) as i16, 1 + 3 * (i % 4) as i8, 28), 30.0 + i as f64 + (i * 7 % 5) as f64))
        .collect();
    let (first, last) = readings.last().map_or((2025, 50.0), |r| (r.0.year(), r.1));
    let mut fan = Vec::new();
    for level in [0.5, 0.95, 0.8] {
        for year in [first + 2, first + 5, first + 8] {
            let ahead = f64::from(year - first);
            let half = ahead.sqrt() * 10.0 * level;
            let value = (last + 1.2 * ahead).min(96.0);
            fan.push(FanPoint {
                date: date(year, 12, 31),
                value,
                lower: (value - half).max(0.0),
                upper: (value + half).min(100.0),
                level,
            });
        }
    }
    let text = language.of_data("90–95% (2030, Kế hoạch 52)", "90–95% (2030, Plan 52)").to_owned();
    Chart::Trajectory(Trajectory {
        name: language.of_data("Tỷ lệ hộ gia đình có cáp quang", "Households reached by optical fibre").into(),
        unit: "%".into(),
        readings,
        targets: vec![TargetPoint { date: date(2030, 12, 31), low: 90.0, high: Some(95.0), text }],
        required_path: None,
        fan,
        refusal: None,
        bounds: Some((0.0, 100.0)),
    })
}

/// Procedures by online level as published, and an older bar with a part unknown and tiny ones.
pub(super) fn composition(language: Language) -> Chart {
    let names = [
        language.of_data("Toàn trình", "End to end"),
        language.of_data("Một phần", "In part"),
        language.of_data("Chưa cung cấp trực tuyến", "Not online"),
        language.of_data("Đang rà soát để bãi bỏ hoặc đơn giản hóa", "Under review"),
    ];
    let part = |i: usize, value| Part { name: names[i].into(), value };
    let first = Bar {
        label: "28/12/2025".into(),
        total: 2163.0,
        parts: vec![part(0, Some(941.0)), part(1, Some(908.0)), part(2, Some(314.0))],
    };
    let second = Bar {
        label: language.of_data("25/08/2025 (ví dụ)", "25 August 2025 (made up)").into(),
        total: 2150.0,
        parts: vec![part(0, Some(388.0)), part(1, Some(1200.0)), part(2, Some(3.0)), part(3, None)],
    };
    Chart::Composition(Composition {
        unit: language.of_data("thủ tục", "procedures").into(),
        bars: vec![first, second],
    })
}

/// Villages without 4G: reported, planned, and without a plan.
pub(super) fn coverage(language: Language) -> Chart {
    Chart::CoverageSteps(CoverageSteps {
        total: 69.0,
        unit: language.of_data("bản", "villages").into(),
        steps: vec![
            CoverageStep { date: date(2025, 11, 10), covered: 26.0, planned: false },
            CoverageStep { date: date(2025, 12, 31), covered: 49.0, planned: true },
        ],
        without_plan: Some(20.0),
    })
}

/// Many made-up steps, the last third planned.
pub(super) fn coverage_crowd(count: usize, language: Language) -> Chart {
    let step = |i: usize| CoverageStep {
        date: date(2023 + (i / 12) as i16, 1 + (i % 12) as i8, 28),
        covered: (i * 3) as f64,
        planned: 3 * i > 2 * count,
    };
    Chart::CoverageSteps(CoverageSteps {
        total: (count * 3 + 20) as f64,
        unit: language.of_data("bản", "villages").into(),
        steps: (0..count).map(step).collect(),
        without_plan: None,
    })
}

/// `count` made-up dates with six parts each: none, all, some of the total, and one without a figure; names of 60 letters.
pub(super) fn composition_crowd(count: usize, language: Language) -> Chart {
    let long = |i: usize| format!("{} {i}", LONG_NAME.chars().take(58).collect::<String>());
    let bar = |i: usize| {
        let total = [1000.0, 0.0, 2163.0, 1e9][i % 4];
        let shares =
            [[0.0, 1.0, 0.0, 0.0, 0.0, 0.0], [0.3, 0.2, 0.2, 0.15, 0.1, 0.05], [0.001, 0.5, 0.0, 0.3, 0.1, 0.0]][i % 3];
        let part =
            |(j, share): (usize, f64)| Part { name: long(j), value: (j + i % 7 != 8).then(|| (share * total).floor()) };
        Bar { label: long(i), total, parts: shares.into_iter().enumerate().map(part).collect() }
    };
    let unit = language.of_data("thủ tục", "procedures").into();
    Chart::Composition(Composition { unit, bars: (0..count).map(bar).collect() })
}

/// `count` made-up allotments from nothing on, with names of 60 letters.
pub(super) fn budget_crowd(count: usize, language: Language) -> Chart {
    let allotment = |i: usize| Allotment {
        label: format!("{} {i}", LONG_NAME.chars().take(58).collect::<String>()),
        amount_dong: i as i128 * 7_654_321_000,
        share: Some(i as f64 / 8.0),
    };
    Chart::Budget(Budget {
        allotments: (0..count).map(allotment).collect(),
        disbursed: (count > 1).then_some(Disbursed { amount_dong: None, share_of_allotted: 100.0 }),
        target_share: Some(3.0),
        target_text: language.of_data("≥ 3% (2030)", "≥ 3% (by 2030)").into(),
    })
}

/// Money for science, technology, innovation and digital transformation in 2025.
pub(super) fn budget(amount_dong: Option<i128>, language: Language) -> Chart {
    let allotment = |vi: &str, en: &str, amount_dong, share| Allotment {
        label: language.of_data(vi, en).to_owned(),
        amount_dong,
        share: Some(share),
    };
    Chart::Budget(Budget {
        allotments: vec![
            allotment(
                "Đầu năm (nêu tại Kế hoạch 21, 07/10/2025)",
                "At first (Plan 21, 7 October 2025)",
                159_000_000_000,
                0.75,
            ),
            allotment("Đến 20/12/2025", "As of 20 December 2025", 197_548_000_000, 0.93),
        ],
        disbursed: Some(Disbursed { amount_dong, share_of_allotted: 30.77 }),
        target_share: Some(3.0),
        target_text: "≥ 3% (2030)".into(),
    })
}
