//! What each method calls its own classes, as published, in both languages.
//!
//! Sources: Open SDG (`ProgressMeasure.py`) and Eurostat for `cagr-ratio`; the Sustainable Development Goals Report
//! 2023 for `un-progress-chart`; the Asia and the Pacific SDG progress reports of ESCAP for `escap`; the Sustainable
//! Development Report of the SDSN for `sdsn-arrow`. The Vietnamese names are translations.

use super::{CAGR_RATIO, ESCAP, ESCAP_LINEAR, LINEAR_PATH, SDSN_ARROW, Status, UN_PROGRESS_CHART};
use crate::language::{Key, Language};
use crate::statistics::Method;

/// A class as its method names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    /// A class of the common order: `cagr-ratio`, `linear-path`, and a target missed, which no other method names.
    Common(Status),
    /// `un-progress-chart`, 3 of 3.
    OnTrackOrTargetMet,
    /// `un-progress-chart`, 2 of 3.
    FairProgress,
    /// `un-progress-chart`, 1 of 3.
    StagnationOrRegression,
    /// `escap`: anticipated progress above 9.
    Maintain,
    /// `escap`: above 0, up to 9.
    Accelerate,
    /// `escap`: 0 or less.
    Reverse,
    /// `sdsn-arrow`, up.
    OnTrackOrMaintaining,
    /// `sdsn-arrow`, slanting up.
    ModeratelyImproving,
    /// `sdsn-arrow`, level.
    Stagnating,
    /// `sdsn-arrow`, down.
    Decreasing,
}

impl Class {
    /// What a method calls a class of the common order. A method that has fewer classes calls several by one name.
    pub(super) fn of(method: Method, status: Status) -> Class {
        use Status::{Achieved, Deterioration, Limited, Missed, Moderate, OnTrack};
        if status == Missed || method == CAGR_RATIO || method == LINEAR_PATH {
            return Class::Common(status);
        }
        if method == UN_PROGRESS_CHART {
            return match status {
                Achieved | OnTrack => Class::OnTrackOrTargetMet,
                Moderate => Class::FairProgress,
                _ => Class::StagnationOrRegression,
            };
        }
        if method == ESCAP || method == ESCAP_LINEAR {
            return match status {
                Achieved | OnTrack => Class::Maintain,
                Moderate => Class::Accelerate,
                _ => Class::Reverse,
            };
        }
        if method == SDSN_ARROW {
            return match status {
                Achieved | OnTrack => Class::OnTrackOrMaintaining,
                Moderate => Class::ModeratelyImproving,
                Limited => Class::Stagnating,
                Deterioration | Missed => Class::Decreasing,
            };
        }
        Class::Common(status)
    }

    /// Its code in result tables.
    pub fn code(self) -> &'static str {
        match self {
            Class::Common(status) => status.code(),
            Class::OnTrackOrTargetMet => "on-track-or-target-met",
            Class::FairProgress => "fair-progress",
            Class::StagnationOrRegression => "stagnation-or-regression",
            Class::Maintain => "maintain",
            Class::Accelerate => "accelerate",
            Class::Reverse => "reverse",
            Class::OnTrackOrMaintaining => "on-track-or-maintaining",
            Class::ModeratelyImproving => "moderately-improving",
            Class::Stagnating => "stagnating",
            Class::Decreasing => "decreasing",
        }
    }

    /// Its name for readers.
    ///
    /// ```
    /// use milepost::{language::Language, statistics::Class};
    /// assert_eq!(Class::FairProgress.name(Language::En), "fair progress, but acceleration needed");
    /// ```
    pub fn name(self, language: Language) -> &'static str {
        self.message().told(language)
    }

    /// That name as a message.
    pub(super) fn message(self) -> Key {
        match self {
            Class::Common(status) => status.message(),
            Class::OnTrackOrTargetMet => Key::of("class-on-track-or-target-met"),
            Class::FairProgress => Key::of("class-fair-progress"),
            Class::StagnationOrRegression => Key::of("class-stagnation-or-regression"),
            Class::Maintain => Key::of("class-maintain"),
            Class::Accelerate => Key::of("class-accelerate"),
            Class::Reverse => Key::of("class-reverse"),
            Class::OnTrackOrMaintaining => Key::of("class-on-track-or-maintaining"),
            Class::ModeratelyImproving => Key::of("class-moderately-improving"),
            Class::Stagnating => Key::of("class-stagnating"),
            Class::Decreasing => Key::of("class-decreasing"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    const METHODS: [Method; 6] = [LINEAR_PATH, CAGR_RATIO, SDSN_ARROW, UN_PROGRESS_CHART, ESCAP, ESCAP_LINEAR];

    #[test]
    fn every_class_of_every_method_has_a_code_and_two_names() {
        let mut classes = HashSet::new();
        for method in METHODS {
            classes.extend(Status::ALL.map(|status| Class::of(method, status)));
        }
        assert_eq!(classes.len(), 6 + 3 + 3 + 4);
        let codes: HashSet<&str> = classes.iter().map(|class| class.code()).collect();
        assert_eq!(codes.len(), classes.len());
        for class in classes {
            assert!(class.code().bytes().all(|b| b.is_ascii_lowercase() || b == b'-'));
            for language in [Language::Vi, Language::En] {
                let name = class.name(language);
                assert_eq!(crate::language::nfc(name), name);
                assert!(!name.is_empty());
            }
        }
    }

    #[test]
    fn a_better_status_is_never_a_worse_class() {
        for method in METHODS {
            let names: Vec<Class> = Status::ALL.map(|status| Class::of(method, status)).to_vec();
            let mut seen: Vec<Class> = Vec::new();
            for name in names {
                if seen.last() != Some(&name) {
                    assert!(!seen.contains(&name), "{method}: {} comes back", name.code());
                    seen.push(name);
                }
            }
        }
    }
}
