//! The preview: when a notebook is saved the page is renewed, and the reader stays where he was, in the table he had arranged.

use super::common::{milepost, stdout};
use super::server::Server;
use super::tab::{Tab, left_out};
use serde_json::json;
use std::fs;

/// Where the heading of the chart stands on the screen, and how the table above is arranged.
const SEEN: &str = r"(() => {
    const heading = [...document.querySelectorAll('h2')].find(heading => heading.textContent === 'A chart');
    const table = document.querySelector('div.table'), filter = table.querySelector('.filter input');
    return [
        Math.round(heading.getBoundingClientRect().top),
        [...table.querySelectorAll('thead th')].map(head => head.getAttribute('aria-sort')),
        [...table.querySelectorAll('tbody tr')].filter(row => row.checkVisibility()).map(row => row.cells[0].textContent),
        filter.value, document.activeElement === filter, document.querySelector('main details').open,
    ];
})()";

#[test]
fn a_renewed_page_keeps_the_readers_place_and_what_he_arranged() {
    if left_out() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    stdout(&milepost(folder.path(), &["init", "example"]));
    let example = folder.path().join("example");
    let notebook = example.join("notebooks/annual-review.md");
    let below = "A paragraph that makes the page longer than any screen.\n\n".repeat(40);
    let text = format!("{}\n## After it\n\n{below}", include_str!("witness.md"));
    fs::write(&notebook, &text).expect("written");
    let server = Server::of(&example);
    let tab = &mut Tab::empty();
    tab.visit(&format!("http://127.0.0.1:{}/", server.port));

    tab.js("document.querySelector('.filter input').focus()");
    tab.write("xã");
    tab.js("document.querySelectorAll('div.table thead button')[1].click(), document.querySelectorAll('div.table thead button')[1].click()");
    tab.js("document.querySelector('main details').open = true");
    let to_heading = "window.scrollTo(0, window.scrollY + [...document.querySelectorAll('h2')].find(h => h.textContent === 'A chart').getBoundingClientRect().top - 120)";
    tab.js(to_heading);
    let before = tab.js(SEEN);
    assert_eq!(before[0], 120, "{before}");
    assert_eq!(before[1], json!(["none", "descending", "none", "none", "none", "none"]), "{before}");
    let left = ["Xã Ăn Hòa", "Xã Dồm Cang", "Xã Đông Sang", "Xã An Bình", "Xã Ân Nghĩa"];
    assert_eq!(before[2], json!(left), "{before}");

    // Saved with one paragraph more above: what the reader looks at moves down on the page, not on the screen.
    let from_top = tab.js("window.scrollY");
    tab.forget("Page.loadEventFired");
    fs::write(&notebook, text.replace("## Rows", "A new paragraph.\n\n## Rows")).expect("written");
    tab.event("the renewed page", "Page.loadEventFired");
    assert_eq!(tab.js("document.body.textContent.includes('A new paragraph.')"), true);
    assert_eq!(
        tab.js("document.fonts.ready.then(() => new Promise(done => setTimeout(done, 100))).then(() => true)"),
        true
    );
    assert_eq!(tab.js(SEEN), before);
    assert!(tab.js("window.scrollY").as_f64() > from_top.as_f64());
    assert!(tab.happened("Runtime.exceptionThrown").is_empty());

    // A table with another column is another table: it is shown as it is.
    tab.forget("Page.loadEventFired");
    fs::write(&notebook, text.replace("persons AS \"Persons [count]\", ", "")).expect("written");
    tab.event("the renewed page", "Page.loadEventFired");
    let seen = tab.js(SEEN);
    assert_eq!((&seen[1], &seen[3]), (&json!(["none", "none", "none", "none", "none"]), &json!("")), "{seen}");
}
