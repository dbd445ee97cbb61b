//! One cell, read as its column says.

use super::binding::Binding;
use super::labels::folded;
use super::rows::shown;
use super::slot::{Slot, days};
use super::{Accumulation, Column, From, Reads, Recipe};
use crate::catalog::{Decimal, Value};
use crate::language::nfc;
use crate::observations::meaning::{self, Areas, How, Locale, Missing, Qualifier, Quantity, Reading, Trouble, Unit};
use crate::sources::Cell;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// What a cell turned out to be; its values are in the slots.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Outcome {
    /// A value.
    Value,
    /// Nothing, for a reason: the word of a [`Missing`].
    Missing(&'static str),
}

/// Why a cell could not be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Wrong {
    /// Which trouble.
    pub code: &'static str,
    /// What stands there.
    pub found: String,
    /// What was perhaps meant.
    pub suggestion: Option<String>,
}

impl std::convert::From<Trouble> for Wrong {
    fn from(trouble: Trouble) -> Wrong {
        Wrong { code: trouble.code.word(), found: trouble.found, suggestion: trouble.suggestion }
    }
}

/// A spelling of an area that was met, and what it was read as.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct AreaMet {
    /// As it stands in the file.
    pub spelling: String,
    /// The code it was read as.
    pub area: String,
    /// `code`, `name`, `former` or `alias`.
    pub how: &'static str,
    /// For a former unit: its name and its last day; for an alias: its line in `areas.csv`, counted from 0.
    pub note: String,
    /// In how many cells.
    pub cells: u64,
}

/// Reads cells by the columns of a recipe.
pub struct CellReader<'a> {
    recipe: &'a Recipe,
    areas: &'a Areas,
    from_1904: bool,
    constants: Vec<Option<Vec<Value>>>,
    units: HashMap<usize, Unit>,
    choices: Vec<HashMap<String, String>>,
    met: HashMap<String, AreaMet>,
    periods: HashMap<String, (i32, i32)>,
    /// Texts that are kept as they stand.
    plain: HashSet<String>,
}

impl<'a> CellReader<'a> {
    /// For the columns as they were found.
    pub fn new(recipe: &'a Recipe, binding: &Binding, areas: &'a Areas, from_1904: bool) -> Self {
        let mut constants: Vec<Option<Vec<Value>>> = vec![None; recipe.columns.len()];
        for (position, title) in &binding.titles {
            constants[*position] = Some(title.values.clone());
        }
        for (position, column) in recipe.columns.iter().enumerate() {
            if column.from == From::Constant {
                // The recipe was checked when it was loaded.
                constants[position] = super::title::constant(column, recipe.locale, areas).ok();
            } else if column.from != From::Column && constants[position].is_none() {
                constants[position] = Some(vec![Value::Missing; column.fields().len()]);
            }
        }
        let choices = recipe
            .columns
            .iter()
            .map(|c| {
                let words = c
                    .choices
                    .iter()
                    .flat_map(|(word, spellings)| spellings.iter().map(move |s| (folded(s), word.clone())));
                words.collect()
            })
            .collect();
        CellReader {
            recipe,
            areas,
            from_1904,
            constants,
            units: binding.units.iter().cloned().collect(),
            choices,
            met: HashMap::new(),
            periods: HashMap::new(),
            plain: HashSet::new(),
        }
    }

    /// The values of a column that is the same in every row.
    pub fn constant(&self, position: usize) -> Option<&Vec<Value>> {
        self.constants[position].as_ref()
    }

    /// Has this text been read as an area before? Then it is neither a total nor a remark.
    pub fn is_known_key(&self, text: &str) -> bool {
        self.met.contains_key(text)
    }

    /// Is the area one that others are part of?
    pub fn has_parts(&self, code: &str) -> bool {
        self.areas.has_parts(code)
    }

    /// Could this text be an area, if only by a near name?
    pub fn is_area(&self, text: &str) -> bool {
        self.met.contains_key(text)
            || match self.areas.read(text, None) {
                Ok(reading) => reading.value().is_some(),
                Err(trouble) => trouble.code != meaning::Code::NotArea,
            }
    }

    /// The spellings of areas so far, in order.
    pub fn areas_met(&self) -> Vec<AreaMet> {
        let mut met: Vec<AreaMet> = self.met.values().cloned().collect();
        met.sort();
        met
    }

    /// Reads a cell of a column into the slots of its fields.
    ///
    /// # Errors
    /// The cell says something that the column cannot hold.
    pub fn read(
        &mut self,
        position: usize,
        at: usize,
        cell: Cell<'_>,
        slots: &mut [Slot],
        buffer: &mut String,
    ) -> Result<Outcome, Wrong> {
        let column = &self.recipe.columns[position];
        slots.fill(Slot::Missing);
        match cell {
            Cell::Empty => return Ok(Outcome::Missing(Missing::Blank.word())),
            Cell::Fault(text) => return Err(Wrong { code: "error-cell", found: text.to_owned(), suggestion: None }),
            _ => {}
        }
        let locale = self.recipe.locale;
        match column.reads {
            Reads::Count => {
                let factor = self.units.get(&at).map_or(1, |u| u.factor);
                let reading = match cell {
                    Cell::Text(text) if factor == 1 => meaning::whole(text, locale).map_err(|mut trouble| {
                        // What would be refused again is no suggestion.
                        trouble.suggestion = trouble.suggestion.filter(|s| meaning::whole(s, locale).is_ok());
                        trouble
                    })?,
                    Cell::Number { value, percent: false } if factor == 1 => {
                        Reading::Value(meaning::whole_from_float(value)?)
                    }
                    // 12,5 under "nghìn hồ sơ" is a whole number of dossiers.
                    Cell::Text(text) => match meaning::decimal(text, locale)? {
                        Reading::Value(n) => Reading::Value(whole_times(n, factor, cell)?),
                        Reading::Missing(missing) => Reading::Missing(missing),
                    },
                    Cell::Number { value, percent: false } => {
                        Reading::Value(whole_times(meaning::from_float(value)?, factor, cell)?)
                    }
                    other => return Err(kind_of_cell(other)),
                };
                let Reading::Value(n) = reading else { return Ok(missing(reading)) };
                if n < 0 {
                    return Err(Wrong { code: "negative-count", found: shown(cell), suggestion: None });
                }
                slots[0] = Slot::Integer(n);
            }
            Reads::Number | Reads::Percent | Reads::Money => {
                let unit = self.units.get(&at);
                let reading = figure(column, cell, locale, unit)?;
                let Reading::Value(quantity) = reading else { return Ok(missing(reading)) };
                write_figure(column, &quantity, cell, slots, buffer)?;
            }
            Reads::Ratio => {
                let reading = match cell {
                    Cell::Text(text) => meaning::ratio(text, locale)?,
                    other => return Err(kind_of_cell(other)),
                };
                let Reading::Value((over, under)) = reading else { return Ok(missing(reading)) };
                slots[0] = Slot::Number(over.scaled());
                slots[1] = Slot::Number(under.scaled());
            }
            Reads::Day => {
                let reading = match cell {
                    Cell::Text(text) => meaning::day(text)?,
                    Cell::Moment(moment) => Reading::Value(moment.date()),
                    Cell::Number { value, percent: false } if value.fract() == 0.0 => {
                        Reading::Value(meaning::serial_day(value, self.from_1904)?)
                    }
                    other => return Err(kind_of_cell(other)),
                };
                let Reading::Value(day) = reading else { return Ok(missing(reading)) };
                slots[0] = Slot::Day(days(day));
            }
            Reads::Period => return self.period(column, cell, slots),
            Reads::Area => return self.area(cell, slots, buffer),
            Reads::Flag => {
                let Some(flag) = flag(cell) else {
                    if let Cell::Text(text) = cell
                        && let Some(missing) = Missing::read(text)
                    {
                        return Ok(Outcome::Missing(missing.word()));
                    }
                    return Err(Wrong { code: "not-a-flag", found: shown(cell), suggestion: None });
                };
                slots[0] = Slot::Flag(flag);
            }
            Reads::Choice => {
                let said = shown(cell);
                let Some(word) = self.choices[position].get(&folded(&said)) else {
                    if let Some(missing) = Missing::read(&said) {
                        return Ok(Outcome::Missing(missing.word()));
                    }
                    let near = column.choices.values().flatten().find(|c| plain_letters(c) == plain_letters(&said));
                    return Err(Wrong { code: "unknown-word", found: said, suggestion: near.cloned() });
                };
                slots[0] = Slot::text(word, buffer);
            }
            Reads::Text => {
                let Cell::Text(text) = cell else {
                    slots[0] = Slot::text(&shown(cell), buffer);
                    return Ok(Outcome::Value);
                };
                if !self.plain.contains(text) {
                    if let Some(missing) = Missing::read(text) {
                        return Ok(Outcome::Missing(missing.word()));
                    }
                    let tidied = tidy(text);
                    if tidied != text {
                        slots[0] = Slot::text(&tidied, buffer);
                        return Ok(Outcome::Value);
                    }
                    if self.plain.len() < MOST_REMEMBERED {
                        self.plain.insert(text.to_owned());
                    }
                }
                slots[0] = Slot::text(text, buffer);
            }
        }
        Ok(Outcome::Value)
    }

    fn period(&mut self, column: &Column, cell: Cell<'_>, slots: &mut [Slot]) -> Result<Outcome, Wrong> {
        let text: Cow<'_, str> = match cell {
            Cell::Text(text) => Cow::Borrowed(text),
            Cell::Number { value, percent: false } if value.fract() == 0.0 => Cow::Owned(shown(cell)),
            Cell::Moment(moment) => {
                // A month typed as 9/2025 becomes the first day of the month, which looks the same as that day alone.
                return Err(Wrong {
                    code: "day-for-period",
                    found: moment.date().to_string(),
                    suggestion: Some(moment.date().strftime("%m/%Y").to_string()),
                });
            }
            other => return Err(kind_of_cell(other)),
        };
        if let Some((start, end)) = self.periods.get(text.as_ref()) {
            (slots[0], slots[1]) = (Slot::Day(*start), Slot::Day(*end));
            return Ok(Outcome::Value);
        }
        let reading = meaning::period(&text, None)?;
        let Reading::Value(period) = reading else { return Ok(missing(reading)) };
        let wrong = |code: &'static str| Err(Wrong { code, found: text.to_string(), suggestion: None });
        // "9 tháng năm 2025" is a sum of months where months are asked for.
        if period.to_date && self.recipe.accumulates == Accumulation::Period {
            return wrong("accumulation-contradicted");
        }
        if self.recipe.accumulates == Accumulation::YearToDate && (period.start.month(), period.start.day()) != (1, 1) {
            return wrong("accumulation-contradicted");
        }
        if column.grain.is_some_and(|g| !g.fits(period.start, period.end)) {
            return wrong("other-grain");
        }
        let both = (days(period.start), days(period.end));
        if self.periods.len() < MOST_REMEMBERED {
            self.periods.insert(text.into_owned(), both);
        }
        (slots[0], slots[1]) = (Slot::Day(both.0), Slot::Day(both.1));
        Ok(Outcome::Value)
    }

    fn area(&mut self, cell: Cell<'_>, slots: &mut [Slot], buffer: &mut String) -> Result<Outcome, Wrong> {
        let text: Cow<'_, str> = match cell {
            Cell::Text(text) => Cow::Borrowed(text),
            Cell::Number { value, percent: false } if value.fract() == 0.0 => Cow::Owned(shown(cell)),
            other => return Err(kind_of_cell(other)),
        };
        if let Some(met) = self.met.get_mut(text.as_ref()) {
            met.cells += 1;
            slots[0] = Slot::text(&met.area, buffer);
            return Ok(Outcome::Value);
        }
        let reading = self.areas.read(&text, None)?;
        let Reading::Value(area) = reading else { return Ok(missing(reading)) };
        slots[0] = Slot::text(area.code, buffer);
        let (how, note) = match area.how {
            How::Code => ("code", String::new()),
            How::Name => ("name", String::new()),
            How::Former { name, until } => ("former", format!("{name}; {until}")),
            How::Alias(line) => ("alias", line.to_string()),
        };
        if self.met.len() < MOST_REMEMBERED {
            let met = AreaMet { spelling: text.clone().into_owned(), area: area.code.to_owned(), how, note, cells: 1 };
            self.met.insert(text.into_owned(), met);
        }
        Ok(Outcome::Value)
    }
}

/// How many different texts are remembered for one column; more are read each time anew.
const MOST_REMEMBERED: usize = 50_000;

fn missing<T>(reading: Reading<T>) -> Outcome {
    match reading {
        Reading::Value(_) => Outcome::Value,
        Reading::Missing(missing) => Outcome::Missing(missing.word()),
    }
}

/// A cell whose very kind is not that of its column: a day among counts, a percentage among counts.
fn kind_of_cell(cell: Cell<'_>) -> Wrong {
    let code = match cell {
        Cell::Moment(_) => "day-among-figures",
        Cell::Number { percent: true, .. } => "percent",
        _ => "not-number",
    };
    Wrong { code, found: shown(cell), suggestion: None }
}

/// Reads a decimal, a percentage or money, in the unit that the cell or its header says.
fn figure(column: &Column, cell: Cell<'_>, locale: Locale, unit: Option<&Unit>) -> Result<Reading<Quantity>, Wrong> {
    let wrong = |code: &'static str, suggestion: Option<String>| Err(Wrong { code, found: shown(cell), suggestion });
    // The quick way: a number alone, as nearly every cell holds.
    if let Cell::Text(text) = cell
        && column.reads != Reads::Percent
        && unit.is_none_or(|u| u.factor == 1)
        && text.as_bytes().last().is_some_and(u8::is_ascii_digit)
        && let Ok(Reading::Value(low)) = meaning::decimal(text, locale)
    {
        return Ok(Reading::Value(Quantity {
            low,
            high: None,
            qualifier: Qualifier::Exact,
            percent: false,
            unit: None,
        }));
    }
    let mut quantity = match cell {
        Cell::Text(text) => match meaning::quantity(text, locale)? {
            Reading::Value(quantity) => quantity,
            Reading::Missing(missing) => return Ok(Reading::Missing(missing)),
        },
        Cell::Number { value, percent } => {
            if percent && column.reads != Reads::Percent {
                return wrong("percent", None);
            }
            let low = if percent { meaning::percent_from_float(value)? } else { meaning::from_float(value)? };
            Quantity { low, high: None, qualifier: Qualifier::Exact, percent, unit: None }
        }
        other => return Err(kind_of_cell(other)),
    };
    // 0,95 may be 95% without its sign, or 0,95%: where neither the cell nor its header says, nobody knows.
    let said_percent = quantity.percent || unit.is_some_and(|u| u.name == "%");
    let small = quantity.low.scaled() > 0 && quantity.low.scaled() <= 1_000_000;
    if column.reads == Reads::Percent && !said_percent && small {
        return wrong("fraction-or-percent", None);
    }
    if quantity.percent && column.reads != Reads::Percent && column.unit.as_deref() != Some("%") {
        return wrong("percent", None);
    }
    if !column.qualified && (quantity.qualifier != Qualifier::Exact || quantity.high.is_some()) {
        return wrong("not-exact", None);
    }
    // A unit in the cell stands before that of the header, which stands before that of the recipe.
    let said = quantity.unit.take();
    let expected = column.base_unit();
    if let (Some(said), Some(expected)) = (&said, &expected)
        && !(quantity.percent || said.name.is_empty() || folded(&said.name) == folded(expected))
    {
        return wrong("unit-contradicted", None);
    }
    if said.is_none()
        && let Some(unit) = unit
    {
        quantity.low = times(quantity.low, unit.factor).ok_or_else(|| too_large(cell))?;
        quantity.high = match quantity.high {
            Some(high) => Some(times(high, unit.factor).ok_or_else(|| too_large(cell))?),
            None => None,
        };
    }
    Ok(Reading::Value(quantity))
}

/// A figure in base units; `None` where it no longer fits.
fn times(value: Decimal, factor: u64) -> Option<Decimal> {
    Decimal::from_scaled(value.scaled().checked_mul(i128::from(factor))?)
}

/// A count in base units.
fn whole_times(value: Decimal, factor: u64, cell: Cell<'_>) -> Result<i64, Wrong> {
    let scaled = times(value, factor).ok_or_else(|| too_large(cell))?.scaled();
    if scaled % 1_000_000 != 0 {
        return Err(Wrong { code: "decimals", found: shown(cell), suggestion: None });
    }
    i64::try_from(scaled / 1_000_000).map_err(|_| too_large(cell))
}

fn too_large(cell: Cell<'_>) -> Wrong {
    Wrong { code: "too-large", found: shown(cell), suggestion: None }
}

fn write_figure(
    column: &Column,
    quantity: &Quantity,
    cell: Cell<'_>,
    slots: &mut [Slot],
    buffer: &mut String,
) -> Result<(), Wrong> {
    let write = |value: Decimal| -> Result<Slot, Wrong> {
        if column.reads != Reads::Money {
            return Ok(Slot::Number(value.scaled()));
        }
        let scaled = value.scaled();
        let whole = (scaled % 1_000_000 == 0).then(|| i64::try_from(scaled / 1_000_000).ok()).flatten();
        // Money is counted in whole đồng.
        whole.map(Slot::Integer).ok_or_else(|| Wrong { code: "not-whole-dong", found: shown(cell), suggestion: None })
    };
    slots[0] = write(quantity.low)?;
    if column.qualified {
        slots[1] = Slot::text(quantity.qualifier.word(), buffer);
        slots[2] = quantity.high.map_or(Ok(Slot::Missing), write)?;
    }
    Ok(())
}

fn flag(cell: Cell<'_>) -> Option<bool> {
    match cell {
        Cell::Flag(flag) => Some(flag),
        Cell::Number { value: 1.0, percent: false } => Some(true),
        Cell::Number { value: 0.0, percent: false } => Some(false),
        Cell::Text(text) => match text.trim() {
            "Có" | "có" | "CÓ" | "x" | "X" | "1" => Some(true),
            "Không" | "không" | "KHÔNG" | "0" => Some(false),
            other => match nfc(other).to_lowercase().as_str() {
                "có" | "đã có" | "yes" | "true" | "✓" | "✔" => Some(true),
                "không" | "chưa" | "chưa có" | "không có" | "no" | "false" => Some(false),
                _ => None,
            },
        },
        _ => None,
    }
}

/// NFC, without line breaks and doubled spaces; untouched where that is so already.
fn tidy(text: &str) -> Cow<'_, str> {
    use unicode_normalization::{IsNormalized, is_nfc_quick};
    let text = text.trim();
    let spaced = text.contains("  ") || text.contains(['\n', '\r', '\t', '\u{a0}']);
    if !spaced && (text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(nfc(text).split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Lower-case letters without marks, to suggest what was meant.
fn plain_letters(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let letters = text.nfd().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
    letters.map(|c| if c == 'đ' { 'd' } else { c }).collect()
}
