//! How pages are called: their paths, and their names in the list of all.

use super::super::pages;
use crate::report::{Notebook, Rendered};

/// The path of a notebook's own page.
pub fn path_of(notebook: &Notebook) -> String {
    format!("/{}.html", pages::file(notebook))
}

/// The path of a page of a set.
pub fn path_in(set: &str, page: &str) -> String {
    format!("/{set}/{page}.html")
}

/// The title of a notebook; its name where the title is made of figures, which are not known before it is told.
pub fn title_of(notebook: &Notebook) -> &str {
    notebook.front.get("title").filter(|title| !title.contains('{')).map_or(notebook.name(), String::as_str)
}

/// The charts of a page as SVG, by their paths.
pub fn charts_of(page: &Rendered) -> impl Iterator<Item = (String, String)> {
    page.charts.iter().map(|drawn| (format!("/charts/{}.svg", drawn.name), drawn.svg.clone()))
}
