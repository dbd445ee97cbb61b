//! The pages in a browser: nothing goes wrong in them and nothing is loaded, all of them works by keyboard, tables sort and
//! filter, what is saved is what is shown, they print on A4, fit a phone, axe-core finds nothing serious,
//! and the preview renews them where the reader is.
//!
//! Every check looks at every page that the program writes, whatever they are called.

#[path = "../common/mod.rs"]
mod common;
#[path = "../common/office.rs"]
mod office;
#[path = "../common/server.rs"]
mod server;

mod axe;
mod behind;
mod devtools;
mod downloads;
mod filter;
mod keyboard;
mod languages;
mod origin;
mod pages;
mod phone;
mod points;
mod preview;
mod print;
mod quiet;
mod sort;
mod tab;

/// Opens pages, one after the other, for a check; nothing where browser tests are left out.
fn on_pages(wanted: impl Fn(&pages::Page) -> bool, check: impl Fn(&mut tab::Tab, &pages::Page)) {
    if tab::left_out() {
        return;
    }
    for page in pages::pages().iter().filter(|page| wanted(page)) {
        check(&mut tab::Tab::open(page), page);
    }
}

/// Every page.
fn on_every_page(check: impl Fn(&mut tab::Tab, &pages::Page)) {
    on_pages(|_| true, check);
}

/// Every page in one language: those of the repository's own project are alike in both but for their words.
fn on_every_page_once(check: impl Fn(&mut tab::Tab, &pages::Page)) {
    on_pages(pages::Page::once, check);
}
