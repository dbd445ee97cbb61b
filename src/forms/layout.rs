//! Where things stand on a form's sheet. Everything that writes or points at a cell of a template asks here.

use super::header;
use crate::error::{Error, Result};
use crate::observations::{From, Reads, Recipe};

/// The rows and columns of one sheet, counted from 0 as the writer counts them.
///
/// From the top: a banner where the figures are simulated, the title, the office, one line for each value that stands
/// above the table, the unit of money, a blank row, the header, the data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// Name of the sheet.
    pub sheet: String,
    pub(super) banner: Option<u32>,
    pub(super) title: u32,
    pub(super) office: u32,
    /// Columns of the recipe, by place, whose values stand above the table, and the row of each.
    pub(super) lines: Vec<(usize, u32)>,
    pub(super) unit: Option<u32>,
    pub(super) header: u32,
    pub(super) first: u32,
    /// Columns of the recipe, by place, in the order of the sheet.
    pub(super) columns: Vec<usize>,
    names: Vec<(String, bool, u32)>,
}

impl Layout {
    /// The layout of a recipe's sheet.
    ///
    /// # Errors
    /// A form that cannot be printed blank: figures that stand across in bands known only when they are there, a value
    /// told by the sheet's name, or no column at all.
    pub fn of(recipe: &Recipe, simulated: bool) -> Result<Layout> {
        let refuse = |why: &str| {
            Err(Error::usage(format!("no template can be written for recipe `{}`: {why}", recipe.name))
                .hint("templates are for forms with one row per record and labels above the columns"))
        };
        if recipe.wide.is_some() {
            return refuse("its figures stand across the columns");
        }
        if let Some(column) = recipe.columns.iter().find(|c| c.from == From::Sheet) {
            return refuse(&format!("`{}` is told by the sheet's name", column.name));
        }
        let of = |from: From| (0..recipe.columns.len()).filter(move |&i| recipe.columns[i].from == from);
        let columns: Vec<usize> = of(From::Column).collect();
        if columns.is_empty() {
            return refuse("it has no column under a label");
        }
        if let Some(&i) = columns.iter().find(|&&i| recipe.columns[i].labels.is_empty()) {
            return refuse(&format!("column `{}` has no label", recipe.columns[i].name));
        }
        let mut next = 0..;
        let mut row = || next.next().expect("a sheet has rows enough");
        let banner = simulated.then(&mut row);
        let (title, office) = (row(), row());
        let lines: Vec<(usize, u32)> = of(From::Title).map(|i| (i, row())).collect();
        let money = columns.iter().any(|&i| recipe.columns[i].reads == Reads::Money);
        let unit = money.then(&mut row);
        let _blank = row();
        let header = row();
        let labels: Vec<&str> = columns.iter().map(|&i| recipe.columns[i].labels[0].as_str()).collect();
        let first = header + header::depth(&labels);
        let above = lines.iter().map(|&(i, row)| (recipe.columns[i].name.clone(), true, row));
        let below = columns.iter().zip(0..).map(|(&i, place)| (recipe.columns[i].name.clone(), false, place));
        let names = above.chain(below).collect();
        let sheet = sheet_name(recipe);
        Ok(Layout { sheet, banner, title, office, lines, unit, header, first, columns, names })
    }

    /// Row of the sheet, counted from 1, on which a record stands; the first record is 0.
    pub fn row(&self, record: usize) -> u64 {
        u64::from(self.first) + record as u64 + 1
    }

    /// Column of the sheet, counted from 0, in which a column of the recipe stands; `None` where it is not in the table.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.names.iter().find(|(n, above, _)| n == name && !above).map(|&(.., place)| place as usize)
    }

    /// Row (from 1) and column (from 0) of the value of a column that stands above the table.
    pub fn title_value(&self, name: &str) -> Option<(u64, usize)> {
        self.names.iter().find(|(n, above, _)| n == name && *above).map(|&(.., row)| (u64::from(row) + 1, 1))
    }

    /// The last column of the sheet that is used: the table's, or that of the values above it.
    pub(super) fn last_column(&self) -> u16 {
        let table = self.columns.len() - 1;
        let used = if self.lines.is_empty() { table } else { table.max(1) };
        u16::try_from(used).expect("a recipe has fewer columns than a sheet")
    }
}

/// The sheet that the recipe names; else its title, shortened to what a sheet's name may be.
fn sheet_name(recipe: &Recipe) -> String {
    let name = recipe.sheet.as_deref().unwrap_or(&recipe.title_vi);
    let allowed = |c: char| if "[]:*?/\\".contains(c) { ' ' } else { c };
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units <= 31
    };
    name.chars().map(allowed).take_while(fits).collect::<String>().trim().to_owned()
}
