//! `milepost query graph`: what is made of what, as a tree or as a drawing.

use super::super::plan::Plan;
use super::super::tree::Node;
use super::super::workbench::{Workbench, unknown_query};
use super::super::{Outcome, output};
use crate::charts::{BoxKind, Graph, GraphBox, draw_graph};
use crate::error::{Error, Result};
use crate::language::Language;
use crate::queries::{self, Lineage, Origin};
use crate::store::Place;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What of the graph is asked for.
pub struct Request<'a> {
    /// A query, or one column of it as `query.column`; all where there is none.
    pub name: Option<&'a str>,
    /// Column by column?
    pub columns: bool,
    /// Where to draw it.
    pub to: Option<&'a Path>,
}

/// Prints the tree, or draws it into an SVG file.
pub fn graph(plan: &Plan, request: &Request) -> Result<Outcome> {
    let bench = Workbench::prepare(plan, Place::Memory)?;
    let lineage = queries::lineage(bench.store.connection(), &bench.queries)?;
    let (name, column) = match request.name.map(|n| n.split_once('.').map_or((n, None), |(n, c)| (n, Some(c)))) {
        Some((name, column)) => (Some(name), column),
        None => (None, None),
    };
    if let Some(name) = name {
        let query = lineage.query(name).ok_or_else(|| unknown_query(name, &bench.queries))?;
        if let Some(column) = column.filter(|c| lineage.of(name, c).is_none()) {
            let columns = query.columns.iter().map(|c| c.column.as_str()).collect::<Vec<_>>().join(", ");
            return Err(Error::usage("the query has no such column").found(column).expected(columns));
        }
    }
    let columns = request.columns || column.is_some();
    let asked = Asked { lineage: &lineage, language: plan.language };
    if let Some(path) = request.to {
        let graph = if columns { asked.columns_drawn(name, column) } else { asked.tables_drawn(name) };
        let title = plan.language.say("graph-title");
        let title = request.name.map_or_else(|| title.to_owned(), |name| format!("{title}: {name}"));
        std::fs::write(path, draw_graph(&graph, &title, plan.language))
            .map_err(|e| Error::system(e.to_string()).at(path.display().to_string()))?;
        output::say(&format!("{}\n", path.display()))?;
        return Ok(Outcome::Fine);
    }
    let root = plan.language.say("graph-queries");
    let mut seen = BTreeSet::new();
    let mut trees: Vec<Node> =
        asked
            .roots(name)
            .into_iter()
            .map(|query| {
                if columns { asked.columns_told(query, column, &mut seen) } else { asked.table_told(query, &mut seen) }
            })
            .collect();
    let tree = if trees.len() == 1 { trees.remove(0) } else { Node::new(root, trees) };
    tree.print(plan.format)?;
    Ok(Outcome::Fine)
}

struct Asked<'a> {
    lineage: &'a Lineage,
    language: Language,
}

impl<'a> Asked<'a> {
    /// The query asked for; else those that no other reads.
    fn roots(&self, name: Option<&'a str>) -> Vec<&'a str> {
        let read: BTreeSet<&str> =
            self.lineage.queries.iter().flat_map(|q| q.reads.iter().map(String::as_str)).collect();
        match name {
            Some(name) => vec![name],
            None => self.lineage.queries.iter().map(|q| q.query.as_str()).filter(|q| !read.contains(q)).collect(),
        }
    }

    fn again(&self, text: &str) -> Node {
        Node::leaf(format!("{text} ({})", self.language.say("graph-see-above")))
    }

    fn table_told(&self, table: &str, seen: &mut BTreeSet<String>) -> Node {
        let Some(query) = self.lineage.query(table) else {
            return Node::leaf(format!("{table} ({})", self.language.say("graph-dataset")));
        };
        if !seen.insert(table.to_owned()) && !query.reads.is_empty() {
            return self.again(table);
        }
        Node::new(table, query.reads.iter().map(|t| self.table_told(t, seen)).collect())
    }

    fn columns_told(&self, query: &str, only: Option<&str>, seen: &mut BTreeSet<String>) -> Node {
        let columns = self.lineage.query(query).map(|q| q.columns.as_slice()).unwrap_or_default();
        let asked = columns.iter().filter(|c| only.is_none_or(|only| only == c.column));
        let mut nodes: Vec<Node> = asked.map(|c| self.column_told(query, &c.column, seen)).collect();
        if only.is_some() && nodes.len() == 1 { nodes.remove(0) } else { Node::new(query, nodes) }
    }

    fn column_told(&self, table: &str, column: &str, seen: &mut BTreeSet<String>) -> Node {
        let name = format!("{table}.{column}");
        let Some(lineage) = self.lineage.of(table, column) else {
            return Node::leaf(format!("{name} ({})", self.language.say("graph-dataset")));
        };
        if lineage.from.is_empty() {
            return Node::leaf(format!("{name} ({})", self.language.say("graph-of-literals")));
        }
        if !seen.insert(name.clone()) {
            return self.again(&name);
        }
        let below = lineage.from.iter().map(|origin| match origin {
            Origin::Column { table, column } => self.column_told(table, column, seen),
            Origin::Rows(table) => Node::leaf(format!("{table} ({})", self.language.say("graph-rows-of-table"))),
            Origin::Parameter(name) => Node::leaf(format!("{name} ({})", self.language.say("graph-parameter"))),
            Origin::Unknown { reason, place } => Node::leaf(format!("? {reason} ({place})")),
        });
        let below = below.collect();
        Node::new(name, below)
    }

    fn tables_drawn(&self, name: Option<&'a str>) -> Graph {
        let mut drawing = Drawing::default();
        let mut open: Vec<&str> = self.roots(name);
        let mut done = BTreeSet::new();
        while let Some(table) = open.pop() {
            if !done.insert(table) {
                continue;
            }
            let to = drawing.table(self.lineage, table);
            for read in self.lineage.query(table).map(|q| q.reads.as_slice()).unwrap_or_default() {
                let from = drawing.table(self.lineage, read);
                drawing.graph.lines.push(((from, None), (to, None)));
                open.push(read);
            }
        }
        drawing.graph
    }

    fn columns_drawn(&self, name: Option<&'a str>, only: Option<&str>) -> Graph {
        let mut drawing = Drawing::default();
        let mut open: Vec<(String, String)> = Vec::new();
        for query in self.roots(name) {
            let columns = self.lineage.query(query).map(|q| q.columns.as_slice()).unwrap_or_default();
            let asked = columns.iter().filter(|c| only.is_none_or(|only| only == c.column));
            open.extend(asked.map(|c| (query.to_owned(), c.column.clone())));
        }
        open.reverse();
        let mut done = BTreeSet::new();
        while let Some((table, column)) = open.pop() {
            if !done.insert((table.clone(), column.clone())) {
                continue;
            }
            let to = drawing.table(self.lineage, &table);
            let to = drawing.row(to, &column);
            for origin in self.lineage.of(&table, &column).map(|c| c.from.clone()).unwrap_or_default() {
                let from = match origin {
                    Origin::Column { table, column } => {
                        let at = drawing.table(self.lineage, &table);
                        let end = drawing.row(at, &column);
                        open.push((table, column));
                        end
                    }
                    Origin::Rows(table) => {
                        let at = drawing.table(self.lineage, &table);
                        drawing.row(at, "*")
                    }
                    Origin::Parameter(name) => {
                        let at = drawing.named(BoxKind::Told, self.language.say("graph-parameters"));
                        drawing.row(at, &name)
                    }
                    Origin::Unknown { reason, .. } => {
                        let at = drawing.named(BoxKind::Unknown, "?");
                        drawing.row(at, &reason)
                    }
                };
                drawing.graph.lines.push((from, to));
            }
        }
        drawing.graph
    }
}

/// A graph that grows, with its boxes by name.
#[derive(Default)]
struct Drawing {
    graph: Graph,
    at: BTreeMap<(BoxKind, String), usize>,
}

impl Drawing {
    fn table(&mut self, lineage: &Lineage, name: &str) -> usize {
        self.named(if lineage.query(name).is_some() { BoxKind::Query } else { BoxKind::Dataset }, name)
    }

    fn named(&mut self, kind: BoxKind, title: &str) -> usize {
        let next = self.graph.boxes.len();
        let at = *self.at.entry((kind, title.to_owned())).or_insert(next);
        if at == next {
            self.graph.boxes.push(GraphBox { kind, title: title.to_owned(), rows: Vec::new() });
        }
        at
    }

    fn row(&mut self, at: usize, name: &str) -> (usize, Option<usize>) {
        let rows = &mut self.graph.boxes[at].rows;
        let row = rows.iter().position(|r| r == name).unwrap_or_else(|| {
            rows.push(name.to_owned());
            rows.len() - 1
        });
        (at, Some(row))
    }
}
