//! What is saved is what is shown: tables as CSV, charts as SVG and PNG; simulated figures say so in every row and drawing.

use super::on_every_page_once;
use super::pages::Page;
use super::sort::number;
use super::tab::Tab;
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

/// Has files saved under names of the browser's own in a folder, which is made anew.
fn folder(tab: &mut Tab) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("saved");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    let wanted = json!({ "behavior": "allowAndName", "downloadPath": folder, "eventsEnabled": true });
    tab.ask_browser("Browser.setDownloadBehavior", wanted);
    folder
}

/// Clicks on something, waits for the file: its name and content.
fn saved(tab: &mut Tab, folder: &Path, click: &str) -> (String, Vec<u8>) {
    // More than ten within a second are refused by Chromium, to any page.
    let files = fs::read_dir(folder).expect("the folder").count();
    if files % 10 == 9 {
        thread::sleep(Duration::from_millis(1100));
    }
    tab.js(click);
    let begun = tab.event(&format!("the download of {click}"), "Browser.downloadWillBegin");
    loop {
        let progress = tab.event("the download's end", "Browser.downloadProgress");
        if progress["guid"] != begun["guid"] {
            continue;
        }
        match progress["state"].as_str() {
            Some("completed") => break,
            Some("canceled") => panic!("{click}: the download was cancelled"),
            _ => {}
        }
    }
    let content = fs::read(folder.join(begun["guid"].as_str().expect("a name"))).expect("the file");
    (begun["suggestedFilename"].as_str().expect("a name").to_owned(), content)
}

/// Of many alike on one page, one in how many is saved.
fn some_of(many: usize) -> usize {
    const ENOUGH: usize = 10;
    many.div_ceil(ENOUGH).max(1)
}

/// Of each table its header, and of each row what cells show and what machines read where it is something else.
const TABLES: &str = r"(() => [...document.querySelectorAll('div.table')].map(box => {
    const table = box.querySelector('table');
    return [[...table.tHead.rows[0].cells].map(c => c.textContent),
        [...table.tBodies[0].rows].map(r => [...r.cells].map(c => [c.textContent, c.getAttribute('data-v')]))];
}))()";

type Table = (Vec<String>, Vec<Vec<(String, Option<String>)>>);

#[test]
fn a_table_is_saved_as_it_stands_there() {
    on_every_page_once(|tab, page| {
        let folder = folder(tab);
        let tables: Vec<Table> = serde_json::from_value(tab.js(TABLES)).expect("tables");
        for (at, (header, rows)) in tables.iter().enumerate().step_by(some_of(tables.len())) {
            let click = format!("document.querySelectorAll('div.table')[{at}].querySelector('.tools .save').click()");
            let (name, content) = saved(tab, &folder, &click);
            let what = format!("{page} {name}");
            assert!(name.ends_with(".csv") && name.len() > 5, "{what}");
            let content = content.strip_prefix(b"\xef\xbb\xbf").unwrap_or_else(|| panic!("{what}: no byte order mark"));
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(content);
            let lines: Vec<Vec<String>> =
                reader.records().map(|r| r.expect("a row").iter().map(str::to_owned).collect()).collect();
            assert_eq!(lines.len(), rows.len() + 1, "{what}");
            held(&what, page, header, rows, &lines);
        }
    });
}

/// Lines of a file, held against the table.
fn held(what: &str, page: &Page, header: &[String], rows: &[Vec<(String, Option<String>)>], lines: &[Vec<String>]) {
    let columns = header.len();
    assert_eq!(lines[0][..columns], *header, "{what}");
    assert_eq!(lines[0][columns..], if page.simulated() { vec!["simulated"] } else { vec![] }, "{what}");
    for (row, line) in rows.iter().zip(&lines[1..]) {
        if page.simulated() {
            assert!(
                line[columns].contains(if page.language == "vi" { "MÔ PHỎNG" } else { "SIMULATED" }),
                "{what}: {line:?}"
            );
        }
        assert_eq!(line.len(), columns + usize::from(page.simulated()), "{what}: {line:?}");
        for ((shown, machine), field) in row.iter().zip(line) {
            match machine {
                // A figure is saved as it is known, and shown rounded: so it is the same to half of the last place.
                Some(machine) => {
                    assert_eq!(machine, field, "{what}: {shown}");
                    let point = if page.language == "vi" { ',' } else { '.' };
                    let places = shown.trim_end_matches('%').split_once(point).map_or(0, |(_, d)| d.len());
                    if let (Some(shown), Ok(known)) = (number(shown, page.language), field.parse::<f64>()) {
                        let half = 0.5 * 10f64.powi(-i32::try_from(places).expect("few")) + 1e-9 * known.abs();
                        assert!((shown - known).abs() <= half, "{what}: {shown} is shown for {known}");
                    }
                }
                None if shown == "–" => assert_eq!(field, "", "{what}: what is missing is empty"),
                // What a spreadsheet would take for a formula has an apostrophe before it.
                None if shown.starts_with(['=', '+', '-', '@']) => assert_eq!(*field, format!("'{shown}"), "{what}"),
                None => assert_eq!(field, shown.trim(), "{what}"),
            }
        }
    }
}

/// The text of an SVG file, and its root's attributes; it must be well-formed.
fn read_svg(what: &str, content: &[u8]) -> (String, Vec<(String, String)>) {
    let content = std::str::from_utf8(content).expect("UTF-8");
    let mut reader = quick_xml::Reader::from_str(content);
    let (mut text, mut root) = (String::new(), Vec::new());
    loop {
        match reader.read_event().unwrap_or_else(|e| panic!("{what}: {e}")) {
            quick_xml::events::Event::Start(start) if root.is_empty() => {
                assert_eq!(start.local_name().as_ref(), "svg", "{what}");
                for attribute in start.attributes() {
                    let attribute = attribute.expect("an attribute");
                    root.push((attribute.key.as_ref().to_owned(), attribute.value.into_owned()));
                }
            }
            quick_xml::events::Event::Text(piece) => text.push_str(&piece),
            quick_xml::events::Event::Eof => return (text, root),
            _ => {}
        }
    }
}

/// In a picture: its size, and how many of its points are not white.
const INKED: &str = r"async base64 => {
    const image = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), c => c.charCodeAt(0))]));
    const paper = new OffscreenCanvas(image.width, image.height).getContext('2d');
    paper.drawImage(image, 0, 0);
    const points = new Uint32Array(paper.getImageData(0, 0, image.width, image.height).data.buffer);
    return [image.width, image.height, points.reduce((n, p) => n + (p !== 0xffffffff), 0)];
}";

#[test]
fn a_chart_is_saved_as_drawing_and_as_picture() {
    on_every_page_once(|tab, page| {
        let folder = folder(tab);
        let charts = tab.js(
            "[...document.querySelectorAll('figure')].map(f => { const s = f.querySelector('svg'), b = s.viewBox.baseVal;
                return [f.querySelector('.drawing').dataset.ref, b.width, b.height, [...s.querySelectorAll('text')].map(t => t.textContent).join('').length] })",
        );
        let charts = charts.as_array().expect("a list");
        for (at, chart) in charts.iter().enumerate().step_by(some_of(charts.len())) {
            let (width, height) = (chart[1].as_f64().expect("a width"), chart[2].as_f64().expect("a height"));
            let save = |tab: &mut Tab, kind: usize| {
                let click = format!(
                    "document.querySelectorAll('figure')[{at}].querySelectorAll(':scope > .tools .save')[{kind}].click()"
                );
                saved(tab, &folder, &click)
            };
            let (name, svg) = save(tab, 0);
            let what = format!("{page} {name}");
            let called = chart[0].as_str().and_then(|r| r.split('/').next_back()).expect("a reference");
            assert_eq!(name, format!("{called}.svg"), "{page}");
            let (text, root) = read_svg(&what, &svg);
            for (key, size) in [("width", width), ("height", height)] {
                let value = root.iter().find(|(k, _)| k == key).and_then(|(_, v)| v.parse::<f64>().ok());
                assert_eq!(value, Some(size), "{what}: {key}");
            }
            assert!(
                text.trim().chars().count() >= 20 && chart[3].as_u64() > Some(20),
                "{what}: its text is text: {text}"
            );
            if page.simulated() {
                assert!(text.contains("MÔ PHỎNG") || text.contains("SIMULATED"), "{what}: {text}");
            }
            let (name, png) = save(tab, 1);
            assert_eq!(name, format!("{called}.png"), "{page}");
            assert!(png.starts_with(b"\x89PNG\r\n\x1a\n"), "{page} {name}");
            let inked = tab.call(INKED, STANDARD.encode(&png));
            let (w, h, ink) = (inked[0].as_f64(), inked[1].as_f64(), inked[2].as_f64().expect("a count"));
            assert_eq!(
                (w, h),
                (Some((2.0 * width).floor()), Some((2.0 * height).floor())),
                "{page} {name}: twice the size"
            );
            let share = ink / (4.0 * width * height);
            assert!((0.005..0.95).contains(&share), "{page} {name}: {share} of it is not white");
        }
    });
}
