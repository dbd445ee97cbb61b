//! What stands in FROM: relations with their columns, each with its origins.

use super::Origin;
use super::footing::Reading;
use serde_json::Value;
use std::collections::BTreeSet;

/// Origins of one column.
pub type Origins = BTreeSet<Origin>;

/// Columns of a SELECT, in order.
#[derive(Debug, Clone, Default)]
pub struct Columns {
    /// Those whose names are written.
    pub named: Vec<(String, Origins)>,
    /// Columns whose names only the engine knows: where they stand among the others, and what all of them are made of.
    pub open: Option<(usize, Origins)>,
    /// What decides which rows there are; looked for only where somebody asks what values stand on.
    pub rows: Origins,
}

impl Columns {
    /// Adds a column with a name.
    pub fn push(&mut self, name: impl Into<String>, origins: Origins) {
        self.named.push((name.into(), origins));
    }

    /// Adds columns whose names only the engine knows.
    pub fn spread(&mut self, origins: Origins) {
        let at = self.named.len();
        let (_, all) = self.open.get_or_insert((at, Origins::new()));
        all.extend(origins);
    }

    /// The tables that the columns are made of.
    pub fn tables(&self) -> BTreeSet<String> {
        let open = self.open.iter().map(|(_, origins)| origins);
        let all = self.named.iter().map(|(_, origins)| origins).chain(open).chain([&self.rows]);
        let of = |origin: &Origin| match origin {
            Origin::Column { table, .. } | Origin::Rows(table) => Some(table.clone()),
            _ => None,
        };
        all.flatten().filter_map(of).collect()
    }

    /// The columns as they are read through a name that stands at a place.
    pub fn read_at(self, place: &Value) -> Columns {
        let through = |origins: Origins| -> Origins {
            let one = |origin: Origin| match origin {
                Origin::Column { table, column } => Origin::Column { table: Reading::named(&table, place), column },
                Origin::Rows(table) => Origin::Rows(Reading::named(&table, place)),
                other => other,
            };
            origins.into_iter().map(one).collect()
        };
        Columns {
            named: self.named.into_iter().map(|(name, origins)| (name, through(origins))).collect(),
            open: self.open.map(|(at, origins)| (at, through(origins))),
            rows: through(self.rows),
        }
    }

    /// The columns under other names, the first ones as far as there are names.
    pub fn renamed(mut self, names: &[String]) -> Columns {
        if let (true, Some((at, origins))) = (names.len() > self.named.len(), self.open.clone()) {
            let spread = names.len() - self.named.len();
            self.named.splice(at..at, std::iter::repeat_n((String::new(), origins), spread));
            self.open = None;
        }
        for ((name, _), new) in self.named.iter_mut().zip(names) {
            name.clone_from(new);
        }
        self
    }

    /// The columns of two, each made of both: what a UNION gives.
    pub fn united(mut self, other: Columns, by_name: bool) -> Columns {
        for (i, (name, origins)) in other.named.into_iter().enumerate() {
            let at = if by_name { self.named.iter().position(|(n, _)| *n == name) } else { Some(i) };
            match at.and_then(|at| self.named.get_mut(at)) {
                Some((_, all)) => all.extend(origins),
                None if by_name => self.named.push((name, origins)),
                None => self.spread(origins),
            }
        }
        if let Some((_, origins)) = other.open {
            self.spread(origins);
        }
        self.rows.extend(other.rows);
        self
    }
}

/// One relation of FROM, under the name that the statement gives it.
#[derive(Debug, Clone)]
pub struct Relation {
    /// Its name, in lower case; empty where it has none.
    pub name: String,
    /// Its columns.
    pub columns: Columns,
    /// The tables whose rows it is made of.
    pub tables: BTreeSet<String>,
    /// Columns that `*` leaves out: they are there once already, by USING.
    pub hidden: BTreeSet<String>,
    /// Is it only looked up, as the right side of a SEMI or ANTI JOIN is?
    pub aside: bool,
}

impl Relation {
    /// The origins of a column, where it has one of this name.
    pub fn column(&self, name: &str) -> Option<&Origins> {
        self.columns.named.iter().find(|(n, _)| n.to_lowercase() == name).map(|(_, origins)| origins)
    }

    /// The origins of every column.
    pub fn all(&self) -> Origins {
        let named = self.columns.named.iter().flat_map(|(_, origins)| origins.clone());
        named.chain(self.columns.open.iter().flat_map(|(_, origins)| origins.clone())).collect()
    }
}

/// The relations that hold where an expression stands, the nearest SELECT first.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'a> {
    /// Relations of this SELECT's FROM.
    pub relations: &'a [Relation],
    /// Columns of this SELECT that are named already.
    pub aliases: &'a [(String, Origins)],
    /// The SELECT around it.
    pub outer: Option<&'a Scope<'a>>,
}

impl Scope<'_> {
    /// Where there is nothing to name.
    pub const EMPTY: Scope<'static> = Scope { relations: &[], aliases: &[], outer: None };

    /// The origins of a reference; nothing where no relation has such a column.
    pub fn find(&self, names: &[String]) -> Option<Origins> {
        self.here(names).or_else(|| self.outer.and_then(|outer| outer.find(names)))
    }

    fn here(&self, names: &[String]) -> Option<Origins> {
        let first = names.first()?;
        // Relation and column; then a column, of which the rest are fields; then a relation as a whole.
        if let [table, column, ..] = names
            && let Some(relation) = self.relations.iter().find(|r| r.name == *table)
        {
            let open = || relation.columns.open.as_ref().map(|(_, origins)| origins);
            if let Some(found) = relation.column(column).or_else(open) {
                return Some(found.clone());
            }
        }
        let mut holding = self.relations.iter().filter_map(|r| r.column(first));
        if let Some(found) = holding.next() {
            // Only a column of USING may stand in two.
            return Some(holding.fold(found.clone(), |all, more| all.union(more).cloned().collect()));
        }
        if let Some((_, origins)) = self.aliases.iter().find(|(name, _)| name.to_lowercase() == *first) {
            return Some(origins.clone());
        }
        if let Some(relation) = self.relations.iter().find(|r| r.name == *first) {
            return Some(relation.all());
        }
        if names.len() > 1 && self.relations.iter().any(|r| names.get(1) == Some(&r.name)) {
            return self.here(&names[1..]);
        }
        let mut open = self.relations.iter().filter_map(|r| r.columns.open.as_ref());
        let (_, found) = open.next()?;
        Some(open.fold(found.clone(), |all, (_, more)| all.union(more).cloned().collect()))
    }
}
