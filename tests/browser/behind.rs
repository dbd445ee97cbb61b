//! The table behind each chart: it opens by keyboard, has the rows that were drawn, and its numbers carry references.

use super::on_every_page_once;
use super::pages::witness;
use super::tab::{Tab, left_out};
use serde_json::{Value, json};

/// Of each chart its reference, the references in the table behind it, the numbers of their rows, and how many rows there are.
const CHARTS: &str = r"(() => [...document.querySelectorAll('figure')].map(figure => {
    const own = figure.querySelector('.drawing').getAttribute('data-ref'), table = figure.querySelector('details.behind table');
    const cells = [...table.tBodies[0].rows].flatMap((row, i) => [...row.cells].filter(cell => cell.dataset.ref).map(cell => [i + 1, cell.dataset.ref]));
    const named = [...table.querySelectorAll('td.number, th.number[scope=row]')].filter(cell => cell.textContent.trim() !== '–' && !cell.dataset.ref);
    const wrong = cells.filter(([row, ref]) => !new RegExp('^[0-9]+$').test(ref.split('/')[3]) || ref.split('/').slice(0, 3).join('/') !== own + '/' + row);
    return { own, rows: table.tBodies[0].rows.length, cells: cells.length, wrong, unnamed: named.map(c => c.outerHTML).slice(0, 3) };
}))()";

#[test]
fn every_chart_has_its_figures_behind_it() {
    on_every_page_once(|tab, page| {
        let charts = tab.js(CHARTS);
        for chart in charts.as_array().expect("a list") {
            assert!(chart["rows"].as_u64() > Some(0) && chart["cells"].as_u64() > Some(0), "{page}: {chart}");
            assert_eq!(chart["wrong"], json!([]), "{page}: references of another row or chart: {chart}");
            assert_eq!(chart["unnamed"], json!([]), "{page}: numbers without a reference: {chart}");
            if page.traced() {
                // What the page knows of the chart's rows, up to the ten whose trees it holds.
                let count = "own => Object.keys(JSON.parse(document.getElementById('provenance').textContent).rows).filter(r => r.startsWith(own + '/')).length";
                let known = tab.call(count, &chart["own"]);
                assert_eq!(known.as_u64(), chart["rows"].as_u64().map(|n| n.min(10)), "{page}: {chart}");
            }
        }
    });
}

#[test]
fn it_opens_and_closes_by_keyboard() {
    on_every_page_once(|tab, page| {
        let charts = tab.js("document.querySelectorAll('figure').length");
        for at in 0..charts.as_u64().expect("a number") {
            let shown =
                format!("document.querySelectorAll('figure')[{at}].querySelector('details table').checkVisibility()");
            tab.js(&format!("document.querySelectorAll('figure')[{at}].querySelector('summary').focus()"));
            for (key, open) in [("Enter", true), ("Enter", false), (" ", true)] {
                tab.key(key);
                assert_eq!(tab.js(&shown), open, "{page}: chart {at} after {key:?}");
            }
        }
    });
}

#[test]
fn the_witness_chart_has_its_three_communes() {
    if left_out() {
        return;
    }
    for page in witness() {
        let tab = &mut Tab::open(page);
        assert_eq!(tab.js(CHARTS)[0]["rows"], 3, "{page}");
        let names =
            tab.js("[...document.querySelectorAll('figure details tbody tr')].map(row => row.cells[0].textContent)");
        assert_eq!(names, json!(["Phường Tô Hiệu", "Xã <b>Yên & Châu</b>", "Xã Mường La"]), "{page}");
        let drawn = tab.js("[...document.querySelectorAll('figure svg text')].map(t => t.textContent).join(' ')");
        for name in names.as_array().expect("names").iter().filter_map(Value::as_str) {
            assert!(drawn.as_str().is_some_and(|d| d.contains(name)), "{page}: {name} in {drawn}");
        }
    }
}
