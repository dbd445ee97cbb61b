//! A tab that shows one page: it takes keys, answers JavaScript, and may be watched from before the page's first line.

use super::devtools::Browser;
use super::pages::Page;
use serde_json::{Value, json};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex, MutexGuard};

#[path = "../../xtask/src/browser.rs"]
mod browser;

/// Where this run of the tests keeps the browser's profile and what it saves.
static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| Path::new(env!("CARGO_TARGET_TMPDIR")).join("browser"));

/// The browser of this run and its one tab: a new tab for each page would take longer than what is looked at. One test at a
/// time uses it.
static BROWSER: Mutex<Option<(Browser, String)>> = Mutex::new(None);

/// The program to start; nothing where the tests are to be left out, which is said once.
static PROGRAM: LazyLock<Option<PathBuf>> = LazyLock::new(|| {
    match browser::choose(Path::new(env!("CARGO_MANIFEST_DIR"))) {
        browser::Browser::Program(program) => Some(program),
        browser::Browser::LeftOut => {
            // Not `eprintln`, which the test runner keeps to itself.
            let _ = writeln!(std::io::stderr(), "The browser tests are left out: {} is none.", browser::VARIABLE);
            None
        }
        browser::Browser::Missing => panic!(
            "no browser: `cargo xtask test` fetches one where a package is known; else install Chromium or Chrome ({} on the \
         PATH), or name one with {}",
            browser::NAMES.join(", "),
            browser::VARIABLE
        ),
    }
});

/// Are the browser tests to be left out?
pub fn left_out() -> bool {
    PROGRAM.is_none()
}

/// A session with the tab. What it changed, as the screen's size, ends with it.
pub struct Tab {
    browser: MutexGuard<'static, Option<(Browser, String)>>,
    session: String,
}

impl Tab {
    /// An empty tab as wide as a desk's screen.
    pub fn empty() -> Tab {
        let mut guard = BROWSER.lock().unwrap_or_else(|broken| broken.into_inner());
        if !guard.as_mut().is_some_and(|(browser, _)| browser.lives()) {
            let mut browser = Browser::start(PROGRAM.as_ref().expect("a browser"), &FOLDER);
            let target = browser.command(None, "Target.createTarget", json!({ "url": "about:blank" }));
            let target = target["targetId"].as_str().expect("a tab").to_owned();
            *guard = Some((browser, target));
        }
        let (browser, target) = guard.as_mut().expect("started");
        let session = browser.command(None, "Target.attachToTarget", json!({ "targetId": target, "flatten": true }));
        let session = session["sessionId"].as_str().expect("a session").to_owned();
        let mut tab = Tab { browser: guard, session };
        for domain in ["Page", "Runtime"] {
            tab.ask(&format!("{domain}.enable"), json!({}));
        }
        tab.ask("Emulation.setFocusEmulationEnabled", json!({ "enabled": true }));
        // Of what was there before nothing stays: neither the page nor the pointer over it.
        tab.ask("Page.navigate", json!({ "url": "about:blank" }));
        tab.event("an empty page", "Page.loadEventFired");
        tab.ask("Input.dispatchMouseEvent", json!({ "type": "mouseMoved", "x": 0, "y": 0 }));
        tab.browser().events.clear();
        tab
    }

    /// A page in a new tab.
    pub fn open(page: &Page) -> Tab {
        let mut tab = Tab::empty();
        tab.go(page);
        tab
    }

    /// A page in a new tab without a network, and all that it says and asks for is kept from before its first line.
    pub fn watched(page: &Page) -> Tab {
        let mut tab = Tab::empty();
        // Of requests the browser tells much: the letters inside the page are such, too.
        for domain in ["Log", "Network", "Audits"] {
            tab.ask(&format!("{domain}.enable"), json!({}));
        }
        let offline = json!({ "offline": true, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0 });
        tab.ask("Network.emulateNetworkConditions", offline);
        tab.go(page);
        tab
    }

    /// A page in a new tab, as on a phone of 360 by 740 points.
    pub fn on_phone(page: &Page) -> Tab {
        let mut tab = Tab::empty();
        let phone = json!({ "width": 360, "height": 740, "deviceScaleFactor": 3, "mobile": true });
        tab.ask("Emulation.setDeviceMetricsOverride", phone);
        tab.go(page);
        tab
    }

    fn go(&mut self, page: &Page) {
        self.visit(&page.address());
    }

    /// Shows what is at an address.
    pub fn visit(&mut self, address: &str) {
        let gone = self.ask("Page.navigate", json!({ "url": address }));
        assert!(gone["errorText"].is_null(), "{address}: {gone}");
        self.event("the page's load", "Page.loadEventFired");
        // Its letters are inside, but unpacked beside the work.
        self.js("document.fonts.ready.then(() => true)");
    }

    fn browser(&mut self) -> &mut Browser {
        &mut self.browser.as_mut().expect("started").0
    }

    /// Asks the tab something.
    pub fn ask(&mut self, method: &str, parameters: Value) -> Value {
        let session = self.session.clone();
        self.browser().command(Some(&session), method, parameters)
    }

    /// Asks the browser something.
    pub fn ask_browser(&mut self, method: &str, parameters: Value) -> Value {
        self.browser().command(None, method, parameters)
    }

    /// Waits for an event and takes it.
    pub fn event(&mut self, what: &str, method: &str) -> Value {
        self.browser().event(what, |event| event["method"] == method)["params"].clone()
    }

    /// Forgets what happened of a kind.
    pub fn forget(&mut self, method: &str) {
        self.browser().events.retain(|event| event["method"] != method);
    }

    /// Everything of a kind that happened since the tab was opened.
    pub fn happened(&self, method: &str) -> Vec<Value> {
        let events = &self.browser.as_ref().expect("started").0.events;
        events.iter().filter(|event| event["method"] == method).map(|event| event["params"].clone()).collect()
    }

    /// The value of an expression (a promise is waited for), as after a click of the reader.
    pub fn js(&mut self, expression: &str) -> Value {
        let asked =
            json!({ "expression": expression, "returnByValue": true, "awaitPromise": true, "userGesture": true });
        let answer = self.ask("Runtime.evaluate", asked);
        let shown: String = expression.chars().take(300).collect();
        assert!(answer["exceptionDetails"].is_null(), "{shown}: {}", answer["exceptionDetails"]);
        answer["result"]["value"].clone()
    }

    /// The value of a function of one argument, which goes over as JSON.
    pub fn call(&mut self, function: &str, argument: impl serde::Serialize) -> Value {
        let argument = serde_json::to_string(&argument).expect("JSON");
        self.js(&format!("({function})({argument})"))
    }

    /// Presses a key, as `Tab`, `Enter`, `Escape`, `ArrowLeft`.
    pub fn key(&mut self, key: &str) {
        self.press(key, 0);
    }

    /// Presses Shift and Tab.
    pub fn back(&mut self) {
        const SHIFT: u8 = 8;
        self.press("Tab", SHIFT);
    }

    fn press(&mut self, key: &str, modifiers: u8) {
        let (code, text) = match key {
            "Tab" => (9, ""),
            "Enter" => (13, "\r"),
            "Escape" => (27, ""),
            " " => (32, " "),
            "End" => (35, ""),
            "Home" => (36, ""),
            "ArrowLeft" => (37, ""),
            "ArrowUp" => (38, ""),
            "ArrowRight" => (39, ""),
            "ArrowDown" => (40, ""),
            _ => panic!("no such key here: {key}"),
        };
        let kind = if text.is_empty() { "rawKeyDown" } else { "keyDown" };
        let name = if key == " " { "Space" } else { key };
        let mut event = json!({
            "type": kind, "key": key, "code": name, "windowsVirtualKeyCode": code, "text": text, "modifiers": modifiers,
        });
        self.ask("Input.dispatchKeyEvent", event.clone());
        event["type"] = "keyUp".into();
        self.ask("Input.dispatchKeyEvent", event);
    }

    /// Types a text into what has the focus.
    pub fn write(&mut self, text: &str) {
        self.ask("Input.insertText", json!({ "text": text }));
    }
}

impl Drop for Tab {
    fn drop(&mut self) {
        if std::thread::panicking() {
            // After a failure nobody knows what state it is in: the next test gets another browser.
            *self.browser = None;
        } else {
            let session = json!({ "sessionId": self.session });
            self.ask_browser("Target.detachFromTarget", session);
        }
    }
}
