//! TCVN 5712:1993, called TCVN3 or ABC after the fonts that go with it (`.VnTime`, `.VnArial`).
//!
//! The standard has three tables. The third, which the fonts use, has all small letters but only seven capitals
//! (Ă Â Ê Ô Ơ Ư Đ, 0xA1 to 0xA7): the same bytes are shown as capitals by the fonts that end in `H`, and nothing in a text
//! file says which font was meant. They are read as the small letters that they are. The second table adds sixteen
//! capitals and five tone marks that stand after their letter (0xB0 to 0xB4); the first adds the other capitals in place of
//! control characters, 0x01 to 0x17 and 0x80 to 0x9F.
//!
//! Word puts the typographic quotes and dashes of windows-1252 into that same range, 0x82 to 0x97, of a text in an ABC
//! font. What a byte there means is decided once a file, from its beginning ([`High`]); where nothing tells, it is refused.
//!
//! Sources: TCVN 5712:1993; Wikipedia, "VSCII" (what the three tables hold). Compared byte by byte with two independent
//! implementations, `TCVN5712-1` of glibc and `TCVN` of GNU libiconv; each letter also as glibc's iconv writes it.

/// The capitals of the first table among the control characters.
const LOW: [(u8, char); 12] = [
    (0x01, 'Ú'),
    (0x02, 'Ụ'),
    (0x04, 'Ừ'),
    (0x05, 'Ử'),
    (0x06, 'Ữ'),
    (0x11, 'Ứ'),
    (0x12, 'Ự'),
    (0x13, 'Ỳ'),
    (0x14, 'Ỷ'),
    (0x15, 'Ỹ'),
    (0x16, 'Ý'),
    (0x17, 'Ỵ'),
];

/// The capitals of the first table from 0x80 on, sixteen in a line.
const CAPITALS: [&str; 2] = ["ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨ", "ÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ"];

/// What the second table, and so the first, has from 0xA0 on, sixteen in a line; the marks are combining characters.
const HIGH: [&str; 6] = [
    "\u{A0}ĂÂÊÔƠƯĐăâêôơưđẰ",
    "\u{300}\u{309}\u{303}\u{301}\u{323}àảãáạẲằẳẵắẴ",
    "ẮẦẨẪẤỀặầẩẫấậèỂẻẽ",
    "éẹềểễếệìỉỄẾỒĩíịò",
    "Ổỏõóọồổỗốộờởỡớợù",
    "ỖủũúụừửữứựỳỷỹýỵỐ",
];

/// The marks of windows-1252 that Word writes by itself.
const TYPOGRAPHIC: [(u8, char); 10] = [
    (0x82, '‚'),
    (0x84, '„'),
    (0x85, '…'),
    (0x91, '‘'),
    (0x92, '’'),
    (0x93, '“'),
    (0x94, '”'),
    (0x95, '•'),
    (0x96, '–'),
    (0x97, '—'),
];

/// What the bytes mean that are capitals in the first table only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum High {
    /// Nothing tells: none was seen. They are refused.
    Unknown,
    /// Capitals of the first table.
    Capitals,
    /// Typographic quotes and dashes; what is none of these is refused.
    Typographic,
}

impl High {
    /// Its name in remarks.
    pub(super) fn name(self) -> &'static str {
        match self {
            High::Unknown => "unknown",
            High::Capitals => "capitals",
            High::Typographic => "typographic marks",
        }
    }

    /// Decides from the beginning of a file.
    ///
    /// They are typographic marks where all of them are, and each stands as such a mark does: an opening quote not after
    /// a letter, a closing one after an opening one, a dash or a bullet not beside a letter, an apostrophe in H'Mông.
    pub(super) fn of(head: &[u8]) -> High {
        let is_letter = |b: Option<&u8>| b.is_some_and(|b| b.is_ascii_alphabetic() || *b > 0xA0 || is_low(*b));
        let mut seen = false;
        let mut open = [false; 2];
        for (i, &byte) in head.iter().enumerate().filter(|(_, b)| (0x80..=0x9F).contains(*b) || is_low(**b)) {
            seen = true;
            let (before, after) = (is_letter(i.checked_sub(1).map(|i| &head[i])), is_letter(head.get(i + 1)));
            let stands = match byte {
                0x82 | 0x84 | 0x91 | 0x93 => !before,
                0x92 => (open[0] && !after) || is_hmong(head, i),
                0x94 => open[1] && !after,
                0x85 => !after,
                0x95..=0x97 => !before && !after,
                _ => false,
            };
            if !stands {
                return High::Capitals;
            }
            match byte {
                0x82 | 0x91 => open[0] = true,
                0x84 | 0x93 => open[1] = true,
                0x92 => open[0] = false,
                0x94 => open[1] = false,
                _ => {}
            }
        }
        if seen { High::Typographic } else { High::Unknown }
    }
}

/// Is the mark at `i` the apostrophe of H'Mông, the one word that is written with it?
fn is_hmong(head: &[u8], i: usize) -> bool {
    let is =
        |at: Option<usize>, letter: u8| at.and_then(|at| head.get(at)).is_some_and(|b| b.eq_ignore_ascii_case(&letter));
    is(i.checked_sub(1), b'h') && is(Some(i + 1), b'm')
}

fn is_low(byte: u8) -> bool {
    LOW.iter().any(|(low, _)| *low == byte)
}

/// The character of each byte; none for what is refused.
pub(super) fn table(high: High) -> [Option<char>; 256] {
    let mut table = super::decode::ascii();
    for (byte, letter) in (0xA0..).zip(HIGH.iter().flat_map(|line| line.chars())) {
        table[byte as usize] = Some(letter);
    }
    for (byte, letter) in LOW {
        table[usize::from(byte)] = (high == High::Capitals).then_some(letter);
    }
    match high {
        High::Unknown => {}
        High::Capitals => {
            for (byte, letter) in (0x80..).zip(CAPITALS.iter().flat_map(|line| line.chars())) {
                table[byte as usize] = Some(letter);
            }
        }
        High::Typographic => {
            for (byte, mark) in TYPOGRAPHIC {
                table[usize::from(byte)] = Some(mark);
            }
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::text::syllable::LETTERS;

    #[test]
    fn every_vietnamese_letter_has_exactly_one_byte() {
        let table = table(High::Capitals);
        for letter in LETTERS.chars().filter(|c| !c.is_ascii()) {
            assert_eq!(table.iter().filter(|c| **c == Some(letter)).count(), 1, "{letter}");
        }
        assert!(table.iter().all(Option::is_some));
    }

    /// Lines of texts in ABC fonts as programs that take them for Latin 1 show them, with what the fonts show.
    #[test]
    fn reads_what_the_fonts_show() {
        let table = table(High::Unknown);
        for (latin, shown) in [
            ("B¶o Th¾ng", "Bảo Thắng"),
            ("M\u{AD}êng Kh\u{AD}¬ng", "Mường Khương"),
            ("B¸t X¸t", "Bát Xát"),
            ("Céng hoµ x· héi chñ nghÜa ViÖt Nam", "Cộng hoà xã hội chủ nghĩa Việt Nam"),
            ("§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc"),
        ] {
            let read: String = latin.chars().map(|c| table[c as usize].unwrap()).collect();
            assert_eq!(read, shown);
        }
    }

    #[test]
    fn capitals_and_quotes_of_word_are_told_apart() {
        for (head, high) in [
            (&b"H\xb5 N\xe9i"[..], High::Unknown),
            (b"H\x80 N\x97I", High::Capitals),
            (b"\x9ey ban", High::Capitals),
            (b"\x16 ki\xd5n", High::Capitals),
            (b"V\x94;1", High::Capitals),
            (b"x\xb7 \x93Chi\xd2ng An\x94, 2020 \x96 2025\x85", High::Typographic),
            (b"L\x92NG", High::Capitals),
            (b"d\xa9n t\xe9c H\x92M\xabng", High::Typographic),
            (b"n\xa8m 2020\x962025", High::Typographic),
        ] {
            assert_eq!(High::of(head), high, "{head:x?}");
        }
    }
}
