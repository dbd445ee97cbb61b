//! The messages of both languages against each other, and against the code that says them.

use super::FILES;
use crate::language::{Language, nfc};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};
use fluent_syntax::parser::parse;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// What of a message must agree.
#[derive(Debug, Default)]
struct Message {
    /// Where it stands in its file.
    place: usize,
    /// What is written at a place of its own.
    shown: BTreeSet<String>,
    /// On what the form hangs, with the forms.
    chosen: BTreeMap<String, BTreeSet<String>>,
    /// Nothing but one line of text.
    plain: bool,
    /// The format at the end of a column's label, `[number1]`.
    format: Option<String>,
}

impl Message {
    fn variables(&self) -> BTreeSet<&str> {
        self.shown.iter().chain(self.chosen.keys()).map(String::as_str).collect()
    }

    fn look(&mut self, pattern: &Pattern<&str>) {
        for element in &pattern.elements {
            let PatternElement::Placeable { expression } = element else { continue };
            match expression {
                Expression::Inline(InlineExpression::VariableReference { id }) => {
                    self.shown.insert(id.name.to_owned());
                }
                Expression::Select { selector: InlineExpression::VariableReference { id }, variants } => {
                    let forms = self.chosen.entry(id.name.to_owned()).or_default();
                    for variant in variants {
                        let (VariantKey::Identifier { name } | VariantKey::NumberLiteral { value: name }) = variant.key;
                        forms.insert(name.to_owned());
                    }
                    variants.iter().for_each(|variant| self.look(&variant.value));
                }
                other => panic!("a message holds what no other does: {other:?}"),
            }
        }
    }
}

/// The messages of a language by key; a key that stands twice, or what is no message, fails.
fn messages(language: Language) -> BTreeMap<String, Message> {
    let (_, text) = FILES.into_iter().find(|(one, _)| *one == language).expect("the file of the language");
    let resource = parse(text).unwrap_or_else(|(_, errors)| panic!("{}.ftl: {errors:?}", language.tag()));
    let mut all = BTreeMap::new();
    for entry in &resource.body {
        let Entry::Message(entry) = entry else {
            assert!(matches!(entry, Entry::GroupComment(_) | Entry::Comment(_)), "{entry:?}");
            continue;
        };
        assert!(entry.attributes.is_empty(), "{}", entry.id.name);
        let pattern = entry.value.as_ref().expect("a message has a text");
        let mut message = Message { place: all.len(), ..Message::default() };
        message.look(pattern);
        if let [PatternElement::TextElement { value }] = pattern.elements.as_slice() {
            message.plain = true;
            let end = value.rsplit_once(" [").and_then(|(_, end)| end.strip_suffix(']'));
            message.format = end.map(str::to_owned);
        }
        assert!(all.insert(entry.id.name.to_owned(), message).is_none(), "{} stands twice", entry.id.name);
    }
    all
}

#[test]
fn both_languages_have_the_same_messages_in_the_same_order() {
    let (vi, en) = (messages(Language::Vi), messages(Language::En));
    let only = |a: &BTreeMap<String, Message>, b: &BTreeMap<String, Message>| -> Vec<String> {
        a.keys().filter(|key| !b.contains_key(*key)).cloned().collect()
    };
    assert_eq!((only(&vi, &en), only(&en, &vi)), (vec![], vec![]), "in one file only: Vietnamese, English");
    for (key, message) in &vi {
        assert_eq!(message.place, en[key].place, "{key} stands at another place in the other file");
        assert_eq!(message.format, en[key].format, "{key}: the format of its values");
        assert!(key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{key}");
    }
}

#[test]
fn both_languages_put_in_the_same_and_have_their_own_plurals() {
    let (vi, en) = (messages(Language::Vi), messages(Language::En));
    let english: BTreeSet<String> = ["one", "other"].map(str::to_owned).into();
    for (key, message) in &vi {
        assert_eq!(message.shown, en[key].shown, "{key}");
        assert!(message.chosen.is_empty(), "{key}: Vietnamese has one form only");
        assert!(en[key].chosen.values().all(|forms| *forms == english), "{key}: {:?}", en[key].chosen);
    }
}

#[test]
fn every_text_is_composed() {
    for (language, text) in FILES {
        for (number, line) in text.lines().enumerate() {
            assert_eq!(nfc(line), line, "{}.ftl:{} is not NFC", language.tag(), number + 1);
        }
    }
}

/// A place where the code names a message.
#[derive(Debug, PartialEq)]
struct Named {
    key: String,
    /// What is put in, by name.
    put: BTreeSet<String>,
    /// Whether the key goes on as the code of something: `concat!("reason-", $code)`.
    family: bool,
    /// Handed out as it stands in the file, and so one line of text.
    plain: bool,
}

/// What is not said by a literal: the rest of the line.
type Unclear = String;

/// Every message that code names: right after `.say(`, `.say_with(` and `Key::of(`.
fn named(code: &str) -> (Vec<Named>, Vec<Unclear>) {
    let (mut all, mut unclear) = (Vec::new(), Vec::new());
    for call in [".say(", ".say_with(", "Key::of("] {
        for (at, _) in code.match_indices(call) {
            let rest = code[at + call.len()..].trim_start();
            let (literal, family) = match rest.strip_prefix("concat!(") {
                Some(rest) => (rest.trim_start(), true),
                None => (rest, false),
            };
            let Some((key, rest)) = literal.strip_prefix('"').and_then(|rest| rest.split_once('"')) else {
                unclear.push(rest.lines().next().unwrap_or_default().to_owned());
                continue;
            };
            let rest = if call == "Key::of(" { rest.strip_prefix(')').unwrap_or(rest) } else { rest };
            let put = put(rest);
            all.push(Named { key: key.to_owned(), plain: call != ".say_with(" && put.is_empty(), put, family });
        }
    }
    (all, unclear)
}

/// The names in the list that stands next: `, [("day", day.into())]`, `, &[("day", &day)]`.
fn put(rest: &str) -> BTreeSet<String> {
    let list = rest.strip_prefix(',').map(str::trim_start).unwrap_or_default();
    let Some(list) = list.strip_prefix('&').unwrap_or(list).strip_prefix('[') else { return BTreeSet::new() };
    let (mut names, mut depth, mut letters) = (BTreeSet::new(), 1, list.char_indices());
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' => while letters.next().is_some_and(|(_, c)| c != '"') {},
            '(' if depth == 1 && list[at + 1..].trim_start().starts_with('"') => {
                depth += 1;
                names.extend(list[at..].split('"').nth(1).map(str::to_owned));
            }
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    names
}

#[test]
fn calls_are_read_with_what_is_put_in() {
    let code = "language\n.say_with(\n  \"a-b\", &[(\"n\", &f(x, \"y\")), (\"day\", &date(1))])\n.say(\"c\") Key::of(concat!(\"d-\", $e)) \
                note(Key::of(\"e\"), [(\"z\", 1)]) key(x) .say(f)";
    let (all, unclear) = named(code);
    let told: Vec<String> = all.iter().map(|n| format!("{} {:?} {} {}", n.key, n.put, n.family, n.plain)).collect();
    let expected = ["c {} false true", "a-b {\"day\", \"n\"} false false", "d- {} true true", "e {\"z\"} false false"];
    assert_eq!((told, unclear), (expected.map(str::to_owned).to_vec(), vec!["f)".to_owned()]));
}

fn rust_files(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            rust_files(&path, into);
        } else if path.extension().is_some_and(|e| e == "rs") {
            into.push(path);
        }
    }
}

/// A source without its comments and the tests at its end.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).expect("a source");
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let lines: Vec<&str> = lines.take_while(|line| !line.starts_with("mod tests {")).collect();
    lines.join("\n")
}

/// Every message that the sources say, with the file.
fn said() -> Vec<(PathBuf, Named)> {
    let mut files = Vec::new();
    rust_files(Path::new("src"), &mut files);
    files.retain(|file| !file.starts_with("src/language/messages"));
    let (mut all, mut wrong) = (Vec::new(), Vec::new());
    for file in files {
        let (names, unclear) = named(&code(&file));
        wrong.extend(unclear.into_iter().map(|rest| format!("{}: {rest}", file.display())));
        all.extend(names.into_iter().map(|one| (file.clone(), one)));
    }
    assert!(wrong.is_empty(), "a message is named by a literal, so that this test can look for it: {wrong:#?}");
    all
}

/// The messages of a family: the prefix with every word that stands in the file, or for a `mod.rs` in its folder.
fn family(file: &Path, prefix: &str) -> Vec<String> {
    let mut files = vec![file.to_owned()];
    if file.ends_with("mod.rs") {
        files.clear();
        rust_files(file.parent().expect("a folder"), &mut files);
    }
    let words = |file: &PathBuf| -> Vec<String> {
        code(file).split('"').skip(1).step_by(2).map(|word| format!("{prefix}{word}")).collect()
    };
    files.iter().flat_map(words).collect()
}

#[test]
fn the_sources_name_no_message_that_is_missing_and_none_is_idle() {
    let all = messages(Language::En);
    let (mut idle, mut wrong) = (all.keys().map(String::as_str).collect::<BTreeSet<_>>(), Vec::new());
    for (file, one) in said() {
        if one.family {
            let words = family(&file, &one.key);
            assert!(words.iter().any(|key| all.contains_key(key)), "{}: {}", file.display(), one.key);
            words.iter().for_each(|key| {
                idle.remove(key.as_str());
            });
            continue;
        }
        idle.remove(one.key.as_str());
        match all.get(&one.key) {
            None => wrong.push(format!("{}: no message `{}`", file.display(), one.key)),
            Some(message) => {
                // Of a figure in a calculation its count comes along.
                let put: BTreeSet<&str> =
                    message.variables().into_iter().map(|v| v.trim_end_matches("-count")).collect();
                if put != one.put.iter().map(String::as_str).collect() {
                    wrong.push(format!("{}: `{}` takes {put:?}, and gets {:?}", file.display(), one.key, one.put));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(idle.is_empty(), "nothing says these: {idle:?}");
}

#[test]
fn what_is_handed_out_as_it_stands_is_one_line_of_text() {
    let languages = [messages(Language::Vi), messages(Language::En)];
    for (file, one) in said().into_iter().filter(|(_, one)| one.plain && !one.family) {
        for messages in &languages {
            assert!(messages.get(&one.key).is_none_or(|message| message.plain), "{}: {}", file.display(), one.key);
        }
    }
}
