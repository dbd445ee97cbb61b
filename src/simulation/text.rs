//! A laid-out sheet as a text file, in the encodings that offices still send.

use super::style::{Grid, slashed};
use crate::error::{Error, Result};
use crate::forms::Filled;
use crate::sources::Encoding;
use unicode_normalization::UnicodeNormalization;

/// What kind of text file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextKind {
    /// How characters are written; UTF-8 and UTF-16 begin with their mark.
    pub encoding: Encoding,
    /// What separates cells.
    pub delimiter: u8,
}

/// The file's bytes. Every row has as many cells as the widest, as when Excel saves a sheet.
///
/// # Errors
/// A character that the encoding does not have.
pub fn text_file(grid: &Grid, kind: TextKind) -> Result<Vec<u8>> {
    let width = grid.cells.iter().map(Vec::len).max().unwrap_or(0);
    let mut writer =
        csv::WriterBuilder::new().delimiter(kind.delimiter).terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for row in &grid.cells {
        let cells = (0..width).map(|i| row.get(i).map_or_else(String::new, cell_text));
        writer.write_record(cells).map_err(|e| Error::system(e.to_string()))?;
    }
    let bytes = writer.into_inner().map_err(|e| Error::system(e.to_string()))?;
    let text = String::from_utf8(bytes).map_err(|e| Error::system(e.to_string()))?;
    encode(&text, kind.encoding)
}

fn cell_text(value: &Filled) -> String {
    match value {
        Filled::Blank => String::new(),
        Filled::Text(text) => text.clone(),
        Filled::Count(n) => n.to_string(),
        Filled::Number(n) => n.to_string(),
        Filled::Flag(yes) => if *yes { "Có" } else { "Không" }.to_owned(),
        Filled::Day(day) => slashed(*day),
    }
}

fn encode(text: &str, encoding: Encoding) -> Result<Vec<u8>> {
    let lacks = |c: char| Error::system(format!("{} has no {c:?}", encoding.name()));
    match encoding {
        Encoding::Utf8 => Ok([b"\xEF\xBB\xBF", text.as_bytes()].concat()),
        Encoding::Utf16Le => Ok([0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()),
        Encoding::Windows1258 => {
            text.nfc().map(|c| windows_1258(c).ok_or_else(|| lacks(c))).collect::<Result<Vec<_>>>().map(|b| b.concat())
        }
        Encoding::Tcvn3 => text.nfc().map(|c| tcvn3(c).ok_or_else(|| lacks(c))).collect(),
        _ => Err(Error::usage(format!("the simulation writes no {}", encoding.name()))),
    }
}

/// The letter and its tone mark are characters of their own, unless the table has them as one.
fn windows_1258(c: char) -> Option<Vec<u8>> {
    let one = |text: &str| {
        let (bytes, _, unmappable) = encoding_rs::WINDOWS_1258.encode(text);
        (!unmappable).then(|| bytes.into_owned())
    };
    let marks = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];
    one(c.encode_utf8(&mut [0; 4])).or_else(|| {
        let (tone, base): (Vec<char>, Vec<char>) = std::iter::once(c).nfd().partition(|c| marks.contains(c));
        one(&base.into_iter().nfc().chain(tone).collect::<String>())
    })
}

/// TCVN 5712:1993, third table, from 0xA1 on; `·` where it has no letter.
const TCVN3: &str = "ĂÂÊÔƠƯĐăâêôơưđ······àảãáạ·ằẳẵắ·······ặầẩẫấậè·ẻẽéẹềểễếệìỉ···ĩíịò·ỏõóọồổỗốộờởỡớợù·ủũúụừửữứựỳỷỹýỵ";

/// It has no capitals with tone marks: the small letter stands for them, as fonts in capitals show it.
fn tcvn3(c: char) -> Option<u8> {
    let place = |c: char| TCVN3.chars().position(|t| t == c && c != '·').map(|i| 0xA1 + i as u8);
    if c.is_ascii() { Some(c as u8) } else { place(c).or_else(|| place(c.to_lowercase().next()?)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LETTERS: &str = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ";

    #[test]
    fn every_letter_of_the_alphabet_has_its_bytes() {
        for c in LETTERS.chars().chain(LETTERS.to_uppercase().chars()) {
            let bytes = windows_1258(c).unwrap();
            let (text, _, _) = encoding_rs::WINDOWS_1258.decode(&bytes);
            assert_eq!(text.nfc().collect::<String>(), c.to_string());
            assert!(tcvn3(c).is_some(), "{c}");
        }
        // Bytes as the standard's third table gives them.
        assert_eq!(
            ['à', 'ặ', 'đ', 'ỵ', 'Đ', 'ì', 'ù'].map(tcvn3),
            [0xB5, 0xC6, 0xAE, 0xFE, 0xA7, 0xD7, 0xEF].map(Some)
        );
        assert_eq!(tcvn3('–'), None);
    }

    #[test]
    fn cells_with_separators_are_quoted() {
        let cells = vec![vec![Filled::Text("a;b".into()), Filled::Count(7)], vec![Filled::Text("Tổng".into())]];
        let grid = Grid { cells, ..Grid::default() };
        let bytes = text_file(&grid, TextKind { encoding: Encoding::Utf8, delimiter: b';' }).unwrap();
        assert_eq!(&bytes[3..], "\"a;b\";7\r\nTổng;\r\n".as_bytes());
    }
}
