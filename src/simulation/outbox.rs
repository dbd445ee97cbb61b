//! Where returned forms become files, and where it is written down which mistakes stand in them.

use super::chance::Chance;
use super::code;
use super::library::library;
use super::manner::Manner;
use super::mess::{Habit, alias};
use super::place::Place;
use super::planted::{Paper, Planted, plant};
use super::project::{Alias, files};
use super::province::Commune;
use super::returned::Returned;
use super::style::{Grid, Style, lay_out};
use super::text::text_file;
use super::workbook::workbook;
use super::write::{Simulation, Summary, system};
use crate::error::{Error, Result};
use crate::forms::{Filled, Layout, SheetContent, Template, filled};
use crate::project::begin;
use crate::sources::column_letters;
use jiff::civil::Date;
use std::path::Path;

/// The folder of the forms that come again, below it one for each day.
pub const CORRECTED: &str = "corrected";

/// Files on their way out.
pub struct Outbox<'a> {
    out: &'a Path,
    place: &'a Place,
    seed: u64,
    expected: usize,
    progress: &'a mut dyn FnMut(usize, usize),
    aliases: Vec<Alias>,
    summary: Summary,
}

impl<'a> Outbox<'a> {
    /// An empty one; `expected` is how many files there will be.
    ///
    /// # Errors
    /// The folder cannot be made.
    pub fn new(
        out: &'a Path,
        place: &'a Place,
        seed: u64,
        expected: usize,
        progress: &'a mut dyn FnMut(usize, usize),
    ) -> Result<Outbox<'a>> {
        let received = out.join("received");
        std::fs::create_dir_all(&received).map_err(|e| system(&received, &e))?;
        Ok(Outbox { out, place, seed, expected, progress, aliases: Vec::new(), summary: Summary::default() })
    }

    /// Writes a form in a unit's manner.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn send(&mut self, mut form: Returned, commune: Option<&Commune>, manner: &Manner) -> Result<()> {
        self.count(&form);
        match manner {
            Manner::Template => self.put(&form, "xlsx", &template(&form)?),
            Manner::Own(mess) => {
                if let Some(commune) = commune {
                    let mut chance = Chance::new(self.seed, &format!("mess {}", form.file));
                    mess.apply(&mut form, commune, &mut chance);
                    if mess.habits.contains(&Habit::Alias) {
                        let (spelling, area) = (alias(commune), commune.code.clone());
                        self.aliases.push(Alias { dataset: form.form, spelling, area });
                    }
                }
                let (bytes, extension, _) = own(&form, &mess.style)?;
                self.put(&form, extension, &bytes)
            }
            Manner::Mistaken(mistakes) => {
                let planted = plant(&mut form, &mistakes.list, self.place.setting.year);
                // The first of two rows with one key is right.
                self.summary.rows += planted.iter().filter(|(_, m)| m.code == code::DUPLICATE_KEY).count();
                let (bytes, extension, grid) = match &mistakes.paper {
                    Paper::Template => (template(&form)?, "xlsx", None),
                    Paper::Own(style) => {
                        own(&form, style).map(|(bytes, extension, grid)| (bytes, extension, Some(grid)))?
                    }
                };
                let layout = Layout::of(form.recipe, true)?;
                for (row, mistake) in planted {
                    let (row, column) = match &grid {
                        Some(grid) => ((grid.first + row) as u64 + 1, grid.places[form.place(&mistake.column)]),
                        None => (layout.row(row), layout.column(&mistake.column).unwrap_or_default()),
                    };
                    self.note(&form, extension, Some((row, column)), mistake.code, &mistake.what);
                }
                self.put(&form, extension, &bytes)
            }
            Manner::WrongTotal(column) => {
                let style = Style { total: true, wrong_total: Some((column, 10)), ..Style::default() };
                let (bytes, extension, grid) = own(&form, &style)?;
                let cell = grid.total.map(|row| (row as u64 + 1, grid.places[form.place(column)]));
                self.note(&form, extension, cell, code::TOTAL_DIFFERS, "the total is 10 more than the sum of the rows");
                self.put(&form, extension, &bytes)
            }
        }
    }

    /// Counts rows and figures that must be accepted.
    fn count(&mut self, form: &Returned) {
        self.summary.rows += form.rows.len();
        for (place, column) in form.columns().into_iter().enumerate() {
            let figure = |row: &Vec<Filled>| if let Filled::Count(n) = row[place] { Some(n) } else { None };
            let sum: i64 = form.rows.iter().filter_map(figure).sum();
            *self.summary.sums.entry((form.recipe.name.clone(), column.to_owned())).or_default() += sum;
        }
    }

    /// Writes down a mistake: row from 1, column from 0.
    pub fn note(
        &mut self,
        form: &Returned,
        extension: &str,
        cell: Option<(u64, usize)>,
        code: &'static str,
        what: &str,
    ) {
        let in_workbook = cell.is_some() && extension == "xlsx";
        self.planted(Planted {
            file: format!("received/{}.{extension}", form.file),
            sheet: form.recipe.sheet.clone().filter(|_| in_workbook),
            cell: cell.map(|(row, column)| format!("{}{row}", column_letters(column))),
            recipe: Some(form.recipe.name.clone()),
            code,
            what: what.to_owned(),
        });
    }

    /// Writes a form that a unit sends again, corrected. Its rows count nothing: they take the place of others.
    ///
    /// # Errors
    /// The disk does not take it.
    pub fn again(&mut self, form: &Returned, day: Date) -> Result<()> {
        let folder = self.out.join(CORRECTED).join(day.to_string());
        let whole = folder.join(format!("{}.xlsx", form.file));
        let bytes = template(form)?;
        std::fs::create_dir_all(&folder).map_err(|e| system(&folder, &e))?;
        std::fs::write(&whole, bytes).map_err(|e| system(&whole, &e))?;
        *self.summary.corrected.entry(day).or_default() += 1;
        Ok(())
    }

    /// Writes down a mistake of any kind.
    pub fn planted(&mut self, planted: Planted) {
        self.summary.planted.push(planted);
    }

    /// Writes the file of a form.
    ///
    /// # Errors
    /// The disk does not take it.
    pub fn put(&mut self, form: &Returned, extension: &str, bytes: &[u8]) -> Result<()> {
        self.put_file(&format!("{}.{extension}", form.file), bytes)
    }

    /// Writes a returned file by its name.
    ///
    /// # Errors
    /// The disk does not take it.
    pub fn put_file(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        let whole = self.out.join("received").join(name);
        std::fs::write(&whole, bytes).map_err(|e| system(&whole, &e))?;
        self.summary.files += 1;
        self.summary.bytes += bytes.len() as u64;
        (self.progress)(self.summary.files, self.expected);
        Ok(())
    }

    /// Writes the project's own files.
    ///
    /// # Errors
    /// The disk does not take them.
    pub fn finish(mut self, simulation: &Simulation, communes: &[Commune]) -> Result<Summary> {
        self.summary.planted.sort_by(|a, b| (&a.file, a.row_and_column()).cmp(&(&b.file, b.row_and_column())));
        let mut table = csv::Writer::from_writer(Vec::new());
        let wrong = |e: csv::Error| Error::system(e.to_string());
        table.write_record(["file", "sheet", "cell", "recipe", "code", "what"]).map_err(wrong)?;
        for p in &self.summary.planted {
            let text = |t: &Option<String>| t.clone().unwrap_or_default();
            let line = [&p.file, &text(&p.sheet), &text(&p.cell), &text(&p.recipe), p.code, &p.what];
            table.write_record(line).map_err(wrong)?;
        }
        let table = table.into_inner().map_err(|e| Error::system(e.to_string()))?;
        let setting = &self.place.setting;
        let mut files = files(simulation, setting, &self.aliases);
        files.push(("library.csv".to_owned(), library(communes, setting.year, simulation.seed)));
        files.push(("planted.csv".to_owned(), String::from_utf8_lossy(&table).into_owned()));
        begin::write(self.out, files)?;
        self.summary.returned_on = setting.days.returned.to_string();
        Ok(self.summary)
    }
}

/// The template of the form, filled in.
fn template(form: &Returned) -> Result<Vec<u8>> {
    let areas = [(form.area.clone(), form.area_name.clone())];
    let template = Template {
        form: form.form,
        recipes: &[form.recipe],
        area_code: &form.area,
        area_name: &form.unit,
        areas: &areas,
        simulated: true,
        rows: 0,
    };
    let (title_values, rows) = (form.titles.clone(), form.rows.clone());
    filled(&template, &[SheetContent { title_values, rows, ..SheetContent::default() }])
}

/// A sheet of the unit's own: its bytes, the file's extension, and where things went.
///
/// # Errors
/// The file cannot be written.
pub fn own(form: &Returned, style: &Style) -> Result<(Vec<u8>, &'static str, Grid)> {
    let grid = lay_out(form, style);
    Ok(match style.text {
        Some(kind) => (text_file(&grid, kind)?, if kind.delimiter == b'\t' { "tsv" } else { "csv" }, grid),
        None => (workbook(form, &grid, style)?, "xlsx", grid),
    })
}
