//! Tasks, revised figures and backtests: made up, but for the record of the reference class.

use super::super::*;
use super::LONG_NAME;
use crate::language::Language;
use jiff::civil::date;

/// Made-up tasks of `groups` offices; `most` of them in the largest.
pub(in super::super) fn waffle(groups: usize, most: usize, language: Language) -> Chart {
    let names = [
        language.of_data("Hoàn thành đúng hạn", "Finished in time"),
        language.of_data("Quá hạn", "Late"),
        language.of_data("Đang thực hiện", "Under way"),
        language.of_data("Chưa bắt đầu", "Not begun"),
    ];
    let offices = [
        language.of_data("Sở Khoa học và Công nghệ", "Department of Science and Technology"),
        language.of_data("Sở Nội vụ", "Department of Home Affairs"),
        LONG_NAME,
        language.of_data("Văn phòng UBND tỉnh", "Office of the People's Committee"),
    ];
    let group = |i: usize| {
        let total = most - most * (i % 5) / 6;
        let late = if i == 1 { 0 } else { total / 40 + 1 };
        let open = total / 5;
        let done = total - late - open - 1;
        let counts = [done, late, open, 1].map(|count| Some(count as f64));
        let parts = names.iter().zip(counts).map(|(name, value)| Part { name: (*name).to_owned(), value });
        WaffleGroup { name: offices[i % offices.len()].into(), parts: parts.collect() }
    };
    let unit = language.of_data("nhiệm vụ", "tasks").into();
    Chart::Waffle(Waffle { unit, groups: (0..groups).map(group).collect() })
}

/// Six parts, a part without a figure, a group without anything.
pub(in super::super) fn waffle_at_the_edges(most: f64, language: Language) -> Chart {
    let part = |i: usize, value| Part { name: format!("{} {i}", language.of_data("Phần", "Part")), value };
    let group = |name: &str, parts| WaffleGroup { name: name.into(), parts };
    Chart::Waffle(Waffle {
        unit: language.of_data("hồ sơ", "dossiers").into(),
        groups: vec![
            group("A", (1..=6).map(|i| part(i, Some((most / 8.0 * i as f64 / 3.0).floor()))).collect()),
            group("B", vec![part(1, Some(5.0)), part(2, None)]),
            group("C", vec![part(1, Some(0.0)), part(6, Some(0.0))]),
            group("D", vec![part(3, Some(most)), part(4, Some(0.0))]),
        ],
    })
}

/// Made-up figures of `periods` years, each as known on up to `vintages` days; the second is never revised, the last of more
/// than three is withdrawn.
pub(in super::super) fn revisions(periods: usize, vintages: usize, language: Language) -> Chart {
    let period = |i: usize| {
        let first = 30.0 + 4.6 * i as f64;
        let vintage = |v: usize| {
            let change = if i == 1 { 0.0 } else { [0.0, 0.8, 0.8, -0.7, 1.4, 2.1, 2.1, 1.9, 2.6, 3.0][v % 10] };
            let quarter = i * 2 + v;
            let day = date(2020 + (quarter / 4) as i16, 1 + 3 * (quarter % 4) as i8, 10 + (quarter % 7) as i8);
            let withdrawn = periods > 3 && i + 1 == periods && v + 1 == vintages && v > 0;
            (day, (!withdrawn).then_some(first + change))
        };
        RevisedPeriod {
            name: format!("{} {}", language.of_data("Năm", "Year"), 2015 + i),
            vintages: (0..vintages).map(vintage).collect(),
        }
    };
    Chart::Revisions(Revisions {
        name: language.of_data("Tỷ lệ hồ sơ trực tuyến (ví dụ)", "Dossiers filed online (made up)").into(),
        unit: "%".into(),
        periods: (0..periods).map(period).collect(),
    })
}

/// What the backtests of internet use on five readings found, on the windows common to all methods.
pub(in super::super) fn diagnostics(language: Language) -> Chart {
    let names = [
        ("naive/1", language.of_data("Giữ nguyên giá trị cuối", "Naive")),
        ("rw-drift/1", language.of_data("Bước ngẫu nhiên có xu hướng", "Random walk with drift")),
        ("analogs(internet-use)/1", language.of_data("Lớp tham chiếu", "Reference class")),
    ];
    let rows = |text: &'static str| {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let heads = reader.headers().unwrap().clone();
        let all: Vec<csv::StringRecord> = reader.records().map(|row| row.unwrap()).collect();
        let cell = move |row: &csv::StringRecord, column: &str| {
            row[heads.iter().position(|head| head == column).unwrap()].to_owned()
        };
        (all, cell)
    };
    let (record, of) = rows(include_str!("../../../datasets/reference-internet-use/backtest_record.csv"));
    let (reliable, told) = rows(include_str!("../../../datasets/reference-internet-use/backtest_reliability.csv"));
    let method = |(code, name): (&str, &str)| {
        let mut coverage = Vec::new();
        for row in record
            .iter()
            .filter(|row| of(row, "method") == code && of(row, "readings") == "5" && of(row, "windows_of") == "common")
        {
            for level in ["80", "90", "95"] {
                let Ok(covered) = of(row, &format!("coverage_{level}")).parse() else { continue };
                coverage.push(CoveragePoint {
                    horizon: of(row, "horizon").parse().unwrap(),
                    level: level.parse::<f64>().unwrap() / 100.0,
                    covered,
                    error: of(row, &format!("coverage_{level}_se")).parse().ok(),
                    count: of(row, "distributions").parse().unwrap(),
                });
            }
        }
        let row = |row: &&csv::StringRecord| {
            told(row, "method") == code && told(row, "readings") == "5" && told(row, "horizon") == "5"
        };
        let reliability = reliable.iter().filter(row).map(|row| ReliabilityPoint {
            forecast: told(row, "forecast").parse().unwrap(),
            observed: told(row, "observed").parse().unwrap(),
            count: told(row, "times").parse().unwrap(),
        });
        DiagnosedMethod { name: name.into(), coverage, reliability: reliability.collect() }
    };
    Chart::Diagnostics(Diagnostics {
        horizon_unit: language.of_data("năm", "years").into(),
        methods: names.map(method).into(),
    })
}

/// `methods` made-up methods at `horizons` horizons; from three on, one that has never been tried.
pub(in super::super) fn diagnostics_crowd(methods: usize, horizons: u32, language: Language) -> Chart {
    let method = |i: usize| {
        let tried = methods < 3 || i != 1;
        let coverage = (1..=horizons).flat_map(|horizon| {
            [0.8, 0.9, 0.95].map(|level: f64| CoveragePoint {
                horizon,
                level,
                covered: (level - 0.02 * f64::from(horizon) * i as f64 / 3.0).clamp(0.0, 1.0),
                error: (i != 2).then_some(0.004 * f64::from(horizon)),
                count: 100 * u64::from(horizon),
            })
        });
        let reliability = (0..10).map(|k| ReliabilityPoint {
            forecast: 0.05 + 0.1 * f64::from(k),
            observed: (0.1 * f64::from(k) + 0.02 * i as f64).min(1.0),
            count: [3, 1, 40, 2000][k as usize % 4],
        });
        DiagnosedMethod {
            name: format!("{} {}", language.of_data("Phương pháp", "Method"), i + 1),
            coverage: if tried { coverage.collect() } else { vec![] },
            reliability: if tried && i != 3 { reliability.collect() } else { vec![] },
        }
    };
    let horizon_unit = language.of_data("năm", "years").into();
    Chart::Diagnostics(Diagnostics { horizon_unit, methods: (0..methods).map(method).collect() })
}
