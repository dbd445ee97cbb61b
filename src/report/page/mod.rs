//! The page: one HTML file with everything inside, which works from disk and prints on A4.

use crate::charts;
use crate::error::{Error, Result};
use crate::language::{Language, nfc};
use crate::queries::{Effort, Query, Readable};
use crate::report::cell::Results;
use crate::report::chart_cell;
use crate::report::marked;
use crate::report::notebook::{Block, EACH, Notebook};
use crate::report::provenance::{Shown, Witness, inline};
use crate::report::set::{Around, table_of_members};
use crate::report::table::{escape, html_table, table_of};
use crate::report::typed::{Typed, typed};
use crate::report::words::{captioned, lines};
use crate::store::Sealed;
use base64::{Engine, engine::general_purpose::STANDARD};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fmt::Write;

const TEMPLATE: &str = include_str!("page.html");
const STYLE: &str = include_str!("style.css");
const SCRIPTS: [&str; 4] =
    [include_str!("origin.js"), include_str!("tables.js"), include_str!("figures.js"), include_str!("points.js")];

/// What the page says of itself, beside the notebook.
#[derive(Debug)]
pub struct Page<'a> {
    /// Name of the project.
    pub project: &'a str,
    /// Day as of which figures are known, already written for people.
    pub as_of: &'a str,
    /// Language of the page.
    pub language: Language,
    /// Are its figures simulated? Then the page, each table and each chart says so.
    pub simulated: bool,
    /// The queries that made its tables: what its numbers are followed by to their sources.
    pub queries: &'a [Query],
    /// Does the page hold the trees of its numbers? Running statements again for them takes several times as long as all else;
    /// without them a number names the command that tells its tree.
    pub traced: bool,
    /// What the command that explains a number is given besides: ` --param area=03646`.
    pub asked: &'a str,
    /// The pages before and after, where it is one of a set.
    pub around: &'a Around,
}

impl Page<'_> {
    /// What every table, chart and page of simulated figures says.
    fn mark(&self) -> Option<&'static str> {
        self.simulated.then_some(simulated_mark(self.language))
    }

    /// A caption or subtitle, with the mark before it.
    fn marked(&self, text: String) -> String {
        match self.mark() {
            Some(mark) if text.is_empty() => mark.to_owned(),
            Some(mark) => format!("{mark}. {text}"),
            None => text,
        }
    }
}

/// What every table, chart and page of simulated figures says.
pub fn simulated_mark(language: Language) -> &'static str {
    language.say("simulated-mark")
}

/// What rendering a notebook gives.
#[derive(Debug)]
pub struct Rendered {
    /// The page.
    pub html: String,
    /// Its charts, in order.
    pub charts: Vec<Drawn>,
    /// Numbers typed by hand into its prose that its cells give too.
    pub typed: Vec<Typed>,
}

/// A chart of a page.
#[derive(Debug)]
pub struct Drawn {
    /// Name of its cell.
    pub name: String,
    /// The drawing as SVG.
    pub svg: String,
    chart: charts::Chart,
    caption: charts::Caption,
}

impl Drawn {
    /// The same drawing as PNG, at twice the size of the page.
    ///
    /// # Errors
    /// What the drawing library reports.
    pub fn png(&self, language: Language) -> Result<Vec<u8>> {
        charts::draw_png(&self.chart, &self.caption, language, 2.0)
    }
}

/// Runs the cells in order and renders the page; stops at the first error.
///
/// # Errors
/// A cell or a bound value that fails, with the notebook's file and line.
pub fn render(notebook: &Notebook, sealed: &Sealed<'_>, page: &Page<'_>) -> Result<Rendered> {
    let readable = Readable::of(sealed.connection(), [])?;
    let mut results = Results::default();
    let mut body = String::new();
    let mut contents = Vec::new();
    let mut drawn = Vec::new();
    let mut cells = Vec::new();
    let mut number = 0;
    for block in &notebook.blocks {
        match block {
            Block::Text(text, line) => {
                let text = results.filled_markdown(text, &notebook.file, *line, page.language)?;
                body.push_str(&markdown(&text, &mut contents));
            }
            Block::Cell(cell) => {
                number += 1;
                // What lists the pages of a set is no part of any of them.
                if cell.options.contains_key(EACH) {
                    continue;
                }
                let table = results.run(sealed, &readable, cell, &notebook.file)?;
                let reference = format!("{}/{}", notebook.name(), cell.called(number));
                cells.push(Shown {
                    name: reference.clone(),
                    sql: cell.code.clone(),
                    file: format!("{}:{}", cell.file, cell.line),
                    result: table.clone(),
                });
                let at = || format!("{}:{}", cell.file, cell.line);
                let filled = |key: &str| -> Result<String> {
                    let text = cell.options.get(key).map(String::as_str).unwrap_or_default();
                    results.filled(text, &notebook.file, cell.line, page.language)
                };
                let show = cell.options.get("show").map(String::as_str);
                if show == Some("none") || show == Some("rows") && table.rows.is_empty() {
                    continue;
                }
                if table.rows.is_empty() {
                    let none = page.language.say("page-no-figures-yet");
                    let what = filled(if cell.language == "chart" { "title" } else { "caption" })?;
                    let what = if what.is_empty() { String::new() } else { format!("{}: ", escape(&what)) };
                    let _ = writeln!(body, "<p class=\"empty\">{what}{none}.</p>");
                } else if cell.language == "chart" {
                    let form = cell.options.get("form").map(String::as_str).unwrap_or_default();
                    let chart = chart_cell::chart(form, &table, page.language, &at())?;
                    let said = charts::Caption {
                        title: filled("title")?,
                        subtitle: filled("subtitle")?,
                        foot: lines(&filled("foot")?),
                    };
                    let said = captioned(&chart, &table, page.as_of, page.language, &said);
                    let caption = charts::Caption { subtitle: page.marked(said.subtitle.clone()), ..said };
                    let (behind, places) = chart_cell::labelled(&table, page.language);
                    let svg = charts::draw_svg(&chart, &caption, page.language)?;
                    let _ = writeln!(
                        body,
                        "<figure><div class=\"drawing\" data-ref=\"{}\" tabindex=\"0\">{}</div>\n<details class=\"behind\">\
                         <summary>{}</summary>\n{}</details></figure>",
                        escape(&reference),
                        drawing(&svg),
                        page.language.say("page-chart-figures"),
                        table_of(
                            &behind,
                            &page.marked(caption.title.clone()),
                            Some((&reference, places.as_slice())),
                            page.language
                        )
                    );
                    let name =
                        cell.options.get("name").cloned().unwrap_or_else(|| format!("{form}-{}", drawn.len() + 1));
                    drawn.push(Drawn { name, svg, chart, caption });
                } else {
                    body.push_str(&html_table(
                        &table,
                        &page.marked(filled("caption")?),
                        Some(&reference),
                        page.language,
                    ));
                }
            }
        }
    }
    let title = notebook.front.get("title").map_or(page.project, String::as_str);
    let title = results.filled(title, &notebook.file, 1, page.language)?;
    let references: Vec<String> =
        results.marks().into_iter().map(|(cell, column)| format!("{}/{cell}/1/{column}", notebook.name())).collect();
    let body = without_empty_sections(&body, &mut contents);
    let body = marked::spanned(&body, &references);
    // Of cells that no number of the page names nothing is told.
    cells.retain(|cell| page.traced && body.contains(&format!("data-ref=\"{}", escape(&cell.name))));
    let witness = Witness::new(sealed, page.queries, page.language, Effort::One, false)?;
    let provenance = inline(&witness, &cells)?;
    let html = assemble(page, &title, &contents, &body, &provenance)?;
    Ok(Rendered { html, charts: drawn, typed: typed(notebook, &results, page.language) })
}

/// The page that leads to those of a set: the list of its notebook's cell `:each: NAME`, each row a way to its page. Its title
/// is the option `:title:` of that cell, what stands above the list its `:caption:`.
///
/// # Errors
/// As [`crate::report::members`].
pub fn index(notebook: &Notebook, sealed: &Sealed<'_>, page: &Page<'_>) -> Result<String> {
    let table = table_of_members(notebook, sealed)?;
    let option = |key: &str| notebook.each().and_then(|(_, cell)| cell.options.get(key)).cloned().unwrap_or_default();
    let body = html_table(&table, &page.marked(option("caption")), None, page.language);
    let title = Some(option("title")).filter(|title| !title.is_empty()).unwrap_or_else(|| page.project.to_owned());
    assemble(page, &title, &[], &body, "{\"nodes\": [], \"rows\": {}}")
}

/// What the page says of its numbers: whether it holds their trees, or names the command that tells them.
fn how(page: &Page<'_>) -> &'static str {
    if page.traced { page.language.say("page-how-traced") } else { page.language.say("page-how-command") }
}

/// A heading for the table of contents: identifier and text.
struct Entry {
    id: String,
    text: String,
}

/// Markdown to HTML; second-level headings get identifiers and go into the contents. Raw HTML is shown, not used.
fn markdown(text: &str, contents: &mut Vec<Entry>) -> String {
    let mut heading: Option<String> = None;
    let mut events = Vec::new();
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        match (event, &mut heading) {
            (Event::Start(Tag::Heading { level: HeadingLevel::H2, .. }), _) => heading = Some(String::new()),
            (Event::End(TagEnd::Heading(HeadingLevel::H2)), _) => {
                let text = heading.take().unwrap_or_default();
                let id = format!("s{}", contents.len() + 1);
                events.push(Event::Html(format!("<h2 id=\"{id}\">{}</h2>\n", escape(&text)).into()));
                contents.push(Entry { id, text });
            }
            // Of a heading the contents keep the words alone.
            (Event::Text(text) | Event::Code(text), Some(words)) => words.push_str(&marked::words(&text)),
            (_, Some(_)) => {}
            (Event::Html(raw) | Event::InlineHtml(raw), None) => events.push(Event::Text(raw)),
            (other, None) => events.push(other),
        }
    }
    let mut out = String::new();
    html::push_html(&mut out, events.into_iter());
    out
}

/// The ways to other pages of a set: file and text.
fn ways(around: &Around, language: Language) -> Vec<minijinja::Value> {
    let way = |rel: &str, href: &str, text: String| minijinja::context! { rel, href => format!("{href}.html"), text };
    let mut ways = Vec::new();
    if let Some(previous) = &around.previous {
        ways.push(way("prev", &previous.value, format!("← {}", previous.name)));
    }
    if let Some(index) = &around.index {
        ways.push(way("up", index, language.say("page-all").to_owned()));
    }
    if let Some(next) = &around.next {
        ways.push(way("next", &next.value, format!("{} →", next.name)));
    }
    ways
}

/// What the scripts say, as JSON.
fn words(page: &Page<'_>) -> String {
    let language = page.language;
    serde_json::json!({
        "filter": language.say("page-filter"),
        "rows": language.say("page-rows"),
        "save": language.say("page-save"),
        "points": language.say("page-points"),
        "simulated": page.mark(),
        "asked": page.asked,
    })
    .to_string()
}

/// The body without the headings that nothing stands under, which leave the contents too.
fn without_empty_sections(body: &str, contents: &mut Vec<Entry>) -> String {
    const HEADING: &str = "<h2 id=\"";
    let mut kept = String::with_capacity(body.len());
    for (i, section) in body.split(HEADING).enumerate() {
        if i == 0 {
            kept.push_str(section);
            continue;
        }
        let id = section.split('"').next().unwrap_or_default();
        match section.split_once("</h2>") {
            Some((_, under)) if under.trim().is_empty() => contents.retain(|entry| entry.id != id),
            _ => {
                kept.push_str(HEADING);
                kept.push_str(section);
            }
        }
    }
    kept
}

/// The SVG without its XML declaration, for use inside HTML.
fn drawing(svg: &str) -> &str {
    svg.find("<svg").map_or(svg, |at| &svg[at..])
}

/// The letters that the page's font must have: those of its texts, and those that a reader may type or a script may say.
fn letters(texts: &[&str]) -> BTreeSet<char> {
    const MARKS: &str = "–—−…’‘“”«»·×≥≤→←↑↓↕\u{a0}";
    /// The vowels of the Vietnamese alphabet, and the tones that each can have.
    const VOWELS: &str = "a\u{103}\u{e2}e\u{ea}io\u{f4}\u{1a1}u\u{1b0}y";
    const TONES: [&str; 6] = ["", "\u{300}", "\u{309}", "\u{303}", "\u{301}", "\u{323}"];
    let vowels = VOWELS.chars().flat_map(|vowel| TONES.map(|tone| nfc(&format!("{vowel}{tone}"))));
    let lower: String = vowels.chain(["\u{111}".to_owned()]).collect();
    let typed = (' '..='~').chain(MARKS.chars()).chain(lower.chars()).chain(lower.to_uppercase().chars()).collect();
    texts.iter().flat_map(|text| text.chars()).fold(typed, |mut all: BTreeSet<char>, letter| {
        all.insert(letter);
        all
    })
}

fn assemble(page: &Page<'_>, title: &str, contents: &[Entry], body: &str, provenance: &str) -> Result<String> {
    let wrong = |e: minijinja::Error| Error::system(format!("the page's template: {e:#}"));
    let mut environment = minijinja::Environment::new();
    environment.add_template("page.html", TEMPLATE).map_err(wrong)?;
    let contents: Vec<_> =
        contents.iter().map(|e| minijinja::context! { id => e.id.as_str(), text => e.text.as_str() }).collect();
    let fonts = charts::faces(&letters(&[title, body, provenance, page.project]))?;
    let fonts = ["normal", "bold"]
        .into_iter()
        .zip(&fonts)
        .map(|(weight, bytes)| minijinja::context! { weight, data => STANDARD.encode(bytes) })
        .collect::<Vec<_>>();
    let language = page.language;
    let scripts = SCRIPTS.map(|text| minijinja::context! { text, hash => STANDARD.encode(Sha256::digest(text)) });
    environment
        .get_template("page.html")
        .and_then(|template| {
            template.render(minijinja::context! {
                lang => language.tag(),
                title,
                simulated => page.mark(),
                project => page.project,
                as_of => page.as_of,
                known => language.say("page-figures-as-known-on"),
                contents_title => language.say("page-contents"),
                made_by => language.say("page-made-by"),
                version => env!("CARGO_PKG_VERSION"),
                style => STYLE,
                how => how(page),
                origin_title => language.say("page-origin-title"),
                close => language.say("page-close-esc"),
                provenance,
                scripts,
                words => words(page),
                fonts,
                contents,
                ways => ways(page.around, language),
                body,
            })
        })
        .map_err(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_with_nothing_under_it_is_left_out() {
        let mut contents = Vec::new();
        let html = markdown("Before\n\n## A\n\n## B\n\ntext\n\n## C\n", &mut contents);
        let html = without_empty_sections(&html, &mut contents);
        assert_eq!(html, "<p>Before</p>\n<h2 id=\"s2\">B</h2>\n<p>text</p>\n");
        assert_eq!(contents.iter().map(|entry| entry.text.as_str()).collect::<Vec<_>>(), ["B"]);
    }

    #[test]
    fn raw_html_in_a_notebook_is_shown_not_used() {
        let mut contents = Vec::new();
        let html = markdown("## A <b>x</b> & `y`\n\n<script>alert(1)</script>\n", &mut contents);
        assert!(!html.contains("<script>"), "{html}");
        assert_eq!(contents.len(), 1);
    }
}
