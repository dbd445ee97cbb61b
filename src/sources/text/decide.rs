//! What is declared and what is seen at the beginning of a file, put together: encoding, delimiter, quoting, remarks.

use super::decode::Decoder;
use super::detect::{self, Guess};
use super::tcvn3::High;
use super::{Encoding, TextFile, dialect};
use crate::error::Result;
use crate::sources::remark::Remark;

impl TextFile {
    fn remark(&mut self, code: &'static str, found: impl Into<String>) {
        self.remarks.push(Remark { code, found: found.into() });
    }

    pub(super) fn decide_encoding(
        &mut self,
        text: &[u8],
        whole: bool,
        mark: Option<Encoding>,
        declared: Option<Encoding>,
    ) -> Result<()> {
        self.encoding = match (declared, mark) {
            (Some(declared), Some(mark)) if declared != mark => {
                return Err(self.contradicted(declared, format!("the byte order mark of {mark}")));
            }
            (Some(declared), _) => {
                self.check_declared(text, whole, declared)?;
                declared
            }
            (None, Some(mark)) => {
                self.remark("bom", mark.name());
                mark
            }
            (None, None) => match detect::guess(text, whole) {
                Guess::Plain(encoding) => encoding,
                Guess::Likely(encoding) => {
                    self.remark("encoding-detected", encoding.name());
                    encoding
                }
                // A binary file is called so, whatever else may be unclear.
                Guess::Unclear if text.contains(&0) => Encoding::Utf8,
                Guess::Unclear => return Err(self.unclear(text)),
            },
        };
        if self.encoding == Encoding::Tcvn3 && self.high != High::Unknown {
            self.remark("tcvn3-high", self.high.name());
        }
        Ok(())
    }

    /// Bytes that are UTF-8 are hardly ever anything else; what looks like another old encoding is only worth a remark.
    fn check_declared(&mut self, text: &[u8], whole: bool, declared: Encoding) -> Result<()> {
        if !declared.is_single_byte() {
            return Ok(());
        }
        let (valid, invalid) = detect::utf8_sequences(text, whole);
        if valid >= 3 && invalid == 0 {
            return Err(self.contradicted(declared, format!("valid utf-8 ({valid} characters beyond ASCII)")));
        }
        if let Some(other) = detect::vietnamese(text).filter(|other| *other != declared) {
            self.remark("encoding-doubtful", other.name());
        }
        Ok(())
    }

    pub(super) fn decide_dialect(&mut self, bytes: &[u8], whole: bool, declared: Option<u8>) -> Result<()> {
        let mut sample = String::new();
        if let Some(at) = self.nul(bytes) {
            return self.binary(self.begin + at as u64);
        }
        match Decoder::new(self.encoding, self.high, self.begin).decode(bytes, whole, &mut sample) {
            Ok(_) => {}
            Err(fault) => return self.fault(&fault),
        }
        let guess = dialect::guess(&sample, whole, declared);
        self.dialect = guess.dialect;
        let shown = |delimiter: u8| match delimiter {
            b'\t' => "tab".to_owned(),
            other => char::from(other).to_string(),
        };
        if declared.is_none() && guess.dialect.delimiter != b',' {
            self.remark("delimiter-detected", shown(guess.dialect.delimiter));
        }
        if let Some(rival) = guess.rival {
            self.remark("delimiter-doubtful", shown(rival));
        }
        if guess.decimal {
            self.remark("delimiter-doubtful", "decimal comma");
        }
        if !guess.dialect.quoting {
            self.remark("quotes-literal", "\"");
        }
        Ok(())
    }
}
