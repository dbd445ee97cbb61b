//! Reasons about reference classes.

/// Hands its reasons on to the next section, after those of the sections before it.
macro_rules! classes {
    ($next:ident $($then:ident)* { $($before:tt)* }) => {
        $next! { $($then)* {
            $($before)*
            /// A level at which no window of the class began.
            LevelNeverSeen = "level-never-seen";
            /// Effective size below thirty.
            TooFewAnalogs = "too-few-analogs";
            /// Too few areas, or no horizon with a record.
            ClassTooSmall = "class-too-small";
            /// Every value within a hundredth of the range: shares, where percent were meant.
            SharesNotPercent = "shares-not-percent";
            /// Bandwidth, recency or window out of range.
            InvalidOptions = "invalid-class-options";
            /// A table with holes, or quantiles that fall.
            InvalidTable = "invalid-class-table";
            /// The project has no class of that name.
            UnknownClass = "unknown-reference-class";
            /// A class of shares asked about something else.
            ClassOfOtherBounds = "class-of-other-bounds";
            /// Not even from the highest level seen did half of the class get there.
            NoLevelSuffices = "no-level-suffices";
            /// Where the class has no record.
            LevelNotRecorded = "level-outside-record";
            /// From every level seen, half of the class got there.
            AnyLevelSuffices = "any-level-suffices";
            /// A person asked for a class that nobody declared for the indicator.
            ClassNotDeclared = "class-not-declared";
        } }
    };
}
pub(super) use classes;
