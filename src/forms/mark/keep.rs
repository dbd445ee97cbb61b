//! Marking an XLSX or XLSM file so that everything else in it stays as it is.

use super::comments::{self, Changed};
use super::package::Package;
use super::paint::{Painted, paint};
use super::relations::{declare, declare_extension, namespace, relate, relations};
use super::styles::Styles;
use super::survey::Survey;
use super::xml::{Scan, attribute, broken, namespace as namespace_of};
use super::{MOST_COMMENTS, Mark, REVIEW_SHEET, Said, review, said, shapes};
use crate::error::Result;
use crate::language::nfc;
use quick_xml::events::Event;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::Path;

/// A sheet of the workbook.
struct Sheet {
    name: String,
    part: String,
}

/// A sheet that is to be written anew.
struct Plan {
    survey: Survey,
    cells: Painted,
    /// Reference to a new drawing of comments.
    drawing: Option<String>,
}

/// The workbook with these marks.
///
/// # Errors
/// It is damaged, or of a shape in which nothing can be added without changing what is there.
pub fn keep(path: &Path, name: &str, marks: &[Mark]) -> Result<Vec<u8>> {
    let mut package = Package::open(path, name)?;
    let main_part = relations(&mut package, "")?.into_iter().find(|r| r.kind == "officeDocument");
    let workbook = main_part.map(|r| r.target).ok_or_else(|| broken("no part says which sheets it has"))?;
    let (main, sheets) = sheets(&mut package, &workbook)?;
    let styles = Styles::read(&mut package, &workbook, &main)?;
    let mut plans = BTreeMap::new();
    let mut comments_left = MOST_COMMENTS;
    for (place, sheet) in sheets.iter().enumerate() {
        if sheet.name == REVIEW_SHEET {
            continue;
        }
        let own = || marks.iter().filter(|m| nfc(&m.sheet) == nfc(&sheet.name));
        if let Some(plan) = plan(&mut package, sheet, place, own, &mut comments_left)? {
            plans.insert(sheet.part.clone(), plan);
        }
    }
    let names: Vec<String> = sheets.iter().map(|s| s.name.clone()).collect();
    let known = sheets.iter().find(|s| s.name == REVIEW_SHEET).map(|s| s.part.as_str());
    review::write(&mut package, &workbook, &main, &names, known, marks, styles.review)?;
    let parts: Vec<String> = plans.keys().cloned().collect();
    let last = styles.part.clone();
    // The styles are written last: which ones are needed shows while the sheets are.
    let styles = RefCell::new(styles);
    package.write(
        &parts,
        &mut |part, sheet, out| {
            let Some(Plan { survey, cells, drawing }) = plans.get(part) else { return Ok(()) };
            let space = namespace(&survey.main);
            let mut marked = |base, severe| styles.borrow_mut().marked(base, severe);
            paint(sheet, out, survey, cells, &mut marked, drawing.as_deref().map(|id| (id, space)))
        },
        &last,
        || styles.borrow().finish(),
    )
}

/// The main namespace of a workbook and its worksheets.
fn sheets(package: &mut Package, workbook: &str) -> Result<(String, Vec<Sheet>)> {
    let known = relations(package, workbook)?;
    let text = package.text(workbook)?;
    let mut scan = Scan::new(&text);
    let (mut main, mut sheets) = (String::new(), Vec::new());
    loop {
        match scan.next()?.0 {
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                "workbook" => main = namespace_of(&tag).ok_or_else(|| broken("its sheets have no namespace"))?,
                "sheet" => {
                    let id = attribute(&tag, "id").unwrap_or_default();
                    // Sheets of charts and dialogs have no cells.
                    if let Some(relation) = known.iter().find(|r| r.id == id && r.kind == "worksheet") {
                        let name = attribute(&tag, "name").unwrap_or_default();
                        sheets.push(Sheet { name, part: relation.target.clone() });
                    }
                }
                _ => {}
            },
            Event::Eof => return Ok((main, sheets)),
            _ => {}
        }
    }
}

/// What is to change on a sheet, its comments and their drawing; `None` where the sheet itself stays.
fn plan<'a, I: Iterator<Item = &'a Mark>>(
    package: &mut Package,
    sheet: &Sheet,
    place: usize,
    marks: impl Fn() -> I,
    comments_left: &mut usize,
) -> Result<Option<Plan>> {
    let known = relations(package, &sheet.part)?;
    let of_kind = |kind: &str| known.iter().find(|r| r.kind == kind).map(|r| r.target.clone());
    let comments_part = of_kind("comments").filter(|part| package.has(part));
    if marks().next().is_none() && comments_part.is_none() {
        return Ok(None);
    }
    let survey = Survey::of(package.sheet(&sheet.part)?)?;
    let all = said(marks(), |cell| survey.shown(cell));
    let mut cells = Painted::new();
    for (&(row, column), (_, severe)) in &all {
        cells.entry(row).or_default().insert(column, *severe);
    }
    let commented: Said = all.into_iter().take(*comments_left).collect();
    *comments_left -= commented.len();
    let changed = match &comments_part {
        Some(part) => comments::change(&package.text(part)?, &commented)?,
        None if commented.is_empty() => Changed::default(),
        None => {
            let part = package.free("xl/comments", "xml");
            declare(package, &part, "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml")?;
            relate(package, &sheet.part, &survey.main, "comments", &part)?;
            package.put(&part, String::new());
            let new = comments::new(&survey.main, &commented);
            package.put(&part, new.text.clone().unwrap_or_default());
            Changed { text: None, ..new }
        }
    };
    if let (Some(part), Some(text)) = (&comments_part, changed.text) {
        package.put(part, text);
    }
    let mut drawing = None;
    if !changed.added.is_empty() || !changed.removed.is_empty() {
        match of_kind("vmlDrawing").filter(|part| survey.drawing && package.has(part)) {
            Some(part) => {
                let text = package.text(&part)?;
                let text = shapes::change(&text, &survey, &commented, &changed.removed, &changed.added)?;
                package.put(&part, text);
            }
            None if survey.drawing => return Err(broken("a sheet refers to a drawing that is not there")),
            None => {
                let part = package.free("xl/drawings/vmlDrawing", "vml");
                declare_extension(package, "vml", "application/vnd.openxmlformats-officedocument.vmlDrawing")?;
                drawing = Some(relate(package, &sheet.part, &survey.main, "vmlDrawing", &part)?);
                package.put(&part, shapes::new(&survey, &commented, &changed.added, place));
            }
        }
    }
    if cells.is_empty() && drawing.is_none() {
        return Ok(None);
    }
    Ok(Some(Plan { survey, cells, drawing }))
}
