//! Which words do the charts themselves say? All else comes with the data.

use crate::language::{Key, Language};

/// A word or phrase of the message files.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word(Key);

impl Word {
    /// In the language of the chart.
    pub fn get(self, language: Language) -> &'static str {
        self.0.told(language)
    }
}

/// The message of each word is `chart-` and what stands after its name.
macro_rules! words {
    ($($name:ident: $word:literal;)+) => {
        $(pub(super) const $name: Word = Word(Key::of(concat!("chart-", $word)));)+
        #[cfg(test)]
        pub(super) const ALL: &[Word] = &[$($name),+];
    };
}

words! {
    BY_OVERVIEW: "by-overview";
    BY_READINGS: "by-readings";
    BY_FAN: "by-fan";
    BY_METHODS: "by-methods";
    BY_PARTS: "by-parts";
    BY_REMAINING: "by-remaining";
    BY_STEPS: "by-steps";
    BY_BUDGET: "by-budget";
    BY_CLASSES: "by-classes";
    BY_MILESTONES: "by-milestones";
    BY_LIMITS: "by-limits";
    BY_RANKING: "by-ranking";
    BY_SLOPE: "by-slope";
    BY_DIAGNOSTICS: "by-diagnostics";
    BY_REVISIONS: "by-revisions";
    BY_WAFFLE: "by-waffle";
    NOW: "now";
    BASELINE: "baseline";
    TARGET: "target";
    NO_READING: "no-reading";
    NO_BASELINE: "no-baseline";
    UNIT: "unit";
    READING: "reading";
    REQUIRED_PATH: "required-path";
    FORECAST: "forecast";
    BAND: "band";
    NO_FORECAST: "no-forecast";
    READINGS_USED: "readings-used";
    MEDIAN: "median";
    OUTCOME: "outcome";
    IN_FACT: "in-fact";
    TOTAL: "total";
    UNKNOWN_PART: "unknown-part";
    DONE: "done";
    LEFT: "left";
    BEYOND: "beyond";
    COVERED: "covered";
    PLANNED: "planned";
    WITHOUT_PLAN: "without-plan";
    WITHOUT_PLAN_UNKNOWN: "without-plan-unknown";
    ALLOTTED: "allotted";
    DISBURSED: "disbursed";
    OF_ALLOTTED: "of-allotted";
    NO_DISBURSEMENT: "no-disbursement";
    AMOUNTS: "amounts";
    SHARES: "shares";
    NO_SHARES: "no-shares";
    AS_OF: "as-of";
    ALL_DONE: "all-done";
    MONTHS: "months";
    CELLS_WITHOUT: "cells-without";
    CLASS_RULE: "class-rule";
    INDICATOR: "indicator";
    CHANCE: "chance";
    NO_CHANCE: "no-chance";
    NO_TARGET: "no-target";
    LIMITS_95: "limits-95";
    LIMITS_998: "limits-998";
    INSIDE: "inside";
    INSIDE_MEANS: "inside-means";
    ABOVE_95: "above-95";
    ABOVE_998: "above-998";
    BELOW_95: "below-95";
    BELOW_998: "below-998";
    NO_LIMITS: "no-limits";
    BY_CHANCE: "by-chance";
    RISES: "rises";
    FALLS: "falls";
    UNCHANGED: "unchanged";
    ONE_DATE: "one-date";
    NEITHER_DATE: "neither-date";
    NOT_NAMED: "not-named";
    NORTH: "north";
    TILE_IS: "tile-is";
    WITHOUT_PLACE: "without-place";
    HIGHEST: "highest";
    LOWEST: "lowest";
    NO_ROOM: "no-room";
    NO_BOUNDARY: "no-boundary";
    NO_AREA: "no-area";
    ONE_SQUARE: "one-square";
    ONE_PERCENT: "one-percent";
    NO_SQUARES: "no-squares";
    FIRST_OR_SAME: "first-or-same";
    REVISED_UP: "revised-up";
    REVISED_DOWN: "revised-down";
    LATEST: "latest";
    NOT_REVISED: "not-revised";
    ONCE: "once";
    SINCE_FIRST: "since-first";
    POINTS: "points";
    WITHDRAWN: "withdrawn";
    KNOWN_ON: "known-on";
    COVERAGE_OF: "coverage-of";
    INTERVAL_OF: "interval-of";
    NOMINAL: "nominal";
    TWO_ERRORS: "two-errors";
    RELIABILITY: "reliability";
    FORECAST_PROBABILITY: "forecast-probability";
    OBSERVED_SHARE: "observed-share";
    PERFECT: "perfect";
    BY_NUMBER: "by-number";
    HORIZON: "horizon";
    NO_COVERAGE: "no-coverage";
    NO_PROBABILITY: "no-probability";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_there_in_both_languages_and_can_be_drawn() {
        for word in ALL {
            let (vi, en) = (word.get(Language::Vi), word.get(Language::En));
            assert!(!vi.trim().is_empty() && !en.trim().is_empty() && vi != en, "{word:?}");
            assert!(en.replace('±', "").is_ascii(), "{word:?}");
        }
    }
}
