//! Reasons about backtests, and what they earn.

/// Hands its reasons on to the next section, after those of the sections before it.
macro_rules! backtests {
    ($next:ident $($then:ident)* { $($before:tt)* }) => {
        $next! { $($then)* {
            $($before)*
            /// A plan or list of methods that makes no sense.
            InvalidBacktest = "invalid-backtest",
                "Kế hoạch kiểm nghiệm không hợp lệ: số kỳ dùng ít nhất là một, số năm dự báo phải dương, mỗi phương pháp một tên riêng.",
                "The plan of the backtest is invalid: readings used from one, horizons positive, every method with its own name.";
            /// Two histories of one name.
            DuplicatedHistories = "duplicated-histories",
                "Có hai chuỗi số liệu trùng tên nên không biết chuỗi nào đúng.",
                "Two histories carry the same name; someone must say which one holds.";
            /// Fewer histories than a probability needs behind it.
            TooFewHistories = "too-few-histories",
                "Phương pháp mới được kiểm nghiệm trên chưa đủ 20 chuỗi số liệu nên chưa đủ căn cứ để nêu xác suất.",
                "The method was backtested on fewer than 20 histories, too few to name a probability on.";
            /// The backtest does not show that the method is worth more than the latest value.
            NotBetterThanNaive = "not-better-than-naive",
                "Trên số liệu quá khứ, phương pháp không tốt hơn rõ rệt so với giữ nguyên giá trị mới nhất nên không nêu xác suất.",
                "In the backtest the method was not clearly better than repeating the latest value, so no probability is named.";
            /// Intervals that held far less than they claimed.
            IntervalsTooNarrow = "intervals-too-narrow",
                "Trong kiểm nghiệm, khoảng dự báo 90% của phương pháp chứa giá trị thực chưa tới 80% số lần: quá tự tin, không nêu xác suất.",
                "In the backtest less than 80% of the method's 90% intervals held the actual value: too sure of itself, so no probability is named.";
            /// Goals on a bound were not among those backtested.
            BoundNotBacktested = "bound-not-backtested",
                "Mục tiêu nằm đúng giới hạn của chỉ tiêu (như 100%), mà kiểm nghiệm không có mục tiêu như vậy: không nêu xác suất.",
                "The target is a bound of the indicator (such as 100%), and no such goal was backtested: no probability is named.";
        } }
    };
}
pub(super) use backtests;
