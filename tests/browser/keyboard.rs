//! The way through a page by Tab: everything that can be used is reached, in the page's order, is seen to be reached, and is
//! not covered; inside a table arrows go from number to number.

use super::on_every_page_once;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Numbers everything that Tab should reach, in the page's order: what a browser takes for such and what shows on the page.
const STOPS: &str = r"(() => {
    const able = 'a[href], button, input, select, textarea, summary, [tabindex]';
    const stops = [...document.querySelectorAll(able)].filter(e => e.tabIndex >= 0 && e.checkVisibility());
    stops.forEach((e, i) => { e.dataset.stop = i; });
    return stops.length;
})()";

/// Where the focus is: its number, what it is, whether it is seen to be there, and whether something covers it.
const HERE: &str = r"(() => {
    const e = document.activeElement;
    if (!e || e === document.body) { return null; }
    const box = e.getBoundingClientRect(), style = getComputedStyle(e);
    const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
    const x = Math.min(Math.max((box.left + box.right) / 2, box.left + 1), innerWidth - 1);
    const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    const panel = document.getElementById('origin');
    const over = panel.getBoundingClientRect();
    const covered = !panel.hidden && !panel.contains(e) && box.top >= over.top - 1 && box.bottom <= over.bottom + 1;
    const kind = e.closest('nav') ? 'contents' : e.matches('.sort') ? 'sort' : e.matches('input') ? 'filter' : e.matches('.save') ? 'save ' + e.textContent
        : e.matches('summary') ? 'details' : e.matches('.drawing') ? 'drawing' : e.matches('[data-ref]') ? 'number' : e.matches('.scroll') ? 'box' : e.tagName;
    return { panel: panel.contains(e), stop: Number(e.dataset.stop ?? -1), kind, ring, inside, covered, what: e.outerHTML.slice(0, 140) };
})()";

#[test]
fn tab_reaches_everything_in_order_and_is_seen() {
    on_every_page_once(|tab, page| {
        let stops = tab.js(STOPS).as_u64().expect("a number");
        let mut kinds = BTreeSet::new();
        for expected in 0..stops {
            tab.key("Tab");
            let here = tab.js(HERE);
            assert_eq!(here["stop"], expected, "{page}: stop {expected} of {stops}: {here}");
            assert_eq!(here["ring"], true, "{page}: the focus is not seen at {here}");
            assert_eq!(here["inside"], true, "{page}: out of view: {here}");
            assert_eq!(here["covered"], false, "{page}: covered by the panel: {here}");
            kinds.insert(here["kind"].as_str().expect("a kind").to_owned());
        }
        // The panel that the last number opened comes after the page, and then the way ends.
        let mut here = Value::Bool(true);
        for _ in 0..200 {
            tab.key("Tab");
            here = tab.js(HERE);
            // After the last stop comes the browser's own frame, or the first stop again.
            if here.is_null() || here["stop"] == 0 {
                here = Value::Null;
                break;
            }
            assert_eq!(here["panel"], true, "{page}: after the page: {here}");
            assert_eq!(here["ring"], true, "{page}: the focus is not seen at {here}");
        }
        assert_eq!(here, Value::Null, "{page}: the way ends");
        // What the page has is on the way.
        let has = |selector: &str, kind: &str, tab: &mut super::tab::Tab| {
            let there = tab
                .js(&format!("[...document.querySelectorAll({})].some(e => e.checkVisibility())", json!(selector)))
                == true;
            assert_eq!(there, kinds.contains(kind), "{page}: {kind}, among {kinds:?}");
        };
        has("nav a", "contents", tab);
        has(".sort", "sort", tab);
        has(".filter input", "filter", tab);
        has("td[data-ref]", "number", tab);
        has("details.behind", "details", tab);
        has("figure", "save SVG", tab);
        has("figure", "save PNG", tab);
        has("div.table", "save CSV", tab);
        // And the other way round, from the end.
        tab.js("[...document.querySelectorAll('[data-stop]')].pop().focus()");
        tab.back();
        assert_eq!(tab.js(HERE)["stop"], stops - 2, "{page}: back by Shift and Tab");
    });
}

/// The table with the most numbers, its references row by row (as long as rows have the same columns of numbers).
const NUMBERS: &str = r"(() => {
    const tables = [...document.querySelectorAll('table')].filter(t => t.checkVisibility() && t.querySelector('[data-ref]'));
    if (!tables.length) { return []; }
    const most = tables.sort((a, b) => b.querySelectorAll('[data-ref]').length - a.querySelectorAll('[data-ref]').length)[0];
    const all = [...most.querySelectorAll('[data-ref]')];
    most.querySelector('[data-ref][tabindex=\'0\']').focus();
    return all.map(e => [e.getAttribute('data-ref'), e.cellIndex]);
})()";

#[test]
fn arrows_go_from_number_to_number() {
    on_every_page_once(|tab, page| {
        let numbers = tab.js(NUMBERS);
        let numbers: Vec<(String, u64)> = serde_json::from_value(numbers).expect("references and columns");
        if numbers.is_empty() {
            return;
        }
        let here = "document.activeElement.getAttribute('data-ref')";
        assert_eq!(tab.js(here), numbers[0].0, "{page}: Tab comes to the first");
        let steps = numbers.len().min(30);
        for number in &numbers[1..steps] {
            tab.key("ArrowRight");
            assert_eq!(tab.js(here), number.0, "{page}: to the right");
            let seen = tab.js(HERE);
            assert_eq!(
                (&seen["ring"], &seen["inside"], &seen["covered"]),
                (&json!(true), &json!(true), &json!(false)),
                "{page}: {seen}"
            );
        }
        for number in numbers[..steps - 1].iter().rev() {
            tab.key("ArrowLeft");
            assert_eq!(tab.js(here), number.0, "{page}: to the left");
        }
        let column: Vec<&String> = numbers.iter().filter(|n| n.1 == numbers[0].1).map(|n| &n.0).collect();
        for below in column.iter().take(steps).skip(1) {
            tab.key("ArrowDown");
            assert_eq!(tab.js(here), **below, "{page}: down");
            let seen = tab.js(HERE);
            assert_eq!((&seen["inside"], &seen["covered"]), (&json!(true), &json!(false)), "{page}: {seen}");
        }
        for above in column.iter().take(steps).rev().skip(1) {
            tab.key("ArrowUp");
            assert_eq!(tab.js(here), **above, "{page}: up");
        }
        // One number of the table is on the way of Tab: the last one that was reached.
        let reached = "document.activeElement.closest('table').querySelectorAll('[data-ref][tabindex=\"0\"]').length";
        assert_eq!(tab.js(reached), 1, "{page}");
    });
}
