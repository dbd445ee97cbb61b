//! The values inside a chart: from the chart, one stop of the Tab key, arrows lead through them, and each says itself.

use super::on_every_page_once;
use serde_json::json;

/// The value that has the focus: what it is, what the box beside it says, and whether it is on the screen and uncovered.
const HERE: &str = r"(() => {
    const e = document.activeElement, tip = document.getElementById('tip'), panel = document.getElementById('origin');
    const box = e.getBoundingClientRect(), over = panel.getBoundingClientRect();
    const covered = !panel.hidden && box.top >= over.top - 1 && box.bottom <= over.bottom + 1;
    return { value: e.getAttribute('data-value'), name: e.getAttribute('aria-label'), said: tip.hidden ? null : tip.textContent,
        seen: box.bottom > 0 && box.top < innerHeight && !covered };
})()";

#[test]
fn arrows_lead_from_value_to_value() {
    on_every_page_once(|tab, page| {
        let charts =
            tab.js("[...document.querySelectorAll('.drawing')].map(d => d.querySelectorAll('.points > *').length)");
        for (at, count) in charts.as_array().expect("a list").iter().enumerate() {
            let count = count.as_u64().expect("a number");
            assert!(count > 0, "{page}: chart {at} has no values to point at");
            tab.js(&format!("document.querySelectorAll('.drawing')[{at}].focus()"));
            // A reader's next key comes after the chart was scrolled into view and the panel found its place.
            tab.js("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
            for key in ["ArrowRight", "ArrowRight", "End", "ArrowLeft", "Home"] {
                tab.key(key);
                let here = tab.js(HERE);
                let value = here["value"].as_str().unwrap_or_default();
                assert!(value.chars().any(char::is_alphanumeric), "{page}: chart {at} after {key}: {here}");
                assert_eq!(
                    (&here["name"], &here["said"]),
                    (&json!(value), &json!(value)),
                    "{page}: chart {at} after {key}"
                );
                assert_eq!(here["seen"], true, "{page}: chart {at} after {key}: {here}");
            }
            let first = tab.js(
                "document.activeElement === document.activeElement.closest('.drawing').querySelector('.points > *')",
            );
            assert_eq!(first, true, "{page}: chart {at}: the first by Home");
            tab.key("Escape");
            let back = tab.js(&format!("document.activeElement === document.querySelectorAll('.drawing')[{at}]"));
            assert_eq!(back, true, "{page}: chart {at}: Escape leads back to the chart");
        }
    });
}

#[test]
fn the_pointer_is_told_the_value_under_it() {
    on_every_page_once(|tab, page| {
        let at = tab.js("(() => { const drawing = document.querySelector('.drawing'); if (!drawing) { return null }
                drawing.scrollIntoView({ block: 'center' });
                // The middle of what is drawn for a value: not every form is there in its own middle.
                return [...drawing.querySelectorAll('.points > *')].map(p => p.getBoundingClientRect())
                    .map(box => [(box.left + box.right) / 2, (box.top + box.bottom) / 2])
                    .find(at => document.elementFromPoint(...at)?.closest('.points > *')) ?? [-1, -1] })()");
        if at.is_null() {
            return;
        }
        // The page's scrolling is over: it would hide what is told.
        tab.js("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        tab.ask("Input.dispatchMouseEvent", json!({ "type": "mouseMoved", "x": at[0], "y": at[1] }));
        let told = tab.js(&format!(
            "(() => {{ const tip = document.getElementById('tip'), under = document.elementFromPoint({}, {}).closest('.points > *');
                return [!tip.hidden, under !== null && tip.textContent === under.getAttribute('data-value')] }})()",
            at[0], at[1]
        ));
        assert_eq!(told, json!([true, true]), "{page}");
    });
}
