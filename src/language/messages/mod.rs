//! What the program says to people: one file of messages per language, `vi.ftl` and `en.ftl`, in the syntax of Fluent.
//!
//! A message is said by its key; what is put into it has a name (`{ $errors }`). Numbers are put in as they are written for
//! people ([`super::count`], [`super::decimal`]); a plain integer is what the plural hangs on.
//!
//! ```
//! use milepost::language::Language;
//! assert_eq!(Language::Vi.say("yes"), "có");
//! assert_eq!(Language::En.say_with("rows", &[("rows", &1_usize)]), "1 row");
//! assert_eq!(Language::En.say_with("rows", &[("rows", &2_usize)]), "2 rows");
//! assert_eq!(Language::Vi.say_with("rows", &[("rows", &2_usize)]), "2 dòng");
//! ```
//!
//! Keys stand in the code as literals only. The tests beside this file read code and messages: no key is in one language
//! only, unused or unknown, and nothing is put into a message that it does not name, or left out.

#[cfg(test)]
mod tests;

use super::Language;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::borrow::Cow;
use std::sync::OnceLock;

/// The texts of both languages.
const FILES: [(Language, &str); 2] = [(Language::Vi, include_str!("vi.ftl")), (Language::En, include_str!("en.ftl"))];

/// A message named where the language is not known yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key(&'static str);

impl Key {
    /// The message of this key, to be said later.
    ///
    /// ```
    /// use milepost::language::{Key, Language};
    /// assert_eq!(Key::of("yes").told(Language::En), "yes");
    /// ```
    pub const fn of(key: &'static str) -> Key {
        Key(key)
    }

    /// The message in a language; nothing is put into it.
    pub fn told(self, language: Language) -> &'static str {
        language.say(self.0)
    }

    /// The message in a language, with what is put into it by name.
    pub fn told_with(self, language: Language, put: &[(&str, &dyn Put)]) -> String {
        language.say_with(self.0, put)
    }
}

/// What can be put into a message: a text as it is, or an integer, on which the plural may hang.
pub trait Put {
    /// As Fluent takes it.
    fn put(&self) -> FluentValue<'_>;
}

impl Put for str {
    fn put(&self) -> FluentValue<'_> {
        FluentValue::String(Cow::Borrowed(self))
    }
}

impl Put for String {
    fn put(&self) -> FluentValue<'_> {
        self.as_str().put()
    }
}

impl Put for usize {
    fn put(&self) -> FluentValue<'_> {
        FluentValue::from(*self)
    }
}

impl Put for f64 {
    fn put(&self) -> FluentValue<'_> {
        FluentValue::from(*self)
    }
}

impl<T: Put + ?Sized> Put for &T {
    fn put(&self) -> FluentValue<'_> {
        (*self).put()
    }
}

impl Language {
    /// The message of this key; nothing is put into it.
    ///
    /// The key itself where there is no such message, which the tests rule out.
    pub fn say(self, key: &'static str) -> &'static str {
        match format(self, key, None) {
            Some(Cow::Borrowed(text)) => text,
            _ => unsaid(key),
        }
    }

    /// The message of this key, with what is put into it by name; the key itself where there is no such message.
    pub fn say_with(self, key: &'static str, put: &[(&str, &dyn Put)]) -> String {
        let args: FluentArgs = put.iter().map(|(name, value)| (*name, value.put())).collect();
        format(self, key, Some(&args)).map_or_else(|| unsaid(key).to_owned(), Cow::into_owned)
    }
}

/// No such message, or one into which something must be put: no tested build comes here.
fn unsaid(key: &'static str) -> &'static str {
    debug_assert!(false, "the message `{key}` cannot be said like this");
    key
}

fn format(language: Language, key: &str, args: Option<&FluentArgs>) -> Option<Cow<'static, str>> {
    let bundle = bundle(language);
    let pattern = bundle.get_message(key)?.value()?;
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, args, &mut errors);
    debug_assert!(errors.is_empty(), "{key}: {errors:?}");
    Some(text)
}

/// The messages of a language, read once.
fn bundle(language: Language) -> &'static FluentBundle<FluentResource> {
    static READ: OnceLock<[FluentBundle<FluentResource>; 2]> = OnceLock::new();
    let [vi, en] = READ.get_or_init(|| FILES.map(|(language, text)| read(language, text)));
    match language {
        Language::Vi => vi,
        Language::En => en,
    }
}

/// What a file has wrong is left out here and found by the tests.
fn read(language: Language, text: &str) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new_concurrent(vec![language.tag().parse().unwrap_or_default()]);
    // Marks around what is put in would be seen as boxes in drawings and workbooks.
    bundle.set_use_isolating(false);
    let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(resource, _)| resource);
    let _ = bundle.add_resource(resource);
    bundle
}
