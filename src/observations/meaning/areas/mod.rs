//! Areas by code or by name: exactly one, or a trouble that lists what it may be.

mod entry;
mod find;
mod name;
mod near;

pub use entry::AreaEntry;

use crate::observations::meaning::missing::Reading;
use crate::observations::meaning::trouble::{Code, Trouble};
use crate::observations::meaning::words::{as_shown, fold, tidy};
use jiff::civil::Date;
use name::AreaName;
use std::collections::{HashMap, HashSet};
use std::sync::RwLock;

/// The areas that cells may name, and the spellings that a dataset has declared for them.
#[derive(Debug)]
pub struct Areas {
    entries: Vec<AreaEntry>,
    /// Codes of areas that present ones are part of.
    wholes: HashSet<String>,
    by_code: HashMap<String, Vec<usize>>,
    by_full_name: HashMap<String, Vec<usize>>,
    by_short_name: HashMap<String, Vec<usize>>,
    /// Folded spelling to the place in the list of aliases, and the code it stands for.
    aliases: HashMap<String, (usize, String)>,
    /// Folded names of former districts, in full and short, to their full names.
    districts: HashMap<String, Vec<String>>,
    /// What raw texts were read as: the same few hundred come millions of times.
    known: RwLock<HashMap<Option<Date>, KnownTexts>>,
}

/// An area that was read, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AreaMatch<'a> {
    /// Its official code; a former area's successor's.
    pub code: &'a str,
    /// By what it was found.
    pub how: How<'a>,
}

/// By what an area was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How<'a> {
    /// By the code of a present area.
    Code,
    /// By the name of a present area.
    Name,
    /// By the name or code of a former area, which has gone into this one.
    Former {
        /// Its full name; only its short name where two former areas share that and went into the same one.
        name: &'a str,
        /// The last day on which it existed.
        until: Date,
    },
    /// By a declared spelling.
    Alias(
        /// Its place in the list that [`Areas::new`] was given.
        usize,
    ),
}

type Known = Result<Reading<Found>, Trouble>;
type KnownTexts = HashMap<Box<str>, Known>;

/// A match by places in the lists, so that it can be kept without borrowing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Found {
    area: usize,
    how: FoundBy,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FoundBy {
    Code,
    Name,
    Former { entry: usize, shared: bool },
    Alias(usize),
}

/// Distinct texts that are remembered; a column with more of them holds no areas.
const REMEMBERED: usize = 50_000;

impl Areas {
    /// Are present areas part of this one?
    pub fn has_parts(&self, code: &str) -> bool {
        self.wholes.contains(code)
    }

    /// Areas, present and former, and the spellings declared for them: `(spelling, code)`. A spelling is more than a
    /// name: it wins where both fit.
    ///
    /// # Errors
    /// `not-area` where a successor or a declared spelling has a code that no area has.
    pub fn new(entries: Vec<AreaEntry>, aliases: Vec<(String, String)>) -> Result<Areas, Trouble> {
        let mut areas = Areas {
            by_code: HashMap::new(),
            by_full_name: HashMap::new(),
            by_short_name: HashMap::new(),
            aliases: HashMap::new(),
            districts: HashMap::new(),
            known: RwLock::default(),
            wholes: entries.iter().filter(|e| !e.is_former()).filter_map(|e| e.parent.clone()).collect(),
            entries,
        };
        for (i, entry) in areas.entries.iter_mut().enumerate() {
            let full = fold(&entry.name);
            if entry.short_name.is_empty() {
                entry.short_name = as_shown(&tidy(&entry.name), &full, &AreaName::read(&full).bare);
            }
            let short = fold(&entry.short_name);
            areas.by_code.entry(entry.code.clone()).or_default().push(i);
            areas.by_full_name.entry(full).or_default().push(i);
            areas.by_short_name.entry(short).or_default().push(i);
            if let Some(district) = &entry.district {
                let full = fold(district);
                for key in [AreaName::read(&full).bare, full] {
                    let names = areas.districts.entry(key).or_default();
                    if !names.contains(district) {
                        names.push(district.clone());
                    }
                }
            }
        }
        let codes =
            areas.entries.iter().filter_map(|e| e.successor.as_ref()).chain(aliases.iter().map(|(_, code)| code));
        for code in codes {
            if !areas.by_code.contains_key(code) {
                return Err(Trouble::new(Code::NotArea, code));
            }
        }
        for (i, (spelling, code)) in aliases.into_iter().enumerate() {
            areas.aliases.insert(fold(&spelling), (i, code));
        }
        Ok(areas)
    }

    /// Reads an area from its code or name. `on` is the day that the figures are about: it decides between a present
    /// and a former area of the same full name or code.
    ///
    /// A code may have lost its leading noughts. A name may have its type or not, in full or shortened (`P.An Hòa`),
    /// in any case, composed or not, and be followed by the places it lies in. A former area leads to its successor.
    ///
    /// ```
    /// use milepost::observations::meaning::{AreaEntry, Areas, Code, How};
    /// let commune = |code: &str, name: &str| AreaEntry {
    ///     code: code.into(),
    ///     name: name.into(),
    ///     short_name: String::new(),
    ///     kind: "commune".into(),
    ///     valid_from: None,
    ///     valid_to: None,
    ///     successor: None,
    ///     parent: None,
    ///     district: None,
    /// };
    /// let areas = Areas::new(vec![commune("00123", "Phường An Hòa"), commune("00456", "Xã Tân Phú")], vec![]).unwrap();
    /// let found = areas.read("P. AN HÒA", None).unwrap().value().unwrap();
    /// assert_eq!((found.code, found.how), ("00123", How::Name));
    /// let trouble = areas.read("Xã Tân Phúc", None).unwrap_err();
    /// assert_eq!((trouble.code, trouble.suggestion.as_deref()), (Code::NearArea, Some("Xã Tân Phú")));
    /// ```
    ///
    /// # Errors
    /// `ambiguous-area` with all that it may be, `near-area` with the nearest names, `area-elsewhere` where the
    /// district or province named with it is another, `not-area`.
    pub fn read(&self, text: &str, on: Option<Date>) -> Result<Reading<AreaMatch<'_>>, Trouble> {
        let found = self.remembered(text, on).unwrap_or_else(|| {
            let found = self.find(text, on);
            self.remember(text, on, &found);
            found
        })?;
        Ok(found.map(|found| self.answer(found)))
    }

    fn remembered(&self, text: &str, on: Option<Date>) -> Option<Known> {
        // A poisoned lock holds answers as good as any: each is put in whole.
        let known = self.known.read().unwrap_or_else(|poisoned| poisoned.into_inner());
        known.get(&on)?.get(text).cloned()
    }

    fn remember(&self, text: &str, on: Option<Date>, found: &Known) {
        let mut known = self.known.write().unwrap_or_else(|poisoned| poisoned.into_inner());
        if known.values().map(HashMap::len).sum::<usize>() < REMEMBERED && text.len() <= 200 {
            known.entry(on).or_default().insert(text.into(), found.clone());
        }
    }

    fn answer(&self, found: Found) -> AreaMatch<'_> {
        let how = match found.how {
            FoundBy::Code => How::Code,
            FoundBy::Name => How::Name,
            FoundBy::Alias(place) => How::Alias(place),
            FoundBy::Former { entry, shared } => {
                let entry = &self.entries[entry];
                let name = if shared { &entry.short_name } else { &entry.name };
                How::Former { name, until: entry.valid_to.expect("only an area with a last day is former") }
            }
        };
        AreaMatch { code: &self.entries[found.area].code, how }
    }
}
