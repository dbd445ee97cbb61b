//! Small forms of every kind that recipes can tell of: what stands across, above, below and beside a table, in every kind
//! of file; and what must not be read by them.

#[path = "../common/mod.rs"]
mod common;
#[path = "../common/office.rs"]
mod office;

mod across;
mod around;
mod figures;
mod files;
mod rows;
mod sums;
mod understood;
mod written_down;

use office::Office;
use rust_xlsxwriter::{Format, Workbook, Worksheet};

/// A column of a recipe: name, labels, kind, and whatever else is said of it.
fn column(name: &str, labels: &[&str], reads: &str, more: &str) -> String {
    let labels = if labels.is_empty() { String::new() } else { format!("labels = {labels:?}\n") };
    format!("[[recipe.column]]\nname = \"{name}\"\n{labels}reads = \"{reads}\"\n{more}\n")
}

/// A recipe whose table is called like itself.
fn recipe(name: &str, head: &str, columns: &[String]) -> String {
    format!(
        "[[recipe]]\nname = \"{name}\"\nversion = 1\nholds = \"{name}\"\ntitle_vi = \"Biểu\"\ntitle_en = \"Form\"\nabout = \"one row\"\nlocale = \"vi\"\n{head}\n{}",
        columns.concat()
    )
}

fn area() -> String {
    column("ref_area", &["Xã"], "area", "required = true\nfill_down = true")
}

fn task() -> String {
    column("task", &["Nhiệm vụ"], "text", "required = true")
}

fn counted() -> String {
    column("n", &["Số"], "count", "unit = \"hồ sơ\"")
}

/// A form of tasks and counts.
fn tasks(head: &str) -> String {
    recipe("t", &format!("key = [\"task\"]\n{head}"), &[task(), counted()])
}

/// Writes a workbook of one sheet and takes it in.
fn send_book(office: &Office, file: &str, write: impl FnOnce(&mut Worksheet)) -> String {
    let mut book = Workbook::new();
    write(book.add_worksheet());
    office.send(file, book.save_to_buffer().expect("a workbook"))
}

fn text(sheet: &mut Worksheet, row: u32, cells: &[&str]) {
    for (c, cell) in (0u16..).zip(cells) {
        if !cell.is_empty() {
            sheet.write_string(row, c, *cell).expect("written");
        }
    }
}

fn numbers(sheet: &mut Worksheet, row: u32, first: u16, cells: &[f64]) {
    for (c, cell) in (first..).zip(cells) {
        sheet.write_number(row, c, *cell).expect("written");
    }
}

fn merge(sheet: &mut Worksheet, rows: (u32, u32), columns: (u16, u16), label: &str) {
    sheet.merge_range(rows.0, columns.0, rows.1, columns.1, label, &Format::new()).expect("merged");
}

fn across(reads: &str, more: &str) -> String {
    format!("[recipe.wide]\nname = \"when\"\nreads = \"{reads}\"\nvalue = \"n\"\n{more}")
}
