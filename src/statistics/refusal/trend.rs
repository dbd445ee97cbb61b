//! Reasons about trends and the tests of them.

/// Hands its reasons on to the next section, after those of the sections before it.
macro_rules! trend {
    ($next:ident $($then:ident)* { $($before:tt)* }) => {
        $next! { $($then)* {
            $($before)*
            /// Two readings are a difference, not a trend.
            TrendNeedsThree = "trend-needs-three-readings",
                "Cần ít nhất ba kỳ số liệu mới xét được xu hướng; hai kỳ chỉ cho biết mức chênh lệch.",
                "A trend needs at least three readings; two give a difference only.";
            /// All readings equal: the tests have nothing to go on.
            NoVariation = "no-variation",
                "Các kỳ số liệu đều bằng nhau: không thấy xu hướng, nhưng cũng không có căn cứ để nói là không có.",
                "All readings are equal: no trend is seen, but there is nothing to rule one out with either.";
            /// Ties make the median slope, or its whole interval, zero.
            ManyPairsTied = "many-pairs-tied",
                "Quá nhiều cặp số liệu bằng nhau nên độ dốc trung vị, hoặc cả khoảng của nó, bằng không; có thể số liệu được làm tròn quá thô.",
                "So many pairs of readings are equal that the median slope, or its whole interval, is zero; they may be rounded too coarsely.";
            /// The exact distribution has no interval at this level.
            LevelOutOfReach = "level-out-of-reach",
                "Số kỳ quá ít để có khoảng tin cậy cho độ dốc ở mức đã chọn, dù số liệu thế nào.",
                "There are too few readings for an interval of the slope at this level, whatever their values.";
            /// Neighbouring readings resemble each other too much for the p-value.
            Autocorrelated = "autocorrelated-readings",
                "Các kỳ liền nhau phụ thuộc nhau rõ rệt nên trị số p và khoảng tin cậy lạc quan hơn thực tế; hãy dùng trị số p đã hiệu chỉnh.",
                "Neighbouring readings clearly depend on each other, so p-value and interval are too optimistic; use the adjusted p-value.";
            /// Fewer than eight readings, or no scatter to judge by.
            AutocorrelationUnknown = "autocorrelation-unknown",
                "Chưa đủ tám kỳ, hoặc số liệu không dao động quanh xu hướng, nên không kiểm tra được các kỳ có độc lập với nhau hay không như phép kiểm định đòi hỏi.",
                "With fewer than eight readings, or none off the trend, it cannot be checked that they are independent, as the test assumes.";
            /// Too many pairs to go through.
            TooManyReadings = "too-many-readings",
                "Chuỗi dài hơn 4.000 kỳ nên không so từng cặp; hãy gộp theo tháng hoặc theo năm.",
                "The series is longer than 4,000 readings, too many to compare pair by pair; aggregate it by month or year.";
            /// A p-value outside 0 to 1.
            NotAProbability = "not-a-probability",
                "Trị số p phải nằm trong khoảng từ 0 đến 1.",
                "A p-value must lie between 0 and 1.";
        } }
    };
}
pub(super) use trend;
