//! Which words do the charts themselves say? Every one in Vietnamese and in English; all else comes with the data.

use crate::language::Language;

/// A word or phrase in both languages.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    vi: &'static str,
    en: &'static str,
}

impl Word {
    /// In the language of the chart, with texts in the places of their names: `{n}`.
    pub fn with(self, language: Language, places: &[(&str, &str)]) -> String {
        places.iter().fold(self.get(language).to_owned(), |text, (name, value)| text.replace(name, value))
    }

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
    MONTHS: "Các tháng", "Months";
    CELLS_WITHOUT: "Ô chưa có số liệu", "Cells without a figure";
    CLASS_RULE: "Mỗi màu gồm cận dưới, không gồm cận trên (trừ màu đậm nhất)", "Each shade holds its lower bound, not its upper one (the darkest holds both)";
    INDICATOR: "Chỉ tiêu", "Indicator";
    CHANCE: "Khả năng đạt", "Chance of attainment";
    NO_CHANCE: "Không nêu khả năng đạt", "No probability";
    NO_TARGET: "Không có mục tiêu", "No target";
    BACKTESTED: "Bao phủ đã kiểm nghiệm của khoảng dự báo {level}: {held}", "Backtested coverage of {level} intervals: {held}";
    LIMITS_95: "Giới hạn 95%", "95% limits";
    LIMITS_998: "Giới hạn 99,8%", "99.8% limits";
    INSIDE: "Trong giới hạn 95%", "Within the 95% limits";
    INSIDE_MEANS: "Trong giới hạn 95%: chênh lệch không vượt mức ngẫu nhiên", "Within the 95% limits: no further away than chance explains";
    ABOVE_95: "Cao hơn giới hạn 95%", "Above the 95% limits";
    ABOVE_998: "Cao hơn giới hạn 99,8%", "Above the 99.8% limits";
    BELOW_95: "Thấp hơn giới hạn 95%", "Below the 95% limits";
    BELOW_998: "Thấp hơn giới hạn 99,8%", "Below the 99.8% limits";
    NO_LIMITS: "Không có giới hạn", "No limits";
    BY_CHANCE: "Đơn vị có tỷ lệ thật bằng mức chung vẫn có thể nằm ngoài giới hạn 95% với xác suất tới 5%", "An area whose true rate is that of the whole may still lie outside the 95% limits, with a probability of up to 5%";
    BY_CHANCE_OF: "trong {n} đơn vị, tới khoảng {k}", "of {n} areas, up to about {k}";
    RISES: "Tăng", "Rises";
    FALLS: "Giảm", "Falls";
    UNCHANGED: "Không đổi", "Unchanged";
    ONE_DATE: "Chỉ có số liệu một ngày", "Figure for one date only";
    NEITHER_DATE: "Không có số liệu cả hai ngày", "No figure for either date";
    NOT_NAMED: "Không ghi tên vì thiếu chỗ", "Not named for lack of room";
    NORTH: "Bắc ở phía trên.", "North is up.";
    TILE_IS: "Mỗi ô là một địa bàn, đặt gần vị trí thật nhất có thể.", "Each tile is one area, as near to its real place as can be.";
    WITHOUT_PLACE: "Chưa biết vị trí", "Place not known";
    HIGHEST: "Cao nhất", "Highest";
    LOWEST: "Thấp nhất", "Lowest";
    NO_ROOM: "Không đủ chỗ ghi trên bản đồ", "No room on the map for";
    NO_BOUNDARY: "Chưa có ranh giới, không vẽ được", "Without a boundary, not drawn";
    NO_AREA: "Có ranh giới nhưng không có trong số liệu", "With a boundary but not among the figures";
    ONE_SQUARE: "Mỗi ô vuông là 1", "Each square is one of the";
    ONE_PERCENT: "Mỗi ô vuông là 1% của nhóm; phần khác 0 có ít nhất một ô", "Each square is 1% of its group; a part that is not zero has at least one";
    NO_SQUARES: "Thiếu số liệu của một phần nên không vẽ theo tỷ lệ", "A part has no figure, so no shares are drawn";
    FIRST_OR_SAME: "Lần đầu, hoặc giữ nguyên", "First figure, or kept";
    REVISED_UP: "Sửa tăng", "Revised upwards";
    REVISED_DOWN: "Sửa giảm", "Revised downwards";
    LATEST: "Số mới nhất", "Latest figure";
    NOT_REVISED: "không đổi", "unchanged";
    ONCE: "công bố một lần", "published once";
    SINCE_FIRST: "so với lần đầu", "since the first";
    POINTS: "điểm phần trăm", "percentage points";
    WITHDRAWN: "Đã rút số liệu", "Figure withdrawn";
    KNOWN_ON: "Ngày có số liệu", "Day the figure became known";
    COVERAGE_OF: "Tỷ lệ khoảng dự báo chứa giá trị thật", "Share of intervals that held the real value";
    INTERVAL_OF: "Khoảng", "Interval of";
    NOMINAL: "Mức danh nghĩa", "Nominal level";
    TWO_ERRORS: "± 2 sai số chuẩn", "± 2 standard errors";
    RELIABILITY: "Xác suất dự báo và tần suất xảy ra", "Forecast probability and how often it came true";
    FORECAST_PROBABILITY: "Xác suất dự báo", "Forecast probability";
    OBSERVED_SHARE: "Tần suất xảy ra", "Came true";
    PERFECT: "Khớp hoàn toàn", "Perfect agreement";
    BY_NUMBER: "Hình càng lớn, càng nhiều dự báo", "The larger the sign, the more forecasts";
    HORIZON: "Dự báo trước", "Forecast ahead";
    NO_COVERAGE: "Chưa có khoảng dự báo nào được kiểm định", "No interval has been tested yet";
    NO_PROBABILITY: "Chưa có xác suất nào được kiểm định", "No probability has been tested yet";
    INTERVALS_TESTED: "khoảng đã kiểm định", "intervals tested";
    PROBABILITIES_TESTED: "xác suất đã kiểm định", "probabilities tested";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_there_in_both_languages_and_can_be_drawn() {
        for word in ALL {
            assert!(!word.vi.trim().is_empty() && !word.en.trim().is_empty() && word.vi != word.en, "{word:?}");
            assert_eq!(word.vi, crate::language::nfc(word.vi), "not composed: {word:?}");
            assert!(word.en.replace('±', "").is_ascii(), "{word:?}");
        }
    }
}
