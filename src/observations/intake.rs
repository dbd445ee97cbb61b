//! One file of an office: which recipe knows each sheet, then its rows, in batches, to whoever keeps them.

use super::meaning::Areas;
use super::recipe::{
    AreaMet, Binding, CellTrouble, Count, FormStamp, From, HEAD_ROWS, MOST_SET_ASIDE, Miss, REVIEW_SHEET, Recipe,
    RowReader, TitleValue, Unbound, Understood, bind, read_name, says_simulated,
};
use super::recipes::Recipes;
use crate::error::{Error, Result};
use crate::sources::{Batch, Cells, Merge};
use std::ops::ControlFlow;

/// What is wrong with a file as a whole, or with a sheet of it.
#[derive(Debug, Clone, PartialEq)]
pub struct FileTrouble {
    /// The sheet concerned, where there is one.
    pub sheet: Option<String>,
    /// The recipe that came nearest.
    pub recipe: Option<String>,
    /// What is wrong.
    pub miss: Miss,
}

/// A sheet whose table was found.
#[derive(Debug)]
pub struct Part<'a> {
    /// Position of the sheet in the file.
    pub sheet: usize,
    /// Its name; blank for text files.
    pub name: String,
    /// The recipe.
    pub recipe: &'a Recipe,
    /// Where everything is.
    pub binding: Binding,
}

/// What a file is, before its rows are read.
#[derive(Debug, Default)]
pub struct Recognised<'a> {
    /// Sheets to read.
    pub parts: Vec<Part<'a>>,
    /// Why the file cannot be taken; where there is any, nothing of it is read.
    pub refusals: Vec<FileTrouble>,
    /// What a reader should know although the file is taken.
    pub remarks: Vec<FileTrouble>,
    /// The stamp of the form, where it has one.
    pub stamp: Option<FormStamp>,
    /// Does it say that its figures are simulated?
    pub simulated: bool,
}

/// Receives what a sheet holds while it is being read.
pub trait Keeper {
    /// A batch of a part's rows.
    ///
    /// # Errors
    /// They cannot be kept.
    fn keep(&mut self, understood: Understood) -> Result<ControlFlow<()>>;
}

/// A sheet, read to its end.
#[derive(Debug)]
pub struct Told {
    /// What is wrong without a row being set aside: totals that do not add up.
    pub remarks: Vec<CellTrouble>,
    /// Its rows, counted.
    pub count: Count,
    /// The spellings of areas that were met.
    pub areas: Vec<AreaMet>,
    /// How often each line of `excluded.csv` was needed.
    pub exclusions_used: Vec<u64>,
}

/// Looks at each sheet and says which recipe knows it. `file` is the file's name, `simulated` whether the project is a
/// simulation.
///
/// # Errors
/// The file cannot be read on.
pub fn recognise<'a>(
    cells: &mut dyn Cells,
    file: &str,
    recipes: &'a Recipes,
    simulated: bool,
) -> Result<Recognised<'a>> {
    let mut known = Recognised { stamp: stamp(cells)?, ..Recognised::default() };
    known.simulated = known.stamp.as_ref().is_some_and(|s| s.simulated);
    let candidates: Vec<&Recipe> = match &known.stamp {
        Some(stamp) => recipes.all.iter().filter(|r| r.dataset == stamp.form).collect(),
        None => recipes.all.iter().collect(),
    };
    let mut misses = Vec::new();
    let mut has_blank_form = false;
    for (position, sheet) in cells.sheets().into_iter().enumerate() {
        if sheet.name == REVIEW_SHEET || sheet.name == FormStamp::SHEET && known.stamp.is_some() {
            continue;
        }
        let head = head(cells, position)?;
        if head.is_empty() {
            continue;
        }
        known.simulated |= says_simulated(&head);
        if sheet.hidden {
            // Lists behind a template's choices are its own; another hidden sheet is worth a remark, and a sheet of the form
            // itself must not be hidden.
            if candidates.iter().any(|r| known.stamp.is_some() && r.sheet.as_ref() == Some(&sheet.name)) {
                known.refusals.push(remark("hidden-sheet", &sheet.name));
            } else if known.stamp.is_none() {
                known.remarks.push(remark("hidden-sheet", &sheet.name));
            }
            continue;
        }
        let merges = cells.merges(position)?;
        match choose(&candidates, recipes, &sheet.name, &head, &merges) {
            Choice::Bound(recipe, mut binding) => {
                let of_names = from_names(recipe, file, &sheet.name, &recipes.areas[&recipe.dataset]);
                for (position, value) in of_names {
                    match value {
                        Ok(value) => binding.titles.push((position, value)),
                        Err(miss) => known.refusals.push(FileTrouble {
                            sheet: Some(sheet.name.clone()),
                            recipe: Some(recipe.name.clone()),
                            miss: *miss,
                        }),
                    }
                }
                // A column that is neither there nor asked for may stand under a label that nobody knows.
                let unused: Vec<&str> = binding.unused.iter().map(|(_, label)| label.as_str()).collect();
                if !unused.is_empty() {
                    known.remarks.extend(binding.absent.iter().map(|position| FileTrouble {
                        sheet: Some(sheet.name.clone()),
                        recipe: Some(recipe.name.clone()),
                        miss: Miss {
                            field: recipe.columns[*position].name.clone(),
                            found: unused.join("; "),
                            expected: recipe.columns[*position].labels.join("; "),
                            ..Miss::plain("column-absent")
                        },
                    }));
                }
                known.parts.push(Part { sheet: position, name: sheet.name, recipe, binding: *binding });
            }
            Choice::Blank => has_blank_form = true,
            Choice::Unclear(names) => known.refusals.push(FileTrouble {
                sheet: Some(sheet.name),
                recipe: None,
                miss: Miss { found: names, ..Miss::plain("several-recipes") },
            }),
            Choice::None(nearest) => misses.push((sheet.name, nearest)),
        }
    }
    settle(&mut known, misses, has_blank_form);
    check_stamp(&mut known, recipes);
    if known.refusals.is_empty() && known.simulated != simulated && !(known.parts.is_empty()) {
        let code = if known.simulated { "simulated-here" } else { "real-in-simulation" };
        known.refusals.push(FileTrouble { sheet: None, recipe: None, miss: Miss::plain(code) });
    }
    Ok(known)
}

/// The values that a recipe reads out of the names of the file and the sheet.
fn from_names(
    recipe: &Recipe,
    file: &str,
    sheet: &str,
    areas: &Areas,
) -> Vec<(usize, std::result::Result<TitleValue, Box<Miss>>)> {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let named = recipe.columns.iter().enumerate().filter_map(|(position, column)| match column.from {
        From::Sheet => Some((position, column, sheet)),
        From::File => Some((position, column, stem)),
        _ => None,
    });
    named.map(|(position, column, name)| (position, read_name(column, recipe.locale, name, areas))).collect()
}

/// What becomes of sheets that no recipe knows: a remark beside others that are known, else the reason for refusing.
fn settle(known: &mut Recognised<'_>, misses: Vec<(String, Option<Nearest>)>, has_blank_form: bool) {
    // A sheet that a recipe very nearly knows has been changed: it is not passed over.
    let near = |n: &Option<Nearest>| n.as_ref().is_some_and(|n| n.share >= 0.5);
    for (sheet, nearest) in &misses {
        match nearest {
            Some(n) if near(nearest) => {
                known.refusals.extend(n.misses.iter().map(|miss| FileTrouble {
                    sheet: Some(sheet.clone()),
                    recipe: Some(n.recipe.clone()),
                    miss: miss.clone(),
                }));
            }
            _ if !known.parts.is_empty() || has_blank_form => known.remarks.push(remark("sheet-not-read", sheet)),
            _ => {}
        }
    }
    if known.parts.is_empty() && known.refusals.is_empty() {
        let nearest = misses
            .into_iter()
            .filter_map(|(sheet, n)| n.map(|n| (sheet, n)))
            .max_by(|a, b| a.1.share.total_cmp(&b.1.share));
        let (sheet, recipe, expected) = match nearest {
            Some((sheet, n)) => (Some(sheet), Some(n.recipe), n.misses.first().map(|m| m.expected.clone())),
            None => (None, None, None),
        };
        let code = if has_blank_form { "blank-form" } else { "no-recipe" };
        known.refusals.push(FileTrouble {
            sheet,
            recipe,
            miss: Miss { expected: expected.unwrap_or_default(), ..Miss::plain(code) },
        });
    }
}

fn check_stamp(known: &mut Recognised<'_>, recipes: &Recipes) {
    let Some(stamp) = &known.stamp else { return };
    for (name, version) in &stamp.versions {
        let Some(recipe) = recipes.get(name) else { continue };
        let trouble = |code| FileTrouble {
            sheet: None,
            recipe: Some(name.clone()),
            miss: Miss { found: version.to_string(), expected: recipe.version.to_string(), ..Miss::plain(code) },
        };
        match version.cmp(&recipe.version) {
            std::cmp::Ordering::Greater => known.refusals.push(trouble("newer-form")),
            std::cmp::Ordering::Less => known.remarks.push(trouble("older-form")),
            std::cmp::Ordering::Equal => {}
        }
    }
}

/// Reads the rows of a part. `number` is its number in the ledger.
///
/// # Errors
/// The file cannot be read on, its rows cannot be kept, or too many are not understood.
pub fn read(
    cells: &mut dyn Cells,
    part: &Part<'_>,
    areas: &Areas,
    number: i64,
    keeper: &mut dyn Keeper,
) -> Result<Told> {
    let from_1904 = cells.counts_from_1904();
    let mut reader = RowReader::new(part.recipe, &part.binding, areas, number, from_1904);
    cells.read(part.sheet, &mut |batch| {
        let understood = reader.read(batch);
        if reader.count().set_aside > MOST_SET_ASIDE {
            return Err(Error::data(super::recipe::problem("too-much-set-aside", crate::language::Language::En))
                .at(part.name.clone())
                .found(format!("more than {MOST_SET_ASIDE} rows set aside"))
                .expected(format!("a form of recipe `{}`", part.recipe.name))
                .hint("see `milepost ingest --explain FILE`"));
        }
        keeper.keep(understood)
    })?;
    Ok(Told {
        remarks: reader.finish(),
        count: reader.count(),
        areas: reader.areas_met(),
        exclusions_used: reader.exclusions_used().to_vec(),
    })
}

/// The first rows of a sheet.
fn head(cells: &mut dyn Cells, sheet: usize) -> Result<Batch> {
    let mut head = Batch::default();
    cells.read(sheet, &mut |batch| {
        for row in batch.rows() {
            head.begin_row(row.number);
            row.cells().for_each(|c| head.push(c));
            if head.len() == HEAD_ROWS {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(head)
}

fn stamp(cells: &mut dyn Cells) -> Result<Option<FormStamp>> {
    let Some(position) = cells.sheets().iter().position(|s| s.name == FormStamp::SHEET && s.hidden) else {
        return Ok(None);
    };
    Ok(FormStamp::read(&head(cells, position)?))
}

enum Choice<'a> {
    Bound(&'a Recipe, Box<Binding>),
    Blank,
    Unclear(String),
    None(Option<Nearest>),
}

/// The recipe that came nearest to a sheet.
struct Nearest {
    recipe: String,
    misses: Vec<Miss>,
    /// Share of the recipe's labels that were found.
    share: f64,
}

fn choose<'a>(candidates: &[&'a Recipe], recipes: &Recipes, sheet: &str, head: &Batch, merges: &[Merge]) -> Choice<'a> {
    // Where a sheet has the name that a recipe asks for, no other recipe is tried.
    let named: Vec<&&Recipe> = candidates.iter().filter(|r| r.sheet.as_deref() == Some(sheet)).collect();
    let candidates: Vec<&'a Recipe> =
        if named.is_empty() { candidates.to_vec() } else { named.into_iter().copied().collect() };
    let mut bound: Vec<(usize, &'a Recipe, Binding)> = Vec::new();
    let mut nearest: Option<Nearest> = None;
    let mut blank = false;
    for recipe in candidates {
        let Some(areas) = recipes.areas.get(&recipe.dataset) else { continue };
        match bind(recipe, head, merges, areas) {
            Ok(binding) => {
                let columns = binding.fixed.len() + binding.bands.iter().map(|b| b.columns.len()).sum::<usize>();
                bound.push((columns, recipe, binding));
            }
            Err(Unbound { is_blank_form: true, .. }) => blank = true,
            Err(Unbound { misses, .. }) => {
                let labelled =
                    recipe.columns.iter().filter(|c| !c.labels.is_empty() && c.from == From::Column).count().max(1);
                let matched = misses.iter().map(|m| m.matched).max().unwrap_or(0);
                // One label alone stands on many a sheet.
                let share = if matched < 2 { 0.0 } else { matched as f64 / labelled as f64 };
                if nearest.as_ref().is_none_or(|n| share > n.share) {
                    nearest = Some(Nearest { recipe: recipe.name.clone(), misses, share });
                }
            }
        }
    }
    let most = bound.iter().map(|(n, ..)| *n).max().unwrap_or(0);
    bound.retain(|(n, ..)| *n == most);
    // A form that came back without a row is told from one whose rows are there.
    if bound.len() == 1 && bound[0].2.is_blank {
        return Choice::Blank;
    }
    match bound.len() {
        0 if blank => Choice::Blank,
        0 => Choice::None(nearest),
        1 => {
            let (_, recipe, binding) = bound.remove(0);
            Choice::Bound(recipe, Box::new(binding))
        }
        _ => Choice::Unclear(bound.iter().map(|(_, r, _)| r.name.clone()).collect::<Vec<_>>().join(", ")),
    }
}

fn remark(code: &'static str, sheet: &str) -> FileTrouble {
    FileTrouble { sheet: Some(sheet.to_owned()), recipe: None, miss: Miss::plain(code) }
}

/// A trouble of a row as one of its file, for lists of both.
impl std::convert::From<&CellTrouble> for Miss {
    fn from(trouble: &CellTrouble) -> Miss {
        Miss {
            code: trouble.code,
            cell: Some((trouble.row, trouble.column)),
            field: trouble.field.clone(),
            found: trouble.found.clone(),
            expected: String::new(),
            suggestion: trouble.suggestion.clone(),
            matched: 0,
        }
    }
}
