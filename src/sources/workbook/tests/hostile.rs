//! Workbooks made to harm, cut off or mutilated.

use super::*;

#[test]
fn bombs_are_refused_before_they_are_unpacked() {
    let folder = Folder::new();
    let spaces = " ".repeat(80 << 20);
    let error = error(&folder.xlsx(&sheet(&spaces), &[]));
    assert!(
        error.starts_with("a (xl/worksheets/sheet1.xml): the workbook would unpack to an unreasonable size"),
        "{error}"
    );
}

#[test]
fn a_size_that_lies_does_not_help() {
    let folder = Folder::new();
    let path = folder.xlsx(&sheet(&" ".repeat(1 << 20)), &[]);
    let mut bytes = std::fs::read(&path).unwrap();
    let size = (sheet("").len() as u32 + (1 << 20)).to_le_bytes();
    let at: Vec<usize> = (0..bytes.len() - 4).filter(|i| bytes[*i..*i + 4] == size).collect();
    assert_eq!(at.len(), 2, "the local and the central header");
    for at in at {
        bytes[at..at + 4].copy_from_slice(&1000u32.to_le_bytes());
    }
    let error = error(&folder.file("b.xlsx", &bytes));
    assert!(error.contains("larger than its declared"), "{error}");
}

#[test]
fn declarations_are_refused_wherever_they_stand() {
    let folder = Folder::new();
    let bomb = "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY a \"aaaaaaaa\"><!ENTITY b \"&a;&a;\">]><a>&b;</a>";
    for part in ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "[Content_Types].xml", "docProps/core.xml"] {
        let error = error(&folder.xlsx(&sheet(""), &[(part, bomb)]));
        assert!(error.contains("XML bomb"), "{part}: {error}");
    }
    // Behind more white space than is looked through in advance.
    let late = format!("<?xml version=\"1.0\"?>{}<!DOCTYPE a><a/>", " ".repeat(5000));
    assert!(error(&folder.xlsx(&late, &[])).contains("XML bomb"));
}

#[test]
fn cells_where_none_can_be() {
    let folder = Folder::new();
    let far = r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>"#;
    let rows = shown(&folder.xlsx(&sheet(far), &[])).unwrap();
    assert_eq!((rows.len(), rows[0].as_str()), (2, "1: 1"));
    assert!(rows[1].starts_with("1048576: - -") && rows[1].ends_with("- 2"));
    for (cell, found) in [
        (r#"<c r="XFE1"><v>1</v></c>"#, "XFE1"),
        (r#"<c r="A1048577"><v>1</v></c>"#, "A1048577"),
        (r#"<c r="A99999999999999999999"><v>1</v></c>"#, "A99999999999999999999"),
        (r#"<c r="A0"><v>1</v></c>"#, "A0"),
        (r#"<c r="1"><v>1</v></c>"#, "r=\"1\""),
        (r#"<c r="B1"><v>1</v></c><c r="A1"><v>1</v></c>"#, "a!Xa!A1"),
        (r#"<c r="A1" t="s"><v>9</v></c>"#, "a!Xa!A1"),
        (r#"<c r="A1" t="s"><v>x</v></c>"#, "a!Xa!A1"),
        (r#"<c r="A1" t="b"><v>2</v></c>"#, "a!Xa!A1"),
        (r#"<c r="A1" t="zz"><v>2</v></c>"#, "t=\"zz\""),
        (r#"<c r="A1" s="-1"><v>2</v></c>"#, "s=\"-1\""),
    ] {
        let error = error(&folder.xlsx(&sheet(&format!("<row r=\"1\">{cell}</row>")), &[]));
        assert!(error.contains(found) && error.contains("the workbook is damaged"), "{cell}: {error}");
    }
    let error = error(&folder.xlsx("<worksheet><sheetData><row r=\"x\"/></sheetData></worksheet>", &[]));
    assert!(error.contains("<row r=\"x\">"), "{error}");
}

#[test]
fn a_file_cut_anywhere_is_an_error() {
    let folder = Folder::new();
    let path = folder.xlsx(&sheet(r#"<row r="1"><c r="A1"><v>1</v></c></row>"#), &[]);
    let bytes = std::fs::read(path).unwrap();
    for cut in (1..bytes.len()).step_by(7) {
        assert!(shown(&folder.file("b.xlsx", &bytes[..cut])).is_err(), "{cut} of {}", bytes.len());
    }
    assert!(error(&folder.file("b.xlsx", &bytes[..bytes.len() / 2])).contains("truncated"));
    assert!(error(&folder.file("c.xlsx", b"")).contains("the file is empty"));
    let wrapped = folder.package("d.xlsx", &[("x/y.txt", b"y")]);
    assert!(error(&wrapped).contains("a ZIP archive that is no workbook"));
    let unfinished = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c>";
    assert!(error(&folder.xlsx(unfinished, &[])).contains("the part ends in the middle"));
    assert!(error(&folder.xlsx("<worksheet/>", &[])).contains("no cells"));
    assert!(error(&folder.xlsx(&sheet(""), &[("xl/_rels/workbook.xml.rels", "<R/>")])).contains("no such sheet"));
}

/// Flips bytes of small workbooks of every kind, thousands of times: any outcome but a panic or a hang is right.
#[test]
fn mutilated_workbooks_never_panic() {
    let folder = Folder::new();
    let rows = r#"<row r="1"><c r="A1" s="1"><v>44197</v></c><c r="B1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>a&amp;b</t></is></c></row>"#;
    let files = [
        folder.xlsx(&format!("<worksheet><sheetData>{rows}</sheetData><mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells></worksheet>"), &[]),
        super::binary::xlsb(&folder),
        super::binary::xls8(&folder),
    ];
    let mut state = 52_u64;
    let mut random = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    for file in files {
        let parts = parts(&file);
        for _ in 0..400 {
            let (mut changed, index) = (parts.clone(), random(parts.len()));
            let content = &mut changed[index].1;
            for _ in 0..=random(3) {
                let at = random(content.len().max(1)).min(content.len().saturating_sub(1));
                match random(3) {
                    0 => content[at] = random(256) as u8,
                    1 => drop(content.remove(at)),
                    _ => content.insert(at, b"<>&/\"=0\xFF"[random(8)]),
                }
            }
            let name = format!("m.{}", file.extension().unwrap().to_str().unwrap());
            let path = match changed.as_slice() {
                [(stream, content)] => super::binary::compound(&folder, &name, stream, content),
                parts => {
                    let parts: Vec<_> = parts.iter().map(|(n, c)| (n.as_str(), c.as_slice())).collect();
                    folder.package(&name, &parts)
                }
            };
            if let Ok(mut workbook) = Workbook::open(&path, "m") {
                let outcomes = [workbook.merges(0).map(|_| ()), read(&mut workbook, 0).map(|_| ())];
                for error in outcomes.into_iter().filter_map(Result::err) {
                    assert!(!error.to_string().contains("did not foresee"), "{error}");
                }
            }
        }
    }
}

/// The parts of a package, or the one stream of a compound file.
fn parts(path: &Path) -> Vec<(String, Vec<u8>)> {
    use std::io::Read;
    let content = |mut source: Box<dyn Read + '_>| {
        let mut bytes = Vec::new();
        source.read_to_end(&mut bytes).unwrap();
        bytes
    };
    if path.extension().unwrap() == "xls" {
        let mut file = cfb::open(path).unwrap();
        return vec![("/Workbook".into(), content(Box::new(file.open_stream("/Workbook").unwrap())))];
    }
    let mut zip = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    (0..zip.len())
        .map(|i| {
            let part = zip.by_index(i).unwrap();
            (part.name().unwrap().into_owned(), content(Box::new(part)))
        })
        .collect()
}
