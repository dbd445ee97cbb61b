//! Which words do the charts themselves say? Every one in Vietnamese and in English; all else comes with the data.

use crate::language::Language;

/// A word or phrase in both languages.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    vi: &'static str,
    en: &'static str,
}

impl Word {
    /// In the language of the chart.
    pub fn get(self, language: Language) -> &'static str {
        language.pick(self.vi, self.en)
    }
}

macro_rules! words {
    ($($name:ident: $vi:literal, $en:literal;)+) => {
        $(pub(super) const $name: Word = Word { vi: $vi, en: $en };)+
        #[cfg(test)]
        pub(super) const ALL: &[Word] = &[$($name),+];
    };
}

words! {
    NOW: "Hiện tại", "Now";
    BASELINE: "Kỳ gốc", "Baseline";
    TARGET: "Mục tiêu", "Target";
    NO_READING: "Chưa có số liệu", "No figure yet";
    NO_BASELINE: "Chưa có số liệu kỳ gốc", "No baseline figure";
    UNIT: "Đơn vị", "Unit";
    READING: "Số liệu đã có", "Reading";
    REQUIRED_PATH: "Lộ trình vừa đủ để đạt mục tiêu (kịch bản)", "Path that just meets the target (a scenario)";
    FORECAST: "Giá trị dự báo", "Forecast";
    BAND: "Khoảng dự báo", "Forecast interval";
    NO_FORECAST: "Không có dự báo", "No forecast";
    READINGS_USED: "Số liệu đã dùng", "Readings used";
    MEDIAN: "Trung vị dự báo", "Median forecast";
    OUTCOME: "Thực tế về sau", "What really happened";
    IN_FACT: "thực tế", "in fact";
    TOTAL: "Tổng số", "Total";
    UNKNOWN_PART: "Chưa phân loại", "Not classified";
    DONE: "Đã làm", "Done";
    LEFT: "Còn lại", "Left";
    BEYOND: "Vượt tổng số", "Beyond the total";
    COVERED: "Đã phủ", "Covered";
    PLANNED: "Kế hoạch", "Planned";
    WITHOUT_PLAN: "Chưa có kế hoạch", "Without a plan";
    WITHOUT_PLAN_UNKNOWN: "Số chưa có kế hoạch: không có số liệu", "Number without a plan: no figure";
    ALLOTTED: "Đã bố trí", "Allotted";
    DISBURSED: "Đã giải ngân", "Disbursed";
    OF_ALLOTTED: "kinh phí đã bố trí", "of the allotment";
    NO_DISBURSEMENT: "Giải ngân: chưa có số liệu", "Disbursement: no figure yet";
    AMOUNTS: "Kinh phí bố trí và phần đã giải ngân", "Money allotted, and the part disbursed";
    SHARES: "Tỷ lệ trong tổng chi ngân sách", "Share of total budget spending";
    AS_OF: "đến", "as of";
    ALL_DONE: "Đã xong", "Finished";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_there_in_both_languages_and_can_be_drawn() {
        for word in ALL {
            assert!(!word.vi.trim().is_empty() && !word.en.trim().is_empty() && word.vi != word.en, "{word:?}");
            assert_eq!(word.vi, crate::language::nfc(word.vi), "not composed: {word:?}");
            assert!(word.en.is_ascii(), "{word:?}");
        }
    }
}
