//! axe-core finds nothing serious on any page, on a desk and on a phone, with all that opens open.

use super::pages::{Page, pages};
use super::tab::{Tab, left_out};
use serde_json::Value;
use std::fs;
use std::path::Path;

/// The script of axe-core, where `cargo xtask test` puts it.
fn script() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("vendor/axe-core/axe.min.js");
    fs::read_to_string(&path).unwrap_or_else(|e| {
        panic!("{}: {e}; `cargo xtask test` fetches it (npm package axe-core)", path.display());
    })
}

/// Every rule that is broken: its name, how bad that is, where.
const ASKED: &str = r"contrast => axe.run(document, { resultTypes: ['violations'], rules: { 'color-contrast': { enabled: contrast } } }).then(found => found.violations.map(v =>
    [v.id, v.impact, v.help, v.nodes.slice(0, 3).map(n => n.target.join(' ') + ' ' + n.html.slice(0, 120)), v.nodes.length]))";

/// Asks axe-core; what is serious or worse ends the test, the rest is told.
fn asked(tab: &mut Tab, page: &Page, screen: &str) {
    // Colours are the same on every screen, and looking at them takes most of the time.
    let found = tab.call(ASKED, screen == "desk");
    let (worse, rest): (Vec<&Value>, Vec<&Value>) =
        found.as_array().expect("a list").iter().partition(|v| v[1] == "serious" || v[1] == "critical");
    for violation in rest {
        println!("{page}, {screen}: {violation}");
    }
    assert!(worse.is_empty(), "{page}, {screen}: {worse:#?}");
}

fn look(open: impl Fn(&Page) -> Tab, screen: &str) {
    if left_out() {
        return;
    }
    let script = script();
    for page in pages().iter().filter(|page| screen == "desk" || page.once()) {
        let tab = &mut open(page);
        tab.js(&format!("{script}; 0"));
        tab.js("document.querySelectorAll('details').forEach(d => { d.open = true })");
        tab.js("document.querySelector('td[data-ref], th[data-ref]').click()");
        tab.js("document.querySelectorAll('#origin details').forEach(d => { d.open = true })");
        // Of a long table the rows are alike: six are enough, and axe-core takes its time for each cell.
        tab.js("document.querySelectorAll('tbody tr:nth-child(n+7)').forEach(row => row.remove())");
        asked(tab, page, screen);
    }
}

#[test]
fn axe_finds_nothing_serious_on_a_desk() {
    look(Tab::open, "desk");
}

#[test]
fn axe_finds_nothing_serious_on_a_phone() {
    look(Tab::on_phone, "phone");
}
