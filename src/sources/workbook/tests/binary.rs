//! XLSB and XLS, built record by record.

use super::*;
use std::io::Read;

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut bytes = (units.len() as u32).to_le_bytes().to_vec();
    units.iter().for_each(|u| bytes.extend(u.to_le_bytes()));
    bytes
}

/// Records with one or two bytes of type and size.
fn records12(all: &[(u16, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let push = |value: usize, bytes: &mut Vec<u8>| match value {
        0..128 => bytes.push(value as u8),
        _ => bytes.extend([(value & 0x7F) as u8 | 0x80, (value >> 7) as u8]),
    };
    for (kind, data) in all {
        push(usize::from(*kind), &mut bytes);
        push(data.len(), &mut bytes);
        bytes.extend(data);
    }
    bytes
}

fn cell12(column: u32, style: u32, value: &[u8]) -> Vec<u8> {
    [&column.to_le_bytes()[..], &style.to_le_bytes(), value].concat()
}

pub fn xlsb(folder: &Folder) -> std::path::PathBuf {
    let relations = br#"<Relationships><Relationship Id="rId1" Type="t/worksheet" Target="worksheets/sheet1.bin"/>
        <Relationship Id="rId2" Type="t/styles" Target="styles.bin"/><Relationship Id="rId3" Type="t/sharedStrings" Target="sharedStrings.bin"/>
        <Relationship Id="rId4" Type="t/chartsheet" Target="chartsheets/sheet1.bin"/></Relationships>"#;
    let bundle = |hidden: u32, id: &str, name: &str| {
        (156, [&hidden.to_le_bytes()[..], &1u32.to_le_bytes(), &wide(id), &wide(name)].concat())
    };
    let workbook = records12(&[(153, vec![0; 8]), bundle(1, "rId1", "Xã"), bundle(0, "rId4", "Đồ thị")]);
    let style = |format: u16| (47, [&0u16.to_le_bytes()[..], &format.to_le_bytes(), &[0; 12]].concat());
    let styles = records12(&[
        (44, [&200u16.to_le_bytes()[..], &wide("dd/mm/yyyy")].concat()),
        style(10),
        (617, vec![3, 0, 0, 0]),
        style(0),
        style(200),
        style(10),
        (618, vec![]),
    ]);
    let strings = records12(&[(19, [&[0][..], &wide("Tô Hiệu")].concat())]);
    let row = |number: u32| (0, [&number.to_le_bytes()[..], &[0; 13]].concat());
    let rk = |bits: u32| bits.to_le_bytes();
    let sheet = records12(&[
        (145, vec![]),
        row(1),
        (7, cell12(1, 0, &0u32.to_le_bytes())),
        (2, cell12(2, 2, &rk(52 << 2 | 3))),
        (5, cell12(3, 1, &44197f64.to_le_bytes())),
        (1, cell12(4, 1, &[])),
        row(4),
        (4, cell12(0, 0, &[1])),
        (11, cell12(1, 0, &[0x07, 0, 0, 0, 0, 0, 0])),
        (3, cell12(2, 0, &[0x2A])),
        (8, cell12(3, 0, &wide("văn bản"))),
        (9, cell12(4, 0, &1.5f64.to_le_bytes())),
        (62, cell12(5, 0, &[&[0][..], &wide("đậm")].concat())),
        (146, vec![]),
        (176, [0u32, 1, 2, 3].map(u32::to_le_bytes).concat()),
    ]);
    folder.package(
        "a.xlsb",
        &[
            ("[Content_Types].xml", b"sheet.binary.macroEnabled.main"),
            ("_rels/.rels", br#"<R><Relationship Id="r" Type="t/officeDocument" Target="xl/workbook.bin"/></R>"#),
            ("xl/_rels/workbook.bin.rels", relations),
            ("xl/workbook.bin", &workbook),
            ("xl/styles.bin", &styles),
            ("xl/sharedStrings.bin", &strings),
            ("xl/worksheets/sheet1.bin", &sheet),
        ],
    )
}

#[test]
fn xlsb_with_every_kind_of_cell() {
    let folder = Folder::new();
    let mut workbook = Workbook::open(&xlsb(&folder), "a.xlsb").unwrap();
    assert_eq!(
        (workbook.sheets().len(), workbook.sheets()[0].name.as_str(), workbook.sheets()[0].hidden),
        (1, "Xã", true)
    );
    assert_eq!(workbook.merges(0).unwrap(), [merge(1, 2, 2, 3)]);
    assert_eq!(
        read(&mut workbook, 0).unwrap(),
        ["2: - \"Tô Hiệu\" 0.52% 2021-01-01T00:00:00", "5: true !#DIV/0! !#N/A \"văn bản\" 1.5 \"đậm\""]
    );
}

/// Puts a stream of records into a compound file.
pub fn compound(folder: &Folder, name: &str, stream: &str, content: &[u8]) -> std::path::PathBuf {
    let path = folder.path(name);
    let mut file = cfb::create(&path).unwrap();
    file.create_stream(stream).unwrap().write_all(content).unwrap();
    file.flush().unwrap();
    path
}

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes()[..], &(data.len() as u16).to_le_bytes(), data].concat()
}

fn numbers(values: &[u16]) -> Vec<u8> {
    values.iter().flat_map(|v| v.to_le_bytes()).collect()
}

/// A BIFF8 text with one byte a character.
fn narrow(text: &str) -> Vec<u8> {
    [&(text.len() as u16).to_le_bytes()[..], &[0], text.as_bytes()].concat()
}

/// The globals with one sheet, and its cells.
pub fn biff(version: u16, globals: &[Vec<u8>], sheet_name: &[u8], cells: &[Vec<u8>]) -> Vec<u8> {
    let begin = record(0x809, &numbers(&[version, 5, 0, 0]));
    let end = record(0x0A, &[]);
    let before: usize =
        globals.iter().map(Vec::len).sum::<usize>() + begin.len() + end.len() + 4 + 6 + sheet_name.len();
    let bound = record(0x85, &[&(before as u32).to_le_bytes()[..], &[0, 0], sheet_name].concat());
    let chart = [begin.clone(), record(0x203, &[0xFF; 14]), end.clone()].concat();
    [begin.clone(), globals.concat(), bound, end.clone(), begin, chart, cells.concat(), end].concat()
}

pub fn xls8(folder: &Folder) -> std::path::PathBuf {
    let shared = [&[2, 0, 0, 0, 2, 0, 0, 0][..], &[3, 0, 0, b'T', 0xF4]].concat();
    let globals = [
        record(0x41E, &[&numbers(&[200])[..], &narrow("dd/mm/yyyy")].concat()),
        record(0x41E, &numbers(&[201, 99])),
        record(0xE0, &numbers(&[0, 0, 0])),
        record(0xE0, &numbers(&[0, 200, 0])),
        record(0xE0, &numbers(&[0, 10, 0])),
        record(0xFC, &shared),
        // The text goes on here, two bytes a character.
        record(0x3C, &[1, b'x', 0, 2, 0, 1, 0x11, 0x01, b'i', 0]),
    ];
    let number = |row, column, style, value: f64| [&numbers(&[row, column, style])[..], &value.to_le_bytes()].concat();
    let formula = |row, column, value: [u8; 8]| [&numbers(&[row, column, 0])[..], &value, &[0; 8]].concat();
    let cells = [
        record(0x203, &number(5, 1, 0, 1.5)),
        record(0xFD, &numbers(&[1, 0, 0, 0, 0])),
        record(0xFD, &numbers(&[1, 1, 0, 1, 0])),
        record(
            0xBD,
            &[
                &numbers(&[1, 2, 2])[..],
                &(52u32 << 2 | 3).to_le_bytes(),
                &numbers(&[1]),
                &(44197u32 << 2 | 2).to_le_bytes(),
                &numbers(&[3]),
            ]
            .concat(),
        ),
        record(0x205, &[&numbers(&[2, 0, 0])[..], &[1, 0]].concat()),
        record(0x205, &[&numbers(&[2, 1, 0])[..], &[0x2A, 1]].concat()),
        record(0x06, &formula(2, 2, [0, 0, 0, 0, 0, 0, 0xFF, 0xFF])),
        record(0x4BC, &[0; 8]),
        record(0x207, &narrow("abc")),
        record(0x06, &formula(2, 3, [2, 0, 7, 0, 0, 0, 0xFF, 0xFF])),
        record(0x06, &formula(2, 4, [3, 0, 0, 0, 0, 0, 0xFF, 0xFF])),
        record(0x06, &formula(2, 5, 2.5f64.to_le_bytes())),
        record(0x06, &formula(2, 6, [0, 0, 0, 0, 0, 0, 0xFF, 0xFF])),
        record(0x204, &[&numbers(&[2, 7, 0])[..], &narrow("old")].concat()),
        // Written twice: the last counts.
        record(0x203, &number(5, 1, 0, 2.5)),
        record(0xE5, &numbers(&[1, 0, 1, 2, 3])),
    ];
    compound(folder, "a.xls", "/Workbook", &biff(0x600, &globals, &[2, 1, b'X', 0, 0xE3, 0], &cells))
}

#[test]
fn xls_with_every_kind_of_cell() {
    let folder = Folder::new();
    let mut workbook = Workbook::open(&xls8(&folder), "a.xls").unwrap();
    assert_eq!((workbook.sheets()[0].name.as_str(), workbook.remarks()[0].code), ("Xã", "number-format-malformed"));
    assert_eq!(workbook.merges(0).unwrap(), [merge(1, 2, 2, 3)]);
    assert_eq!(
        read(&mut workbook, 0).unwrap(),
        [
            "2: \"Tôx\" \"đi\" 0.52% 2021-01-01T00:00:00",
            "3: true !#N/A \"abc\" !#DIV/0! - 2.5 !formula without a value \"old\"",
            "6: - 2.5",
        ]
    );
}

#[test]
fn xls_of_excel_5_in_vietnamese() {
    let folder = Folder::new();
    let label =
        |column, bytes: &[u8]| record(0x204, &[&numbers(&[0, column, 0, bytes.len() as u16])[..], bytes].concat());
    let cells = [label(0, b"H\xE0 N\xF4\xF2i"), label(1, b"\xF0\xF5")];
    let path =
        compound(&folder, "a.xls", "/Book", &biff(0x500, &[record(0x42, &numbers(&[1258]))], &[2, b'X', 0xE3], &cells));
    let mut workbook = Workbook::open(&path, "a.xls").unwrap();
    assert_eq!(workbook.sheets()[0].name, "Xă");
    assert_eq!(read(&mut workbook, 0).unwrap(), ["1: \"Hà Nội\" \"đơ\""]);
}

#[test]
fn xls_that_cannot_be_read_says_why() {
    let folder = Folder::new();
    let name = &[1, 0, b'S'][..];
    let locked = biff(0x600, &[record(0x2F, &numbers(&[0, 1, 2]))], name, &[]);
    assert!(error(&compound(&folder, "a.xls", "/Workbook", &locked)).contains("the workbook is encrypted"));
    let cell = record(0xFD, &numbers(&[1, 2, 0, 7, 0]));
    let lost = error(&compound(&folder, "a.xls", "/Workbook", &biff(0x600, &[], name, &[cell])));
    assert!(lost.starts_with("a!S!C2: the workbook is damaged"), "{lost}");
    let whole = biff(0x600, &[], name, &[record(0x203, &[0; 14])]);
    for cut in [whole.len() - 1, whole.len() - 10, 40, 10] {
        let error = error(&compound(&folder, "a.xls", "/Workbook", &whole[..cut]));
        assert!(error.contains("truncated"), "{cut}: {error}");
    }
    let huge = record(0x200, &[0xFF; 14]);
    assert_eq!(shown(&compound(&folder, "a.xls", "/Workbook", &biff(0x600, &[], name, &[huge]))).unwrap(), [""; 0]);
    assert!(error(&compound(&folder, "b.xls", "/WordDocument", b"x")).contains("a document of Word"));
    assert!(error(&compound(&folder, "b.xlsx", "/EncryptedPackage", b"x")).contains("the workbook is encrypted"));
    let mut half = Vec::new();
    std::fs::File::open(xls8(&folder)).unwrap().take(300).read_to_end(&mut half).unwrap();
    assert!(error(&folder.file("c.xls", &half)).contains("truncated or damaged"));
}
