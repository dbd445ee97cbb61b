//! Which delimiter a text has, and whether it quotes: seen from its beginning.
//!
//! Each candidate splits the sample. It explains the text well if many lines have the same number of cells, more than one,
//! and if few cells still hold another candidate. A comma between digits, or before a space, does not count there: "22,92"
//! is one number in a file with semicolons. Title lines, blank lines and ragged lines cost little: they only do not help.

use std::collections::BTreeMap;

/// How records are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dialect {
    /// The byte between cells; ASCII.
    pub delimiter: u8,
    /// Is a quote at the beginning of a cell the beginning of a quoted cell?
    pub quoting: bool,
}

/// What the sample says.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Guess {
    pub dialect: Dialect,
    /// Another delimiter that explains the sample nearly as well.
    pub rival: Option<u8>,
    /// Do all commas stand between digits, so that they may be decimal commas of a single column?
    pub decimal: bool,
}

const CANDIDATES: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Looks at a sample of the text; a `declared` delimiter is taken as it is.
pub(super) fn guess(sample: &str, whole: bool, declared: Option<u8>) -> Guess {
    let sample = if whole { sample } else { whole_lines(sample) };
    // Excel obeys such a first line: `sep=;`.
    let named = sample.lines().next().and_then(|line| match line.strip_prefix("sep=")?.as_bytes() {
        [delimiter] if is_delimiter(*delimiter) => Some(*delimiter),
        _ => None,
    });
    if let Some(delimiter) = declared.or(named) {
        let quoting = !Counts::of(sample, delimiter).literal_quotes();
        return Guess { dialect: Dialect { delimiter, quoting }, rival: None, decimal: false };
    }
    let mut ranked: Vec<(f64, u8, Counts)> = CANDIDATES
        .iter()
        .map(|&delimiter| {
            let counts = Counts::of(sample, delimiter);
            (counts.score(), delimiter, counts)
        })
        .collect();
    // The sort is stable: where two are equal, the order of the candidates decides.
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (best, delimiter, counts) = &ranked[0];
    Guess {
        dialect: Dialect { delimiter: *delimiter, quoting: !counts.literal_quotes() },
        rival: (ranked[1].0 > 0.8 * best).then_some(ranked[1].1),
        decimal: *delimiter == b',' && counts.cells > 0 && !counts.apart,
    }
}

/// Can this byte stand between cells?
pub(super) fn is_delimiter(byte: u8) -> bool {
    byte == b'\t' || byte.is_ascii_punctuation() && !matches!(byte, b'"' | b'.' | b'-' | b'+' | b'_')
}

/// Without the last line, which the end of the sample may have cut; all of it if there is no other.
fn whole_lines(sample: &str) -> &str {
    sample.rfind(['\n', '\r']).map_or(sample, |end| &sample[..=end])
}

/// What one delimiter makes of the sample.
#[derive(Default)]
struct Counts {
    /// Number of cells -> rows that have so many.
    widths: BTreeMap<usize, usize>,
    cells: usize,
    /// Cells of rows with two cells or more that hold another candidate.
    mixed: usize,
    /// Does a delimiter stand elsewhere than between two digits?
    apart: bool,
    /// Cells in quotes, as they should be.
    quoted: usize,
    /// Cells that begin with a word in quotes: `"An Hòa" ward`.
    literal: usize,
}

impl Counts {
    fn of(sample: &str, delimiter: u8) -> Counts {
        let mut counts = Counts::default();
        let mut rest = sample;
        while !rest.is_empty() {
            let (mut width, mut mixed) = (0, 0);
            let blank = rest.starts_with(['\n', '\r']);
            loop {
                let (cell, quoted) = counts.cell(rest, delimiter);
                width += 1;
                mixed += usize::from(!quoted && holds_other(cell, delimiter));
                let before = cell.bytes().last();
                rest = &rest[cell.len()..];
                let end = rest.bytes().next();
                rest = rest.get(1..).unwrap_or_default();
                if end != Some(delimiter) {
                    break;
                }
                let is_digit = |b: Option<u8>| b.is_some_and(|b| b.is_ascii_digit());
                counts.apart |= !is_digit(before) || !is_digit(rest.bytes().next());
            }
            if width > 1 {
                counts.cells += width;
                counts.mixed += mixed;
            }
            if !blank {
                *counts.widths.entry(width).or_default() += 1;
            }
        }
        counts
    }

    /// The cell at the beginning of `rest`, up to the delimiter or line end, and whether it is in quotes.
    fn cell<'a>(&mut self, rest: &'a str, delimiter: u8) -> (&'a str, bool) {
        let is_end = |b: &u8| *b == delimiter || matches!(*b, b'\n' | b'\r');
        let bytes = rest.as_bytes();
        if bytes.first() == Some(&b'"')
            && let Some(close) = closing_quote(bytes)
        {
            let end = close + bytes[close..].iter().position(&is_end).unwrap_or(bytes.len() - close);
            if rest[close..end].trim().is_empty() {
                self.quoted += 1;
                return (&rest[..end], true);
            }
            self.literal += usize::from(!bytes[..close].iter().any(&is_end));
        }
        (&rest[..bytes.iter().position(is_end).unwrap_or(bytes.len())], false)
    }

    /// Are quotes characters like others? Only if each cell that begins with one says so.
    fn literal_quotes(&self) -> bool {
        self.literal > 0 && self.quoted == 0
    }

    fn score(&self) -> f64 {
        let Some((&width, &rows)) = self.widths.iter().filter(|(w, _)| **w > 1).max_by_key(|(w, rows)| (**rows, **w))
        else {
            return 0.0;
        };
        let pure = 1.0 - self.mixed as f64 / self.cells as f64;
        rows as f64 * (width as f64).log2() * pure * pure
    }
}

/// Just after the quote that closes the one at the beginning.
fn closing_quote(bytes: &[u8]) -> Option<usize> {
    let mut at = 1;
    loop {
        at += bytes[at..].iter().position(|b| *b == b'"')? + 1;
        if bytes.get(at) != Some(&b'"') {
            return Some(at);
        }
        at += 1;
    }
}

/// Does the cell hold another candidate where it could be a delimiter?
fn holds_other(cell: &str, delimiter: u8) -> bool {
    let bytes = cell.as_bytes();
    let in_number =
        |at: usize| at > 0 && bytes[at - 1].is_ascii_digit() && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
    bytes.iter().enumerate().any(|(at, byte)| {
        CANDIDATES.contains(byte)
            && *byte != delimiter
            && !(*byte == b',' && (in_number(at) || bytes.get(at + 1) == Some(&b' ')))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(sample: &str) -> (char, bool) {
        let dialect = guess(sample, true, None).dialect;
        (char::from(dialect.delimiter), dialect.quoting)
    }

    #[test]
    fn decimal_commas_are_not_delimiters() {
        assert_eq!(found("01;Tô Hiệu;2.692;617;22,92;\n02;Chiềng An;3.274;2.666;81,43;\n"), (';', true));
        assert_eq!(found("1;2,5;3,5;4,5\n2;2,5;3,5;4,5\n"), (';', true));
        assert_eq!(found("a\t1,5\t2,5\nb\t1,5\t2,5\n"), ('\t', true));
        assert_eq!(found("a|1,5\nb|2,5\n"), ('|', true));
    }

    #[test]
    fn titles_and_blank_lines_do_not_disturb() {
        let title = format!("BÁO CÁO, SỐ LIỆU, KẾT QUẢ, HỒ SƠ{}\n(Kèm theo, số: /BC)\n\n\n", " ".repeat(400));
        assert_eq!(found(&format!("{title}TT;Tên;Số\n1;A;2,5\n2;B;3,5\n")), (';', true));
        assert_eq!(found(&format!("{title}TT,Tên,Số\n1,A,2\n2,B,3\n")), (',', true));
    }

    #[test]
    fn codes_and_lists_in_cells_do_not_disturb() {
        assert_eq!(found("id,codes,n\n1,a|b,2\n2,c|d,3\n"), (',', true));
        assert_eq!(found("id,note\n1,\"a; b; c; d\"\n2,\"e; f; g; h\"\n"), (',', true));
    }

    #[test]
    fn one_column_is_a_comma_file() {
        assert_eq!(found("Tô Hiệu\nChiềng An\n"), (',', true));
        assert_eq!(found(""), (',', true));
    }

    #[test]
    fn a_column_of_decimal_commas_is_doubted() {
        assert!(guess("Tỷ lệ (%)\n22,92\n81,43\n", true, None).decimal);
        assert!(!guess("a,b\n22,92\n81,43\n", true, None).decimal);
        assert!(!guess("22;92,1\n81;43,2\n", true, None).decimal);
    }

    #[test]
    fn quotes_of_words_are_characters() {
        assert_eq!(found("1\t\"Tô Hiệu\" ward\n2\tChiềng An\n"), ('\t', false));
        // One cell that is really quoted, or a quote that is left open: then quoting it is, and the reader complains.
        assert_eq!(found("1\t\"Tô Hiệu\" ward\n2\t\"Chiềng An\"\n"), ('\t', true));
        assert_eq!(found("1\t\"Tô Hiệu\n2\tChiềng \"An\n"), ('\t', true));
    }

    #[test]
    fn the_first_line_may_name_it() {
        let guess = guess("sep=|\n1;2|3\n1;2|3\n", true, None);
        assert_eq!(guess.dialect.delimiter, b'|');
    }
}
