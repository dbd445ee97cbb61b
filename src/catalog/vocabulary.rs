//! The closed word lists of the tables, as types.

/// Declares an enum whose variants each have one word in the data files.
macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// The words as they stand in data files.
            pub const WORDS: &'static [&'static str] = &[$($word),+];

            /// The word of this value.
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }

            /// Reads a word; `None` where it is not in the list.
            pub fn read(word: &str) -> Option<Self> {
                match word { $($word => Some($name::$variant),)+ _ => None }
            }
        }
    };
}

vocabulary! {
    /// Which way an indicator should move.
    Direction {
        /// More is better.
        Higher = "higher",
        /// Less is better.
        Lower = "lower",
        /// Neither: a description, not a goal.
        Neither = "none",
    }
}

vocabulary! {
    /// Whose target or document it is.
    Level {
        /// The State: resolutions of the Politburo, the Government.
        Central = "central",
        /// The province.
        Province = "province",
        /// A city or district under the province (abolished on 1 July 2025).
        City = "city",
        /// A commune or ward.
        Commune = "commune",
    }
}

vocabulary! {
    /// How a target is to be compared with a reading.
    Comparator {
        /// At least.
        AtLeast = ">=",
        /// More than.
        MoreThan = ">",
        /// At most.
        AtMost = "<=",
        /// Less than.
        LessThan = "<",
        /// A bare printed figure.
        Equal = "=",
        /// Between low and high.
        Range = "range",
        /// This rank or better.
        RankAtMost = "rank<=",
        /// In words.
        Words = "text",
    }
}

vocabulary! {
    /// SDMX observation status (code list CL_OBS_STATUS, the codes used here).
    ObsStatus {
        /// Actual, as reported.
        Actual = "A",
        /// Provisional.
        Provisional = "P",
        /// Planned, expected or requested.
        Forecast = "F",
    }
}
