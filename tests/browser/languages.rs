//! Each page is in its language: declared so, with its words on the tools and its commas in the numbers; made-up figures are
//! marked in it.

use super::on_every_page;
use super::pages::Page;
use super::sort::number;
use serde_json::Value;

/// What the page says on its tools and of itself.
const WORDS: &str = r"(() => ({
    lang: document.documentElement.lang,
    filter: document.querySelector('.filter')?.firstChild.textContent.trim() ?? '',
    save: [...document.querySelectorAll('.save')].map(b => b.getAttribute('aria-label').split(' ')[0]),
    behind: [...document.querySelectorAll('details.behind summary')].map(s => s.textContent),
    close: document.querySelector('#origin button').textContent,
    numbers: [...document.querySelectorAll('td.number, th.number[scope=row]')].map(c => c.textContent.trim()),
    months: /\d (January|February|March|April|May|June|July|August|September|October|November|December) \d{4}/.test(document.querySelector('.known').textContent),
    mark: document.querySelector('header .simulated')?.textContent ?? '',
    captions: [...document.querySelectorAll('.table .caption')].map(c => c.textContent),
    charts: [...document.querySelectorAll('figure svg')].map(s => s.textContent),
}))()";

fn texts(value: &Value) -> Vec<&str> {
    value.as_array().expect("a list").iter().map(|v| v.as_str().expect("a text")).collect()
}

#[test]
fn tools_and_numbers_are_in_the_page_s_language() {
    on_every_page(|tab, page| {
        let said = tab.js(WORDS);
        let vietnamese = page.language == "vi";
        let word = |vi: &'static str, en: &'static str| if vietnamese { vi } else { en };
        assert_eq!(said["lang"], page.language, "{page}");
        if said["filter"] != "" {
            assert_eq!(said["filter"], word("Lọc", "Filter"), "{page}");
        }
        assert!(!texts(&said["save"]).is_empty(), "{page}");
        for save in texts(&said["save"]) {
            assert_eq!(save, word("Tải", "Download"), "{page}");
        }
        for behind in texts(&said["behind"]) {
            assert_eq!(behind, word("Bảng số liệu của biểu đồ", "The chart’s figures"), "{page}");
        }
        assert_eq!(said["close"], word("Đóng (Esc)", "Close (Esc)"), "{page}");
        assert_eq!(said["months"], !vietnamese, "{page}: the day as of which figures are known");
        let numbers = texts(&said["numbers"]);
        let read: Vec<f64> = numbers.iter().filter_map(|text| proper(text, page)).collect();
        assert!(read.len() > 5, "{page}: {numbers:?}");
    });
}

/// A cell's number, which must be written as the language writes numbers; nothing where it is missing or has words.
fn proper(text: &str, page: &Page) -> Option<f64> {
    if text.chars().any(char::is_alphabetic) || !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (thousands, point) = if page.language == "vi" { ('.', ',') } else { (',', '.') };
    let bare = text.trim_start_matches(['<', ' ', '+', '−', '-']).trim_end_matches('%');
    let bare = bare.split(" × 10^").next().unwrap_or_default();
    let (whole, places) = bare.split_once(point).map_or((bare, None), |(whole, places)| (whole, Some(places)));
    let mut groups = whole.split(thousands);
    let first = groups.next().unwrap_or_default();
    let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    let fine = digits(first)
        && (groups.clone().next().is_none() || first.len() <= 3)
        && groups.all(|group| group.len() == 3 && digits(group))
        && places.is_none_or(digits);
    assert!(fine, "{page}: {text:?} is not written as its language writes numbers");
    number(text.trim_start_matches(['<', ' ']), page.language)
}

#[test]
fn made_up_figures_are_marked_and_others_are_not() {
    on_every_page(|tab, page| {
        let said = tab.js(WORDS);
        let mark = if page.language == "vi" { "SỐ LIỆU MÔ PHỎNG" } else { "SIMULATED FIGURES" };
        let all: Vec<&str> =
            [texts(&said["captions"]), texts(&said["charts"]), vec![said["mark"].as_str().expect("a text")]].concat();
        for text in &all {
            assert_eq!(text.contains(mark), page.simulated(), "{page}: {text}");
        }
        assert!(all.len() > 2, "{page}");
    });
}
