//! Reasons about what was read.

/// Hands its reasons on to the next section, after those of the sections before it.
macro_rules! readings {
    ($next:ident $($then:ident)* { $($before:tt)* }) => {
        $next! { $($then)* {
            $($before)*
            /// Nothing to compute from.
            NoReadings = "no-readings";
            /// Two readings of one day.
            DuplicatedDates = "duplicated-dates";
            /// A later reading stands before an earlier one.
            UnorderedDates = "unordered-dates";
            /// Dates and values do not pair up.
            UnequalLists = "unequal-lists";
            /// NaN or infinity.
            NotFinite = "not-finite";
            /// A date outside the calendar.
            DateOutOfRange = "date-out-of-range";
        } }
    };
}
pub(super) use readings;
