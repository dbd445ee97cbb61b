//! How the numbers of a file are written: declared, never guessed.

use super::numeral::Numeral;

/// How the numbers of a column are written.
///
/// ```
/// use milepost::observations::meaning::Locale;
/// assert_eq!(Locale::read("vi"), Some(Locale::Vi));
/// assert_eq!(Locale::read("de"), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Locale {
    /// Vietnamese: `1.234.567,89`. Single spaces may group, too.
    #[default]
    Vi,
    /// English: `1,234,567.89`. Single spaces may group, too.
    En,
    /// As machines write: `1234567.89`, never grouped.
    Plain,
}

impl Locale {
    /// Every locale.
    pub const ALL: [Locale; 3] = [Locale::Vi, Locale::En, Locale::Plain];

    /// The word used in recipes.
    pub fn word(self) -> &'static str {
        match self {
            Locale::Vi => "vi",
            Locale::En => "en",
            Locale::Plain => "plain",
        }
    }

    /// Reads the word; `None` where it is not one of them.
    pub fn read(word: &str) -> Option<Locale> {
        Locale::ALL.into_iter().find(|l| l.word() == word)
    }

    /// What stands between groups of three; `None` where nothing may.
    pub(super) fn group(self) -> Option<u8> {
        match self {
            Locale::Vi => Some(b'.'),
            Locale::En => Some(b','),
            Locale::Plain => None,
        }
    }

    /// What stands before the decimals.
    pub(super) fn point(self) -> u8 {
        match self {
            Locale::Vi => b',',
            Locale::En | Locale::Plain => b'.',
        }
    }

    /// The number as this locale writes it, with the decimals it has.
    pub(super) fn written(self, numeral: &Numeral) -> String {
        let places = numeral.places as usize;
        let digits = format!("{:0>width$}", numeral.digits, width = places + 1);
        let (whole, fraction) = digits.split_at(digits.len() - places);
        let mut out = String::from(if numeral.negative { "-" } else { "" });
        for (i, digit) in whole.chars().enumerate() {
            if let Some(mark) = self.group()
                && i > 0
                && (whole.len() - i).is_multiple_of(3)
            {
                out.push(char::from(mark));
            }
            out.push(digit);
        }
        if places > 0 {
            out.push(char::from(self.point()));
            out.push_str(fraction);
        }
        out
    }
}
