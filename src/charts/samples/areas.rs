//! Charts of made-up communes of every size, some without figures, one with a long name.

use super::super::*;
use crate::language::Language;
use jiff::civil::date;

const NAMES: [&str; 15] = [
    "Mường Chanh",
    "Tô Hiệu",
    "Chiềng Cơi",
    "Phiêng Khoài",
    "Vân Hồ",
    "Mộc Sơn",
    "Sốp Cộp",
    "Bắc Yên",
    "Phù Yên",
    "Yên Châu",
    "Mai Sơn",
    "Quỳnh Nhai",
    "Thuận Châu",
    "Mường La",
    "Sông Mã",
];

fn name(i: usize, language: Language) -> String {
    let name = NAMES[i % NAMES.len()];
    match (i, i / NAMES.len()) {
        (4, _) => language
            .of_data(
                "Xã Chiềng Sơn (sáp nhập từ xã Chiềng Xuân, xã Chiềng Sơn và bản Pha Luông của xã Tân Xuân)",
                "Chiềng Sơn commune (formed of Chiềng Xuân, Chiềng Sơn and the village of Pha Luông)",
            )
            .to_owned(),
        (_, 0) => {
            format!("{} {name}{}", language.of_data("Xã", ""), language.of_data("", " commune")).trim().to_owned()
        }
        (_, n) => format!("{} {name} {}{}", language.of_data("Xã", ""), n + 1, language.of_data("", " commune"))
            .trim()
            .to_owned(),
    }
}

/// Numbers that look like chance, the same at every run: 0 to 1.
fn chance(i: usize, j: usize) -> f64 {
    ((i * 7919 + j * 104_729 + i * i * 31 + 17) % 1009) as f64 / 1009.0
}

/// Shares of on-time dossiers by commune and month.
pub(in super::super) fn heatmap(areas: usize, months: usize, language: Language) -> Chart {
    let row = |i: usize| HeatmapRow {
        name: name(i, language),
        values: (0..months)
            .map(|j| match (i + j) % 17 {
                3 => None,
                _ if i == 0 && j == 0 => Some(0.0),
                _ if i == 1 => Some(100.0),
                _ => Some(
                    (1000.0 * (40.0 + 45.0 * (j + 1) as f64 / months as f64 - 30.0 * chance(i, j)).max(0.0)).round()
                        / 1000.0,
                ),
            })
            .collect(),
    };
    let month = |j: usize| date(2024 + (j / 12) as i16, 1 + (j % 12) as i8, 28);
    Chart::Heatmap(Heatmap {
        unit: "%".into(),
        months: (0..months).map(month).collect(),
        rows: (0..areas).map(row).collect(),
    })
}

/// Communes of 12 to 4,000 dossiers around the province's rate.
pub(in super::super) fn ranking(count: usize, language: Language) -> Chart {
    let whole = 84.2;
    let row = |i: usize| {
        let n = (12.0 * 330f64.powf(chance(i, 3))).round();
        let spread = 100.0 * (0.842 * 0.158 / n).sqrt();
        let drawn = [whole + 5.5 * spread * (chance(i, 1) - 0.5), whole + 9.0 * spread * (chance(i, 2) - 0.5)][i % 2];
        let around = |z: f64| Some(((whole - z * spread).max(0.0), (whole + z * spread).min(100.0)));
        let known = i % 13 != 6;
        RankingRow {
            name: name(i, language),
            value: (i % 19 != 9).then_some((10.0 * drawn.clamp(0.0, 100.0)).round() / 10.0),
            denominator: known.then_some(n),
            limits_95: around(1.96).filter(|_| known),
            limits_998: around(3.09).filter(|_| known),
        }
    };
    Chart::Ranking(Ranking {
        unit: "%".into(),
        whole: Some(whole),
        whole_name: language.of_data("Tỉnh Sơn La", "Sơn La province").into(),
        rows: (0..count).map(row).collect(),
    })
}

/// Communes on two days of 2025; the first of every seven stands out.
pub(in super::super) fn slope(count: usize, language: Language) -> Chart {
    let row = |i: usize| {
        let first = 25.0 + 50.0 * chance(i, 5);
        let second = match i % 9 {
            4 => first,
            _ => (first + 30.0 * chance(i, 6) - 8.0).clamp(0.0, 100.0),
        };
        let figure = |value: f64, there: bool| there.then_some((10.0 * value).round() / 10.0);
        SlopeRow {
            name: name(i, language),
            first: figure(first, i % 11 != 7 && i % 23 != 12),
            second: figure(second, i % 13 != 8 && i % 23 != 12),
            highlighted: i.is_multiple_of(if count > 30 { 14 } else { 7 }),
        }
    };
    Chart::Slope(Slope {
        unit: "%".into(),
        dates: (date(2025, 8, 25), date(2025, 12, 28)),
        rows: (0..count).map(row).collect(),
    })
}
