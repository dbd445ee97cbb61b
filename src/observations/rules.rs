//! What rows must agree on with each other: unique keys, known references, parts within wholes, shares within bounds.

use super::dataset::Source;
use super::frame::repeated_key;
use super::typed::{TypedRow, TypedTable};
use crate::catalog::{Comparator, Decimal, Value};
use crate::error::{Error, Result};
use std::collections::{HashMap, HashSet};

/// Fails at the first row that breaks a rule.
pub fn check(tables: &[TypedTable], sources: &[Source]) -> Result<()> {
    for table in tables {
        if let Some((first, second)) = repeated_key(table)? {
            let key: Vec<String> =
                table.table.key.iter().map(|c| format!("{c} = {}", show(&table.key_value(second, c)))).collect();
            return Err(Error::data("the key stands twice")
                .at(format!("{}, columns {}", second.address, table.table.key.join(", ")))
                .found(key.join(", "))
                .expected(format!("a row of its own: {} has the same key", first.address)));
        }
    }
    references(tables, sources)?;
    for (table, column) in [("area", "parent"), ("measure", "part_of"), ("indicator", "component_of")] {
        no_circle(find(tables, table), column)?;
    }
    let units = unit_kinds(tables);
    let indicators = indicators(find(tables, "indicator"), &units)?;
    observations(find(tables, "observation"), &units, &indicators)?;
    targets(find(tables, "target"), &units, &indicators)
}

/// What rows must know of an indicator.
struct Indicator<'a> {
    unit: &'a str,
    kind: &'a str,
    lower: Option<Decimal>,
    upper: Option<Decimal>,
}

impl Indicator<'_> {
    fn allows(&self, value: Decimal) -> bool {
        self.lower.is_none_or(|l| value >= l) && self.upper.is_none_or(|u| value <= u)
    }

    fn bounds(&self) -> String {
        let show = |b: Option<Decimal>| b.map_or("none".to_owned(), |b| b.to_string());
        format!("from {} to {} {}", show(self.lower), show(self.upper), self.unit)
    }

    /// May a figure in this unit be a value of the indicator? Shares may name their base (`% GRDP`).
    fn fits(&self, unit: &str, units: &HashMap<&str, &str>) -> bool {
        unit == self.unit || self.kind == "share" && units.get(unit) == Some(&"share")
    }
}

/// No row is, by way of others, above itself.
fn no_circle(table: &TypedTable, column: &str) -> Result<()> {
    let key = table.table.key[0];
    let above: HashMap<&str, &str> =
        table.rows.iter().filter_map(|row| Some((table.text(row, key)?, table.text(row, column)?))).collect();
    for row in &table.rows {
        let Some(start) = table.text(row, key) else { continue };
        let mut at = start;
        for _ in 0..=table.rows.len() {
            match above.get(at) {
                Some(next) if *next == start => {
                    return Err(fail(
                        row,
                        column,
                        "the row is above itself",
                        start,
                        "a row that does not lead back here",
                    ));
                }
                Some(next) => at = next,
                None => break,
            }
        }
    }
    Ok(())
}

fn find<'a>(tables: &'a [TypedTable], name: &str) -> &'a TypedTable {
    tables.iter().find(|t| t.table.name == name).expect("every table of the catalogue is there")
}

/// Every reference names an existing row.
fn references(tables: &[TypedTable], sources: &[Source]) -> Result<()> {
    let mut known: HashMap<&str, HashSet<&str>> = HashMap::new();
    for table in tables {
        let keys = table.rows.iter().filter_map(|row| table.text(row, table.table.key[0])).collect();
        known.insert(table.table.name, keys);
    }
    for table in tables {
        for column in table.table.columns {
            let Some(target) = column.references else { continue };
            for row in &table.rows {
                let Some(text) = table.text(row, column.name) else { continue };
                if !known[target].contains(text) {
                    return Err(Error::data(format!("unknown {target}"))
                        .at(format!("{}, column `{}`", row.address, column.name))
                        .found(text)
                        .expected(format!("a `{target}` of the catalogue"))
                        .hint(format!("correct the spelling, or add it to the dataset that holds `{target}`")));
                }
            }
        }
    }
    for source in sources {
        if let Some(document) = &source.document
            && !known["document"].contains(document.as_str())
        {
            return Err(Error::data("unknown document")
                .at(format!("datasets/{}/source.toml", source.name))
                .found(document)
                .expected("a `document` of the catalogue"));
        }
    }
    Ok(())
}

fn unit_kinds(tables: &[TypedTable]) -> HashMap<&str, &str> {
    let table = find(tables, "unit");
    table.rows.iter().filter_map(|row| Some((table.text(row, "unit")?, table.text(row, "kind")?))).collect()
}

/// Every indicator by its identifier.
fn indicators<'a>(table: &'a TypedTable, units: &HashMap<&str, &'a str>) -> Result<HashMap<&'a str, Indicator<'a>>> {
    let number = |row, column| match table.get(row, column) {
        Value::Number(n) => Some(*n),
        _ => None,
    };
    let mut found = HashMap::new();
    for row in &table.rows {
        let (Some(name), Some(unit)) = (table.text(row, "indicator"), table.text(row, "unit")) else { continue };
        let kind = units.get(unit).copied().unwrap_or_default();
        let (lower, upper) = (number(row, "lower_bound"), number(row, "upper_bound"));
        if let (Some(low), Some(high)) = (lower, upper)
            && low >= high
        {
            return Err(fail(
                row,
                "upper_bound",
                "the bounds enclose nothing",
                &format!("{low} to {high}"),
                "lower below upper",
            ));
        }
        found.insert(name, Indicator { unit, kind, lower, upper });
    }
    for row in &table.rows {
        let (Some(name), Some(whole)) = (table.text(row, "indicator"), table.text(row, "component_of")) else {
            continue;
        };
        if found[name].kind != found[whole].kind {
            let found = format!("{} of {}", found[name].unit, found[whole].unit);
            return Err(fail(
                row,
                "component_of",
                "a component has another kind of unit than its whole",
                &found,
                "one kind of unit",
            ));
        }
    }
    Ok(found)
}

fn observations(
    table: &TypedTable,
    units: &HashMap<&str, &str>,
    indicators: &HashMap<&str, Indicator<'_>>,
) -> Result<()> {
    let mut of_measure: HashMap<&str, (Option<&str>, &str, &str)> = HashMap::new();
    for row in &table.rows {
        let number = |column| match table.get(row, column) {
            Value::Number(n) => Some(*n),
            Value::Text(printed) => printed.parse().ok(),
            _ => None,
        };
        let unit = table.text(row, "unit").unwrap_or_default();
        let share = units.get(unit) == Some(&"share");
        match (number("numerator"), number("denominator"), number("value")) {
            (Some(_), None, _) | (None, Some(_), _) => {
                return Err(fail(
                    row,
                    "denominator",
                    "a ratio needs both its parts",
                    "only one of numerator and denominator",
                    "both, or neither",
                ));
            }
            (Some(_), Some(_), Some(_)) => {
                return Err(fail(
                    row,
                    "value",
                    "parts and a value stand together",
                    "numerator, denominator and value",
                    "the parts (put the printed rate into `published`), or the value alone",
                ));
            }
            (None, None, None) => {
                return Err(fail(
                    row,
                    "value",
                    "the row has no figure",
                    "nothing",
                    "numerator and denominator, or value",
                ));
            }
            (Some(part), Some(whole), None) if part > whole => {
                return Err(fail(
                    row,
                    "numerator",
                    "the numerator is above the denominator",
                    &format!("{part} of {whole}"),
                    "a part no larger than the whole",
                ));
            }
            (Some(part), Some(_), None) if part.scaled() < 0 => {
                return Err(fail(row, "numerator", "a part is below zero", &part.to_string(), "0 or more"));
            }
            _ => {}
        }
        if share {
            for column in ["value", "published"] {
                if let Some(value) = number(column)
                    && !(0..=100 * 10i128.pow(u32::from(Decimal::SCALE))).contains(&value.scaled())
                {
                    return Err(fail(
                        row,
                        column,
                        "a share lies outside 0 to 100",
                        &value.to_string(),
                        "a percentage from 0 to 100",
                    ));
                }
            }
        }
        if let Some(indicator) = table.text(row, "indicator").and_then(|i| indicators.get(i)) {
            reading(table, row, unit, units, indicator, number("value"))?;
        }
        if let (Some(value), Some(published)) = (number("value"), number("published"))
            && value != published
        {
            return Err(fail(
                row,
                "published",
                "the figure and its printed form differ",
                &format!("value {value}, published {published}"),
                "the same number",
            ));
        }
        if let (Value::Date(start), Value::Date(end)) = (table.get(row, "period_start"), table.get(row, "period_end"))
            && start > end
        {
            return Err(fail(
                row,
                "period_end",
                "the period ends before it begins",
                &end.to_string(),
                &format!("{start} or later"),
            ));
        }
        if (*table.get(row, "as_of") == Value::Missing) != (*table.get(row, "as_of_basis") == Value::Missing) {
            return Err(fail(
                row,
                "as_of_basis",
                "a day and its basis go together",
                "only one of them",
                "both, or neither",
            ));
        }
        let measure = table.text(row, "measure").unwrap_or_default();
        let indicator = table.text(row, "indicator");
        let first = of_measure.entry(measure).or_insert((indicator, unit, &row.address));
        if (first.0, first.1) != (indicator, unit) {
            return Err(fail(
                row,
                "measure",
                "the measure is used with two units or indicators",
                &format!("{measure}: {} in {unit}", indicator.unwrap_or("no indicator")),
                &format!("{} in {}, as in {}", first.0.unwrap_or("no indicator"), first.1, first.2),
            ));
        }
    }
    Ok(())
}

/// A row that is a reading of an indicator: dated, in its unit, within its bounds.
fn reading(
    table: &TypedTable,
    row: &TypedRow,
    unit: &str,
    units: &HashMap<&str, &str>,
    indicator: &Indicator<'_>,
    value: Option<Decimal>,
) -> Result<()> {
    let has = |column| *table.get(row, column) != Value::Missing;
    if !has("as_of") && !has("period_end") {
        return Err(fail(
            row,
            "as_of",
            "a reading of an indicator needs its day",
            "neither as_of nor period_end",
            "one of them",
        ));
    }
    match value {
        Some(_) if !indicator.fits(unit, units) => {
            Err(fail(row, "unit", "the figure is not in the indicator's unit", unit, indicator.unit))
        }
        Some(value) if !indicator.allows(value) => {
            let expected = indicator.bounds();
            Err(fail(row, "value", "the value lies outside the indicator's bounds", &value.to_string(), &expected))
        }
        None if indicator.kind != "share" => Err(fail(
            row,
            "numerator",
            "parts give a percentage, and the indicator is none",
            &format!("parts of an indicator in {}", indicator.unit),
            "a value",
        )),
        _ => Ok(()),
    }
}

fn targets(table: &TypedTable, units: &HashMap<&str, &str>, indicators: &HashMap<&str, Indicator<'_>>) -> Result<()> {
    for row in &table.rows {
        let has = |column| *table.get(row, column) != Value::Missing;
        let comparator = table.text(row, "comparator").and_then(Comparator::read);
        match comparator {
            Some(Comparator::Range) if !(has("low") && has("high")) => {
                return Err(fail(row, "high", "a range needs both its ends", "one of them", "low and high"));
            }
            Some(Comparator::Words) if !has("text") => {
                return Err(fail(row, "text", "a target in words needs its words", "nothing", "the words"));
            }
            Some(Comparator::Range | Comparator::Words) => {}
            _ if !has("low") => return Err(fail(row, "low", "the target has no value", "nothing", "a number")),
            _ if has("high") => return Err(fail(row, "high", "only a range has a high end", "a number", "nothing")),
            _ => {}
        }
        if let Some(indicator) = table.text(row, "indicator").and_then(|i| indicators.get(i)) {
            if let Some(unit) = table.text(row, "unit")
                && comparator != Some(Comparator::Words)
                && !indicator.fits(unit, units)
            {
                return Err(fail(row, "unit", "the target is not in the indicator's unit", unit, indicator.unit));
            }
            for column in ["low", "high"] {
                if let Value::Number(value) = table.get(row, column)
                    && !indicator.allows(*value)
                {
                    let (found, expected) = (value.to_string(), indicator.bounds());
                    return Err(fail(row, column, "the target lies outside the indicator's bounds", &found, &expected));
                }
            }
        }
        if let (Value::Number(low), Value::Number(high)) = (table.get(row, "low"), table.get(row, "high"))
            && low > high
        {
            return Err(fail(
                row,
                "high",
                "the range is upside down",
                &format!("{low} to {high}"),
                "low no larger than high",
            ));
        }
    }
    Ok(())
}

fn fail(row: &TypedRow, column: &str, what: &str, found: &str, expected: &str) -> Error {
    Error::data(what).at(format!("{}, column `{column}`", row.address)).found(found).expected(expected)
}

fn show(value: &Value) -> String {
    match value {
        Value::Missing => "(blank)".to_owned(),
        Value::Text(text) => text.clone(),
        Value::Integer(n) => n.to_string(),
        Value::Number(n) => n.to_string(),
        Value::Date(d) => d.to_string(),
        Value::Flag(b) => b.to_string(),
    }
}
