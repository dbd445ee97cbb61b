//! ODS as LibreOffice writes it.

use super::*;

fn ods(folder: &Folder, body: &str) -> std::path::PathBuf {
    let content = format!(
        r#"<office:document-content xmlns:office="o"><office:automatic-styles>
        <style:style style:name="ta1" style:family="table"><style:table-properties table:display="true"/></style:style>
        <style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>
        </office:automatic-styles><office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"#
    );
    folder.package(
        "a.ods",
        &[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content.as_bytes())],
    )
}

const CELLS: &str = r##"<table:tracked-changes><table:table-cell><text:p>deleted</text:p></table:table-cell></table:tracked-changes>
    <table:table table:name="Xã" table:style-name="ta1"><office:forms/><table:table-column table:number-columns-repeated="16384"/>
    <table:table-header-rows><table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
    <table:table-row><table:table-cell/><table:table-cell office:value-type="string" table:number-columns-spanned="2" table:number-rows-spanned="1">
      <text:p>Tô  <text:span>Hiệu</text:span><text:s text:c="2"/>x</text:p><office:annotation><text:p>comment</text:p></office:annotation><text:p>&amp;</text:p>
    </table:table-cell><table:covered-table-cell/></table:table-row></table:table-header-rows>
    <table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="percentage" office:value="0.52"><text:p>52%</text:p></table:table-cell>
      <table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="1.5"/><table:table-cell office:value-type="boolean" office:boolean-value="true"/>
      <table:table-cell table:number-columns-repeated="16380"/></table:table-row>
    <table:table-row><table:table-cell office:value-type="date" office:date-value="2025-12-28"/><table:table-cell office:value-type="time" office:time-value="PT36H00M00S"/>
      <table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>
      <table:table-cell table:formula="of:=A1"/><table:table-cell table:formula="of:=&quot;&quot;"><text:p/></table:table-cell>
      <table:table-cell office:value-type="string" office:string-value="y"/></table:table-row>
    <table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>
    <table:table table:name="Ẩn" table:style-name="ta2"><table:table-row><table:table-cell office:value-type="currency" office:value="2"/></table:table-row></table:table>"##;

#[test]
fn a_workbook_as_libreoffice_writes_it() {
    let folder = Folder::new();
    let mut workbook = Workbook::open(&ods(&folder, CELLS), "a.ods").unwrap();
    let sheets: Vec<_> = workbook.sheets().iter().map(|s| (s.name.as_str(), s.hidden)).collect();
    assert_eq!(sheets, [("Xã", false), ("Ẩn", true)]);
    assert_eq!(workbook.merges(0).unwrap(), [merge(3, 1, 3, 2)]);
    assert_eq!(
        read(&mut workbook, 0).unwrap(),
        [
            "3: - \"Tô Hiệu  x\\n&\"",
            "4: 0.52% 1.5 1.5 true",
            "5: 0.52% 1.5 1.5 true",
            "6: 2025-12-28T00:00:00 1.5 !#DIV/0! !formula without a value - \"y\"",
        ]
    );
    assert_eq!(read(&mut workbook, 1).unwrap(), ["1: 2"]);
    assert_eq!(read(&mut workbook, 0).unwrap().len(), 4, "read again");
}

#[test]
fn repeats_beyond_reason_are_refused_and_within_it_read() {
    let folder = Folder::new();
    let table = |rows: &str, columns: &str| {
        format!(
            r#"<table:table table:name="S"><table:table-row table:number-rows-repeated="{rows}"><table:table-cell
            table:number-columns-repeated="{columns}" office:value-type="float" office:value="1"/></table:table-row></table:table>"#
        )
    };
    assert_eq!(shown(&ods(&folder, &table("1000", "100"))).unwrap().len(), 1000);
    for (rows, columns) in [("1048576", "100"), ("999999999", "999999999"), ("99999999999999999999999", "2")] {
        let error = error(&ods(&folder, &table(rows, columns)));
        assert!(error.contains("repeats cells beyond reason"), "{error}");
    }
    let error = error(&ods(&folder, &table("1", "16385")));
    assert!(error.contains("at most 1048576 rows and 16384 columns"), "{error}");
}

#[test]
fn broken_and_encrypted_ones_are_errors() {
    let folder = Folder::new();
    assert!(error(&ods(&folder, "<table:table table:name='S'><table:table-row>")).contains("damaged"));
    let row = |cell: &str| format!("<table:table><table:table-row>{cell}</table:table-row></table:table>");
    assert!(
        error(&ods(&folder, &row(r#"<table:table-cell office:value-type="float" office:value="x"/>"#)))
            .contains("number")
    );
    assert!(error(&ods(&folder, &row(r#"<table:table-cell office:value-type="float"/>"#))).contains("number"));
    let mime = ("mimetype", &b"application/vnd.oasis.opendocument.spreadsheet"[..]);
    let manifest = b"<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>";
    let path = folder.package("e.ods", &[mime, ("META-INF/manifest.xml", manifest), ("content.xml", b"\x01\x02")]);
    assert!(error(&path).contains("the workbook is encrypted"));
    assert!(error(&folder.package("f.ods", &[mime])).contains("a part of it is missing"));
}
