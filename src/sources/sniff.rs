//! What the first bytes say a file is, and whether its name says the same.

use super::workbook::{Package, encrypted};
use crate::error::{Error, Result};
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// A kind of file that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// XLSX or XLSM.
    Xlsx,
    /// XLSB.
    Xlsb,
    /// XLS.
    Xls,
    /// ODS.
    Ods,
    /// Parquet.
    Parquet,
    /// JSON, or a JSON value per line.
    Json,
    /// Text: CSV, TSV and their like.
    Text,
    /// No bytes at all.
    Empty,
}

/// What a file is: something to read, or something else.
enum Content {
    Kind(FileKind),
    /// In words, and what to do.
    Other(&'static str, &'static str),
}

const SAVE_AS: &str = "open it in Excel or LibreOffice and save it as .xlsx";
const NOT_DATA: &str = "ask for the spreadsheet that it was made from";

/// Says what a file is. Its content decides; an extension that says something else is an error, since one of the two is
/// wrong. `name` is how messages call the file.
///
/// # Errors
/// The file cannot be read, is not of a kind that can be read, is encrypted or cut off, or is not what its name says.
///
/// ```
/// use milepost::sources::{FileKind, sniff};
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("a.csv");
/// std::fs::write(&path, "Xã;Số hồ sơ\nAn Hòa;12\n")?;
/// assert_eq!(sniff(&path, "a.csv")?, FileKind::Text);
/// let renamed = folder.path().join("a.xlsx");
/// std::fs::rename(&path, &renamed)?;
/// assert!(sniff(&renamed, "a.xlsx").is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn sniff(path: &Path, name: &str) -> Result<FileKind> {
    let mut head = Vec::new();
    File::open(path)
        .and_then(|file| file.take(4096).read_to_end(&mut head))
        .map_err(|e| Error::data(format!("cannot read the file: {e}")).at(name))?;
    if head.is_empty() {
        return Ok(FileKind::Empty);
    }
    let extension = path.extension().and_then(|e| e.to_str()).unwrap_or_default().to_lowercase();
    let promised = promised(&extension);
    let content = match head.as_slice() {
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => zip(path, name)?,
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..] => compound(path, name)?,
        head => bytes(head).unwrap_or_else(|| text(head, promised)),
    };
    match content {
        Content::Kind(kind) if promised.is_none_or(|p| p == kind) => Ok(kind),
        Content::Kind(kind) => Err(contradiction(name, describe(kind), &extension)
            .hint(format!("if the content is right, rename it to {}; otherwise {SAVE_AS}", usual(kind)))),
        Content::Other(what, hint) if promised.is_some() => Err(contradiction(name, what, &extension).hint(hint)),
        Content::Other(what, hint) => Err(Error::data("a kind of file that is not read")
            .named("unknown-kind")
            .at(name)
            .found(what)
            .expected(readable())
            .hint(hint)),
    }
}

fn contradiction(name: &str, found: &str, extension: &str) -> Error {
    let expected = promised(extension).map_or("", describe);
    Error::data("the file is not what its name says")
        .named("mislabelled")
        .at(name)
        .found(found)
        .expected(format!("{expected}, as .{extension} says"))
}

fn readable() -> String {
    "a workbook (.xlsx, .xlsm, .xlsb, .xls, .ods), text (.csv, .tsv, .txt), .parquet or .json".into()
}

/// What an extension promises; none for one that says nothing about spreadsheets.
fn promised(extension: &str) -> Option<FileKind> {
    Some(match extension {
        "xlsx" | "xlsm" | "xltx" | "xltm" => FileKind::Xlsx,
        "xlsb" => FileKind::Xlsb,
        "xls" | "xlt" => FileKind::Xls,
        "ods" | "ots" => FileKind::Ods,
        "parquet" => FileKind::Parquet,
        "json" | "jsonl" | "ndjson" => FileKind::Json,
        "csv" | "tsv" | "tab" | "txt" => FileKind::Text,
        _ => return None,
    })
}

fn describe(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Xlsx => "a workbook of Excel 2007 or later (XLSX)",
        FileKind::Xlsb => "a binary workbook of Excel (XLSB)",
        FileKind::Xls => "a workbook of Excel 5 to 2003 (XLS)",
        FileKind::Ods => "an OpenDocument workbook (ODS)",
        FileKind::Parquet => "a Parquet file",
        FileKind::Json => "JSON",
        FileKind::Text => "text, as in CSV",
        FileKind::Empty => "an empty file",
    }
}

fn usual(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Xlsx => ".xlsx",
        FileKind::Xlsb => ".xlsb",
        FileKind::Xls => ".xls",
        FileKind::Ods => ".ods",
        FileKind::Parquet => ".parquet",
        FileKind::Json => ".json",
        FileKind::Text | FileKind::Empty => ".csv",
    }
}

/// A ZIP package: what its own declaration of content says.
fn zip(path: &Path, name: &str) -> Result<Content> {
    const TYPES: &str = "[Content_Types].xml";
    const MEDIA: &str = "mimetype";
    let mut package = Package::open(path, name)?;
    if package.has(TYPES) {
        let types = package.bytes(TYPES, 16 << 20)?;
        let says = |word: &str| memchr::memmem::find(&types, word.as_bytes()).is_some();
        // The binary workbook also has the word of the other one in its theme.
        return Ok(if says("sheet.binary.macroEnabled.main") || package.has("xl/workbook.bin") {
            Content::Kind(FileKind::Xlsb)
        } else if says("spreadsheetml.sheet.main")
            || says("ms-excel.sheet.macroEnabled.main")
            || says("spreadsheetml.template.main")
            || says("ms-excel.template.macroEnabled.main")
            || package.has("xl/workbook.xml")
        {
            Content::Kind(FileKind::Xlsx)
        } else if says("wordprocessingml") {
            Content::Other("a Word document", NOT_DATA)
        } else if says("presentationml") {
            Content::Other("a PowerPoint presentation", NOT_DATA)
        } else {
            Content::Other("an Office document that is no workbook", NOT_DATA)
        });
    }
    if package.has(MEDIA) {
        let media = package.bytes(MEDIA, 4096)?;
        let media = String::from_utf8_lossy(&media);
        return Ok(match media.trim().strip_prefix("application/vnd.oasis.opendocument.") {
            Some(kind) if kind.starts_with("spreadsheet") => Content::Kind(FileKind::Ods),
            Some(_) => Content::Other("an OpenDocument document that is no workbook", NOT_DATA),
            None => Content::Other("a ZIP archive that is no workbook", "unpack it and name the files in it"),
        });
    }
    if package.paths().any(|p| p == "index/document.iwa" || p.ends_with(".iwa")) {
        return Ok(Content::Other("a document of Apple Numbers, Pages or Keynote", "export it from Numbers as .xlsx"));
    }
    Ok(Content::Other("a ZIP archive that is no workbook", "unpack it and name the files in it"))
}

/// An OLE compound file: what its streams are called.
fn compound(path: &Path, name: &str) -> Result<Content> {
    let file = cfb::open(path).map_err(|e| {
        Error::data("the file is truncated or damaged: its list of streams cannot be read")
            .named("truncated")
            .at(name)
            .found(e.to_string())
            .hint("copy or download the file again, or ask its sender for it")
    })?;
    let has = |stream: &str| file.is_stream(stream);
    if has("/EncryptedPackage") {
        return Err(encrypted(name));
    }
    Ok(if has("/Workbook") || has("/Book") {
        Content::Kind(FileKind::Xls)
    } else if has("/WordDocument") {
        Content::Other("a document of Word 97 to 2003", NOT_DATA)
    } else if has("/PowerPoint Document") {
        Content::Other("a presentation of PowerPoint 97 to 2003", NOT_DATA)
    } else {
        Content::Other("an OLE file that is no workbook", NOT_DATA)
    })
}

/// Kinds of files that the first bytes give away.
fn bytes(head: &[u8]) -> Option<Content> {
    let other = |what, hint| Some(Content::Other(what, hint));
    match head {
        [b'P', b'A', b'R', b'1', ..] => Some(Content::Kind(FileKind::Parquet)),
        [b'%', b'P', b'D', b'F', b'-', ..] => other("a PDF document", NOT_DATA),
        [b'{', b'\\', b'r', b't', b'f', ..] => other("an RTF document", NOT_DATA),
        [0x89, b'P', b'N', b'G', ..] | [0xFF, 0xD8, 0xFF, ..] | [b'G', b'I', b'F', b'8', ..] => {
            other("an image", NOT_DATA)
        }
        [b'I', b'I', b'*', 0, ..] | [b'M', b'M', 0, b'*', ..] => other("an image", NOT_DATA),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => other("an image", NOT_DATA),
        [b'B', b'M', _, _, _, _, 0, 0, 0, 0, ..] => other("an image", NOT_DATA),
        [0x1F, 0x8B, ..]
        | [b'B', b'Z', b'h', b'1'..=b'9', b'1', b'A', b'Y', ..]
        | [0xFD, b'7', b'z', b'X', b'Z', 0, ..] => other("a compressed file", "unpack it first"),
        [b'7', b'z', 0xBC, 0xAF, ..] | [b'R', b'a', b'r', b'!', 0x1A, ..] => other("an archive", "unpack it first"),
        [b'S', b'Q', b'L', b'i', b't', b'e', b' ', ..] => other("an SQLite database", "export its table as .csv"),
        // A record "begin" without the compound file around it.
        [9, 0 | 2 | 4 | 8, 4 | 6 | 8 | 16, 0, ..] => other("a workbook of Excel 2 to 5 without its container", SAVE_AS),
        _ => None,
    }
}

/// Kinds of text.
fn text(head: &[u8], promised: Option<FileKind>) -> Content {
    let decoded = match head {
        [0xFF, 0xFE, ..] => encoding_rs::UTF_16LE.decode(head).0,
        [0xFE, 0xFF, ..] => encoding_rs::UTF_16BE.decode(head).0,
        _ => String::from_utf8_lossy(head),
    };
    let start = decoded.trim_start_matches('\u{feff}').trim_start();
    let lower = start.to_lowercase();
    let is_any = |beginnings: &[&str]| beginnings.iter().any(|b| lower.starts_with(b));
    if is_any(&["<!doctype html", "<html", "<table", "<head", "<meta", "<style", "<body"]) {
        return Content::Other("a web page (HTML), which some programs export as .xls", SAVE_AS);
    }
    if is_any(&["<?xml", "<workbook", "<office:document", "<!--"]) {
        return if lower.contains("urn:schemas-microsoft-com:office:spreadsheet") {
            Content::Other("a workbook in the XML of Excel 2003", SAVE_AS)
        } else if lower.contains("opendocument.spreadsheet") {
            Content::Other("a flat OpenDocument workbook (FODS)", "open it in LibreOffice and save it as .ods")
        } else if lower.contains("<html") || lower.contains("<table") {
            Content::Other("a web page (HTML), which some programs export as .xls", SAVE_AS)
        } else {
            Content::Other("XML that is no workbook", NOT_DATA)
        };
    }
    if is_any(&["mime-version:"]) {
        return Content::Other("a web archive (MHTML), which some programs export as .xls", SAVE_AS);
    }
    if is_sylk(start) {
        return Content::Other("a SYLK file", SAVE_AS);
    }
    let is_json = start.starts_with(['{', '[']);
    match promised {
        Some(FileKind::Json) | None if is_json => Content::Kind(FileKind::Json),
        _ => Content::Kind(FileKind::Text),
    }
}

/// `ID;P` alone may also be the header of a table with semicolons; in SYLK the next line is a record too.
fn is_sylk(text: &str) -> bool {
    let mut lines = text.lines();
    let first = lines.next().is_some_and(|line| line.starts_with("ID;P"));
    let kinds = ["B", "C", "E", "F", "NE", "NN", "NU", "O", "P", "W"];
    first && lines.next().is_some_and(|line| line.split_once(';').is_some_and(|(kind, _)| kinds.contains(&kind)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sniffed(name: &str, bytes: &[u8]) -> std::result::Result<FileKind, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        sniff(&path, name).map_err(|e| e.to_string())
    }

    #[test]
    fn content_decides_where_the_name_agrees_or_says_nothing() {
        for (name, bytes, kind) in [
            ("a.csv", &b""[..], FileKind::Empty),
            ("a.csv", b"ID;PName\n1;x\n", FileKind::Text),
            ("a.csv", b"[x],y\n", FileKind::Text),
            ("A.TSV", b"\xFF\xFEa\0", FileKind::Text),
            ("a.json", b" {\"a\":1}", FileKind::Json),
            ("a.parquet", b"PAR1....", FileKind::Parquet),
            ("a", b"[1]", FileKind::Json),
            ("a.dat", b"x;y", FileKind::Text),
        ] {
            assert_eq!(sniffed(name, bytes), Ok(kind), "{name}");
        }
    }

    #[test]
    fn contradictions_and_foreign_files_are_named() {
        for (name, bytes, found, expected) in [
            ("a.xlsx", &b"x;y\n1;2\n"[..], "text, as in CSV", "XLSX"),
            ("a.xls", b"<html><table>", "a web page (HTML)", "XLS"),
            ("a.xls", b"\xFF\xFEx\0;\0", "text, as in CSV", "XLS"),
            ("a.xls", b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">", "XML of Excel 2003", "XLS"),
            ("a.ods", b"<?xml version=\"1.0\"?><office:document office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\">", "FODS", "ODS"),
            ("a.csv", b"%PDF-1.7", "a PDF document", "text"),
            ("a.csv", b"PAR1", "a Parquet file", "text"),
            ("a.txt", b"\x89PNG\r\n", "an image", "text"),
            ("a.slk", b"ID;PSCALC3\nB;X1;Y2\n", "a SYLK file", "a workbook (.xlsx"),
            ("a.csv", b"ID;PWXL;N;E\r\nP;PGeneral\r\n", "a SYLK file", "text"),
            ("a.xls", b"\x09\x08\x10\x00\x00\x06", "without its container", "XLS"),
            ("a.json", b"a,b\n", "text, as in CSV", "JSON"),
            ("a.xlsx.gz", b"\x1F\x8B\x08", "a compressed file", "a workbook (.xlsx"),
        ] {
            let error = sniffed(name, bytes).unwrap_err();
            assert!(error.contains(found) && error.contains(expected) && error.contains("what to do"), "{name}: {error}");
        }
    }
}
