//! Reasons about rates.

/// Hands its reasons on to the next section, after those of the sections before it.
macro_rules! rates {
    ($next:ident $($then:ident)* { $($before:tt)* }) => {
        $next! { $($then)* {
            $($before)*
            /// A numerator or denominator is missing.
            MissingPart = "missing-part";
            /// The denominators sum to zero.
            ZeroDenominator = "zero-denominator";
            /// A count below zero.
            NegativePart = "negative-part";
            /// A count with decimals.
            NotWhole = "not-a-whole-number";
            /// A denominator with decimals, where cases are counted.
            NotACount = "not-a-count";
            /// A rate outside 0 to 100.
            NotAPercentage = "not-a-percentage";
            /// Beyond exact arithmetic.
            TooLarge = "too-large";
            /// The published text is not a decimal number.
            NotANumber = "not-a-number";
            /// One part given twice.
            DuplicatedPart = "duplicated-part";
            /// A numerator over nothing.
            NumeratorWithoutDenominator = "numerator-without-denominator";
        } }
    };
}
pub(super) use rates;
