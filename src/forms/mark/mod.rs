//! A return sent back: the sender's workbook with the cells that are wrong filled, commented and listed.
//!
//! An XLSX or XLSM file is kept as it is, part by part: only the styles, the marked sheets, their comments and one list
//! are written anew. No library that reads a workbook into its own model is used for this: what the model does not know
//! is lost when it is written again. Other files become a new workbook of the same cells.

mod comments;
mod copy;
mod keep;
mod package;
mod paint;
mod relations;
mod review;
mod shapes;
mod styles;
mod survey;
mod value;
mod xml;

use crate::error::{Error, Result};
use crate::sources::{Batch, column_letters};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

pub use crate::observations::REVIEW_SHEET;

/// Something wrong in a returned workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Name of the sheet; of no account where the file has but one table, such as CSV.
    pub sheet: String,
    /// Row of the sheet, counted from 1, and column, counted from 0; `None` where the whole sheet is meant.
    pub cell: Option<(u64, usize)>,
    /// What stands there, as it is shown; may be empty.
    pub found: String,
    /// What is wrong with it, in Vietnamese.
    pub wrong: String,
    /// What to do, in Vietnamese; may be empty.
    pub to_do: String,
    /// Must it be mended? Else it should be looked at.
    pub severe: bool,
}

/// Where the cells of a file come from when its workbook cannot be kept: calls back with the rows of the sheet of that
/// place, in order, from the beginning.
pub type SheetReader<'a> = dyn FnMut(usize, &mut dyn FnMut(&Batch) -> Result<()>) -> Result<()> + 'a;

/// What goes back to the sender.
#[derive(Debug)]
pub struct Returned {
    /// An XLSX workbook; XLSM where the file was one and was kept.
    pub bytes: Vec<u8>,
    /// Why an XLSX or XLSM file was not kept but copied cell by cell, without its formats.
    pub not_kept: Option<Error>,
}

/// The sender's file with its cells marked. The same file and marks give the same bytes.
///
/// `name` is how messages call the file, `sheets` are the names of its sheets in order (for a text file one name of your
/// choice) and `read` gives their cells. Both are used only where the workbook itself cannot be kept. Marks of an earlier
/// return are taken off first.
///
/// # Errors
/// The file cannot be read, or `read` fails.
///
/// ```no_run
/// use milepost::forms::{Mark, mark};
/// let wrong = Mark {
///     sheet: "Hồ sơ".into(),
///     cell: Some((12, 4)),
///     found: "-5".into(),
///     wrong: "số lượng không thể là số âm".into(),
///     to_do: "nhập số nguyên từ 0 trở lên".into(),
///     severe: true,
/// };
/// let path = "received/00123.xlsx".as_ref();
/// let returned = mark(path, "00123.xlsx", &[wrong], &[], &mut |_sheet, _visit| Ok(()))?;
/// std::fs::write("out/set-aside/00123.xlsx", returned.bytes)?;
/// # Ok::<(), milepost::error::Error>(())
/// ```
pub fn mark(path: &Path, name: &str, marks: &[Mark], sheets: &[String], read: &mut SheetReader) -> Result<Returned> {
    let extension = path.extension().and_then(|e| e.to_str()).unwrap_or_default().to_lowercase();
    if !["xlsx", "xlsm"].contains(&extension.as_str()) {
        return Ok(Returned { bytes: copy::copy(name, marks, sheets, read, false)?, not_kept: None });
    }
    // Odd files are foreseen as errors; a panic would be a mistake of ours, and the sender is owed an answer all the same.
    let why = match catch_unwind(AssertUnwindSafe(|| keep::keep(path, name, marks))) {
        Ok(Ok(bytes)) => return Ok(Returned { bytes, not_kept: None }),
        Ok(Err(error)) => error,
        Err(_) => xml::broken("marking it failed"),
    };
    Ok(Returned { bytes: copy::copy(name, marks, sheets, read, true)?, not_kept: Some(why) })
}

/// What is to be said at each cell of one sheet, and how gravely.
type Said = BTreeMap<(u64, usize), (String, bool)>;

/// How our comments begin: programs that save a workbook again may drop their author.
const SIGNATURE: &str = "[milepost] ";

/// Cells that get a comment in one workbook; those beyond are filled and listed.
const MOST_COMMENTS: usize = 10_000;
/// Lines of the list.
const MOST_LISTED: usize = 50_000;
/// Letters of the sender's text that are repeated.
const MOST_FOUND: usize = 200;

impl Mark {
    /// The comment's text.
    fn says(&self) -> String {
        let head = if self.severe { "Cần sửa: " } else { "Cần xem lại: " };
        let mut text = format!("{head}{}.", self.wrong.trim_end_matches('.'));
        if !self.found.is_empty() {
            text.push_str(&format!("\nĐang ghi: {}", short(&self.found)));
        }
        if !self.to_do.is_empty() {
            text.push_str(&format!("\nCần làm: {}", self.to_do));
        }
        text
    }

    /// The cell as it is called: `C17`; empty where the whole sheet is meant.
    fn address(&self) -> String {
        self.cell.map(|(row, column)| format!("{}{row}", column_letters(column))).unwrap_or_default()
    }
}

/// What is said at each cell of a sheet; `at` moves a mark to the cell that shows it.
fn said<'a>(marks: impl Iterator<Item = &'a Mark>, at: impl Fn((u64, usize)) -> (u64, usize)) -> Said {
    let mut said = Said::new();
    for mark in marks {
        let Some(cell) = mark.cell else { continue };
        let (text, severe) = said.entry(at(cell)).or_default();
        text.push_str(if text.is_empty() { SIGNATURE } else { "\n\n" });
        text.push_str(&mark.says());
        *severe |= mark.severe;
    }
    said
}

/// A text of the sender's, not longer than a comment can show.
fn short(text: &str) -> String {
    if text.chars().count() <= MOST_FOUND {
        return text.to_owned();
    }
    text.chars().take(MOST_FOUND - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::Cell;
    use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
    use rust_xlsxwriter::{DataValidation, Format, Note, Workbook};
    use std::io::{Cursor, Read};

    fn at(sheet: &str, cell: (u64, usize), severe: bool) -> Mark {
        Mark {
            sheet: sheet.into(),
            cell: Some(cell),
            found: "Tổ Hiệu".into(),
            wrong: "tên xã không có trong danh mục".into(),
            to_do: "chọn tên trong danh sách".into(),
            severe,
        }
    }

    /// A sender's workbook with much that must survive.
    fn senders() -> Vec<u8> {
        let mut book = Workbook::new();
        let open = Format::new().set_unlocked().set_num_format("#,##0");
        let sheet = book.add_worksheet();
        sheet.set_name("Hồ sơ & khác").unwrap().protect();
        sheet.merge_range(0, 0, 0, 3, "BÁO CÁO", &Format::new().set_bold()).unwrap();
        sheet.write_string(1, 0, "Xã").unwrap().write_number_with_format(2, 1, 1234.0, &open).unwrap();
        sheet.insert_note(2, 1, &Note::new("xem lại giúp").set_author("Lò Văn A")).unwrap();
        sheet.insert_note(5, 0, &Note::new("ghi chú riêng").set_author("Lò Văn A")).unwrap();
        let list = DataValidation::new().allow_list_strings(&["Có", "Không"]).unwrap();
        sheet.add_data_validation(2, 2, 9, 2, &list).unwrap();
        let hidden = book.add_worksheet();
        hidden.set_name("ẩn").unwrap().set_hidden(true).write_formula(0, 0, "='Hồ sơ & khác'!B3").unwrap();
        book.save_to_buffer().unwrap()
    }

    fn returned(bytes: &[u8], file: &str, marks: &[Mark]) -> Returned {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(file);
        std::fs::write(&path, bytes).unwrap();
        let sheets = ["Bản".to_owned()];
        mark(&path, file, marks, &sheets, &mut |_, visit| {
            let mut rows = Batch::default();
            rows.begin_row(2);
            let cells = [Cell::Text("Xã"), Cell::Number { value: 0.5, percent: true }, Cell::Flag(true)];
            cells.into_iter().for_each(|cell| rows.push(cell));
            visit(&rows)
        })
        .unwrap()
    }

    fn part(bytes: &[u8], name: &str) -> String {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    }

    fn open(bytes: &[u8]) -> Xlsx<Cursor<Vec<u8>>> {
        open_workbook_from_rs(Cursor::new(bytes.to_vec())).unwrap()
    }

    #[test]
    fn the_workbook_is_kept_and_the_cells_are_marked() {
        let name = "Hồ sơ & khác";
        let marks = [at(name, (3, 1), true), at(name, (1, 2), false), at(name, (7, 4), true)];
        let bytes = senders();
        let marked = returned(&bytes, "a.xlsx", &marks);
        assert!(marked.not_kept.is_none());
        assert_eq!(marked.bytes, returned(&bytes, "a.xlsx", &marks).bytes);
        let (before, after) =
            (part(&bytes, "xl/worksheets/sheet1.xml"), part(&marked.bytes, "xl/worksheets/sheet1.xml"));
        for kept in ["<sheetProtection", "<dataValidation ", "<mergeCell ", "<legacyDrawing "] {
            assert_eq!((before.matches(kept).count(), after.matches(kept).count()), (1, 1), "{kept}");
        }
        assert_eq!(part(&bytes, "xl/worksheets/sheet2.xml"), part(&marked.bytes, "xl/worksheets/sheet2.xml"));
        let comments = part(&marked.bytes, "xl/comments1.xml");
        assert!(comments.contains("xem lại giúp") && comments.contains("ghi chú riêng"), "{comments}");
        assert_eq!(comments.matches("Cần sửa: tên xã").count(), 2);
        // The merged title shows the mark in its first cell.
        assert!(comments.contains("ref=\"A1\"") && comments.contains("ref=\"E7\""));
        assert_eq!(part(&marked.bytes, "xl/drawings/vmlDrawing1.vml").matches("<v:shape ").count(), 4);
        let mut book = open(&marked.bytes);
        assert_eq!(book.sheet_names(), [name, "ẩn", REVIEW_SHEET]);
        assert_eq!(book.worksheet_range(name).unwrap().get_value((2, 1)), Some(&Data::Float(1234.0)));
        let list = book.worksheet_range(REVIEW_SHEET).unwrap();
        let line: Vec<String> = list.rows().nth(5).unwrap().iter().map(ToString::to_string).collect();
        let expected =
            ["1", "Phải sửa", name, "B3", "Tổ Hiệu", "Tên xã không có trong danh mục", "Chọn tên trong danh sách"];
        assert_eq!(line, expected);
        assert!(
            part(&marked.bytes, "xl/worksheets/review1.xml").contains("location=\"&apos;Hồ sơ &amp; khác&apos;!B3\"")
        );
    }

    #[test]
    fn a_return_marked_again_loses_the_earlier_marks() {
        let name = "Hồ sơ & khác";
        let first = returned(&senders(), "a.xlsx", &[at(name, (3, 1), true), at(name, (9, 0), true)]).bytes;
        let second = returned(&first, "a.xlsx", &[at(name, (8, 0), false)]).bytes;
        let comments = part(&second, "xl/comments1.xml");
        assert!(comments.contains("xem lại giúp") && !comments.contains("Cần sửa"), "{comments}");
        assert!(!comments.contains("ref=\"A9\"") && comments.contains("ref=\"A8\""));
        assert_eq!(open(&second).sheet_names(), [name, "ẩn", REVIEW_SHEET]);
        let solid = |bytes| part(bytes, "xl/styles.xml").matches("FFFFC9CB").count();
        assert_eq!((solid(&first), solid(&second)), (1, 1));
        // Nothing wrong any more: no comment of ours, and the list is empty.
        let clean = returned(&second, "a.xlsx", &[]).bytes;
        assert!(!part(&clean, "xl/comments1.xml").contains("[milepost]"));
        assert_eq!(open(&clean).worksheet_range(REVIEW_SHEET).unwrap().rows().nth(5), None);
    }

    #[test]
    fn other_files_become_a_workbook_of_the_same_cells() {
        let marked = returned(b"x", "a.csv", &[at("nào đó", (2, 1), true), at("nào đó", (9, 3), false)]);
        let mut book = open(&marked.bytes);
        assert_eq!(book.sheet_names(), ["Bản", REVIEW_SHEET]);
        let sheet = book.worksheet_range("Bản").unwrap();
        assert_eq!(sheet.get_value((1, 0)), Some(&Data::String("Xã".into())));
        assert_eq!(sheet.get_value((1, 1)), Some(&Data::Float(0.5)));
        let comments = part(&marked.bytes, "xl/comments1.xml");
        assert!(comments.contains("ref=\"B2\"") && comments.contains("ref=\"D9\""), "{comments}");
        assert!(part(&marked.bytes, "xl/worksheets/sheet2.xml").contains("location=\"'Bản'!B2\""));
    }

    #[test]
    fn what_cannot_be_kept_is_copied_and_why_is_told() {
        let marked = returned(b"no workbook", "a.xlsx", &[at("Bản", (2, 0), true)]);
        let why = marked.not_kept.unwrap().to_string();
        assert!(why.starts_with("the workbook cannot be kept as it is: "), "{why}");
        let list = open(&marked.bytes).worksheet_range(REVIEW_SHEET).unwrap();
        assert!(list.get_value((2, 0)).unwrap().to_string().starts_with("Không giữ được định dạng"));
    }
}
