//! Reasons about what was read.

/// Hands its reasons on to the next section, after those of the sections before it.
macro_rules! readings {
    ($next:ident $($then:ident)* { $($before:tt)* }) => {
        $next! { $($then)* {
            $($before)*
            /// Nothing to compute from.
            NoReadings = "no-readings",
                "Chưa có số liệu nào nên không tính được.",
                "There is no reading, so nothing can be computed.";
            /// Two readings of one day.
            DuplicatedDates = "duplicated-dates",
                "Có hai số liệu cho cùng một ngày; phải chọn số nào đúng trước khi tính.",
                "Two readings carry the same date; someone must say which one holds before anything is computed.";
            /// A later reading stands before an earlier one.
            UnorderedDates = "unordered-dates",
                "Số liệu không xếp theo thứ tự thời gian.",
                "The readings are not in the order of their dates.";
            /// Dates and values do not pair up.
            UnequalLists = "unequal-lists",
                "Số ngày và số giá trị không bằng nhau nên không biết giá trị nào của ngày nào.",
                "There are not as many dates as values, so they cannot be paired.";
            /// NaN or infinity.
            NotFinite = "not-finite",
                "Có giá trị vô hạn hoặc không phải là số.",
                "A value is infinite or not a number.";
            /// A date outside the calendar.
            DateOutOfRange = "date-out-of-range",
                "Ngày nằm ngoài phạm vi lịch tính được.",
                "A date lies outside the calendar that can be computed with.";
        } }
    };
}
pub(super) use readings;
