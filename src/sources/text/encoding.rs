//! The encodings of text files from Vietnamese offices.

use serde::{Deserialize, Serialize};
use std::fmt;

/// How a text file writes characters as bytes.
///
/// ```
/// use milepost::sources::Encoding;
/// assert_eq!(Encoding::Windows1258.name(), "windows-1258");
/// assert_eq!(Encoding::ALL.len(), 7);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Encoding {
    /// Unicode as nearly everything writes it today.
    #[serde(rename = "utf-8")]
    Utf8,
    /// Unicode in units of two bytes, the low one first: "Unicode text" of Excel.
    #[serde(rename = "utf-16le")]
    Utf16Le,
    /// Unicode in units of two bytes, the high one first.
    #[serde(rename = "utf-16be")]
    Utf16Be,
    /// Vietnamese Windows: tone marks are characters of their own. Read text is composed (NFC).
    #[serde(rename = "windows-1258")]
    Windows1258,
    /// Western Windows: for foreign files, it cannot write Vietnamese. Only ever declared, never detected.
    #[serde(rename = "windows-1252")]
    Windows1252,
    /// TCVN 5712, also called ABC: the text behind the `.VnTime` fonts. It has no capitals with tone marks; such a font
    /// shows small letters as capitals, and they are read as the small letters that they are.
    #[serde(rename = "tcvn3")]
    Tcvn3,
    /// RFC 1456: six capitals stand in the range of control characters.
    #[serde(rename = "viscii")]
    Viscii,
}

impl Encoding {
    /// All of them, in the order in which messages name them.
    pub const ALL: [Encoding; 7] = [
        Encoding::Utf8,
        Encoding::Utf16Le,
        Encoding::Utf16Be,
        Encoding::Windows1258,
        Encoding::Windows1252,
        Encoding::Tcvn3,
        Encoding::Viscii,
    ];

    /// Its name in recipes and messages.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf16Le => "utf-16le",
            Encoding::Utf16Be => "utf-16be",
            Encoding::Windows1258 => "windows-1258",
            Encoding::Windows1252 => "windows-1252",
            Encoding::Tcvn3 => "tcvn3",
            Encoding::Viscii => "viscii",
        }
    }

    /// Does each character have one byte?
    pub(super) fn is_single_byte(self) -> bool {
        !matches!(self, Encoding::Utf8 | Encoding::Utf16Le | Encoding::Utf16Be)
    }

    /// Bytes of the smallest unit.
    pub(super) fn unit(self) -> usize {
        if matches!(self, Encoding::Utf16Le | Encoding::Utf16Be) { 2 } else { 1 }
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recipes_and_messages_use_one_name() {
        for encoding in Encoding::ALL {
            let json = serde_json::to_string(&encoding).unwrap();
            assert_eq!(json, format!("\"{encoding}\""));
            assert_eq!(serde_json::from_str::<Encoding>(&json).unwrap(), encoding);
        }
        assert!(serde_json::from_str::<Encoding>("\"latin1\"").is_err());
    }
}
