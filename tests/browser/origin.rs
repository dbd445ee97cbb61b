//! The panel that tells where a number comes from: opened by Enter, closed by Escape, and the focus is where it was.

use super::on_every_page_once;
use super::pages::pages;
use super::tab::{Tab, left_out};
use serde_json::json;

const FOCUSED: &str = "document.activeElement.getAttribute('data-ref')";
const SHOWN: &str = "!document.getElementById('origin').hidden";
const IN_PANEL: &str = "document.getElementById('origin').contains(document.activeElement)";

#[test]
fn enter_opens_it_and_escape_gives_the_focus_back() {
    on_every_page_once(|tab, page| {
        let reference = tab.js(
            "(() => { const n = [...document.querySelectorAll('[data-ref][tabindex=\"0\"]')].find(e => e.checkVisibility() && !e.matches('.drawing')) ?? document.querySelector('.drawing'); n.focus(); return n.getAttribute('data-ref') })()",
        );
        for key in ["Enter", " "] {
            tab.key(key);
            assert_eq!(tab.js(SHOWN), true, "{page}: {key:?} opens it");
            assert_eq!(tab.js(IN_PANEL), true, "{page}: the focus is in it");
            let head = tab.js("document.querySelector('#origin .reference').textContent");
            let head = head.as_str().expect("a text");
            assert!(
                head.contains(&format!("milepost explain {}", reference.as_str().expect("a reference"))),
                "{page}: {head}"
            );
            tab.key("Escape");
            assert_eq!(tab.js(SHOWN), false, "{page}: Escape closes it");
            assert_eq!(tab.js(FOCUSED), reference, "{page}: the focus is back");
        }
        // By its button too.
        tab.key("Enter");
        tab.key("Tab");
        assert_eq!(
            tab.js("document.activeElement.parentElement.id + document.activeElement.tagName"),
            "originBUTTON",
            "{page}"
        );
        tab.key("Enter");
        assert_eq!(tab.js(SHOWN), false, "{page}: its button closes it");
        assert_eq!(tab.js(FOCUSED), reference, "{page}: the focus is back");
    });
}

/// Brings the middle of a number to a share of the screen's height, and says where that is.
const PLACED: &str = r"share => {
    const n = document.querySelector('.table:not(details *) td[data-ref]');
    if (!n) { return null; }
    scrollTo(0, scrollY + n.getBoundingClientRect().top - share * innerHeight);
    const box = n.getBoundingClientRect();
    return [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
}";

#[test]
fn it_does_not_come_between_the_pointer_and_the_number() {
    on_every_page_once(|tab, page| {
        for share in [0.1, 0.45, 0.55, 0.9] {
            let at = tab.call(PLACED, share);
            if at.is_null() {
                return;
            }
            for moved in [0.0, 1.0] {
                let x = at[0].as_f64().expect("a place") + moved;
                tab.ask("Input.dispatchMouseEvent", json!({ "type": "mouseMoved", "x": x, "y": at[1] }));
                tab.js("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
                let seen = tab.js(&format!(
                    "[{SHOWN}, document.elementFromPoint({x}, {}).closest('[data-ref]') !== null]",
                    at[1]
                ));
                assert_eq!(seen, json!([true, true]), "{page}: shown, beside the number, at {share} of the height");
            }
            tab.ask("Input.dispatchMouseEvent", json!({ "type": "mouseMoved", "x": 1, "y": at[1] }));
        }
    });
}

#[test]
fn what_it_tells_follows_the_number() {
    on_every_page_once(|tab, page| {
        let told = tab.js(
            r"(() => { const head = document.querySelector('#origin .reference'), wrong = []; let n = 0;
                for (const e of [...document.querySelectorAll('[data-ref]:not(.drawing)')].slice(0, 200)) {
                    e.click(); n += 1;
                    const reference = e.getAttribute('data-ref');
                    const said = head.textContent.replace(/'/g, '');
                    if (!said.startsWith(e.textContent) || !said.endsWith('milepost explain ' + reference)) { wrong.push([reference, said]) }
                }
                return [n > 0, wrong.slice(0, 3)] })()",
        );
        assert_eq!(told, json!([true, []]), "{page}");
    });
}

#[test]
fn a_page_with_trees_tells_them() {
    if left_out() {
        return;
    }
    for page in pages().iter().filter(|page| page.traced()) {
        let tab = &mut Tab::open(page);
        // A page holds the trees of the first ten rows of a table; of others it names the command.
        let empty = tab.js(
            "[...document.querySelectorAll('[data-ref]')].filter(e => { e.click(); return !document.querySelector('#origin .tree li') })
                .map(e => e.getAttribute('data-ref')).filter(r => !(r.split('/')[2] > 10))",
        );
        assert_eq!(empty, json!([]), "{page}: numbers without a tree");
        // What is typed into a cell has no source below it.
        let deep = tab.js("document.querySelectorAll('#origin .tree details').length > 0");
        assert_eq!(deep, page.project == "example", "{page}");
    }
}
