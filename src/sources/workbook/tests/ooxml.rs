//! XLSX as Excel writes it, and as others do.

use super::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook as Writer};

#[test]
fn a_workbook_as_excel_writes_it() {
    let folder = Folder::new();
    let path = folder.path("a.xlsx");
    let mut writer = Writer::new();
    let percent = Format::new().set_num_format("0.0%");
    let date = Format::new().set_num_format("dd/mm/yyyy");
    let sheet = writer.add_worksheet().set_name("Xã").unwrap();
    sheet.merge_range(0, 0, 0, 3, "Biểu 1", &Format::new()).unwrap();
    sheet.write(2, 1, "Tô Hiệu").unwrap().write(2, 3, 1234.5).unwrap();
    sheet.write_with_format(3, 1, 0.954, &percent).unwrap();
    let day = ExcelDateTime::from_ymd(2025, 12, 28).unwrap();
    sheet.write_with_format(3, 2, &day, &date).unwrap().write(3, 3, true).unwrap();
    sheet.write(4, 1, Formula::new("B3&\"!\"").set_result("Tô Hiệu!")).unwrap();
    sheet.write(4, 2, Formula::new("D3*2").set_result("2469")).unwrap();
    sheet.write(4, 3, Formula::new("1/0").set_result("#DIV/0!")).unwrap();
    writer.add_worksheet().set_name("Ẩn").unwrap().set_hidden(true);
    writer
        .add_chartsheet()
        .set_name("Đồ thị")
        .unwrap()
        .insert_chart(0, 0, &{
            let mut chart = rust_xlsxwriter::Chart::new(rust_xlsxwriter::ChartType::Line);
            chart.add_series().set_values("Xã!$D$3:$D$3");
            chart
        })
        .unwrap();
    writer.save(&path).unwrap();

    let mut workbook = Workbook::open(&path, "a.xlsx").unwrap();
    let sheets: Vec<_> = workbook.sheets().iter().map(|s| (s.name.as_str(), s.hidden)).collect();
    assert_eq!(sheets, [("Xã", false), ("Ẩn", true)]);
    assert_eq!(workbook.remarks()[0].code, "sheet-without-cells");
    assert_eq!(workbook.merges(0).unwrap(), [merge(1, 0, 1, 3)]);
    assert_eq!(
        read(&mut workbook, 0).unwrap(),
        [
            "1: \"Biểu 1\"",
            "3: - \"Tô Hiệu\" - 1234.5",
            "4: - 0.954% 2025-12-28T00:00:00 true",
            "5: - \"Tô Hiệu!\" 2469 !#DIV/0!",
        ]
    );
    assert_eq!(read(&mut workbook, 1).unwrap(), [""; 0]);
    assert!(workbook.merges(2).unwrap_err().is_usage());
}

#[test]
fn what_other_programs_write() {
    let folder = Folder::new();
    let rows = r#"<row><c t="inlineStr"><is><r><t>a</t></r><r><t xml:space="preserve"> b</t></r><rPh><t>x</t></rPh></is></c>
            <c t="inlineStr"><is><t><![CDATA[<c> &]]>_x000D_&#10;</t></is></c><c><is><t>d</t></is></c></row>
        <row r="3" spans="1:3"><c r="B3" t="str"><f>x</f><v>e</v></c><c t="s"><v>0</v></c><c r="F3" s="2"><v> 0.52 </v></c><c r="G3" s="1"/></row>
        <x:row xmlns:x="u" r="4"><x:c r="A4" s="99"><x:v>1e3</x:v></x:c><x:c r="B4" t="b"><x:v>0</x:v></x:c><x:c r="C4" t="e"><x:v>#N/A</x:v></x:c></x:row>
        <row r="5"><c r="A5" t="d"><v>2025-12-28</v></c><c r="B5" t="d"><v>12:30</v></c><c r="C5"><v>abc</v></c><c r="D5"><v>1e999</v></c></row>
        <!-- <row r="6"> --><row r="7"/><row r="8"><c r="A8"><v/></c><c r="B8" t="s"><v>1</v></c><c r="C8" t="str"><v> </v></c></row>"#;
    assert_eq!(
        shown(&folder.xlsx(&sheet(rows), &[])).unwrap(),
        [
            r#"1: "a b" "<c> &\r\n" "d""#,
            r#"3: - "e" "Tô Hiệu" - - 0.52%"#,
            "4: 1000 false !#N/A",
            r#"5: 2025-12-28T00:00:00 "12:30" "abc" "1e999""#,
        ]
    );
}

#[test]
fn a_formula_without_its_value_is_a_fault() {
    let folder = Folder::new();
    let rows = r#"<row r="1"><c r="A1"><f>SUM(B1)</f></c><c r="B1"><f>x</f><v></v></c><c r="C1"><f>x</f><v/></c>
        <c r="D1" t="str"><f>x</f></c><c r="E1" t="str"><f>x</f><v></v></c><c r="F1" t="e"><f>x</f></c></row>"#;
    let fault = "!formula without a value";
    assert_eq!(
        shown(&folder.xlsx(&sheet(rows), &[])).unwrap(),
        [format!("1: {fault} {fault} {fault} {fault} - {fault}")]
    );
}

#[test]
fn dates_go_by_their_epoch() {
    let folder = Folder::new();
    let rows = r#"<row r="1"><c r="A1" s="1"><v>44197</v></c><c r="B1" s="1"><v>60</v></c><c r="C1" s="1"><v>-5</v></c>
        <c r="D1" s="1"><v>1E300</v></c><c r="E1" s="1"><v>0</v></c></row>"#;
    let far = format!("!no date: {}", 1e300);
    assert_eq!(
        shown(&folder.xlsx(&sheet(rows), &[])).unwrap(),
        [format!("1: 2021-01-01T00:00:00 !no date: 60 !no date: -5 {far} !no date: 0")]
    );
    let workbook = r#"<workbook><workbookPr date1904="1"/><sheets><sheet name="Xa" id="rId1" state="veryHidden"/></sheets></workbook>"#;
    let path = folder.xlsx(&sheet(rows), &[("xl/workbook.xml", workbook)]);
    assert!(Workbook::open(&path, "a").unwrap().sheets()[0].hidden);
    let expected = format!("1: 2025-01-02T00:00:00 1904-03-01T00:00:00 !no date: -5 {far} 1904-01-01T00:00:00");
    assert_eq!(shown(&path).unwrap(), [expected]);
}

#[test]
fn strict_workbooks_and_odd_paths() {
    let folder = Folder::new();
    let relations = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
        <Relationship Id="rId1" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet" Target="..\XL\Worksheets\Sheet1.xml"/>
        <Relationship Id="rId9" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/externalLink" Target="http://x/" TargetMode="External"/>
        </Relationships>"#;
    let workbook = r#"<x:workbook xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main" conformance="strict"><x:sheets>
        <x:sheet name="A &amp; B" sheetId="1" d3p1:id="rId1"/><x:sheet name="mất" sheetId="2" d3p1:id="rId7"/></x:sheets></x:workbook>"#;
    let path = folder.xlsx(
        &sheet(r#"<row r="2"><c r="A2" s="1"><v>1</v></c></row>"#),
        &[("xl/_rels/workbook.xml.rels", relations), ("xl/workbook.xml", workbook)],
    );
    let mut workbook = Workbook::open(&path, "a.xlsx").unwrap();
    assert_eq!(workbook.sheets()[0].name, "A & B");
    assert_eq!((workbook.remarks()[0].code, workbook.remarks()[0].found.as_str()), ("sheet-without-part", "mất"));
    assert_eq!(read(&mut workbook, 0).unwrap(), ["2: 1"]);
}

#[test]
fn a_visitor_may_stop_fail_or_panic() {
    let folder = Folder::new();
    let rows: String = (1..=20_000).map(|r| format!("<row><c><v>{r}</v></c></row>")).collect();
    let mut workbook = Workbook::open(&folder.xlsx(&sheet(&rows), &[]), "a.xlsx").unwrap();
    let mut batches = 0;
    let mut count = |flow: Result<ControlFlow<()>>| {
        batches = 0;
        let result = workbook.read(0, &mut |_| {
            batches += 1;
            flow.clone()
        });
        (batches, result.is_ok())
    };
    assert_eq!(count(Ok(ControlFlow::Continue(()))), (3, true));
    assert_eq!(count(Ok(ControlFlow::Break(()))), (1, true));
    assert_eq!(count(Err(crate::error::Error::data("x"))), (1, false));
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| workbook.read(0, &mut |_| panic!("mine"))));
    assert_eq!(panicked.unwrap_err().downcast_ref(), Some(&"mine"));
}
