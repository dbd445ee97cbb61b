//! Why two methods put the same readings into different classes.

use crate::language::Language;

/// One cause of a difference from `linear-path`, found by changing one thing at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Why {
    /// `cagr-ratio`: by growth rates the ratio is higher than by differences.
    GrowthRatesLenient,
    /// `cagr-ratio`: by growth rates the ratio is lower than by differences.
    GrowthRatesStrict,
    /// `un-progress-chart`: carried on at the growth rate, more of the way is covered than on a straight line.
    CompoundingAhead,
    /// `un-progress-chart`: carried on at the growth rate, less of the way is covered.
    CompoundingBehind,
    /// `un-progress-chart`: carried on at the growth rate, the indicator leaves its own limits.
    CompoundingPastLimit,
    /// `escap`: all readings count, recent ones more.
    AllReadings,
    /// `escap`: the curve flattens towards its ends and comes less far than the line.
    CurveFlattens,
    /// `escap`: the curve is steepest halfway and comes farther than the line.
    CurveSteepens,
    /// `sdsn-arrow`: on track at 100%, moderate from 50%.
    LimitsOfSdsn,
    /// `un-progress-chart`: fair from 10% on.
    LimitsOfUnChart,
    /// `escap`: on track above 90%, everything above nothing is one class.
    LimitsOfEscap,
}

impl Why {
    /// Every cause.
    pub const ALL: [Why; 11] = [
        Why::GrowthRatesLenient,
        Why::GrowthRatesStrict,
        Why::CompoundingAhead,
        Why::CompoundingBehind,
        Why::CompoundingPastLimit,
        Why::AllReadings,
        Why::CurveFlattens,
        Why::CurveSteepens,
        Why::LimitsOfSdsn,
        Why::LimitsOfUnChart,
        Why::LimitsOfEscap,
    ];

    /// Its code in result tables.
    pub fn code(self) -> &'static str {
        match self {
            Why::GrowthRatesLenient => "growth-rates-lenient",
            Why::GrowthRatesStrict => "growth-rates-strict",
            Why::CompoundingAhead => "compounding-ahead",
            Why::CompoundingBehind => "compounding-behind",
            Why::CompoundingPastLimit => "compounding-past-limit",
            Why::AllReadings => "all-readings",
            Why::CurveFlattens => "curve-flattens",
            Why::CurveSteepens => "curve-steepens",
            Why::LimitsOfSdsn => "limits-of-sdsn-arrow",
            Why::LimitsOfUnChart => "limits-of-un-progress-chart",
            Why::LimitsOfEscap => "limits-of-escap",
        }
    }

    /// What it means, in a sentence for the reader of a report.
    ///
    /// ```
    /// use milepost::{language::Language, statistics::Why};
    /// assert!(Why::LimitsOfSdsn.sentence(Language::En).contains("95%"));
    /// ```
    pub fn sentence(self, language: Language) -> &'static str {
        let (vi, en) = match self {
            Why::GrowthRatesLenient => (
                "cagr-ratio so tốc độ tăng trưởng kép: so với cần đạt, kết quả theo tốc độ lớn hơn theo mức chênh lệch, nên giai đoạn đầu được xếp cao hơn.",
                "cagr-ratio compares growth rates, which compound: against what is needed, the same change is more as a growth rate than as a difference, which flatters early stages.",
            ),
            Why::GrowthRatesStrict => (
                "cagr-ratio so tốc độ tăng trưởng kép: so với cần đạt, kết quả theo tốc độ nhỏ hơn theo mức chênh lệch, nên bị xếp thấp hơn.",
                "cagr-ratio compares growth rates, which compound: against what is needed, the same change is less as a growth rate than as a difference.",
            ),
            Why::CompoundingAhead => (
                "un-progress-chart kéo dài tốc độ tăng trưởng kép tới hạn: mức tăng mỗi năm lớn dần nên đi được xa hơn đường thẳng.",
                "un-progress-chart carries the growth rate on to the target date: its steps grow from year to year, so it covers more of the way than a straight line.",
            ),
            Why::CompoundingBehind => (
                "un-progress-chart kéo dài tốc độ thay đổi kép tới hạn: mức giảm mỗi năm nhỏ dần nên đi được ít hơn đường thẳng.",
                "un-progress-chart carries the rate of change on to the target date: its steps shrink from year to year, so it covers less of the way than a straight line.",
            ),
            Why::CompoundingPastLimit => (
                "un-progress-chart kéo dài tốc độ tăng trưởng kép tới hạn mà không xét mức trần: giá trị suy ra vượt giới hạn của chỉ tiêu nên không thể xảy ra.",
                "un-progress-chart carries the growth rate on to the target date and knows no ceiling: the value it arrives at lies beyond the indicator's limit and cannot occur.",
            ),
            Why::AllReadings => (
                "escap dùng mọi kỳ số liệu, kỳ gần có trọng số lớn hơn; linear-path chỉ dùng kỳ đầu và kỳ cuối.",
                "escap fits all readings, recent ones weighing more; linear-path uses the first and the last only.",
            ),
            Why::CurveFlattens => (
                "escap kéo dài theo đường cong chữ S giữa 0 và mức trần, thoải dần ở hai đầu, nên tới hạn đi được ít hơn đường thẳng.",
                "escap follows an S-shaped curve between zero and the limit, which flattens towards both ends, and so comes less far by the target date than a straight line.",
            ),
            Why::CurveSteepens => (
                "escap kéo dài theo đường cong chữ S giữa 0 và mức trần, dốc nhất ở quãng giữa, nên tới hạn đi xa hơn đường thẳng.",
                "escap follows an S-shaped curve between zero and the limit, which is steepest halfway, and so comes farther by the target date than a straight line.",
            ),
            Why::LimitsOfSdsn => (
                "sdsn-arrow chỉ coi là đúng tiến độ khi đạt đủ 100% tốc độ cần (vừa phải từ 50%), còn linear-path chấp nhận từ 95% (vừa phải từ 60%).",
                "sdsn-arrow says on track only at the full pace needed (moderate from 50%), where linear-path accepts 95% (moderate from 60%).",
            ),
            Why::LimitsOfUnChart => (
                "un-progress-chart coi từ 10% chặng đường trở lên là tiến bộ khá, còn linear-path đòi từ 60%.",
                "un-progress-chart calls 10% of the way and more fair progress, where linear-path asks for 60%.",
            ),
            Why::LimitsOfEscap => (
                "escap coi trên 90% chặng đường là đủ và gộp mọi mức từ trên 0 đến 90% vào một loại, còn linear-path chia ở 95% và 60%.",
                "escap takes more than 90% of the way as enough and makes one class of everything above 0 up to 90%, where linear-path parts at 95% and 60%.",
            ),
        };
        language.pick(vi, en)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_cause_has_its_own_code_and_sentences() {
        let mut seen = HashSet::new();
        for why in Why::ALL {
            assert!(why.code().bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{}", why.code());
            assert!(seen.insert(why.code()));
            for language in [Language::Vi, Language::En] {
                let sentence = why.sentence(language);
                assert!(sentence.ends_with('.'), "{sentence}");
                assert_eq!(crate::language::nfc(sentence), sentence, "must be NFC");
                assert!(seen.insert(sentence), "{sentence} stands twice");
            }
        }
    }
}
