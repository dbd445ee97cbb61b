//! Reasons about reference classes.

/// Hands its reasons on to the next section, after those of the sections before it.
macro_rules! classes {
    ($next:ident $($then:ident)* { $($before:tt)* }) => {
        $next! { $($then)* {
            $($before)*
            /// A level at which no window of the class began.
            LevelNeverSeen = "level-never-seen",
                "Nhóm tham chiếu chưa từng có nơi nào ở mức này nên không biết từ đây đi tiếp thế nào.",
                "No area of the reference class was ever at this level, so it cannot tell what follows from it.";
            /// Effective size below thirty.
            TooFewAnalogs = "too-few-analogs",
                "Nhóm tham chiếu có quá ít trường hợp ở gần mức này (cỡ mẫu hiệu dụng dưới 30) nên không dự báo.",
                "The reference class has too few cases near this level (effective size below 30) to project from.";
            /// Too few areas, or no horizon with a record.
            ClassTooSmall = "class-too-small",
                "Thư viện quá nhỏ để lập nhóm tham chiếu: cần ít nhất 10 đơn vị và 30 trường hợp để kiểm nghiệm.",
                "The library is too small for a reference class: it takes at least 10 areas and 30 cases to test it on.";
            /// Every value within a hundredth of the range: shares, where percent were meant.
            SharesNotPercent = "shares-not-percent",
                "Mọi giá trị trong thư viện đều không quá 1: có vẻ là tỷ lệ từ 0 đến 1 chứ không phải phần trăm; hãy nhân tất cả với 100 rồi lập lại.",
                "No value of the library is above 1: they look like shares from 0 to 1, not percent; multiply all by 100 and build again.";
            /// Bandwidth, recency or window out of range.
            InvalidOptions = "invalid-class-options",
                "Tham số của nhóm tham chiếu nằm ngoài phạm vi tính được.",
                "The options of the reference class are out of the range that can be computed with.";
            /// A table with holes, or quantiles that fall.
            InvalidTable = "invalid-class-table",
                "Bảng của nhóm tham chiếu bị hỏng: thiếu ô, trùng ô, giá trị vô hạn hoặc phân vị giảm dần.",
                "The table of the reference class is damaged: a row is missing or twice there, or its quantiles fall or are not finite.";
            /// The project has no class of that name.
            UnknownClass = "unknown-reference-class",
                "Dự án không có nhóm tham chiếu tên này; xem milepost reference list.",
                "The project has no reference class of this name; see milepost reference list.";
            /// A class of shares asked about something else.
            ClassOfOtherBounds = "class-of-other-bounds",
                "Nhóm tham chiếu tính trên giới hạn khác với giới hạn đã khai báo của chỉ tiêu.",
                "The reference class has other bounds than those declared for the indicator.";
            /// Not even from the highest level seen did half of the class get there.
            NoLevelSuffices = "no-level-suffices",
                "Ngay cả từ mức cao nhất mà nhóm tham chiếu đã thấy, chưa tới một nửa đến kịp.",
                "Even from the highest level that the reference class has seen, fewer than half got there in time.";
            /// Where the class has no record.
            LevelNotRecorded = "level-outside-record",
                "Mức này nằm ngoài khoảng từ 2% đến 98% mà nhóm tham chiếu đã được kiểm nghiệm nên nhóm không trả lời.",
                "The level lies outside the 2% to 98% for which reference classes were backtested, so the class does not answer.";
            /// From every level seen, half of the class got there.
            AnyLevelSuffices = "any-level-suffices",
                "Từ mọi mức mà nhóm tham chiếu đã thấy, hơn một nửa đến kịp, miễn là việc triển khai đã bắt đầu.",
                "From every level that the reference class has seen, more than half got there in time, once it had begun at all.";
            /// A person asked for a class that nobody declared for the indicator.
            ClassNotDeclared = "class-not-declared",
                "Nhóm tham chiếu này không được khai báo cho chỉ tiêu; xem lý do trong danh mục reference_use.",
                "This reference class is not declared for the indicator; the catalogue's reference_use says why.";
        } }
    };
}
pub(super) use classes;
