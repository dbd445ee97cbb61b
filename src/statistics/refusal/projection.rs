//! Reasons about projections and scenarios.

/// Hands its reasons on to the next section, after those of the sections before it.
macro_rules! projection {
    ($next:ident $($then:ident)* { $($before:tt)* }) => {
        $next! { $($then)* {
            $($before)*
            /// Fewer than three readings and no reference class.
            TooFewReadings = "fewer-than-three-readings";
            /// Three readings: no probability without a reference class.
            ThreeReadings = "three-readings-no-probability";
            /// Fewer than five: nothing is significant at 5%.
            FewerThanFive = "fewer-than-five-readings";
            /// The target date is past.
            TargetDateNotAfterReading = "target-date-not-after-last-reading";
            /// All readings equal.
            ConstantSeries = "constant-series";
            /// Residuals smaller than rounding alone would make them.
            ResidualBelowRounding = "residual-below-rounding";
            /// A reading above the declared upper bound.
            ValueAboveBound = "value-above-bound";
            /// A reading below the declared lower bound.
            ValueBelowBound = "value-below-bound";
            /// A reading or target on a bound, or within half a unit of it, was moved.
            BoundaryMoved = "boundary-moved";
            /// The interval says nothing.
            NotInformative = "not-informative";
            /// Farther ahead than the method was tested.
            BeyondBacktest = "beyond-backtested-range";
            /// No backtest has shown yet what the method is worth here.
            NotBacktested = "not-backtested";
            /// The median of the projection lies where the indicator cannot be.
            ProjectedOutsideBounds = "projected-outside-bounds";
            /// The definition or denominator changed.
            DeclaredBreak = "declared-break";
            /// A level outside (0, 1).
            InvalidLevel = "invalid-level";
            /// A word that is no scale.
            UnknownScale = "unknown-scale";
            /// Bounds that enclose nothing.
            InvalidBounds = "invalid-bounds";
            /// A measurement unit that is not positive, or as wide as the bounds.
            InvalidUnit = "invalid-unit";
            /// The target is not reached as far as one can look.
            NotReached = "not-reached";
            /// Theta estimates a level, its smoothing and a slope.
            TooFewForTheta = "fewer-than-six-readings";
            /// Damped Holt estimates five parameters.
            TooFewForHolt = "fewer-than-ten-readings";
            /// Exponential smoothing counts steps, so they must be equally long.
            UnevenSpacing = "uneven-spacing";
            /// A word that is no projection method.
            UnknownMethod = "unknown-method";
            /// What would have to be, or could be; not what is expected.
            ScenarioNotForecast = "scenario-not-forecast";
            /// No peer with two readings moved in the better direction.
            NoPeerImproved = "no-peer-improved";
            /// One of the parts of a whole cannot be projected.
            MissingPartProjection = "missing-part-projection";
            /// The parts make another whole than the one they are held against.
            PartsNotTheWhole = "parts-not-the-whole";
            /// Two readings a few months apart show no progress yet.
            LessThanAYear = "less-than-a-year";
        } }
    };
}
pub(super) use projection;
