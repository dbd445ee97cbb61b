//! VISCII 1.1, as RFC 1456 ("Conventions for Encoding the Vietnamese Language", May 1993) prints it: all 134 letters in
//! one byte each, six of the rarest capitals in place of control characters. Compared with the table `VISCII` of glibc's
//! iconv, byte by byte.

/// What the bytes 0x80 to 0xFF are, sixteen in a line.
const HIGH: [&str; 8] = [
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐ",
    "ỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ",
    "Õắằặấầẩậẽẹếềểễệố",
    "ồổỗỠƠộờởịỰỨỪỬơớƯ",
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳ",
    "ĐứÒÓÔạỷừửÙÚỹỵÝỡư",
    "àáâãảăữẫèéêẻìíĩỉ",
    "đựòóôõỏọụùúũủýợỮ",
];

/// The letters among the control characters.
const LOW: [(u8, char); 6] = [(0x02, 'Ẳ'), (0x05, 'Ẵ'), (0x06, 'Ẫ'), (0x14, 'Ỷ'), (0x19, 'Ỹ'), (0x1E, 'Ỵ')];

/// The character of each byte.
pub(super) fn table() -> [Option<char>; 256] {
    let mut table = super::decode::ascii();
    for (byte, letter) in (0x80..).zip(HIGH.iter().flat_map(|line| line.chars())) {
        table[byte as usize] = Some(letter);
    }
    for (byte, letter) in LOW {
        table[usize::from(byte)] = Some(letter);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::text::syllable::LETTERS;

    #[test]
    fn every_vietnamese_letter_has_exactly_one_byte() {
        let table = table();
        for letter in LETTERS.chars().filter(|c| !c.is_ascii()) {
            assert_eq!(table.iter().filter(|c| **c == Some(letter)).count(), 1, "{letter}");
        }
        assert_eq!(table.iter().flatten().filter(|c| !c.is_ascii()).count(), 134);
        assert!(table.iter().all(Option::is_some));
    }

    /// The right half of Table 1 of RFC 1456, lines x0 to xB, xE and xF. It writes letters in VIQR, where a mark after the
    /// vowel stands for each diacritic.
    #[test]
    fn agrees_with_the_rfc() {
        use unicode_normalization::UnicodeNormalization;
        let printed = [
            (0x0, "A. O^` O~ o^` A` DD a` dd"),
            (0x1, "A(' O^? a(' o^? A' u+' a' u+."),
            (0x2, "A(` O^~ a(` o^~ A^ O` a^ o`"),
            (0x3, "A(. O^. a(. O+~ A~ O' a~ o'"),
            (0x4, "A^' O+. a^' O+ A? O^ a? o^"),
            (0x5, "A^` O+' a^` o^. A( a. a( o~"),
            (0x6, "A^? O+` a^? o+` a(? y? u+~ o?"),
            (0x7, "A^. O+? a^. o+? a(~ u+` a^~ o."),
            (0x8, "E~ I. e~ i. E` u+? e` u."),
            (0x9, "E. O? e. U+. E' U` e' u`"),
            (0xA, "E^' O. e^' U+' E^ U' e^ u'"),
            (0xB, "E^` I? e^` U+` E? y~ e? u~"),
            (0xE, "E^. U. e^. o+' I~ o+~ i~ o+."),
            (0xF, "O^' Y` o^' U+ y` u+ i? U+~"),
        ];
        let table = table();
        for (row, letters) in printed {
            for (column, viqr) in (0x8..).zip(letters.split(' ')) {
                let parts = viqr.replace("DD", "Đ").replace("dd", "đ");
                let marks = parts.chars().map(|c| match c {
                    '`' => '\u{300}',
                    '\'' => '\u{301}',
                    '^' => '\u{302}',
                    '~' => '\u{303}',
                    '(' => '\u{306}',
                    '?' => '\u{309}',
                    '+' => '\u{31B}',
                    '.' => '\u{323}',
                    letter => letter,
                });
                assert!(marks.nfc().eq(table[column * 16 + row]), "{column:X}{row:X}: {viqr}");
            }
        }
    }
}
