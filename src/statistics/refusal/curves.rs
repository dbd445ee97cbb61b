//! Reasons about growth curves and least squares.

/// Hands its reasons on to the next section, after those of the sections before it.
macro_rules! curves {
    ($next:ident $($then:ident)* { $($before:tt)* }) => {
        $next! { $($then)* {
            $($before)*
            /// No more equations than unknowns: nothing is left to judge the fit by.
            NoFreedom = "no-degrees-of-freedom";
            /// Columns that are combinations of each other, or a curve whose parameters can trade places.
            NotIdentifiable = "not-identifiable";
            /// No start led to a minimum.
            NoConvergence = "no-convergence";
            /// Growth curves need eight readings.
            TooFewForCurve = "fewer-than-eight-readings";
            /// A reading below zero, where curves start from zero.
            NegativeReading = "negative-reading";
            /// The readings do not bend toward any ceiling.
            CeilingRunsAway = "ceiling-runs-away";
            /// Innovation below zero, or no growth at all.
            BassOutOfRange = "bass-coefficients-out-of-range";
            /// Figures of periods that are not equally long.
            UnevenPeriods = "uneven-periods";
        } }
    };
}
pub(super) use curves;
