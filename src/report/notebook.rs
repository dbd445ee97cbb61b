//! A notebook: MyST Markdown with a front matter, text, and `{code-cell}` fences.
//!
//! ````text
//! ---
//! title: Annual review
//! parameters:
//!   area: 14
//! ---
//! Text with {eval}`cell.column` values.
//!
//! ```{code-cell} sql
//! :name: cell
//! SELECT 1 AS column
//! ```
//! ````

use crate::error::{Error, Result};
use crate::queries::Parameters;
use std::collections::BTreeMap;

/// A notebook, parsed.
#[derive(Debug, PartialEq, Eq)]
pub struct Notebook {
    /// How messages call the file.
    pub file: String,
    /// Front matter, key by key.
    pub front: BTreeMap<String, String>,
    /// What it may be asked for, in order: names under `parameters:` of the front matter, each with what it is where nobody
    /// says (nothing: it must be said). Its SQL reads them as `getvariable('NAME')`.
    pub parameters: Vec<(String, Option<String>)>,
    /// Text and cells in order.
    pub blocks: Vec<Block>,
}

/// One part of a notebook.
#[derive(Debug, PartialEq, Eq)]
pub enum Block {
    /// Markdown, and the line it begins on.
    Text(String, usize),
    /// A code cell.
    Cell(Cell),
}

/// A code cell.
#[derive(Debug, PartialEq, Eq)]
pub struct Cell {
    /// `sql` or `chart`.
    pub language: String,
    /// `:key: value` lines.
    pub options: Options,
    /// The statement; empty where the option `:query:` names one of the project's, until [`Notebook::with_queries`].
    pub code: String,
    /// The file that the statement stands in: the notebook, or the named query's.
    pub file: String,
    /// The line of that file on which the statement begins.
    pub line: usize,
}

impl Cell {
    /// What references call it, as the `number`-th cell of its notebook.
    pub fn called(&self, number: usize) -> String {
        self.options.get("name").cloned().unwrap_or_else(|| format!("cell-{number}"))
    }
}

/// The `:key: value` lines of a cell.
pub type Options = BTreeMap<String, String>;

const FENCE: &str = "```";

/// The option that names one of the project's statements for charts, in place of a statement in the cell.
const QUERY: &str = "query";

/// The option of the cell that lists the pages of a set.
pub const EACH: &str = "each";

impl Notebook {
    /// Parses a notebook's text.
    ///
    /// # Errors
    /// A fence or front matter that is not closed, an unknown cell language; with file and line.
    pub fn parse(text: &str, file: &str) -> Result<Notebook> {
        let lines: Vec<&str> = text.lines().collect();
        let mut at = 0;
        let mut front = BTreeMap::new();
        let mut parameters = Vec::new();
        let mut last = "";
        if lines.first() == Some(&"---") {
            let end = lines[1..].iter().position(|l| *l == "---").ok_or_else(|| {
                Error::query("the front matter is not closed").at(format!("{file}:1")).expected("a line ---")
            })?;
            for (i, line) in lines[1..=end].iter().enumerate() {
                let at = || format!("{file}:{}", i + 2);
                let (key, value) = line
                    .split_once(':')
                    .ok_or_else(|| Error::query("not a setting").at(at()).found(*line).expected("key: value"))?;
                let (name, value) = (key.trim(), value.trim().trim_matches('"'));
                if name == key {
                    last = name;
                    front.insert(name.to_owned(), value.to_owned());
                } else if last == "parameters" {
                    parameters.push(parameter(name, value, &at())?);
                } else {
                    return Err(Error::query("an indented line that belongs to nothing")
                        .at(at())
                        .found(*line)
                        .expected("key: value; parameters stand indented below `parameters:`"));
                }
            }
            at = end + 2;
        }
        let mut blocks = Vec::new();
        let mut prose = String::new();
        let mut prose_line = at + 1;
        while at < lines.len() {
            let Some(language) = lines[at].strip_prefix("```{code-cell}") else {
                if prose.is_empty() {
                    prose_line = at + 1;
                }
                prose.push_str(lines[at]);
                prose.push('\n');
                at += 1;
                continue;
            };
            if !prose.trim().is_empty() {
                blocks.push(Block::Text(std::mem::take(&mut prose), prose_line));
            }
            prose.clear();
            let end = lines[at + 1..].iter().position(|l| *l == FENCE).ok_or_else(|| {
                Error::query("the cell is not closed").at(format!("{file}:{}", at + 1)).expected("a line ```")
            })?;
            blocks.push(Block::Cell(cell(language.trim(), &lines[at + 1..at + 1 + end], at + 2, file)?));
            at += end + 2;
        }
        if !prose.trim().is_empty() {
            blocks.push(Block::Text(prose, prose_line));
        }
        Ok(Notebook { file: file.to_owned(), front, parameters, blocks })
    }

    /// The same with the statements that cells name by `:query: NAME`: pairs of name and SQL, as they stand in `folder`.
    ///
    /// # Errors
    /// A name that is not among them, with the notebook's file and line.
    pub fn with_queries(mut self, queries: &[(String, String)], folder: &str) -> Result<Notebook> {
        for block in &mut self.blocks {
            let Block::Cell(cell) = block else { continue };
            let Some(wanted) = cell.options.get(QUERY) else { continue };
            let found = queries.iter().find(|(name, _)| name == wanted).ok_or_else(|| {
                let known: Vec<&str> = queries.iter().map(|(name, _)| name.as_str()).collect();
                Error::query(format!("there is no such statement in {folder}"))
                    .at(format!("{}:{}", cell.file, cell.line))
                    .found(wanted)
                    .expected(known.join(", "))
            })?;
            cell.code.clone_from(&found.1);
            cell.file = format!("{folder}/{wanted}.sql");
            cell.line = 1;
        }
        Ok(self)
    }

    /// The name that references call it by: its file's, without folder, language and ending.
    pub fn name(&self) -> &str {
        let file = self.file.rsplit('/').next().unwrap_or(&self.file);
        let stem = file.strip_suffix(".md").unwrap_or(file);
        stem.strip_suffix(".en").unwrap_or(stem)
    }

    /// The cell that lists what it is to be told for one page each: that with `:each: NAME`.
    pub fn each(&self) -> Option<(&str, &Cell)> {
        self.cells().into_iter().find_map(|(_, cell)| Some((cell.options.get(EACH)?.as_str(), cell)))
    }

    /// Its cells in order, each with the name that references call it by: its own, else `cell-N` from 1.
    pub fn cells(&self) -> Vec<(String, &Cell)> {
        let cells = self.blocks.iter().filter_map(|block| match block {
            Block::Cell(cell) => Some(cell),
            Block::Text(..) => None,
        });
        let named = |(i, cell): (usize, _)| (Cell::called(cell, i + 1), cell);
        cells.enumerate().map(named).collect()
    }
}

/// A name that SQL can ask for, and what it is where nobody says.
fn parameter(name: &str, value: &str, at: &str) -> Result<(String, Option<String>)> {
    let own = Parameters::NAMES.contains(&name) && name != "area";
    if own || name.is_empty() || !name.chars().all(|c| c.is_ascii_lowercase() || c == '_') {
        return Err(Error::query("not a name for a notebook's parameter").at(at).found(name).expected(format!(
            "letters a-z and _, and none of what every query is told: {}",
            Parameters::NAMES.iter().filter(|name| **name != "area").copied().collect::<Vec<_>>().join(", ")
        )));
    }
    Ok((name.to_owned(), Some(value.to_owned()).filter(|value| !value.is_empty())))
}

fn cell(language: &str, lines: &[&str], first_line: usize, file: &str) -> Result<Cell> {
    if !["sql", "chart"].contains(&language) {
        return Err(Error::query("unknown kind of cell")
            .at(format!("{file}:{}", first_line - 1))
            .found(language)
            .expected("sql or chart"));
    }
    let mut options = Options::new();
    let mut skip = 0;
    for line in lines {
        let Some((key, value)) = line.strip_prefix(':').and_then(|l| l.split_once(':')) else { break };
        options.insert(key.trim().to_owned(), value.trim().to_owned());
        skip += 1;
    }
    let code = lines[skip..].join("\n");
    let at = || format!("{file}:{first_line}");
    match (options.get(QUERY), code.trim().is_empty()) {
        (None, true) => return Err(Error::query("the cell has no statement").at(at())),
        (Some(name), false) => {
            return Err(Error::query("the cell has a statement and names a query")
                .at(at())
                .found(name)
                .expected("one of both"));
        }
        _ => {}
    }
    Ok(Cell { language: language.to_owned(), options, code, file: file.to_owned(), line: first_line + skip })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_know_their_lines() {
        let text = "---\ntitle: \"A: b\"\n---\n\n# Head\n\n```{code-cell} sql\n:name: a\nSELECT 1\n```\nEnd\n";
        let notebook = Notebook::parse(text, "n.md").unwrap();
        assert_eq!(notebook.front["title"], "A: b");
        let [Block::Text(head, 4), Block::Cell(cell), Block::Text(_, 11)] = &notebook.blocks[..] else {
            panic!("{:?}", notebook.blocks)
        };
        assert!(head.contains("# Head"));
        assert_eq!((cell.line, cell.options["name"].as_str(), cell.code.as_str()), (9, "a", "SELECT 1"));
    }

    #[test]
    fn parameters_stand_below_their_heading() {
        let text = "---\ntitle: A\nparameters:\n  area: \"14\"\n  indicator:\n---\nx\n";
        let notebook = Notebook::parse(text, "n.md").unwrap();
        let expected = [("area".to_owned(), Some("14".to_owned())), ("indicator".to_owned(), None)];
        assert_eq!(notebook.parameters, expected);
        let error = Notebook::parse("---\ntitle: A\n  area: 14\n---\n", "n.md").unwrap_err().to_string();
        assert!(error.starts_with("n.md:3: an indented line"), "{error}");
        for name in ["as_of", "Area", "a b"] {
            let text = format!("---\nparameters:\n  {name}: 1\n---\n");
            let error = Notebook::parse(&text, "n.md").unwrap_err().to_string();
            assert!(error.starts_with("n.md:3: not a name for a notebook's parameter"), "{error}");
        }
    }

    #[test]
    fn a_cell_may_name_a_statement_of_the_project() {
        let text = "x\n```{code-cell} chart\n:form: slope\n:query: slope\n```\n";
        let notebook = || Notebook::parse(text, "n.md").unwrap();
        let queries = [("slope".to_owned(), "SELECT 1".to_owned())];
        let filled = notebook().with_queries(&queries, "queries/charts").unwrap();
        let cell = filled.cells()[0].1;
        assert_eq!((&cell.code[..], &cell.file[..], cell.line), ("SELECT 1", "queries/charts/slope.sql", 1));
        let error = notebook().with_queries(&[], "queries/charts").unwrap_err().to_string();
        assert!(error.starts_with("n.md:5: there is no such statement in queries/charts"), "{error}");
        let error = Notebook::parse(&text.replace(":query: slope", ":query: slope\nSELECT 1"), "n.md").unwrap_err();
        assert!(error.to_string().contains("has a statement and names a query"), "{error}");
    }

    #[test]
    fn what_is_not_closed_is_named() {
        let error = Notebook::parse("x\n```{code-cell} sql\nSELECT 1\n", "n.md").unwrap_err().to_string();
        assert!(error.starts_with("n.md:2: the cell is not closed"), "{error}");
        let error = Notebook::parse("```{code-cell} python\n1\n```\n", "n.md").unwrap_err().to_string();
        assert!(error.starts_with("n.md:1: unknown kind of cell"), "{error}");
    }
}
