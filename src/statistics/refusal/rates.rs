//! Reasons about rates.

/// Hands its reasons on to the next section, after those of the sections before it.
macro_rules! rates {
    ($next:ident $($then:ident)* { $($before:tt)* }) => {
        $next! { $($then)* {
            $($before)*
            /// A numerator or denominator is missing.
            MissingPart = "missing-part",
                "Thiếu tử số hoặc mẫu số của ít nhất một đơn vị; thiếu không có nghĩa là bằng không.",
                "The numerator or denominator of at least one part is missing, and missing is not zero.";
            /// The denominators sum to zero.
            ZeroDenominator = "zero-denominator",
                "Mẫu số bằng không nên không có tỷ lệ.",
                "The denominator is zero, so there is no rate.";
            /// A count below zero.
            NegativePart = "negative-part",
                "Tử số hoặc mẫu số là số âm.",
                "A numerator or denominator is negative.";
            /// A count with decimals.
            NotWhole = "not-a-whole-number",
                "Tử số và mẫu số phải là số nguyên thì mới đối chiếu được với số đã công bố.",
                "Numerator and denominator must be whole numbers to be checked against a published figure.";
            /// A denominator with decimals, where cases are counted.
            NotACount = "not-a-count",
                "Mẫu số không phải là số nguyên nên không phải là số đếm; giới hạn biểu đồ phễu chỉ tính được cho số đếm.",
                "The denominator is not a whole number, so it counts no cases; funnel limits exist only for counts.";
            /// A rate outside 0 to 100.
            NotAPercentage = "not-a-percentage",
                "Tỷ lệ chung phải tính bằng phần trăm, từ 0 đến 100.",
                "The rate of the whole must be in percent, from 0 to 100.";
            /// Beyond exact arithmetic.
            TooLarge = "too-large",
                "Số quá lớn để tính chính xác.",
                "The numbers are too large for exact arithmetic.";
            /// The published text is not a decimal number.
            NotANumber = "not-a-number",
                "Số đã công bố không đọc được: cần viết như 44.64, với dấu chấm thập phân.",
                "The published figure cannot be read: it must be written like 44.64, with a decimal point.";
            /// One part given twice.
            DuplicatedPart = "duplicated-part",
                "Một đơn vị xuất hiện hai lần nên không biết dùng số nào; không cộng dồn.",
                "A part is given twice; it is not known which figures hold, and they are not added up.";
            /// A numerator over nothing.
            NumeratorWithoutDenominator = "numerator-without-denominator",
                "Có đơn vị có tử số nhưng mẫu số bằng không nên không có tỷ lệ riêng để phân tích.",
                "A part has a numerator but a denominator of zero, so it has no rate of its own to split the change into.";
        } }
    };
}
pub(super) use rates;
