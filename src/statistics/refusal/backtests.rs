//! Reasons about backtests, and what they earn.

/// Hands its reasons on to the next section, after those of the sections before it.
macro_rules! backtests {
    ($next:ident $($then:ident)* { $($before:tt)* }) => {
        $next! { $($then)* {
            $($before)*
            /// A plan or list of methods that makes no sense.
            InvalidBacktest = "invalid-backtest";
            /// Two histories of one name.
            DuplicatedHistories = "duplicated-histories";
            /// Fewer histories than a probability needs behind it.
            TooFewHistories = "too-few-histories";
            /// The backtest does not show that the method is worth more than the latest value.
            NotBetterThanNaive = "not-better-than-naive";
            /// Intervals that held far less than they claimed.
            IntervalsTooNarrow = "intervals-too-narrow";
            /// Goals on a bound were not among those backtested.
            BoundNotBacktested = "bound-not-backtested";
        } }
    };
}
pub(super) use backtests;
