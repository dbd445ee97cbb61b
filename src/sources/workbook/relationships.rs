//! How the parts of an OOXML package (XLSX, XLSB) refer to each other.

use super::guard::{PART_BYTES, SHEETS};
use super::package::{Package, damaged};
use super::xml::{Event, Xml, attribute};
use crate::error::Result;

/// One reference from a part to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relationship {
    /// How the part calls it.
    pub id: String,
    /// The last word of its type, such as `worksheet`: the same in the transitional and the strict form of OOXML.
    pub kind: String,
    /// The path of the other part in the package.
    pub target: String,
}

/// The references of a part; none where it has no list of them. The empty path stands for the package itself.
pub fn relationships(package: &mut Package, part: &str) -> Result<Vec<Relationship>> {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let list = format!("{folder}/_rels/{file}.rels");
    if !package.has(&list) {
        return Ok(Vec::new());
    }
    let place = package.place(&list);
    let mut xml = Xml::new(package.part(&list, PART_BYTES)?, place);
    let mut found = Vec::new();
    loop {
        match xml.next()? {
            Event::Start(tag) if tag.name == b"Relationship" => {
                let raw = tag.attributes;
                let value = |name| attribute(raw, name).unwrap_or_default();
                if found.len() == SHEETS {
                    return Err(xml.damaged(&format!("more than {SHEETS} references")));
                }
                if value("TargetMode") != "External" {
                    let kind = value("Type").rsplit('/').next().unwrap_or_default().to_owned();
                    found.push(Relationship { id: value("Id"), kind, target: resolve(folder, &value("Target")) });
                }
            }
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}

/// The path of the part that lists the sheets.
///
/// # Errors
/// The package has none.
pub fn workbook_part(package: &mut Package) -> Result<String> {
    let main = relationships(package, "")?.into_iter().find(|r| r.kind == "officeDocument");
    let usual = || ["xl/workbook.xml", "xl/workbook.bin"].into_iter().find(|p| package.has(p)).map(str::to_owned);
    main.map(|r| r.target).or_else(usual).ok_or_else(|| damaged(package.name(), "no part says which sheets there are"))
}

/// A target as written, from the folder of the part that refers to it.
fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut path: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            step => path.push(step),
        }
    }
    path.retain(|step| !step.is_empty());
    path.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_paths() {
        for (folder, target, path) in [
            ("xl", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl", "/xl/styles.xml", "xl/styles.xml"),
            ("xl/worksheets", "../sharedStrings.xml", "xl/sharedStrings.xml"),
            ("", "xl\\workbook.xml", "xl/workbook.xml"),
            ("xl", "../../../etc", "etc"),
        ] {
            assert_eq!(resolve(folder, target), path);
        }
    }
}
