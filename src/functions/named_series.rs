//! Series of several areas in one row: names, dates and values side by side, a place in each list for every reading.
//!
//! Lists of lists would say the same, but what is NULL inside them is not safe to read (see `flattened`); these are made
//! by `list(area ORDER BY area, date), list(date ORDER BY area, date), list(value ORDER BY area, date)`.

use super::columns::{Dates, Lists};
use super::series::Readings;
use crate::statistics::Refusal;
use arrow::array::{Float64Array, StringArray};
use std::collections::BTreeMap;

/// The lists of one row, and where in them each name stands.
pub(super) struct NamedSeries<'a> {
    places: BTreeMap<&'a str, Vec<usize>>,
    nameless: usize,
    dates: Vec<Option<i32>>,
    values: Vec<Option<f64>>,
}

impl<'a> NamedSeries<'a> {
    /// Errors: [`Refusal::UnequalLists`].
    pub(super) fn of(
        names: &Lists<'a, StringArray>,
        dates: &Lists<'a, Dates>,
        values: &Lists<'a, Float64Array>,
        row: usize,
    ) -> Result<NamedSeries<'a>, Refusal> {
        let (dates, values): (Vec<_>, Vec<_>) = (dates.row(row).collect(), values.row(row).collect());
        let names = names.row(row);
        if names.len() != dates.len() || dates.len() != values.len() {
            return Err(Refusal::UnequalLists);
        }
        let (mut places, mut nameless) = (BTreeMap::<&str, Vec<usize>>::new(), 0);
        for (place, name) in names.enumerate() {
            match name {
                Some(name) => places.entry(name).or_default().push(place),
                None => nameless += 1,
            }
        }
        Ok(NamedSeries { places, nameless, dates, values })
    }

    /// How many places have no name: nobody knows whose reading that is.
    pub(super) fn nameless(&self) -> usize {
        self.nameless
    }

    /// How many different names there are.
    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    /// How many places the lists have.
    pub(super) fn places(&self) -> usize {
        self.dates.len()
    }

    /// Each name with its readings, in the order of names. A place without its date or its value is left out and counted;
    /// the dates of each name must be in order, as of every series in lists apart.
    pub(super) fn each(&self) -> impl Iterator<Item = (&'a str, Readings)> {
        self.places.iter().map(|(name, places)| {
            let complete = places.iter().filter_map(|place| Some((self.dates[*place]?, self.values[*place]?)));
            (*name, Readings::of(places.len(), complete.collect()))
        })
    }

    /// Of another list beside these, what stands at the latest date of each name; in the order of names.
    pub(super) fn latest(&self, beside: &[Option<f64>]) -> Vec<Option<f64>> {
        let latest = |places: &Vec<usize>| {
            let dated = places.iter().filter(|place| self.dates[**place].is_some());
            beside[*dated.max_by_key(|place| self.dates[**place])?]
        };
        self.places.values().map(latest).collect()
    }
}
