//! Vietnamese and English: what is said to people, and how numbers, dates and names are written and ordered for them.
//!
//! Machine formats (CSV, JSON, Parquet) never pass through here.
//!
//! **A new message** gets a line in `messages/vi.ftl` and one in `messages/en.ftl`, under the same heading and in the same
//! order, with a key in kebab-case that says what it means. Code says it by that key, written as a literal:
//! [`Language::say`], with something put in [`Language::say_with`], and [`Key::of`] where the language comes later. Numbers
//! are put in as people read them ([`count`], [`decimal`]); where an English plural hangs on one, the plain integer is put
//! in as well and the message has the forms `one` and `other`. `cargo test --lib language` names what is missing in a file,
//! idle, put in wrongly or not composed; a test of the architecture finds Vietnamese words that stand in code.
//!
//! **A new language** gets a variant and a tag of [`Language`], a file of messages beside the others and a line in their
//! list, its way of writing numbers and dates in `number`, and the columns `..._TAG` of the data that are asked for by
//! [`Language::of_data`]. The compiler and the tests lead through all of these.

mod messages;
mod number;
mod order;

pub use messages::{Key, Put};
pub use number::{count, date, decimal, money, month, percent, signed, time_period};
pub use order::{compare, order_key};

use unicode_normalization::UnicodeNormalization;

/// The language of reports, charts and tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Vietnamese: decimal comma, dot for thousands, dd/mm/yyyy.
    #[default]
    Vi,
    /// English: decimal point, comma for thousands, dd Month yyyy.
    En,
}

impl Language {
    /// The tag used in HTML and in column names: `vi` or `en`.
    pub fn tag(self) -> &'static str {
        match self {
            Language::Vi => "vi",
            Language::En => "en",
        }
    }

    /// The language of a tag.
    pub fn read(tag: &str) -> Option<Language> {
        [Language::Vi, Language::En].into_iter().find(|language| language.tag() == tag)
    }

    /// Of two values of the data (columns, names, labels that came in both languages) that of this language. What the
    /// program itself says is a message: [`Language::say`].
    pub fn of_data<'a>(self, vi: &'a str, en: &'a str) -> &'a str {
        match self {
            Language::Vi => vi,
            Language::En => en,
        }
    }
}

/// The text in Unicode NFC, as every name and label must be before it is stored or drawn.
///
/// ```
/// assert_eq!(milepost::language::nfc("To\u{0302} Hie\u{0323}\u{0302}u"), "Tô Hiệu");
/// ```
pub fn nfc(text: &str) -> String {
    text.nfc().collect()
}

/// Does a character turn the direction of the text around it, so that neighbours are read in another order than they are
/// stored? Marks, embeddings, overrides and isolates of Unicode's bidirectional algorithm (UAX #9); no Vietnamese name has one.
///
/// ```
/// use milepost::language::turns_direction;
/// assert!(turns_direction('\u{202e}') && !turns_direction('ữ'));
/// ```
pub fn turns_direction(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
