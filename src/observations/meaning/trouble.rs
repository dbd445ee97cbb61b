//! Why a cell could not be read, and what was perhaps meant.

use crate::language::Language;
use std::fmt;

/// A cell that could not be read.
///
/// ```
/// use milepost::language::Language;
/// use milepost::observations::meaning::{Code, Locale, whole};
/// let trouble = whole("12.34", Locale::Vi).unwrap_err();
/// assert_eq!(trouble.code, Code::OtherLocale);
/// assert_eq!(trouble.suggestion.as_deref(), Some("12,34"));
/// assert!(trouble.says(Language::Vi).starts_with("“12.34”: "));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// What is wrong.
    pub code: Code,
    /// The text as it stands in the cell, cut where it is very long.
    pub found: String,
    /// What was perhaps meant, written as the column asks for it; for people, never to be taken.
    pub suggestion: Option<String>,
}

impl Trouble {
    pub(super) fn new(code: Code, found: &str) -> Trouble {
        let mut kept: String = found.trim().chars().take(120).collect();
        if kept.len() < found.trim().len() {
            kept.push('…');
        }
        Trouble { code, found: kept, suggestion: None }
    }

    pub(super) fn suggest(mut self, suggestion: impl Into<String>) -> Trouble {
        self.suggestion = Some(suggestion.into());
        self
    }

    /// The whole sentence for people.
    pub fn says(&self, language: Language) -> String {
        let says = self.code.says(language);
        match &self.suggestion {
            Some(suggestion) => {
                let ask = language.say_with("perhaps-meant", &[("suggestion", suggestion)]);
                format!("“{}”: {says}; {ask}", self.found)
            }
            None => format!("“{}”: {says}", self.found),
        }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.says(Language::En))
    }
}

impl std::error::Error for Trouble {}

macro_rules! codes {
    ($($name:ident $word:literal;)*) => {
        /// What is wrong with a cell. The words are stable: recipes, tables and rules may name them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = concat!("`", $word, "`, said as the message `problem-", $word, "`.")] $name,)*
        }

        impl Code {
            /// Every code.
            pub const ALL: &[Code] = &[$(Code::$name,)*];

            /// The stable word, in kebab case.
            pub fn word(self) -> &'static str {
                match self { $(Code::$name => $word,)* }
            }

            /// What is wrong and what was expected, for people; a clause without a full stop.
            pub fn says(self, language: Language) -> &'static str {
                match self { $(Code::$name => language.say(concat!("problem-", $word)),)* }
            }
        }
    };
}

codes! {
    NotNumber "not-number";
    OtherLocale "other-locale";
    Grouping "grouping";
    Sign "sign";
    Parentheses "parentheses";
    Footnote "footnote";
    ForeignDigits "foreign-digits";
    SeveralNumbers "several-numbers";
    TooManyDecimals "too-many-decimals";
    TooLarge "too-large";
    NotFinite "not-finite";
    Decimals "decimals";
    Percent "percent";
    HasUnit "has-unit";
    NotExact "not-exact";
    Unclear "unclear";
    FallingRange "falling-range";
    UnitsDiffer "units-differ";
    NotRatio "not-ratio";
    NotDay "not-day";
    MonthFirst "month-first";
    TwoDigitYear "two-digit-year";
    NoSuchDay "no-such-day";
    YearOutOfRange "year-out-of-range";
    NoYear "no-year";
    NotPeriod "not-period";
    UnclearStart "unclear-start";
    SeveralDays "several-days";
    NotArea "not-area";
    NearArea "near-area";
    AmbiguousArea "ambiguous-area";
    AreaElsewhere "area-elsewhere";
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn words_are_distinct_kebab_case_and_texts_composed() {
        let words: HashSet<_> = Code::ALL.iter().map(|c| c.word()).collect();
        assert_eq!(words.len(), Code::ALL.len());
        for code in Code::ALL {
            assert!(code.word().bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{code:?}");
            for language in [Language::Vi, Language::En] {
                assert_eq!(crate::language::nfc(code.says(language)), code.says(language));
            }
        }
    }

    #[test]
    fn long_cells_are_cut() {
        assert_eq!(Trouble::new(Code::NotNumber, &"ồ".repeat(1000)).found.chars().count(), 121);
    }
}
