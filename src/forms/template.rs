//! A form as a workbook: blank, or filled in as an office would.

use super::layout::Layout;
use super::lists::Lists;
use super::sheet;
use super::{LISTS_SHEET, SIMULATED, STAMP_SHEET, stamp};
use crate::error::{Error, Result};
use crate::observations::{FormStamp, Recipe};
use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

/// What a form's workbook is written from.
#[derive(Debug, Clone, Copy)]
pub struct Template<'a> {
    /// The form: the name of its dataset.
    pub form: &'a str,
    /// Its recipes, a sheet each, in this order.
    pub recipes: &'a [&'a Recipe],
    /// Code of the area whose office fills it in.
    pub area_code: &'a str,
    /// Name of that area, as the sheet's head prints it.
    pub area_name: &'a str,
    /// Code and name of the areas that the office may report on beside its own: the drop-down list. Where its own is the
    /// only one, it stands in the first row already.
    pub areas: &'a [(String, String)],
    /// Are the figures simulated? Every sheet, page and property says so.
    pub simulated: bool,
    /// Rows prepared with lines and drop-down lists; more may be written below them.
    pub rows: usize,
}

impl<'a> Template<'a> {
    /// The names offered where an area is read: the office's own first, if the list does not have it.
    pub(super) fn area_names(&self) -> Vec<&'a str> {
        let own = self.areas.iter().all(|(_, name)| name != self.area_name).then_some(self.area_name);
        own.into_iter().chain(self.areas.iter().map(|(_, name)| name.as_str())).collect()
    }
}

/// What one sheet is filled in with.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SheetContent {
    /// Values that stand above the table, by the name of their column.
    pub title_values: Vec<(String, Filled)>,
    /// The rows; each has a value for every column of the recipe that stands in the table, in the recipe's order.
    pub rows: Vec<Vec<Filled>>,
    /// Lines below the table.
    pub notes: Vec<String>,
}

/// What an office enters into a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Filled {
    /// Nothing.
    Blank,
    /// Text.
    Text(String),
    /// A whole number that a workbook keeps exactly: below 2^53.
    Count(i64),
    /// Any other number.
    Number(f64),
    /// A day from 1900 on.
    Day(Date),
    /// Yes or no.
    Flag(bool),
}

/// Writes a form's blank workbook. The same template gives the same bytes.
///
/// # Errors
/// A form that has no blank shape (see [`Layout::of`]), or sheets that cannot be named apart.
pub fn template(template: &Template) -> Result<Vec<u8>> {
    write(template, None)
}

/// Writes a form's workbook with its rows filled in: `content` for each recipe, in the same order.
///
/// # Errors
/// As [`template`]; also content of another shape than the form, and values that no workbook can hold.
///
/// ```
/// use milepost::forms::{Filled, SheetContent, Template, filled};
/// use milepost::observations::Recipe;
/// let recipe: Recipe = toml::from_str(
///     r#"
///     name = "households"
///     version = 1
///     holds = "household"
///     title_vi = "Số hộ"
///     title_en = "Households"
///     about = "one village"
///     [[column]]
///     name = "village"
///     labels = ["Thôn, bản"]
///     reads = "text"
///     [[column]]
///     name = "households"
///     labels = ["Số hộ"]
///     reads = "count"
///     "#,
/// )?;
/// let form = Template {
///     form: "households",
///     recipes: &[&recipe],
///     area_code: "00123",
///     area_name: "Phường An Hòa",
///     areas: &[],
///     simulated: true,
///     rows: 20,
/// };
/// let rows = vec![vec![Filled::Text("Bản Hụm".into()), Filled::Count(123)]];
/// let workbook = filled(&form, &[SheetContent { rows, ..SheetContent::default() }])?;
/// assert!(workbook.starts_with(b"PK"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn filled(template: &Template, content: &[SheetContent]) -> Result<Vec<u8>> {
    if content.len() != template.recipes.len() {
        return Err(Error::usage(format!("form `{}` has another number of sheets than its content", template.form))
            .found(content.len().to_string())
            .expected(template.recipes.len().to_string()));
    }
    write(template, Some(content))
}

fn write(template: &Template, content: Option<&[SheetContent]>) -> Result<Vec<u8>> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(template)?);
    let mut lists = Lists::default();
    let mut names = vec![LISTS_SHEET.to_owned(), STAMP_SHEET.to_owned()];
    for (i, recipe) in template.recipes.iter().enumerate() {
        let layout = Layout::of(recipe, template.simulated)?;
        if names.iter().any(|n| n.to_lowercase() == layout.sheet.to_lowercase()) {
            return Err(Error::usage(format!("form `{}` has two sheets of one name", template.form))
                .found(layout.sheet)
                .hint("name them apart by `sheet` in the dataset's source.toml"));
        }
        names.push(layout.sheet.clone());
        sheet::write(workbook.add_worksheet(), template, recipe, &layout, content.map(|c| &c[i]), &mut lists)?;
    }
    lists.write(&mut workbook).map_err(unwritable)?;
    let versions = template.recipes.iter().map(|r| (r.name.clone(), r.version)).collect();
    let (form, area) = (template.form.to_owned(), template.area_code.to_owned());
    let stamp = FormStamp { form, versions, area, simulated: template.simulated };
    stamp::write(&stamp, &mut workbook).map_err(unwritable)?;
    workbook.save_to_buffer().map_err(unwritable)
}

fn properties(template: &Template) -> Result<DocProperties> {
    let title = template.recipes.first().map_or(template.form, |r| r.title_vi.as_str());
    // A fixed day instead of the clock's, so that the same form is the same file.
    let created = ExcelDateTime::from_ymd(2025, 7, 1).map_err(unwritable)?;
    let properties =
        DocProperties::new().set_author("milepost").set_subject(template.area_name).set_creation_datetime(&created);
    Ok(if template.simulated {
        properties
            .set_title(format!("{title} – {SIMULATED}"))
            .set_comment(SIMULATED)
            .set_keywords("mô phỏng, simulated")
    } else {
        properties.set_title(title)
    })
}

/// A workbook that its library refuses to write.
pub(in crate::forms) fn unwritable(error: XlsxError) -> Error {
    Error::system(format!("cannot write the workbook: {error}"))
}

#[cfg(test)]
mod tests {
    use super::super::{LISTS_SHEET, Layout, SIMULATED, STAMP_SHEET};
    use super::*;
    use crate::sources::{Batch, Cell};
    use calamine::{Data, Reader, SheetVisible, Xlsx, open_workbook_from_rs};
    use std::io::Cursor;

    const RECIPE: &str = r#"
        name = "coverage"
        version = 3
        holds = "coverage"
        title_vi = "Phủ sóng"
        title_en = "Coverage"
        about = "one village"
        sheet = "Bản"
        [[column]]
        name = "as_of"
        reads = "day"
        from = "title"
        labels = ["Tính đến ngày"]
        [[column]]
        name = "ref_area"
        labels = ["Xã, phường", "Mã xã"]
        reads = "area"
        required = true
        [[column]]
        name = "month"
        labels = ["Tháng"]
        reads = "period"
        [[column]]
        name = "viettel"
        labels = ["Sóng 4G / Viettel"]
        reads = "flag"
        [[column]]
        name = "households"
        labels = ["Sóng 4G / Số hộ"]
        reads = "count"
        [[column]]
        name = "spent"
        labels = ["Kinh phí"]
        reads = "money"
    "#;

    fn areas(n: usize) -> Vec<(String, String)> {
        (0..n).map(|i| (format!("{i:05}"), format!("Xã Mường Thứ {i}"))).collect()
    }

    fn open(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
        open_workbook_from_rs(Cursor::new(bytes)).unwrap()
    }

    fn form(areas: &[(String, String)], simulated: bool, write: impl Fn(&Template) -> Vec<u8>) -> Vec<u8> {
        let recipe: Recipe = toml::from_str(RECIPE).unwrap();
        let template = Template {
            form: "village",
            recipes: &[&recipe],
            area_code: "00000",
            area_name: "Xã Mường Thứ 0",
            areas,
            simulated,
            rows: 5,
        };
        write(&template)
    }

    fn text(sheet: &calamine::Range<Data>, row: u32, column: u32) -> String {
        sheet.get_value((row, column)).map(ToString::to_string).unwrap_or_default()
    }

    #[test]
    fn labels_stand_where_the_reader_looks_for_them() {
        let bytes = form(&areas(1), false, |t| template(t).unwrap());
        let mut book = open(bytes);
        let sheet = book.worksheet_range("Bản").unwrap();
        let cells = [
            (0, 0, "PHỦ SÓNG"),
            (1, 0, "Đơn vị báo cáo: Xã Mường Thứ 0"),
            (2, 0, "Tính đến ngày:"),
            (3, 0, "ĐVT: đồng"),
            (5, 0, "Xã, phường"),
            (5, 2, "Sóng 4G"),
            (6, 2, "Viettel"),
            (6, 3, "Số hộ"),
            (5, 4, "Kinh phí"),
            (7, 0, "Xã Mường Thứ 0"),
            (8, 0, ""),
        ];
        for (row, column, expected) in cells {
            assert_eq!(text(&sheet, row, column), expected, "row {row}, column {column}");
        }
        let recipe: Recipe = toml::from_str(RECIPE).unwrap();
        let layout = Layout::of(&recipe, false).unwrap();
        assert_eq!((layout.row(0), layout.column("spent"), layout.column("as_of")), (8, Some(4), None));
        assert_eq!(layout.title_value("as_of"), Some((3, 1)));
    }

    #[test]
    fn the_stamp_is_very_hidden_and_reads_back() {
        let mut book = open(form(&areas(75), true, |t| template(t).unwrap()));
        let visible =
            |book: &Xlsx<_>, name| book.sheets_metadata().iter().find(|s| s.name == name).map(|s| s.visible).unwrap();
        assert_eq!(visible(&book, STAMP_SHEET), SheetVisible::VeryHidden);
        assert_eq!(visible(&book, LISTS_SHEET), SheetVisible::Hidden);
        let lists = book.worksheet_range(LISTS_SHEET).unwrap();
        assert_eq!(text(&lists, 74, 0), "Xã Mường Thứ 74");
        let stamp = book.worksheet_range(STAMP_SHEET).unwrap();
        let mut rows = Batch::default();
        for (row, number) in stamp.rows().zip(1..) {
            rows.begin_row(number);
            row.iter().for_each(|cell| rows.push(Cell::Text(&cell.to_string())));
        }
        let stamp = FormStamp::read(&rows).unwrap();
        assert_eq!((stamp.form.as_str(), stamp.area.as_str(), stamp.simulated), ("village", "00000", true));
        assert_eq!(stamp.versions["coverage"], 3);
        assert_eq!(text(&book.worksheet_range("Bản").unwrap(), 0, 0), SIMULATED);
        assert_eq!(FormStamp::read(&Batch::default()), None);
    }

    #[test]
    fn one_template_is_one_file_and_real_forms_do_not_say_simulated() {
        let write = |simulated| form(&areas(75), simulated, |t| template(t).unwrap());
        assert_eq!(write(false), write(false));
        let mut book = open(write(false));
        let sheet = book.worksheet_range("Bản").unwrap();
        assert!(!sheet.rows().flatten().any(|cell| cell.to_string().contains(SIMULATED)));
    }

    #[test]
    fn what_is_filled_in_keeps_its_kind() {
        let day = jiff::civil::date(2025, 11, 10);
        let row = vec![
            Filled::Text("00003".into()),
            Filled::Text("09/2025".into()),
            Filled::Flag(false),
            Filled::Count(0),
            Filled::Count(197_548_000_000),
        ];
        let blank = vec![Filled::Blank; 5];
        let content = SheetContent {
            title_values: vec![("as_of".into(), Filled::Day(day))],
            rows: [vec![row], vec![blank; 7]].concat(),
            notes: vec!["Ghi chú: một".into()],
        };
        let mut book = open(form(&areas(75), false, |t| filled(t, std::slice::from_ref(&content)).unwrap()));
        let sheet = book.worksheet_range("Bản").unwrap();
        assert!(matches!(sheet.get_value((2, 1)), Some(Data::DateTime(d)) if d.is_datetime() && d.as_f64() == 45971.0));
        assert_eq!(sheet.get_value((7, 0)), Some(&Data::String("00003".into())));
        assert_eq!(sheet.get_value((7, 1)), Some(&Data::String("09/2025".into())));
        assert_eq!(sheet.get_value((7, 2)), Some(&Data::String("Không".into())));
        assert_eq!(sheet.get_value((7, 3)), Some(&Data::Float(0.0)));
        assert_eq!(sheet.get_value((7, 4)), Some(&Data::Float(197_548_000_000.0)));
        assert_eq!(text(&sheet, 15, 0), "Ghi chú: một");
    }

    #[test]
    fn what_a_workbook_cannot_hold_is_refused() {
        let with = |value: Filled| {
            let rows = vec![vec![Filled::Blank, Filled::Blank, Filled::Blank, Filled::Blank, value]];
            let content = SheetContent { rows, ..SheetContent::default() };
            let recipe: Recipe = toml::from_str(RECIPE).unwrap();
            let template = Template {
                form: "village",
                recipes: &[&recipe],
                area_code: "0",
                area_name: "",
                areas: &[],
                simulated: false,
                rows: 0,
            };
            filled(&template, &[content]).map(|_| ()).map_err(|e| e.to_string())
        };
        let large = with(Filled::Count(i64::MAX)).unwrap_err();
        assert!(
            large.starts_with("form `village`, sheet Bản!E8: a workbook cannot hold this number exactly"),
            "{large}"
        );
        assert!(with(Filled::Number(f64::NAN)).is_err());
        assert!(with(Filled::Day(jiff::civil::date(1899, 12, 31))).is_err());
        assert!(with(Filled::Day(jiff::civil::date(1900, 1, 1))).is_ok());
    }

    #[test]
    fn figures_that_stand_across_have_no_blank_form() {
        let recipe: Recipe =
            toml::from_str(&format!("{RECIPE}\n[wide]\nname = \"month\"\nreads = \"period\"")).unwrap();
        let error = Layout::of(&recipe, false).unwrap_err().to_string();
        assert!(error.contains("its figures stand across the columns"), "{error}");
    }
}
