//! Files that are refused as a whole: spoilt first copies of files whose right copies come as well, and one workbook
//! that is no form at all.

use super::code;
use super::outbox::{Outbox, own};
use super::planted::Planted;
use super::returned::Returned;
use super::style::Style;
use super::text::TextKind;
use super::workbook::unrelated;
use crate::error::Result;
use crate::sources::Encoding;

/// How many files this adds.
pub const FILES: usize = 7;

/// Spoilt copies of the forms of the commune at this place in the list, if it is one of those that send any.
///
/// # Errors
/// The file cannot be written.
pub fn first_copies(outbox: &mut Outbox, place: usize, online: &Returned, digitised: &Returned) -> Result<()> {
    match place {
        3 => {
            let form = first(online);
            let (mut bytes, extension, _) = own(&form, &Style::default())?;
            bytes.truncate(bytes.len() * 3 / 5);
            outbox.note(&form, extension, None, code::TRUNCATED, "the workbook ends too early");
            outbox.put(&form, extension, &bytes)
        }
        11 => {
            let style =
                Style { renamed: Some(("received", "Hồ sơ tiếp nhận / Số hồ sơ")), ..Style::default() };
            let what = "the column of dossiers received has another label";
            at_label(outbox, &first(online), &style, "received", code::LABEL_RENAMED, what)
        }
        19 => {
            let form = first(digitised);
            let kind = TextKind { encoding: Encoding::Utf8, delimiter: b';' };
            let style = Style { flat_header: true, text: Some(kind), ..Style::default() };
            let (bytes, ..) = own(&form, &style)?;
            outbox.note(&form, "xlsx", None, code::MISLABELLED, "a text file that is called a workbook");
            outbox.put(&form, "xlsx", &bytes)
        }
        29 => {
            // No other label is left over that could be the one meant.
            let form = first(online);
            let style = Style { renamed: Some(("received", "")), ..Style::default() };
            let (bytes, extension, _) = own(&form, &style)?;
            outbox.note(&form, extension, None, code::LABEL_MISSING, "the column of dossiers received has no label");
            outbox.put(&form, extension, &bytes)
        }
        41 => {
            let form = first(online);
            let style = Style { unit_line: Some("ĐVT: trang"), ..Style::default() };
            let (bytes, extension, grid) = own(&form, &style)?;
            let cell = grid.unit_row.map(|row| (row as u64 + 1, 0));
            outbox.note(&form, extension, cell, code::UNIT_CONTRADICTED, "counts of dossiers are said to be pages");
            outbox.put(&form, extension, &bytes)
        }
        _ => Ok(()),
    }
}

/// A form of a later version than this program's, from the commune at one place in the list.
///
/// # Errors
/// The file cannot be written.
pub fn newer_form(outbox: &mut Outbox, place: usize, form: &Returned) -> Result<()> {
    if place != 7 {
        return Ok(());
    }
    let form = first(form);
    let (bytes, extension, _) = own(&form, &Style { versions_ahead: 1, ..Style::default() })?;
    outbox.note(&form, extension, None, code::NEWER_FORM, "the form has a version that the recipe does not know");
    outbox.put(&form, extension, &bytes)
}

/// A workbook that has nothing to do with any form.
///
/// # Errors
/// The file cannot be written.
pub fn unrelated_workbook(outbox: &mut Outbox) -> Result<()> {
    let name = "lich-cong-tac-tuan.xlsx";
    let lines = [["Thứ", "Buổi", "Nội dung"], ["Hai", "Sáng", "Giao ban tuần"], ["Ba", "Chiều", "Tiếp công dân"]];
    outbox.planted(Planted {
        file: format!("received/{name}"),
        sheet: None,
        cell: None,
        recipe: None,
        code: code::NO_RECIPE,
        what: "a workbook that is no form".to_owned(),
    });
    outbox.put_file(name, &unrelated("LỊCH CÔNG TÁC TUẦN", &lines)?)
}

/// The copy that was sent first.
fn first<'a>(form: &Returned<'a>) -> Returned<'a> {
    let file = format!("{}-lan-1", form.file);
    Returned { file, ..form.clone() }
}

fn at_label(
    outbox: &mut Outbox,
    form: &Returned,
    style: &Style,
    column: &str,
    code: &'static str,
    what: &str,
) -> Result<()> {
    let (bytes, extension, grid) = own(form, style)?;
    outbox.note(form, extension, Some((grid.header.1 as u64 + 1, grid.places[form.place(column)])), code, what);
    outbox.put(form, extension, &bytes)
}
