//! Vietnamese and English: how numbers, dates and names are written and ordered for people.
//!
//! Machine formats (CSV, JSON, Parquet) never pass through here.

mod number;
mod order;

pub use number::{count, date, decimal, money, percent, signed, time_period};
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

    /// Picks one of two texts.
    pub fn pick<'a>(self, vi: &'a str, en: &'a str) -> &'a str {
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
