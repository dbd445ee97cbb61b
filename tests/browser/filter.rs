//! Tables are filtered by words, with or without their marks; what is left is counted for those who do not see it.

use super::on_every_page_once;
use super::pages::witness;
use super::tab::{Tab, left_out};
use serde_json::json;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A text without marks, in small letters.
fn plain(text: &str) -> String {
    let bare: String = text.nfd().filter(|c| !is_combining_mark(*c)).collect();
    bare.replace(['đ', 'Đ'], "d").to_lowercase()
}

/// The words of a text, as a filter tells them apart.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || "(“\"/–-".contains(c))
}

/// Every filter with the texts of its table's rows.
const TABLES: &str = r"(() => [...document.querySelectorAll('.filter input')].map(input => {
    input.closest('details')?.setAttribute('open', '');
    return [input.id, [...input.closest('div.table').querySelectorAll('tbody tr')].map(row => [...row.cells].map(cell => cell.textContent))];
}))()";

/// The rows (their places) that a filter leaves, and what it says.
const LEFT: &str = r"id => {
    const input = document.getElementById(id), rows = [...input.closest('div.table').querySelectorAll('tbody tr')];
    return [rows.map((row, i) => [row, i]).filter(([row]) => row.checkVisibility()).map(([, i]) => i), input.closest('.tools').querySelector('output').textContent];
}";

/// Types a text into a filter as a reader does, instead of what stands in it.
fn filtered(tab: &mut Tab, id: &str, text: &str) -> (Vec<usize>, String) {
    tab.call("id => { const input = document.getElementById(id); input.focus(); input.select() }", id);
    if text.is_empty() {
        tab.call("id => { const input = document.getElementById(id); input.value = ''; input.dispatchEvent(new Event('input')) }", id);
    } else {
        tab.write(text);
    }
    serde_json::from_value(tab.call(LEFT, id)).expect("rows and what is said")
}

#[test]
fn a_word_of_a_row_finds_the_rows_that_have_it_with_and_without_marks() {
    on_every_page_once(|tab, page| {
        let tables: Vec<(String, Vec<Vec<String>>)> = serde_json::from_value(tab.js(TABLES)).expect("tables");
        for (id, rows) in &tables {
            // The longest word of the middle row: some mark is in it more often than not.
            let those = rows[rows.len() / 2].iter().flat_map(|cell| words(cell));
            let those = those.map(|word| word.trim_end_matches(|c: char| !c.is_alphanumeric()));
            let those = those.filter(|word| word.len() > 2 && word.chars().all(char::is_alphabetic));
            let Some(word) = those.max_by_key(|word| word.chars().count()) else { continue };
            let (found, said) = filtered(tab, id, word);
            assert!(found.contains(&(rows.len() / 2)), "{page} {id}: {word:?} finds {found:?}");
            for (i, row) in rows.iter().enumerate() {
                let has = row.iter().any(|cell| words(cell).any(|w| plain(w).starts_with(&plain(word))));
                assert_eq!(found.contains(&i), has, "{page} {id}: {word:?} and {row:?}");
            }
            assert!(said.starts_with(&format!("{} / {} ", found.len(), rows.len())), "{page} {id}: {said:?}");
            assert_eq!(filtered(tab, id, &plain(word)), (found, said), "{page} {id}: {word:?} without its marks");
            assert_eq!(filtered(tab, id, "qxzw").0, Vec::<usize>::new(), "{page} {id}");
            let all = filtered(tab, id, "");
            assert_eq!(all, ((0..rows.len()).collect(), String::new()), "{page} {id}: all again");
        }
    });
}

#[test]
fn words_are_found_from_their_beginning_all_of_them_and_text_stays_text() {
    if left_out() {
        return;
    }
    for page in witness() {
        let tab = &mut Tab::open(page);
        let id = tab.js("document.querySelector('div.table:not(details *) .filter input').id");
        let id = id.as_str().expect("a filter").to_owned();
        let mut found = |text: &str| filtered(tab, &id, text).0;
        assert_eq!(found("ăn hòa"), [8]);
        assert_eq!(found("an"), [3, 4, 8], "Ân, An, Ăn, and not `Bản`");
        assert_eq!(found("hòa xã"), [8], "in any order");
        assert_eq!(found("khoang"), [7]);
        assert_eq!(found("hoa"), [8], "not `Khoang`");
        assert_eq!(found("dong"), [0], "Đông");
        assert_eq!(found("<script"), [5]);
        let said = tab.js("document.querySelectorAll('main script').length");
        assert_eq!(said, json!(0));
    }
}
