//! Why a number was refused, or what must be said beside it: each reason has a stable code and a sentence.
//!
//! A new reason goes into the file of its section: variant with its documentation, and code; its sentence goes into the
//! message files, as `reason-` and the code.
//!
//! | reasons about | file |
//! |---|---|
//! | what was read | `readings` |
//! | rates | `rates` |
//! | targets and progress | `targets` |
//! | projections and scenarios | `projection` |
//! | trends and the tests of them | `trend` |
//! | growth curves and least squares | `curves` |
//! | reference classes | `classes` |
//! | backtests, and what they earn | `backtests` |

mod backtests;
mod classes;
mod curves;
mod projection;
mod rates;
mod readings;
mod targets;
mod trend;

use crate::language::{Key, Language};
use backtests::backtests;
use classes::classes;
use curves::curves;
use projection::projection;
use rates::rates;
use readings::readings;
use std::fmt;
use targets::targets;
use trend::trend;

/// Declares the reasons of all sections as one type.
macro_rules! refusals {
    ({ $($(#[$doc:meta])* $variant:ident = $code:literal;)+ }) => {
        /// A named reason: why a number was refused, or what must be said beside it.
        ///
        /// Refusals are results. They are printed, exported and tested like the numbers they stand in for.
        ///
        /// ```
        /// use milepost::language::Language;
        /// use milepost::statistics::Refusal;
        /// let reason = Refusal::OneReading;
        /// assert_eq!(reason.code(), "one-reading");
        /// assert_eq!(Refusal::from_code("one-reading"), Some(reason));
        /// assert!(reason.sentence(Language::En).starts_with("There is only one reading"));
        /// ```
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Refusal { $($(#[$doc])* $variant),+ }

        impl Refusal {
            /// Every reason, in the order in which they are documented.
            pub const ALL: &'static [Refusal] = &[$(Refusal::$variant),+];

            /// Its code in result tables: lower case with hyphens, stable between versions.
            pub fn code(self) -> &'static str {
                match self { $(Refusal::$variant => $code),+ }
            }

            /// Reads a code; `None` where there is no such reason.
            pub fn from_code(code: &str) -> Option<Refusal> {
                match code { $($code => Some(Refusal::$variant),)+ _ => None }
            }

            /// What it means, in a sentence for the reader of a report.
            pub fn sentence(self, language: Language) -> String {
                self.message().told(language).to_owned()
            }

            /// That sentence as a message.
            pub(super) fn message(self) -> Key {
                match self { $(Refusal::$variant => Key::of(concat!("reason-", $code))),+ }
            }
        }
    };
}

readings! { rates targets projection trend curves classes backtests refusals {} }

impl fmt::Display for Refusal {
    /// The code.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl std::error::Error for Refusal {}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn an_unknown_code_is_nothing() {
        assert_eq!(Refusal::from_code(""), None);
        assert_eq!(Refusal::from_code("One-Reading"), None);
    }

    #[test]
    fn codes_are_kebab_case_unique_and_readable_back() {
        let mut seen = HashSet::new();
        for reason in Refusal::ALL {
            let code = reason.code();
            assert!(code.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{code}");
            assert!(seen.insert(code), "{code} stands twice");
            assert_eq!(Refusal::from_code(code), Some(*reason));
        }
    }

    #[test]
    fn every_reason_is_a_sentence_in_both_languages() {
        let mut seen = HashSet::new();
        for reason in Refusal::ALL {
            for language in [Language::Vi, Language::En] {
                let sentence = reason.sentence(language);
                assert!(sentence.ends_with('.') && sentence.len() > 20, "{sentence}");
                assert_eq!(crate::language::nfc(&sentence), sentence, "must be NFC");
                assert!(seen.insert(sentence), "{reason} shares its sentence");
            }
        }
    }
}
