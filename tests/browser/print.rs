//! On paper: A4, as many sheets as the page needs and none of them empty, nothing torn apart that belongs together.

use super::on_every_page;
use super::tab::Tab;
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::json;

/// What lies between the margins of an A4 sheet, in CSS pixels: 180 by 265 mm.
const WIDTH: u32 = 680;
const HEIGHT: f64 = 265.0 / 25.4 * 96.0;

/// The objects of a PDF file: number, and what stands between `obj` and `endobj`.
fn objects(pdf: &[u8]) -> Vec<(u32, String)> {
    // Bytes become characters one by one, so that places stay what they are.
    let text: String = pdf.iter().map(|b| char::from(*b)).collect();
    let mut objects = Vec::new();
    for piece in text.split("endobj") {
        let Some(at) = piece.find(" 0 obj") else { continue };
        let digits: String = piece[..at].chars().rev().take_while(char::is_ascii_digit).collect();
        let number: String = digits.chars().rev().collect();
        objects.push((number.parse().expect("a number"), piece[at + " 0 obj".len()..].to_owned()));
    }
    objects
}

/// What follows a key in a dictionary, up to its end.
fn after<'a>(dictionary: &'a str, key: &str) -> Option<&'a str> {
    let at = dictionary.find(key)? + key.len();
    Some(dictionary[at..].trim_start())
}

fn leading(text: &str) -> Option<u32> {
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// A page of a PDF file: its box, and the bytes of what is drawn on it (compressed).
struct Sheet {
    size: Vec<f64>,
    drawn: u32,
}

/// The pages of a PDF file, and how many its page tree says there are.
fn sheets(pdf: &[u8]) -> (Vec<Sheet>, u32) {
    let objects = objects(pdf);
    let is = |o: &str, kind: &str| {
        after(o, "/Type")
            .is_some_and(|t| t.strip_prefix(kind).is_some_and(|r| !r.starts_with(|c: char| c.is_alphanumeric())))
    };
    let counted =
        objects.iter().filter(|(_, o)| is(o, "/Pages")).filter_map(|(_, o)| after(o, "/Count").and_then(leading)).max();
    let sheet = |o: &str| {
        let size =
            after(o, "/MediaBox").and_then(|b| b.strip_prefix('[')).and_then(|b| b.split(']').next()).expect("a box");
        let content = after(o, "/Contents").and_then(leading).expect("what is drawn");
        let (_, stream) = objects.iter().find(|(n, _)| *n == content).expect("the stream");
        Sheet {
            size: size.split_whitespace().map(|n| n.parse().expect("a number")).collect(),
            drawn: after(stream, "/Length").and_then(leading).expect("its length"),
        }
    };
    (objects.iter().filter(|(_, o)| is(o, "/Page")).map(|(_, o)| sheet(o)).collect(), counted.unwrap_or(0))
}

fn printed(tab: &mut Tab) -> Vec<u8> {
    let answer = tab.ask("Page.printToPDF", json!({ "preferCSSPageSize": true, "printBackground": false }));
    STANDARD.decode(answer["data"].as_str().expect("a file")).expect("base64")
}

/// Lays the page out as paper is, without cutting it into sheets.
fn as_paper(tab: &mut Tab) {
    tab.ask("Emulation.setEmulatedMedia", json!({ "media": "print" }));
    tab.ask(
        "Emulation.setDeviceMetricsOverride",
        json!({ "width": WIDTH, "height": 1000, "deviceScaleFactor": 1, "mobile": false }),
    );
}

#[test]
fn a_page_prints_on_a4_without_an_empty_sheet() {
    on_every_page(|tab, page| {
        let (sheets, counted) = sheets(&printed(tab));
        assert_eq!(sheets.len(), counted as usize, "{page}");
        for (i, sheet) in sheets.iter().enumerate() {
            let [_, _, width, height] = sheet.size[..] else { panic!("{page}: {:?}", sheet.size) };
            assert!((width - 595.3).abs() < 1.5 && (height - 841.9).abs() < 1.5, "{page}: {width} by {height} points");
            assert!(
                sheet.drawn > 300,
                "{page}: sheet {} of {counted} is empty: {} bytes are drawn",
                i + 1,
                sheet.drawn
            );
        }
        // What is kept together costs room, but not half of all.
        as_paper(tab);
        let long = tab.js("document.documentElement.scrollHeight").as_f64().expect("a height") / HEIGHT;
        let (least, most) = ((0.9 * long).floor(), (1.6 * long + 2.0).ceil());
        assert!((least..=most).contains(&f64::from(counted)), "{page}: {counted} sheets for a length of {long:.1}");
    });
}

/// What is torn apart by the edge of a sheet although it belongs together, what is higher than a sheet, what is on paper
/// although it is for screens.
const TORN: &str = r"height => {
    const wrong = [], style = e => getComputedStyle(e), say = (what, e) => wrong.push(what + ': ' + e.outerHTML.slice(0, 100));
    document.querySelectorAll('figure, tr, blockquote, .table.short').forEach(e => { if (style(e).breakInside !== 'avoid') { say('may be torn', e) } });
    document.querySelectorAll('figure, tr, blockquote').forEach(e => { if (e.getBoundingClientRect().height > height) { say('higher than a sheet', e) } });
    document.querySelectorAll('h2, h3, .caption').forEach(e => { if (style(e).breakAfter !== 'avoid') { say('may stand alone', e) } });
    document.querySelectorAll('thead').forEach(e => { if (style(e).display !== 'table-header-group') { say('not repeated', e) } });
    document.querySelectorAll('.tools, details.behind, #origin, .how').forEach(e => { if (e.checkVisibility()) { say('for screens', e) } });
    document.querySelectorAll('.simulated').forEach(e => { if (!e.checkVisibility() || style(e).printColorAdjust !== 'exact') { say('not printed', e) } });
    return wrong.slice(0, 5);
}";

#[test]
fn what_belongs_together_stays_together() {
    on_every_page(|tab, page| {
        tab.js("(() => { const n = document.querySelector('td[data-ref], th[data-ref]'); n.click() })()");
        as_paper(tab);
        assert_eq!(tab.call(TORN, HEIGHT), json!([]), "{page}");
        // Nothing is cut off at the sheet's edge: a table or chart that is too wide for it.
        let wide = "[...document.querySelectorAll('main *')].filter(e => e.checkVisibility() && !e.closest('svg *') && e.getBoundingClientRect().right > innerWidth + 1)
            .map(e => e.outerHTML.slice(0, 160)).slice(0, 3)";
        assert_eq!(tab.js(wide), json!([]), "{page}: wider than the sheet");
        if page.simulated() {
            assert_eq!(tab.js("document.querySelector('header .simulated').checkVisibility()"), true, "{page}");
        }
    });
}
