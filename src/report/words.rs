//! The words around a chart: as the notebook or the command says, else as the rows bring them along.

use crate::charts::Caption;
use crate::language::Language;
use crate::store::ResultTable;

/// What parts the lines of a foot.
const LINES: &str = " | ";

/// The words of a chart from what is said of it, and from the first row's columns `title`, `subtitle` and `foot` (or
/// `title_vi`, `title_en` and so on; lines of the foot apart by ` | `) where nothing is said.
pub fn caption_of(rows: &ResultTable, language: Language, said: &Caption) -> Caption {
    let of_rows = |name: &str| {
        let own = format!("{name}_{}", language.tag());
        let text = |column: &str| rows.position(column).and_then(|_| rows.get(0, column).text().map(str::to_owned));
        text(&own).or_else(|| text(name)).unwrap_or_default()
    };
    let or = |said: &str, name: &str| if said.is_empty() { of_rows(name) } else { said.to_owned() };
    let foot = if said.foot.is_empty() { lines(&of_rows("foot")) } else { said.foot.clone() };
    Caption { title: or(&said.title, "title"), subtitle: or(&said.subtitle, "subtitle"), foot }
}

/// The lines of a foot.
pub fn lines(text: &str) -> Vec<String> {
    text.split(LINES).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}
