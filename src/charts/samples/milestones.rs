//! Indicators at their milestones, in every state, as many as are asked for.

use super::super::*;
use super::LONG_NAME;
use crate::language::Language;

/// `count` indicators at `columns` milestones.
pub(in super::super) fn milestones(count: usize, columns: usize, language: Language) -> Chart {
    let pick = |vi: &'static str, en: &'static str| language.of_data(vi, en).to_owned();
    let names = ["2030", "2035", "2045", "2050", "2055", "2060"];
    let indicators = [
        pick(LONG_NAME, "End-to-end online public services as a share of the administrative procedures eligible"),
        pick("Tỷ lệ số hóa thành phần hồ sơ thủ tục hành chính", "Dossiers whose components were digitised"),
        pick("Tỷ lệ phủ sóng 5G", "5G coverage"),
        pick("Tổ công nghệ số cộng đồng", "Community digital teams"),
    ];
    let likely =
        |share, held| Outlook::Probability { share, coverage: Some(Coverage { level: 0.9, held }), remark: None };
    let outlooks = [
        likely(0.84, 0.912),
        Outlook::Reason(pick(
            "Mới có 2 lần đo cách nhau 4 tháng; dự báo cần ít nhất 8 lần đo.",
            "Only 2 readings, 4 months apart; a forecast needs at least 8.",
        )),
        Outlook::Probability {
            share: 0.9996,
            coverage: None,
            remark: Some(pick("Mới có 4 lần đo.", "There are 4 readings only.")),
        },
        Outlook::Reason(pick(
            "Mục tiêu bằng lời nên không tính được.",
            "The target is in words and cannot be computed.",
        )),
        Outlook::Probability { share: 0.0, coverage: None, remark: None },
        likely(1.0, 0.88),
        likely(0.031, 0.9),
    ];
    let states = [
        (StatusMark::OnTrack, pick("Đúng tiến độ", "On track")),
        (StatusMark::NotEnoughData, pick("Chưa đủ dữ liệu", "Not enough data")),
        (StatusMark::Moderate, pick("Tiến bộ vừa phải", "Moderate progress")),
        (StatusMark::NotEnoughData, pick("Chưa có số liệu", "No figure")),
        (StatusMark::Deterioration, pick("Xấu đi", "Deterioration")),
        (StatusMark::Achieved, pick("Đã đạt", "Achieved")),
        (StatusMark::Limited, pick("Tiến bộ chậm", "Limited progress")),
    ];
    let targets = [
        pick("≥ 90%", "≥ 90%"),
        pick("100% (Chiến lược 2035)", "100% (Strategy 2035)"),
        pick("2.400 tổ", "2,400 teams"),
        pick("Nhóm dẫn đầu các tỉnh miền núi", "Among the first of the mountain provinces"),
    ];
    let row = |i: usize| MilestoneRow {
        name: indicators[i % indicators.len()].clone(),
        note: (i % 3 != 2).then(|| pick("Hiện tại: 88,4% (28/12/2025)", "Now: 88.4% (28 December 2025)")),
        milestones: (0..columns)
            .map(|j| {
                let k = 3 * i + j;
                let (status, status_text) = states[k % states.len()].clone();
                let target_text = targets[k % targets.len()].clone();
                let outlook = outlooks[k % outlooks.len()].clone();
                (k % 5 != 4).then_some(Milestone { target_text, status, status_text, outlook })
            })
            .collect(),
    };
    Chart::Milestones(Milestones {
        names: names[..columns].iter().map(|name| (*name).to_owned()).collect(),
        rows: (0..count).map(row).collect(),
    })
}
