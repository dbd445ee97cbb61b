//! Charts of any number of rows: the published figures first, made-up ones after them.

use super::super::*;
use super::LONG_NAME;
use crate::language::Language;
use jiff::civil::date;

/// Online services as published, then made-up rows in every state, `count` in all.
pub(in super::super) fn overview(count: usize, language: Language) -> Chart {
    use StatusMark::*;
    let before = date(2025, 8, 25);
    let now = date(2025, 12, 28);
    let row = |name: &str, unit: &str, baseline, now, target, text: &str, status, said: (&str, &str)| OverviewRow {
        name: name.into(),
        unit: unit.into(),
        baseline,
        now,
        target,
        target_text: text.into(),
        status,
        status_text: language.of_data(said.0, said.1).into(),
        source_text: None,
    };
    let pick = |vi, en| language.of_data(vi, en);
    let rows = [
        row(
            pick(LONG_NAME, "End-to-end online public services as a share of the administrative procedures eligible"),
            "%",
            Some((before, 38_800.0 / 869.0)),
            Some((now, 94_100.0 / 1065.0)),
            Some(90.0),
            "≥ 90% (2030)",
            OnTrack,
            ("Đúng tiến độ", "On track"),
        ),
        row(
            pick("Tỷ lệ số hóa thành phần hồ sơ thủ tục hành chính", "Dossiers whose components were digitised"),
            "%",
            Some((before, 94.8)),
            Some((now, 95.0)),
            Some(95.0),
            pick("≥ 95% (Chiến lược 2035)", "≥ 95% (Strategy 2035)"),
            Achieved,
            ("Đã đạt", "Achieved"),
        ),
        row(
            pick("Tỷ lệ nộp hồ sơ trực tuyến", "Dossiers filed online"),
            "%",
            None,
            Some((before, 57.4)),
            Some(80.0),
            "≥ 80% (2030)",
            NotEnoughData,
            ("Chưa đủ dữ liệu: mới có 1 lần đo", "Not enough data: one reading only"),
        ),
        row(
            pick("Tỷ lệ phủ sóng 5G", "5G coverage"),
            "%",
            None,
            None,
            Some(99.0),
            pick("≥ 99% dân số (2030)", "≥ 99% of the population (2030)"),
            NotEnoughData,
            ("Chưa có số liệu", "No figure"),
        ),
        row(
            pick("Tỷ lệ hồ sơ quá hạn", "Overdue dossiers"),
            "%",
            Some((before, 2.1)),
            Some((now, 3.4)),
            Some(1.0),
            "≤ 1% (2030)",
            Deterioration,
            ("Xấu đi", "Deterioration"),
        ),
        row(
            pick("Tỷ lệ hồ sơ giải quyết đúng hạn", "Dossiers settled on time"),
            "%",
            Some((before, 88.43)),
            Some((now, 88.43)),
            Some(88.43),
            pick("≥ 88,43% (2025)", "≥ 88.43% (2025)"),
            Limited,
            ("Tiến bộ chậm", "Limited progress"),
        ),
        row(
            pick("Tổ công nghệ số cộng đồng", "Community digital teams"),
            pick("tổ", "teams"),
            Some((before, 2012.0)),
            Some((now, 2233.0)),
            Some(2400.0),
            pick("2.400 tổ (2030)", "2,400 teams (2030)"),
            Moderate,
            ("Tiến bộ vừa phải", "Moderate progress"),
        ),
        row(
            pick(
                "Tỷ lệ chi ngân sách cho khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số",
                "Spending on science, technology, innovation and digital transformation",
            ),
            "%",
            Some((date(2025, 10, 7), 0.75)),
            Some((date(2025, 12, 20), 0.93)),
            Some(3.0),
            "≥ 3% (2025)",
            Missed,
            ("Lỡ hạn", "Missed"),
        ),
    ];
    let rows = (0..count).map(|i| {
        let mut row = rows[i % rows.len()].clone();
        if i >= rows.len() {
            let value = (i * 37 % 101) as f64;
            row.now = row.now.map(|(day, _)| (day, value));
            row.source_text = Some(language.of_data("Báo cáo 2026, dòng 237–239", "Report 2026, lines 237–239").into());
        }
        row
    });
    Chart::Overview(Overview { rows: rows.collect() })
}

/// Archive pages by office as published; the offices that are done are counted together in the report.
pub(in super::super) fn remaining(count: usize, language: Language) -> Chart {
    let row = |name: &str, done, total, emphasised| RemainingRow { name: name.into(), done, total, emphasised };
    let mut rows = vec![
        row(
            language.of_data("Tổng số trang tài liệu lưu trữ cần số hóa của tỉnh", "All archive pages to be digitised"),
            Some(6_047_286.0),
            Some(15_125_234.0),
            true,
        ),
        row(
            language.of_data("Trung tâm Lưu trữ lịch sử", "Historical archives centre"),
            Some(2_422_052.0),
            Some(11_500_000.0),
            false,
        ),
        row(
            language.of_data(
                "Sở Nông nghiệp và Môi trường (gồm Văn phòng Đăng ký đất đai và các chi nhánh)",
                "Department of agriculture and environment",
            ),
            Some(1_203_411.0),
            Some(1_203_411.0),
            false,
        ),
        row(language.of_data("Sở Tư pháp", "Department of justice"), None, Some(98_120.0), false),
        row(language.of_data("Sở Nội vụ", "Department of home affairs"), None, None, false),
        row(language.of_data("Sở Y tế", "Department of health"), Some(0.0), Some(51_000.0), false),
        row(language.of_data("Sở Tài chính", "Department of finance"), Some(50_999.0), Some(51_000.0), false),
        row(language.of_data("Sở Công Thương", "Department of industry and trade"), Some(105.0), Some(100.0), false),
    ];
    while rows.len() < count {
        let i = rows.len();
        rows.push(row(
            &format!("{} {i}", language.of_data("Xã", "Commune")),
            Some((i * 97) as f64),
            Some(5000.0),
            false,
        ));
    }
    rows.truncate(count);
    Chart::Remaining(Remaining { unit: language.of_data("trang", "pages").into(), rows })
}
