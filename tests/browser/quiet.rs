//! A page opens from disk without a network, says nothing to the console, breaks no rule of its own policy, asks for nothing.

use super::pages::{Page, pages};
use super::tab::{Tab, left_out};
use serde_json::Value;

/// Everything that went wrong in a tab, as the browser tells it.
pub fn troubles(tab: &Tab) -> Vec<Value> {
    ["Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded", "Audits.issueAdded"]
        .iter()
        .flat_map(|kind| tab.happened(kind))
        .collect()
}

/// The addresses that a tab asked for, without those that hold their own content.
pub fn asked_for(tab: &Tab) -> Vec<String> {
    let requests = tab.happened("Network.requestWillBeSent");
    let addresses = requests.iter().map(|r| r["request"]["url"].as_str().expect("an address").to_owned());
    addresses.filter(|a| !a.starts_with("data:") && !a.starts_with("blob:")).collect()
}

/// Opens every page for a check, watched.
fn on_every_page_watched(check: impl Fn(&mut Tab, &Page)) {
    if left_out() {
        return;
    }
    for page in pages() {
        check(&mut Tab::watched(page), page);
    }
}

#[test]
fn a_page_opens_without_a_word_and_without_a_request() {
    on_every_page_watched(|tab, page| {
        // What waits for the reader is used once; of many numbers alike some.
        tab.js("document.querySelectorAll('details').forEach(d => { d.open = true })");
        tab.js("[...document.querySelectorAll('.sort')].concat([...document.querySelectorAll('[data-ref]')].slice(0, 60)).forEach(e => e.click())");
        tab.js("new Promise(done => requestAnimationFrame(() => setTimeout(done, 50)))");
        assert_eq!(troubles(tab), Vec::<Value>::new(), "{page}");
        assert_eq!(asked_for(tab), [page.address()], "{page}");
        assert_eq!(tab.js("document.querySelectorAll('h1').length"), 1, "{page}");
    });
}

#[test]
fn the_policy_stops_what_is_not_the_page_s_own() {
    on_every_page_watched(|tab, page| {
        tab.js("(() => { const s = document.createElement('script'); s.textContent = 'window.foreign = true'; document.body.append(s) })()");
        tab.js("(() => { const i = document.createElement('img'); i.src = 'http://127.0.0.1:9/x.png'; document.body.append(i) })()");
        assert_eq!(tab.js("window.foreign === undefined"), true, "{page}: a script that was put in ran");
        tab.js("new Promise(done => setTimeout(done, 50))");
        // So the check above would see it.
        let said: Vec<String> = troubles(tab).iter().map(Value::to_string).collect();
        assert!(said.iter().any(|s| s.contains("Content Security Policy")), "{page}: {said:?}");
    });
}

#[test]
fn a_page_is_small_enough_to_be_sent() {
    for page in pages() {
        let size = page.file.metadata().expect("a file").len();
        assert!(size < 2_000_000, "{page}: {size} bytes");
    }
}
