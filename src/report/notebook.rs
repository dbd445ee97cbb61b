//! A notebook: MyST Markdown with a front matter, text, and `{code-cell}` fences.
//!
//! ````text
//! ---
//! title: Annual review
//! ---
//! Text with {eval}`cell.column` values.
//!
//! ```{code-cell} sql
//! :name: cell
//! SELECT 1 AS column
//! ```
//! ````

use crate::error::{Error, Result};
use std::collections::BTreeMap;

/// A notebook, parsed.
#[derive(Debug)]
pub struct Notebook {
    /// How messages call the file.
    pub file: String,
    /// Front matter, key by key.
    pub front: BTreeMap<String, String>,
    /// Text and cells in order.
    pub blocks: Vec<Block>,
}

/// One part of a notebook.
#[derive(Debug)]
pub enum Block {
    /// Markdown, and the line it begins on.
    Text(String, usize),
    /// A code cell.
    Cell(Cell),
}

/// A code cell.
#[derive(Debug)]
pub struct Cell {
    /// `sql` or `chart`.
    pub language: String,
    /// `:key: value` lines.
    pub options: Options,
    /// The statement.
    pub code: String,
    /// The line of the file on which the statement begins.
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

impl Notebook {
    /// Parses a notebook's text.
    ///
    /// # Errors
    /// A fence or front matter that is not closed, an unknown cell language; with file and line.
    pub fn parse(text: &str, file: &str) -> Result<Notebook> {
        let lines: Vec<&str> = text.lines().collect();
        let mut at = 0;
        let mut front = BTreeMap::new();
        if lines.first() == Some(&"---") {
            let end = lines[1..].iter().position(|l| *l == "---").ok_or_else(|| {
                Error::query("the front matter is not closed").at(format!("{file}:1")).expected("a line ---")
            })?;
            for (i, line) in lines[1..=end].iter().enumerate() {
                let (key, value) = line.split_once(':').ok_or_else(|| {
                    Error::query("not a setting").at(format!("{file}:{}", i + 2)).found(*line).expected("key: value")
                })?;
                front.insert(key.trim().to_owned(), value.trim().trim_matches('"').to_owned());
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
        Ok(Notebook { file: file.to_owned(), front, blocks })
    }

    /// The name that references call it by: its file's, without folder, language and ending.
    pub fn name(&self) -> &str {
        let file = self.file.rsplit('/').next().unwrap_or(&self.file);
        let stem = file.strip_suffix(".md").unwrap_or(file);
        stem.strip_suffix(".en").unwrap_or(stem)
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
    if code.trim().is_empty() {
        return Err(Error::query("the cell has no statement").at(format!("{file}:{first_line}")));
    }
    Ok(Cell { language: language.to_owned(), options, code, line: first_line + skip })
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
    fn what_is_not_closed_is_named() {
        let error = Notebook::parse("x\n```{code-cell} sql\nSELECT 1\n", "n.md").unwrap_err().to_string();
        assert!(error.starts_with("n.md:2: the cell is not closed"), "{error}");
        let error = Notebook::parse("```{code-cell} python\n1\n```\n", "n.md").unwrap_err().to_string();
        assert!(error.starts_with("n.md:1: unknown kind of cell"), "{error}");
    }
}
