//! Reasons about targets and progress.

/// Hands its reasons on to the next section, after those of the sections before it.
macro_rules! targets {
    ($next:ident $($then:ident)* { $($before:tt)* }) => {
        $next! { $($then)* {
            $($before)*
            /// A single reading: nothing to measure from.
            OneReading = "one-reading";
            /// The two dates are one day.
            NoTimeElapsed = "no-time-elapsed";
            /// Nothing moved between base and now.
            NoPace = "no-observed-pace";
            /// Growth from zero.
            ZeroBase = "zero-base";
            /// Growth across zero.
            SignChange = "sign-change";
            /// Growth to zero.
            ZeroTarget = "zero-target";
            /// Nothing had to change.
            BaseEqualsTarget = "base-equals-target";
            /// The target asks for less than the base had.
            TargetOnWrongSide = "target-on-wrong-side-of-base";
            /// At most, though higher is better; or the reverse.
            TargetAgainstDirection = "target-against-direction";
            /// The target date is not after the base.
            TargetDateNotAfterBase = "target-date-not-after-base";
            /// The latest reading meets the target.
            AlreadyAchieved = "already-achieved";
            /// Met once, not any more.
            AchievedThenLost = "achieved-then-lost";
            /// A target without a figure.
            TargetInWords = "target-in-words";
            /// A target between two figures.
            TargetIsRange = "target-is-a-range";
            /// A target place in a ranking.
            TargetIsRank = "target-is-a-rank";
            /// `=` away from the bounds.
            BareFigure = "bare-figure-needs-direction";
            /// The target lies outside what the indicator can be.
            TargetOutsideBounds = "target-outside-bounds";
            /// A word that is no comparator.
            UnknownComparator = "unknown-comparator";
            /// A word that is no direction.
            UnknownDirection = "unknown-direction";
            /// A descriptive indicator.
            NoDirection = "no-direction";
            /// A strict comparator, and its very figure.
            StrictTargetEqualled = "strict-target-equalled";
            /// Sizes or growth that floating point cannot hold.
            BeyondArithmetic = "beyond-arithmetic";
            /// Zero or the limit itself, where the logit does not exist.
            ValueOnBound = "value-on-bound";
            /// No limit to bend at.
            NoDeclaredLimit = "no-declared-limit";
        } }
    };
}
pub(super) use targets;
