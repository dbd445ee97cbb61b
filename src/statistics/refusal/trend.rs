//! Reasons about trends and the tests of them.

/// Hands its reasons on to the next section, after those of the sections before it.
macro_rules! trend {
    ($next:ident $($then:ident)* { $($before:tt)* }) => {
        $next! { $($then)* {
            $($before)*
            /// Two readings are a difference, not a trend.
            TrendNeedsThree = "trend-needs-three-readings";
            /// All readings equal: the tests have nothing to go on.
            NoVariation = "no-variation";
            /// Ties make the median slope, or its whole interval, zero.
            ManyPairsTied = "many-pairs-tied";
            /// The exact distribution has no interval at this level.
            LevelOutOfReach = "level-out-of-reach";
            /// Neighbouring readings resemble each other too much for the p-value.
            Autocorrelated = "autocorrelated-readings";
            /// Fewer than eight readings, or no scatter to judge by.
            AutocorrelationUnknown = "autocorrelation-unknown";
            /// Too many pairs to go through.
            TooManyReadings = "too-many-readings";
            /// A p-value outside 0 to 1.
            NotAProbability = "not-a-probability";
        } }
    };
}
pub(super) use trend;
