//! Why two methods put the same readings into different classes.

use crate::language::{Key, Language};

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
        let message = match self {
            Why::GrowthRatesLenient => Key::of("why-growth-rates-lenient"),
            Why::GrowthRatesStrict => Key::of("why-growth-rates-strict"),
            Why::CompoundingAhead => Key::of("why-compounding-ahead"),
            Why::CompoundingBehind => Key::of("why-compounding-behind"),
            Why::CompoundingPastLimit => Key::of("why-compounding-past-limit"),
            Why::AllReadings => Key::of("why-all-readings"),
            Why::CurveFlattens => Key::of("why-curve-flattens"),
            Why::CurveSteepens => Key::of("why-curve-steepens"),
            Why::LimitsOfSdsn => Key::of("why-limits-of-sdsn"),
            Why::LimitsOfUnChart => Key::of("why-limits-of-un-chart"),
            Why::LimitsOfEscap => Key::of("why-limits-of-escap"),
        };
        message.told(language)
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
