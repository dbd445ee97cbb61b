//! Findings in targets: those that differ, fall, or ask for less than the level above, by what the messages say.

use super::findings::{Found as Findings, agree};
use super::projects::{Project, made_up, province, real};
use super::promises::Found;
use super::table::Table;
use std::collections::{BTreeMap, BTreeSet};

/// A target that has a value.
struct Valued<'a> {
    table: &'a Table,
    row: usize,
    unit: String,
    direction: &'a str,
    low: f64,
    high: Option<f64>,
}

impl<'a> Valued<'a> {
    fn all(targets: &'a Table, indicators: &Found<'a>) -> Vec<Valued<'a>> {
        let valued = |row: usize| {
            let promised = targets.id(row, "indicator");
            let unit = targets.text(row, "unit").or_else(|| indicators.text(promised, "unit"))?;
            Some(Valued {
                table: targets,
                row,
                unit: unit.to_owned(),
                direction: indicators.text(promised, "direction")?,
                low: targets.number(row, "low")?,
                high: targets.number(row, "high"),
            })
        };
        targets.rows().filter_map(valued).collect()
    }

    fn text(&self, name: &str) -> &'a str {
        self.table.id(self.row, name)
    }

    fn year(&self) -> i64 {
        self.table.whole(self.row, "year").expect("a year")
    }

    fn same(&self, other: &Valued, names: &[&str]) -> bool {
        names.iter().all(|name| self.text(name) == other.text(name))
    }

    fn place(&self) -> [&'a str; 3] {
        ["document", "section", "item"].map(|name| self.text(name))
    }

    /// Does a value meet the target, taken at its word?
    fn meets(&self, value: f64) -> bool {
        match self.text("comparator") {
            ">=" => value >= self.low,
            ">" => value > self.low,
            "<=" | "rank<=" => value <= self.low,
            "<" => value < self.low,
            "range" => value >= self.low && Some(value) <= self.high,
            _ => value == self.low,
        }
    }

    /// Is there a value that meets both? Where there is one, one of the ends does, or a value just beside it.
    fn together(&self, other: &Valued) -> bool {
        let ends = [Some(self.low), self.high, Some(other.low), other.high];
        let beside = ends.into_iter().flatten().flat_map(|end| [end - 1e-3, end, end + 1e-3]);
        beside.into_iter().any(|value| self.meets(value) && other.meets(value))
    }

    /// Even at its best it asks for less than the other asks at least.
    fn weaker(&self, other: &Valued) -> bool {
        match self.direction {
            "higher" => self.high.unwrap_or(self.low) < other.low,
            _ => self.low > other.high.unwrap_or(other.low),
        }
    }
}

/// Two values for one year, level, area and indicator: a note where one figure can meet both, else a warning within one
/// table and an error between two. One value with two comparators, 3% and more than 3%, is not two values.
fn differing(targets: &[Valued]) -> Findings {
    let mut found = Findings::default();
    for b in targets {
        for a in targets.iter().filter(|a| a.place() < b.place()) {
            let comparable = a.same(b, &["indicator", "level", "ref_area"])
                && a.year() == b.year()
                && a.unit.split(' ').next() == b.unit.split(' ').next();
            let numbers_differ = a.low != b.low || a.high.unwrap_or(a.low) != b.high.unwrap_or(b.low);
            if comparable && numbers_differ {
                let severity = match (a.together(b), a.same(b, &["document", "section"])) {
                    (true, _) => "note",
                    (false, true) => "warning",
                    (false, false) => "error",
                };
                found.add("contradicting-targets", severity, b.text("source_row"));
            }
        }
    }
    found
}

/// A later target weaker than an earlier one of the same thing; said once, of the latest of the earlier ones.
fn falling(targets: &[Valued]) -> Findings {
    let mut found = Findings::default();
    for b in targets.iter().filter(|b| b.direction != "none") {
        let earlier = targets.iter().filter(|a| {
            a.same(b, &["indicator", "level", "ref_area"])
                && a.year() < b.year()
                && a.unit == b.unit
                && !(a.same(b, &["document", "section"]) && !a.same(b, &["item"]) && !a.same(b, &["name_printed"]))
                && b.weaker(a)
        });
        // Of one year the one that asks for most, then the first by place.
        let nearest = earlier
            .max_by(|a, c| (a.year().cmp(&c.year())).then(a.low.total_cmp(&c.low)).then(c.place().cmp(&a.place())));
        if let Some(a) = nearest {
            let same_name = a.text("name_printed").to_lowercase() == b.text("name_printed").to_lowercase();
            found.add("falling-target", if same_name { "error" } else { "warning" }, b.text("source_row"));
        }
    }
    found
}

/// A target weaker than that of an area above for the same year; said once.
fn weaker_than_above(project: &Project, targets: &[Valued]) -> Findings {
    let (areas, units) = (project.known("area"), project.known("unit"));
    let (areas, kinds) = (Found::by(&areas, "area"), Found::by(&units, "unit"));
    let above = |area: &str| {
        std::iter::successors(areas.text(area, "parent"), |area| areas.text(area, "parent")).collect::<Vec<_>>()
    };
    // What is counted in a part is not to be held against the whole's.
    let kind =
        |target: &Valued| kinds.text(&target.unit, "kind").filter(|kind| ["share", "growth", "index"].contains(kind));
    let mut found = Findings::default();
    for b in targets.iter().filter(|b| b.direction != "none" && kind(b).is_some()) {
        let above = above(b.text("ref_area"));
        let held_against = |a: &&Valued| {
            a.same(b, &["indicator"])
                && a.year() == b.year()
                && kind(a) == kind(b)
                && above.contains(&a.text("ref_area"))
                && b.weaker(a)
        };
        if targets.iter().any(|a| held_against(&a)) {
            found.add("weaker-than-above", "warning", b.text("source_row"));
        }
    }
    found
}

/// The longest term of the vocabulary in a target's name says whom or what it counts: another one than usual is told
/// once a document.
fn other_populations(project: &Project, targets: &Table) -> Findings {
    let (terms, documents) = (project.known("population"), project.known("document"));
    let documents = Found::by(&documents, "document");
    let named = |row: usize| {
        let name = targets.id(row, "name_printed").to_lowercase();
        let in_it = terms.rows().filter(|term| name.contains(&terms.id(*term, "term").to_lowercase()));
        let longest = in_it.min_by_key(|term| {
            let term = terms.id(*term, "term");
            (std::cmp::Reverse(term.chars().count()), term.to_owned())
        });
        longest.map(|term| terms.id(term, "population").to_owned())
    };
    let line = |row: usize| targets.id(row, "locator").split('-').next().and_then(|n| n.parse::<u64>().ok());
    let mut first: BTreeMap<[String; 3], usize> = BTreeMap::new();
    for row in targets.rows() {
        let Some(population) = named(row) else { continue };
        let order = |row: usize| {
            (
                targets.whole(row, "year"),
                line(row),
                targets.id(row, "section").to_owned(),
                targets.id(row, "item").to_owned(),
            )
        };
        let key = [targets.id(row, "indicator").to_owned(), targets.id(row, "document").to_owned(), population];
        let best = first.entry(key).or_insert(row);
        if order(row) < order(*best) {
            *best = row;
        }
    }
    let mut found = Findings::default();
    let indicators: BTreeSet<&String> = first.keys().map(|key| &key[0]).collect();
    for indicator in indicators {
        let uses: Vec<(&String, usize)> =
            first.iter().filter(|(key, _)| key[0] == *indicator).map(|(key, row)| (&key[2], *row)).collect();
        let usual = uses.iter().min_by_key(|(_, row)| {
            let rank = ["central", "province", "city"]
                .iter()
                .position(|level| *level == targets.id(*row, "level"))
                .unwrap_or(3);
            // A document that does not say when it was issued comes last.
            let issued = documents.text(targets.id(*row, "document"), "issued");
            let place = ["document", "section", "item"].map(|name| targets.id(*row, name).to_owned());
            (rank, issued.is_none(), issued, targets.whole(*row, "year"), place)
        });
        let Some((usual, _)) = usual else { continue };
        for (_, row) in uses.iter().filter(|(population, _)| population != usual) {
            found.add("changed-population", "warning", targets.id(*row, "source_row"));
        }
    }
    found
}

#[test]
fn findings_in_targets() {
    for (project, least) in [(real(), 24), (province(), 0), (made_up(), 100)] {
        let (targets, all) = (project.known("target"), project.known("indicator"));
        let indicators = Found::by(&all, "indicator");
        let valued = Valued::all(&targets, &indicators);
        let mut again = differing(&valued);
        again.extend(falling(&valued));
        again.extend(weaker_than_above(project, &valued));
        again.extend(other_populations(project, &targets));
        let status = project.result("status").only("status", "missed");
        for row in status.rows() {
            again.add("missed-target", "warning", status.id(row, "source_row"));
        }
        let codes =
            ["contradicting-targets", "falling-target", "weaker-than-above", "changed-population", "missed-target"];
        agree(project, &codes, &again, least);
    }
}
