//! What may be declared about a text file.

use super::Encoding;

/// What is declared about a text file; what is not declared is detected.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TextOptions {
    /// How its characters are written.
    pub encoding: Option<Encoding>,
    /// The byte between cells: an ASCII punctuation mark or a tab.
    pub delimiter: Option<u8>,
}
