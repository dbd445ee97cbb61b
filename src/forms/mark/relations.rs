//! How the parts of a workbook refer to each other, and of what type they are.

use super::package::Package;
use super::xml::{Edits, Scan, attribute, broken, closed, escape, opening, prefix};
use crate::error::Result;
use quick_xml::events::Event;

/// One reference from a part to another.
#[derive(Debug, Clone)]
pub struct Relation {
    pub id: String,
    /// The last word of its type: `worksheet`, `comments`.
    pub kind: String,
    /// The path of the other part.
    pub target: String,
}

/// What the types of references begin with, in the common and in the strict form of OOXML.
const COMMON: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const STRICT: &str = "http://purl.oclc.org/ooxml/officeDocument/relationships";

/// The namespace of references in a part of this main namespace.
pub fn namespace(main: &str) -> &'static str {
    if main.starts_with("http://purl.oclc.org/") { STRICT } else { COMMON }
}

/// The references of a part; of the package itself for the empty path.
pub fn relations(package: &mut Package, part: &str) -> Result<Vec<Relation>> {
    let list = list_of(part);
    if !package.has(&list) {
        return Ok(Vec::new());
    }
    let text = package.text(&list)?;
    let mut scan = Scan::new(&text);
    let mut found = Vec::new();
    loop {
        match scan.next()?.0 {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "Relationship" => {
                let value = |name| attribute(&tag, name).unwrap_or_default();
                if value("TargetMode") != "External" {
                    let kind = value("Type").rsplit('/').next().unwrap_or_default().to_owned();
                    found.push(Relation { id: value("Id"), kind, target: resolve(part, &value("Target")) });
                }
            }
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}

/// Adds a reference from a part to another (`main` is the referring part's main namespace) and gives its id.
pub fn relate(package: &mut Package, part: &str, main: &str, kind: &str, target: &str) -> Result<String> {
    let list = list_of(part);
    if !package.has(&list) {
        let root = "http://schemas.openxmlformats.org/package/2006/relationships";
        package.put(&list, format!("{DECLARATION}<Relationships xmlns=\"{root}\"></Relationships>"));
    }
    let text = package.text(&list)?;
    let id = (1..).map(|n| format!("rIdM{n}")).find(|id| !text.contains(&format!("\"{id}\""))).unwrap_or_default();
    let kind = format!("{}/{kind}", namespace(main));
    append_child(package, &list, "Relationships", |prefix| {
        format!("<{prefix}Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"/{}\"/>", escape(target))
    })?;
    Ok(id)
}

/// Says of what type a new part is.
pub fn declare(package: &mut Package, part: &str, content_type: &str) -> Result<()> {
    append_child(package, TYPES, "Types", |prefix| {
        format!("<{prefix}Override PartName=\"/{}\" ContentType=\"{content_type}\"/>", escape(part))
    })
}

/// Says of what type parts with this ending are, where that is not said yet.
pub fn declare_extension(package: &mut Package, extension: &str, content_type: &str) -> Result<()> {
    let text = package.text(TYPES)?;
    let mut scan = Scan::new(&text);
    loop {
        match scan.next()?.0 {
            Event::Start(tag) | Event::Empty(tag)
                if tag.local_name().as_ref() == "Default"
                    && attribute(&tag, "Extension").is_some_and(|e| e.eq_ignore_ascii_case(extension)) =>
            {
                return Ok(());
            }
            Event::Eof => break,
            _ => {}
        }
    }
    // The schema lets defaults stand among overrides, in any order.
    append_child(package, TYPES, "Types", |prefix| {
        format!("<{prefix}Default Extension=\"{extension}\" ContentType=\"{content_type}\"/>")
    })
}

const TYPES: &str = "[Content_Types].xml";
/// How new parts begin.
pub const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// Adds a last child to the root element of a part; `child` is given the root's prefix.
pub fn append_child(package: &mut Package, part: &str, root: &str, child: impl FnOnce(&str) -> String) -> Result<()> {
    let text = package.text(part)?;
    let mut edits = Edits::new(&text);
    let mut scan = Scan::new(&text);
    let mut own = String::new();
    loop {
        let (event, range) = scan.next()?;
        match event {
            Event::Start(tag) if tag.local_name().as_ref() == root => own = prefix(&tag),
            Event::Empty(tag) if tag.local_name().as_ref() == root => {
                let own = prefix(&tag);
                edits.replace(range, format!("{}{}</{}>", opening(&tag), child(&own), tag.name().as_ref()));
                break;
            }
            Event::End(tag) if tag.local_name().as_ref() == root => {
                edits.insert(range.start, child(&own));
                break;
            }
            Event::Eof => return Err(broken(&format!("{part} has no {root}"))),
            _ => {}
        }
    }
    let text = edits.apply();
    package.put(part, text);
    Ok(())
}

/// Takes all references away from a part that is written anew without any.
pub fn clear(package: &mut Package, part: &str) -> Result<()> {
    let list = list_of(part);
    if !package.has(&list) {
        return Ok(());
    }
    let text = package.text(&list)?;
    let mut scan = Scan::new(&text);
    loop {
        match scan.next()?.0 {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "Relationships" => {
                package.put(&list, format!("{DECLARATION}{}", closed(&tag)));
                return Ok(());
            }
            Event::Eof => return Err(broken(&format!("{list} has no Relationships"))),
            _ => {}
        }
    }
}

/// The part that holds the references of a part.
fn list_of(part: &str) -> String {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    format!("{folder}/_rels/{file}.rels").trim_start_matches('/').to_owned()
}

/// A target as written, from the part that refers to it.
fn resolve(part: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut path: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(path.pop()),
            step => path.push(step),
        }
    }
    path.retain(|step| !step.is_empty());
    path.join("/")
}
