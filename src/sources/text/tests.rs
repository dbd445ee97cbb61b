//! Whole files: written in every encoding, delimiter and line end, then read back.

use super::*;
use crate::sources::Cell;
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

type Rows = Vec<(u64, Vec<String>)>;

const DECLARE_NOTHING: TextOptions = TextOptions { encoding: None, delimiter: None };

/// Opens bytes as a file `a.csv`.
fn open(bytes: &[u8], options: &TextOptions) -> Result<TextFile> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.csv");
    std::fs::write(&path, bytes).unwrap();
    TextFile::open(&path, "a.csv", options)
}

fn rows(file: &mut TextFile) -> Result<Rows> {
    let mut rows = Rows::new();
    file.read(&mut |batch| {
        rows.extend(batch.rows().map(|row| {
            let cells =
                row.cells().map(|cell| if let Cell::Text(text) = cell { text.to_owned() } else { String::new() });
            (row.number, cells.collect())
        }));
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(rows)
}

fn read(bytes: &[u8]) -> Result<(TextFile, Rows)> {
    let mut file = open(bytes, &DECLARE_NOTHING)?;
    let rows = rows(&mut file)?;
    Ok((file, rows))
}

fn refused(bytes: &[u8]) -> String {
    read(bytes).map(|(_, rows)| rows).unwrap_err().to_string()
}

fn codes(file: &TextFile) -> Vec<(&str, &str)> {
    file.remarks().iter().map(|r| (r.code, r.found.as_str())).collect()
}

/// The bytes of a text; none where the encoding cannot write it.
fn encode(text: &str, encoding: Encoding) -> Option<Vec<u8>> {
    match encoding {
        Encoding::Utf8 => return Some(text.as_bytes().to_vec()),
        Encoding::Utf16Le => return Some(text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        Encoding::Utf16Be => return Some(text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
        _ => {}
    }
    let every_byte: Vec<u8> = (0..=255).collect();
    // One byte at a time: lossy reading would compose the marks.
    let chars: Vec<String> =
        every_byte.iter().map(|b| decode::lossy(encoding, High::Capitals, std::slice::from_ref(b))).collect();
    let byte_of = |c: char| chars.iter().position(|text| text.chars().eq([c])).map(|b| b as u8);
    let mut bytes = Vec::new();
    for c in text.chars() {
        if let Some(byte) = byte_of(c) {
            bytes.push(byte);
            continue;
        }
        let (tones, letter): (Vec<char>, Vec<char>) =
            std::iter::once(c).nfd().partition(|c| "\u{300}\u{301}\u{303}\u{309}\u{323}".contains(*c));
        for part in letter.into_iter().nfc().chain(tones) {
            bytes.push(byte_of(part)?);
        }
    }
    Some(bytes)
}

const FORM: &str = "BÁO CÁO KẾT QUẢ TIẾP NHẬN, GIẢI QUYẾT HỒ SƠ\n(Kèm theo Báo cáo số   /BC-UBND)\n\n\
    TT;Tên đơn vị;Hồ sơ;Tỷ lệ (%)\n1;Phường Tô Hiệu;2.692;22,92\n2;Phường Chiềng An;3.274;81,43\n\
    3;Xã Mường Giôn;347;12,68\n4;Xã Thuận Châu;\"1.211\n(tạm tính)\";40,5\n5;Xã Quỳnh Nhai;800;9,25\n";

#[test]
fn a_form_is_read_in_every_vietnamese_encoding() {
    let (_, expected) = read(FORM.as_bytes()).unwrap();
    assert_eq!(expected[5], (7, vec!["3".into(), "Xã Mường Giôn".into(), "347".into(), "12,68".into()]));
    assert_eq!(expected[7].0, 10);
    for encoding in Encoding::ALL.into_iter().filter(|e| *e != Encoding::Windows1252) {
        let (file, rows) = read(&encode(FORM, encoding).unwrap()).unwrap();
        assert_eq!((file.encoding(), file.delimiter(), rows), (encoding, b';', expected.clone()));
        let detected = codes(&file).contains(&("encoding-detected", encoding.name()));
        assert_eq!(detected, encoding != Encoding::Utf8, "{encoding}");
        assert!(codes(&file).contains(&("delimiter-detected", ";")));
    }
}

#[test]
fn a_byte_order_mark_decides() {
    for (mark, encoding) in
        [(&b"\xef\xbb\xbf"[..], Encoding::Utf8), (b"\xff\xfe", Encoding::Utf16Le), (b"\xfe\xff", Encoding::Utf16Be)]
    {
        let bytes = [mark, &encode("tên,số\nTô Hiệu,1\n", encoding).unwrap()].concat();
        let (file, rows) = read(&bytes).unwrap();
        assert_eq!(codes(&file), [("bom", encoding.name())]);
        assert_eq!(rows[0].1[0], "tên");
        assert!(refused(mark).starts_with("a.csv: the file is empty"));
        let declared = TextOptions { encoding: Some(Encoding::Windows1258), delimiter: None };
        let error = open(&bytes, &declared).unwrap_err().to_string();
        assert!(
            error.starts_with("a.csv: the file is not windows-1258, which is declared\n  found: the byte order"),
            "{error}"
        );
    }
}

#[test]
fn what_is_declared_is_checked() {
    let options = |encoding| TextOptions { encoding: Some(encoding), delimiter: Some(b';') };
    let utf8 = open(FORM.as_bytes(), &options(Encoding::Windows1258)).unwrap_err().to_string();
    assert!(utf8.contains("found: valid utf-8"), "{utf8}");
    let other = open(&encode(FORM, Encoding::Viscii).unwrap(), &options(Encoding::Windows1252));
    // What VISCII writes in place of control characters may mean nothing in the other: either way it is said.
    match other {
        Ok(file) => assert_eq!(codes(&file), [("encoding-doubtful", "viscii")]),
        Err(error) => assert!(error.to_string().contains("the file is not windows-1252"), "{error}"),
    }
    let plain = open(&encode(FORM, Encoding::Tcvn3).unwrap(), &options(Encoding::Tcvn3)).unwrap();
    assert_eq!(codes(&plain), [("tcvn3-high", "capitals")]);
    let delimiter = TextOptions { encoding: None, delimiter: Some(b'a') };
    assert!(open(b"a", &delimiter).unwrap_err().to_string().starts_with("a.csv: this cannot be a delimiter"));
}

#[test]
fn an_encoding_that_cannot_be_told_is_refused() {
    let spanish = refused(b"id,nombre\n1,Administraci\xf3n\n");
    assert!(spanish.starts_with("a.csv:2, byte 15: the encoding of the file cannot be told"), "{spanish}");
    assert!(spanish.contains("`Administración` in windows-1252"), "{spanish}");
    let declared = TextOptions { encoding: Some(Encoding::Windows1252), delimiter: None };
    let mut file = open(b"id,nombre\n1,Administraci\xf3n\n", &declared).unwrap();
    assert_eq!(rows(&mut file).unwrap()[1].1[1], "Administración");
}

#[test]
fn tcvn3_text_with_quotes_of_word() {
    let mut bytes = encode(&FORM.to_lowercase(), Encoding::Tcvn3).unwrap();
    bytes.extend_from_slice(b"6;x\xb7 \x93Chi\xd2ng La\x94;1;2\n");
    let (file, rows) = read(&bytes).unwrap();
    assert!(codes(&file).contains(&("tcvn3-high", "typographic marks")));
    assert_eq!(rows.last().unwrap().1[1], "xã “Chiềng La”");
    // Beyond what was looked at, nothing tells what such a byte is.
    let form = encode(&FORM.to_lowercase(), Encoding::Tcvn3).unwrap();
    let mut late = form.repeat(HEAD / form.len() + 2);
    late.extend_from_slice(b"6;\x93a\x94\n");
    let error = refused(&late);
    assert!(error.contains("the file is not tcvn3, or not only\n  found: byte 0x93"), "{error}");
}

#[test]
fn wrong_bytes_are_named_with_line_and_byte() {
    let far = |end: &[u8]| [&"tên,số\r\nTô Hiệu,1\r\n\r\n".repeat(20_000).into_bytes()[..], end].concat();
    let error = refused(&far(b"ab\xf4\r\n"));
    assert!(error.starts_with("a.csv:60001, byte 3: the file is not UTF-8\n  found: byte 0xF4"), "{error}");
    let error = refused(&far(b"ab\0\r\n"));
    assert!(error.starts_with("a.csv:60001, byte 3: this looks like a binary file\n  found: a NUL"), "{error}");
    let error = refused(&far(b"ab\xe1\xba"));
    assert!(error.starts_with("a.csv:60001, byte 3: the file ends inside a character"), "{error}");
    let mut utf16 = encode(&"tên,số\n".repeat(30_000), Encoding::Utf16Le).unwrap();
    utf16.extend_from_slice(b"a\0\0\0b\0");
    let error = refused(&utf16);
    assert!(error.starts_with("a.csv:30001, byte 3: this looks like a binary file"), "{error}");
    utf16.truncate(utf16.len() - 4);
    utf16.extend_from_slice(b"\0\xd8");
    assert!(refused(&utf16).starts_with("a.csv:30001, byte 3: the file ends inside a character"));
    assert!(refused(b"PK\x03\x04\0\0").starts_with("a.csv:1, byte 5: this looks like a binary file"));
    assert!(refused(b"\x01\0\x02\0\x80\0\x81\0").contains("looks like a binary file"));
    assert!(refused(b"").starts_with("a.csv: the file is empty"));
}

#[test]
fn long_files_are_read_in_blocks_and_again() {
    // Tone marks, quotes and CRLF fall on the ends of blocks: the lengths of the lines are odd and differ.
    for encoding in [Encoding::Utf8, Encoding::Utf16Be, Encoding::Windows1258, Encoding::Tcvn3] {
        let line = |i: usize| format!("{i},\"Hồ sơ \"\"trực tuyến\"\",\r\n{}\",tiếp nhận\r\n", "ậ".repeat(i % 7));
        let text: String = (0..20_000).map(line).collect();
        let options = TextOptions { encoding: Some(encoding), delimiter: None };
        let mut file = open(&encode(&text, encoding).unwrap(), &options).unwrap();
        for _ in 0..2 {
            let rows = rows(&mut file).unwrap();
            assert_eq!((file.encoding(), rows.len()), (encoding, 20_000));
            for (i, (number, cells)) in rows.iter().enumerate() {
                assert_eq!(*number, 2 * i as u64 + 1);
                let note = format!("Hồ sơ \"trực tuyến\",\r\n{}", "ậ".repeat(i % 7));
                assert_eq!(*cells, [i.to_string(), note, "tiếp nhận".to_owned()]);
            }
        }
        let mut batches = 0;
        file.read(&mut |batch| {
            batches += 1;
            assert_eq!(batch.len(), Batch::ROWS);
            Ok(ControlFlow::Break(()))
        })
        .unwrap();
        assert_eq!(batches, 1);
    }
}

/// A text as CSV with a header line, and the rows that must be read from it. Blank lines come after some rows.
fn written(table: &[(Vec<String>, usize)], delimiter: char, line_end: &str) -> (String, Rows) {
    let lines = |text: &str| text.replace("\r\n", "\n").matches(['\n', '\r']).count() as u64;
    let mut text = format!("id{delimiter}b{line_end}");
    let mut rows = vec![(1, vec!["id".to_owned(), "b".to_owned()])];
    for (cells, blank) in table {
        let number = lines(&text) + 1;
        let quoted = cells.iter().map(|cell| match cell {
            c if c.contains([delimiter, '"', '\n', '\r']) || (c.is_empty() && cells.len() == 1) => {
                format!("\"{}\"", c.replace('"', "\"\""))
            }
            c => c.clone(),
        });
        text += &quoted.collect::<Vec<_>>().join(&delimiter.to_string());
        text += &line_end.repeat(blank + 1);
        // White space alone is an empty cell.
        let read = cells.iter().map(|c| if c.trim_ascii().is_empty() { String::new() } else { c.clone() });
        rows.push((number, read.collect()));
    }
    (text, rows)
}

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..300),
        "[a,;\t|\"\r\n0-9 à]{0,200}".prop_map(String::into_bytes),
        proptest::collection::vec(
            prop_oneof![Just(b'"'), Just(b','), Just(b'\n'), Just(b'\r'), Just(0xE1), Just(0)],
            0..40
        ),
    ]
}

proptest! {
    #[test]
    fn no_bytes_whatever_panic(bytes in bytes(), encoding in proptest::option::of(0_usize..7), utf16 in any::<bool>()) {
        let options = TextOptions { encoding: encoding.map(|i| Encoding::ALL[i]), delimiter: None };
        let bytes = if utf16 { [b"\xff\xfe", &bytes[..]].concat() } else { bytes };
        if let Ok(mut file) = open(&bytes, &options) {
            let _ = rows(&mut file);
        }
    }

    #[test]
    fn what_is_written_is_read_back(
        table in proptest::collection::vec(
            (proptest::collection::vec("[a-zÀÁĂẮẶÂĐÊỆƠỢƯỰàảãáạăằẳẵắặâầẩẫấậđèêềểễếệìòồổộơờởợùưừửữứựỳỷýỵ0-9,;|\t\"\r\n .]{0,12}", 1..5), 0_usize..3),
            0..20,
        ),
        delimiter in prop_oneof![Just(','), Just(';'), Just('\t'), Just('|')],
        line_end in prop_oneof![Just("\n"), Just("\r\n"), Just("\r")],
        encoding in prop_oneof![
            Just(Encoding::Utf8), Just(Encoding::Utf16Le), Just(Encoding::Utf16Be),
            Just(Encoding::Windows1258), Just(Encoding::Viscii), Just(Encoding::Tcvn3),
        ],
    ) {
        // The first row lets the capitals of TCVN 5712 be known for such.
        let first = (vec!["Ả".to_owned()], 0);
        let table: Vec<_> = std::iter::once(first).chain(table).collect();
        let (text, expected) = written(&table, delimiter, line_end);
        let options = TextOptions { encoding: Some(encoding), delimiter: Some(delimiter as u8) };
        let mut file = open(&encode(&text, encoding).unwrap(), &options).unwrap();
        prop_assert_eq!(rows(&mut file).unwrap(), expected);
    }

    #[test]
    fn all_of_unicode_is_read_back(
        table in proptest::collection::vec((proptest::collection::vec("[^\0\u{feff}]{0,12}", 1..5), 0_usize..3), 0..20),
        encoding in prop_oneof![Just(Encoding::Utf8), Just(Encoding::Utf16Le), Just(Encoding::Utf16Be)],
    ) {
        let (text, expected) = written(&table, ',', "\n");
        let options = TextOptions { encoding: Some(encoding), delimiter: Some(b',') };
        let mut file = open(&encode(&text, encoding).unwrap(), &options).unwrap();
        prop_assert_eq!(rows(&mut file).unwrap(), expected);
    }
}
