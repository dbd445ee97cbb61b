//! Reasons about targets and progress.

/// Hands its reasons on to the next section, after those of the sections before it.
macro_rules! targets {
    ($next:ident $($then:ident)* { $($before:tt)* }) => {
        $next! { $($then)* {
            $($before)*
            /// A single reading: nothing to measure from.
            OneReading = "one-reading",
                "Mới có một kỳ số liệu, chưa có kỳ gốc để so sánh nên chưa nói được tiến độ.",
                "There is only one reading: without a base there is nothing to measure progress from.";
            /// The two dates are one day.
            NoTimeElapsed = "no-time-elapsed",
                "Hai ngày trùng nhau nên không có khoảng thời gian để tính tốc độ.",
                "The two dates are the same, so no time has passed to measure a pace over.";
            /// Nothing moved between base and now.
            NoPace = "no-observed-pace",
                "Giá trị không đổi kể từ kỳ gốc nên không so được tốc độ cần đạt với tốc độ đã đạt.",
                "The value has not moved since the base, so the pace needed cannot be compared with the pace observed.";
            /// Growth from zero.
            ZeroBase = "zero-base",
                "Giá trị kỳ gốc bằng không nên không tính được tốc độ tăng trưởng; hãy xem khoảng cách tới đường thẳng.",
                "The base is zero, so a growth rate does not exist; read the distance to the straight line instead.";
            /// Growth across zero.
            SignChange = "sign-change",
                "Giá trị đổi dấu so với kỳ gốc nên không tính được tốc độ tăng trưởng.",
                "The sign differs from that of the base, so a growth rate does not exist.";
            /// Growth to zero.
            ZeroTarget = "zero-target",
                "Mục tiêu bằng không: giảm theo tỷ lệ không bao giờ về tới không nên không so được tốc độ tăng trưởng.",
                "The target is zero: shrinking at any rate never reaches it, so growth rates cannot be compared.";
            /// Nothing had to change.
            BaseEqualsTarget = "base-equals-target",
                "Kỳ gốc đã bằng mục tiêu nên không cần thay đổi; từ đó đến nay giá trị đã xấu đi.",
                "The base already equalled the target, so no change was needed; the value has worsened since.";
            /// The target asks for less than the base had.
            TargetOnWrongSide = "target-on-wrong-side-of-base",
                "Mục tiêu thấp hơn mức đã có ở kỳ gốc (hoặc cao hơn, khi càng thấp càng tốt); đang đạt nhưng nên xem lại mục tiêu.",
                "The target asks for less than the base already had; it is met, but it may have been set or read wrongly.";
            /// At most, though higher is better; or the reverse.
            TargetAgainstDirection = "target-against-direction",
                "Dấu so sánh của mục tiêu trái với chiều tốt lên của chỉ tiêu.",
                "The target's comparator contradicts the direction in which the indicator gets better.";
            /// The target date is not after the base.
            TargetDateNotAfterBase = "target-date-not-after-base",
                "Hạn của mục tiêu không sau kỳ gốc nên không có lộ trình để so sánh.",
                "The target date is not after the base, so there is no path to compare with.";
            /// The latest reading meets the target.
            AlreadyAchieved = "already-achieved",
                "Số liệu mới nhất đã đạt mục tiêu.",
                "The latest reading already meets the target.";
            /// Met once, not any more.
            AchievedThenLost = "achieved-then-lost",
                "Mục tiêu từng đạt trước đây nhưng số liệu mới nhất không còn đạt.",
                "The target was met before, but the latest reading no longer meets it.";
            /// A target without a figure.
            TargetInWords = "target-in-words",
                "Mục tiêu viết bằng lời, không có con số để so sánh.",
                "The target is in words; there is no figure to compare with.";
            /// A target between two figures.
            TargetIsRange = "target-is-a-range",
                "Mục tiêu là một khoảng; hãy so với từng đầu của khoảng.",
                "The target is a range; compare with each of its ends.";
            /// A target place in a ranking.
            TargetIsRank = "target-is-a-rank",
                "Mục tiêu là thứ hạng, phụ thuộc vào các đơn vị khác nên không dự báo từ một chuỗi số liệu.",
                "The target is a rank, which depends on others and cannot be projected from one series.";
            /// `=` away from the bounds.
            BareFigure = "bare-figure-needs-direction",
                "Mục tiêu là một con số trơn; cần nói rõ ít nhất (>=) hay nhiều nhất (<=) mới tính được xác suất.",
                "The target is a bare figure; say at least (>=) or at most (<=) before a probability is computed.";
            /// The target lies outside what the indicator can be.
            TargetOutsideBounds = "target-outside-bounds",
                "Mục tiêu nằm ngoài giới hạn đã khai báo của chỉ tiêu.",
                "The target lies outside the declared bounds of the indicator.";
            /// A word that is no comparator.
            UnknownComparator = "unknown-comparator",
                "Dấu so sánh không hợp lệ; hãy dùng >=, >, <=, < hoặc =.",
                "The comparator is unknown; use one of >=, >, <=, <, =.";
            /// A word that is no direction.
            UnknownDirection = "unknown-direction",
                "Chiều của chỉ tiêu không hợp lệ; hãy dùng higher hoặc lower.",
                "The direction is unknown; use higher or lower.";
            /// A descriptive indicator.
            NoDirection = "no-direction",
                "Chỉ tiêu chỉ mang tính mô tả, không có chiều tốt lên nên không xếp loại tiến độ.",
                "The indicator is descriptive: neither way is better, so progress cannot be classified.";
            /// A strict comparator, and its very figure.
            StrictTargetEqualled = "strict-target-equalled",
                "Giá trị bằng đúng con số mục tiêu, nhưng mục tiêu đòi lớn hơn hẳn (hoặc nhỏ hơn hẳn) nên chưa đạt.",
                "The value equals the target's figure, but the target asks for strictly more (or less), so it is not met.";
            /// Sizes or growth that floating point cannot hold.
            BeyondArithmetic = "beyond-arithmetic",
                "Có giá trị quá lớn, quá gần không hoặc thay đổi quá nhanh nên vượt phạm vi tính toán của phương pháp.",
                "A value is too large, too close to zero or changes too fast for the method's arithmetic.";
            /// Zero or the limit itself, where the logit does not exist.
            ValueOnBound = "value-on-bound",
                "Có giá trị bằng không hoặc bằng đúng mức trần nên phép biến đổi logit không tồn tại; không thay bằng số gần đó.",
                "A value is zero or at the limit itself, where the logit does not exist; no number near it is put in its place.";
            /// No limit to bend at.
            NoDeclaredLimit = "no-declared-limit",
                "Chỉ tiêu chưa khai báo mức trần nên phương pháp này kéo dài theo đường thẳng thay cho đường cong.",
                "No limit is declared for the indicator, so the method takes a straight line instead of a curve.";
        } }
    };
}
pub(super) use targets;
