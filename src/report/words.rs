//! The words around a chart: as the notebook or the command says, else as the rows bring them along.

use crate::charts::{Caption, Chart};
use crate::language::{Language, count};
use crate::store::ResultTable;

/// What parts the lines of a foot.
const LINES: &str = " | ";

/// The words of a chart from what is said of it, and from the first row's columns `title`, `subtitle` and `foot` (or
/// `title_vi`, `title_en` and so on; lines of the foot apart by ` | `) where nothing is said.
fn caption_of(rows: &ResultTable, language: Language, said: &Caption) -> Caption {
    let of_rows = |name: &str| {
        let own = format!("{name}_{}", language.tag());
        let text = |column: &str| rows.position(column).and_then(|_| rows.get(0, column).text().map(str::to_owned));
        text(&own).or_else(|| text(name)).unwrap_or_default()
    };
    let or = |said: &str, name: &str| if said.is_empty() { of_rows(name) } else { said.to_owned() };
    let foot = if said.foot.is_empty() { lines(&of_rows("foot")) } else { said.foot.clone() };
    Caption { title: or(&said.title, "title"), subtitle: or(&said.subtitle, "subtitle"), foot }
}

/// The same, and at the foot what every chart carries: its method, how many figures it shows, and by what day they were known.
pub fn captioned(chart: &Chart, rows: &ResultTable, as_of: &str, language: Language, said: &Caption) -> Caption {
    let mut caption = caption_of(rows, language, said);
    let (method, n) = (chart.method(language), count(i128::from(chart.figures()), language));
    let basis = language.say_with("chart-basis", &[("method", &method), ("n", &n), ("day", &as_of)]);
    caption.foot.push(basis);
    caption
}

/// The lines of a foot.
pub fn lines(text: &str) -> Vec<String> {
    text.split(LINES).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}
