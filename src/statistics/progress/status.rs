//! The common order of classes, in which the methods can be compared whatever each calls its own.

use crate::language::{Key, Language};

/// The class of progress.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// The latest reading meets the target, whatever the trend.
    Achieved,
    /// Enough, as the method counts it; at least 95% of the pace needed (`cagr-ratio`, `linear-path`).
    OnTrack,
    /// Forward, too slowly; at least 60%.
    Moderate,
    /// At least nothing lost.
    Limited,
    /// Moving away from the target, or the target was met and lost.
    Deterioration,
    /// The target date has come and the target is not met.
    Missed,
}

/// What a class comes to for a decision: classes of one course differ in degree only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Course {
    Enough,
    TooSlow,
    Away,
    TooLate,
}

impl Status {
    /// Every class, best first.
    pub const ALL: [Status; 6] =
        [Status::Achieved, Status::OnTrack, Status::Moderate, Status::Limited, Status::Deterioration, Status::Missed];

    /// Its code in result tables.
    pub fn code(self) -> &'static str {
        match self {
            Status::Achieved => "achieved",
            Status::OnTrack => "on-track",
            Status::Moderate => "moderate",
            Status::Limited => "limited",
            Status::Deterioration => "deterioration",
            Status::Missed => "missed",
        }
    }

    /// Its name for readers.
    ///
    /// ```
    /// use milepost::{language::Language, statistics::Status};
    /// assert_eq!(Status::OnTrack.name(Language::Vi), "đúng tiến độ");
    /// ```
    pub fn name(self, language: Language) -> &'static str {
        self.message().told(language)
    }

    /// That name as a message.
    pub(super) fn message(self) -> Key {
        match self {
            Status::Achieved => Key::of("status-achieved"),
            Status::OnTrack => Key::of("status-on-track"),
            Status::Moderate => Key::of("status-moderate"),
            Status::Limited => Key::of("status-limited"),
            Status::Deterioration => Key::of("status-deterioration"),
            Status::Missed => Key::of("status-missed"),
        }
    }

    /// The class of a ratio of observed to needed: 0.95, 0.60 and 0 are the limits (METHODS 2, `cagr-ratio`).
    pub(super) fn of_ratio(ratio: f64) -> Status {
        Status::of_thresholds(ratio, [0.95, 0.60, 0.0])
    }

    /// The class of a figure by its lower limits for on track, moderate and limited.
    pub(super) fn of_thresholds(figure: f64, [on_track, moderate, limited]: [f64; 3]) -> Status {
        if figure >= on_track {
            Status::OnTrack
        } else if figure >= moderate {
            Status::Moderate
        } else if figure >= limited {
            Status::Limited
        } else {
            Status::Deterioration
        }
    }

    /// What it comes to for a decision.
    pub(super) fn course(self) -> Course {
        match self {
            Status::Achieved | Status::OnTrack => Course::Enough,
            Status::Moderate | Status::Limited => Course::TooSlow,
            Status::Deterioration => Course::Away,
            Status::Missed => Course::TooLate,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_include_their_lower_limit() {
        use Status::*;
        for (ratio, status) in [
            (1.41, OnTrack),
            (0.95, OnTrack),
            (0.9499, Moderate),
            (0.60, Moderate),
            (0.5999, Limited),
            (0.0, Limited),
            (-0.0, Limited),
            (-0.0001, Deterioration),
        ] {
            assert_eq!(Status::of_ratio(ratio), status, "{ratio}");
        }
    }

    #[test]
    fn degrees_of_one_course_lead_to_one_decision() {
        assert_eq!(Status::Moderate.course(), Status::Limited.course());
        assert_ne!(Status::OnTrack.course(), Status::Moderate.course());
        assert_ne!(Status::Limited.course(), Status::Deterioration.course());
    }
}
