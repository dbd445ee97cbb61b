//! The number formats of an XLSX workbook, by the style numbers of its cells.

use crate::error::Result;
use crate::sources::remark::Remark;
use crate::sources::workbook::format::Format;
use crate::sources::workbook::remark;
use crate::sources::workbook::xml::{Event, Xml, attribute};
use std::collections::HashMap;
use std::io::Read;

/// Reads `styles.xml`: the format of each style number.
///
/// A format without code or number is passed over with a remark: its cells are plain numbers then.
pub fn read<R: Read>(part: R, place: String, remarks: &mut Vec<Remark>) -> Result<Vec<Format>> {
    let mut xml = Xml::new(part, place.clone());
    let mut codes: HashMap<u32, Format> = HashMap::new();
    let (mut styles, mut in_cell_styles) = (Vec::new(), false);
    loop {
        match xml.next()? {
            Event::Start(tag) => {
                let raw = tag.attributes;
                let number = || attribute(raw, "numFmtId").and_then(|id| id.trim().parse::<u32>().ok());
                match tag.name {
                    b"numFmt" => match (number(), attribute(raw, "formatCode")) {
                        (Some(id), Some(code)) => drop(codes.insert(id, Format::of_code(&code))),
                        _ => {
                            let tag = format!("{place}: <numFmt{}>", String::from_utf8_lossy(raw));
                            remark(remarks, "number-format-malformed", tag.chars().take(200).collect());
                        }
                    },
                    b"cellXfs" => in_cell_styles = true,
                    b"xf" if in_cell_styles => {
                        let id = number().unwrap_or(0);
                        styles.push(codes.get(&id).copied().unwrap_or_else(|| Format::built_in(id)));
                    }
                    // Formats of conditional formatting and of tables stand further down and are not those of cells.
                    b"dxfs" | b"cellStyleXfs" => xml.skip()?,
                    _ => {}
                }
            }
            Event::End(b"cellXfs") => in_cell_styles = false,
            Event::Eof => return Ok(styles),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_find_their_formats() {
        let xml = r#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/><numFmt numFmtId="x"/></numFmts>
            <cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>
            <cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="10"/><xf/></cellXfs>
            <dxfs><dxf><numFmt numFmtId="0" formatCode="0%"/></dxf></dxfs></styleSheet>"#;
        let mut remarks = Vec::new();
        let styles = read(xml.as_bytes(), "a.xlsx (styles)".into(), &mut remarks).unwrap();
        assert_eq!(styles, [Format::GENERAL, Format::of_code("d"), Format::built_in(10), Format::GENERAL]);
        assert_eq!(remarks.len(), 1);
        assert!(remarks[0].found.contains("numFmtId=\"x\""), "{remarks:?}");
    }
}
