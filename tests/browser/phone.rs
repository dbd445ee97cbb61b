//! On a phone the page is as wide as the screen; wide tables and charts are moved inside their own boxes.

use super::pages::pages;
use super::tab::{Tab, left_out};
use serde_json::{Value, json};

/// What sticks out of the screen, and is not in a box that moves inside.
const STICKS_OUT: &str = r"(() => [...document.body.querySelectorAll('*')].filter(e => {
    const box = e.getBoundingClientRect();
    return box.width > 0 && (box.right > innerWidth + 0.5 || box.left < -0.5) && !e.closest('.scroll > *, .drawing > *');
}).map(e => e.outerHTML.slice(0, 120)).slice(0, 5))()";

/// Boxes with more inside than fits, and whether they move and can be reached by keyboard.
const WIDE: &str = r"(() => [...document.querySelectorAll('.scroll, .drawing')]
    .filter(e => e.offsetParent && e.scrollWidth > e.clientWidth + 1)
    .map(e => { e.scrollLeft = 4; const style = getComputedStyle(e); return [style.overflowX, e.scrollLeft > 0, e.tabIndex] }))()";

#[test]
fn nothing_but_wide_boxes_moves_sideways() {
    if left_out() {
        return;
    }
    let mut boxes = 0;
    for page in pages() {
        let tab = &mut Tab::on_phone(page);
        for state in ["as opened", "with all that opens open"] {
            // A page that is too wide is shown smaller: then the screen holds more than its 360 points.
            let widths = tab.js("[document.documentElement.scrollWidth, innerWidth, visualViewport.scale]");
            assert_eq!(widths, json!([360, 360, 1]), "{page} {state}: {}", tab.js(STICKS_OUT));
            assert_eq!(tab.js(STICKS_OUT), json!([]), "{page} {state}");
            for wide in tab.js(WIDE).as_array().expect("a list") {
                assert_eq!(wide, &json!(["auto", true, 0]), "{page} {state}: overflow, moved, reached by Tab");
                boxes += 1;
            }
            tab.js("document.querySelectorAll('details').forEach(d => { d.open = true })");
            tab.js("(() => { const n = document.querySelector('td[data-ref], th[data-ref]'); if (n) n.click() })()");
        }
        assert_eq!(tab.js("document.getElementById('origin').hidden"), false, "{page}: the panel was open");
        let panel = tab.js("(() => { const b = document.getElementById('origin').getBoundingClientRect(); return [b.left, b.right, b.top === 0 || b.bottom === innerHeight, b.height < innerHeight / 2] })()");
        assert_eq!(panel, json!([0, 360, true, true]), "{page}");
    }
    assert!(boxes > 20, "{boxes} wide boxes");
}

#[test]
fn letters_are_large_enough_to_read() {
    if left_out() {
        return;
    }
    for page in pages() {
        let tab = &mut Tab::on_phone(page);
        let small = tab.js("[...document.querySelectorAll('p, li, td, th, h1, h2, h3, button, input, summary')]
                .map(e => parseFloat(getComputedStyle(e).fontSize)).reduce((a, b) => Math.min(a, b))");
        assert!(small.as_f64().is_some_and(|points| points >= 12.0), "{page}: {small}");
        assert_ne!(small, Value::Null);
    }
}
