//! The module table of the architecture page is true.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

const FOR_ALL: [&str; 3] = ["error", "finding", "language"];

/// Module -> modules it may use, as the page's second table says.
fn allowed() -> BTreeMap<String, BTreeSet<String>> {
    let page = fs::read_to_string("src/ARCHITECTURE.md").expect("the architecture page");
    let table = page.split("| module | may use |").nth(1).expect("the table of modules");
    let mut allowed = BTreeMap::new();
    for line in table.lines().skip(2).take_while(|l| l.starts_with('|')) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let uses = cells[2].split(',').map(|m| m.trim().to_owned()).filter(|m| m != "-").collect();
        allowed.insert(cells[1].trim_matches('`').to_owned(), uses);
    }
    allowed
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

/// A source without its comments and tests, and the names of the modules that it declares as tests.
fn without_tests(text: &str) -> (String, Vec<String>) {
    let (mut code, mut tests) = (String::new(), Vec::new());
    let mut lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    while let Some(line) = lines.next() {
        if line.trim() != "#[cfg(test)]" {
            code.push_str(line);
            code.push('\n');
            continue;
        }
        let item = lines.by_ref().find(|line| !line.trim_start().starts_with("#[")).unwrap_or_default();
        if let Some((_, module)) = item.trim_end_matches(';').split_once("mod ").filter(|_| item.ends_with(';')) {
            tests.push(module.to_owned());
        } else if !item.ends_with(';') && !item.ends_with('}') {
            // The sources are formatted: an item ends where a line closes it at the same depth.
            let depth = &item[..item.len() - item.trim_start().len()];
            lines.by_ref().find(|line| line.strip_prefix(depth).is_some_and(|rest| matches!(rest, "}" | "];" | "};")));
        }
    }
    (code, tests)
}

/// The code of the sources, file by file, without what is only compiled for tests.
fn code() -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    rust_files(Path::new("src"), &mut files);
    let mut tests: Vec<PathBuf> = Vec::new();
    let mut code = Vec::new();
    for file in files {
        let (text, modules) = without_tests(&fs::read_to_string(&file).expect("a source"));
        let stem = file.file_stem().expect("a name").to_string_lossy().into_owned();
        let own = matches!(stem.as_str(), "mod" | "lib" | "main");
        let folder = if own { file.with_file_name("") } else { file.with_extension("") };
        tests.extend(modules.iter().flat_map(|m| [folder.join(m), folder.join(format!("{m}.rs"))]));
        code.push((file, text));
    }
    code.retain(|(file, _)| !tests.iter().any(|test| file.starts_with(test)));
    code
}

#[test]
fn only_what_is_compiled_for_tests_is_left_out() {
    let text = "// x\nuse a;\n#[cfg(test)]\nmod tests;\nfn f() {}\n    #[cfg(test)]\n    fn g() {\n        h();\n    }\n    fn i() {}\n";
    assert_eq!(without_tests(text), ("use a;\nfn f() {}\n    fn i() {}\n".to_owned(), vec!["tests".to_owned()]));
    let code = code();
    let has = |path: &str| code.iter().any(|(file, _)| file == Path::new(path));
    assert!(has("src/simulation/write.rs") && !has("src/simulation/tests.rs") && !has("src/charts/samples/mod.rs"));
}

/// The modules that a file of this crate names after `crate::`.
fn used(path: &Path) -> BTreeSet<String> {
    let text = fs::read_to_string(path).expect("a source");
    let code = text.lines().filter(|l| !l.trim_start().starts_with("//"));
    code.flat_map(|line| line.split("crate::").skip(1).map(str::to_owned).collect::<Vec<_>>())
        .map(|rest| rest.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect::<String>())
        .filter(|module| !module.is_empty())
        .collect()
}

#[test]
fn modules_use_only_what_the_table_allows() {
    let allowed = allowed();
    let mut files = Vec::new();
    rust_files(Path::new("src"), &mut files);
    let mut seen = BTreeSet::new();
    let mut wrong = Vec::new();
    let mut really: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in &files {
        let inside = file.strip_prefix("src").expect("a file of src");
        let first = inside.components().next().expect("a name").as_os_str().to_string_lossy().into_owned();
        let module = first.trim_end_matches(".rs").to_owned();
        if module == "main" || module == "lib" {
            continue;
        }
        seen.insert(module.clone());
        let may = allowed.get(&module).unwrap_or_else(|| panic!("{module} is not in the table"));
        for other in used(file) {
            really.entry(module.clone()).or_default().insert(other.clone());
            let fine = other == module
                || may.contains(&other)
                || FOR_ALL.contains(&other.as_str()) && !FOR_ALL.contains(&module.as_str());
            if !fine {
                wrong.push(format!("{} uses {other}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    for (module, uses) in &allowed {
        for other in uses {
            assert!(really.get(module).is_some_and(|r| r.contains(other)), "{module} may use {other} and does not");
        }
    }
    assert_eq!(seen, allowed.keys().cloned().collect(), "the table names exactly the modules there are");
}

#[test]
fn only_cli_prints_and_only_by_one_function() {
    let mut files = Vec::new();
    rust_files(Path::new("src"), &mut files);
    for file in &files {
        let text = fs::read_to_string(file).expect("a source");
        for line in text.lines().filter(|l| !l.trim_start().starts_with("//")) {
            if file.starts_with("src/cli") && line.contains("eprint") {
                continue;
            }
            for word in ["println!", "print!(", "dbg!"] {
                assert!(!line.contains(word), "{} prints: {line}", file.display());
            }
        }
    }
}

#[test]
fn only_the_store_opens_databases() {
    for (file, code) in code().iter().filter(|(file, _)| !file.starts_with("src/store")) {
        assert!(!code.contains("Connection::open"), "{} opens a database", file.display());
    }
}

/// The values of a column of one of this repository's own tables.
fn column(table: &str, name: &str) -> Vec<String> {
    let mut reader = csv::Reader::from_path(Path::new("datasets").join(table)).expect("a table");
    let place = reader.headers().expect("a header").iter().position(|h| h == name).expect("the column");
    reader.records().map(|row| row.expect("a row")[place].to_owned()).filter(|value| !value.is_empty()).collect()
}

/// Does the text name the word, not as a part of a longer one?
fn names(text: &str, word: &str) -> bool {
    let within = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    text.match_indices(word)
        .any(|(at, _)| !within(text[..at].chars().next_back()) && !within(text[at + word.len()..].chars().next()))
}

/// Places, documents and indicators are data: of the areas every name and code (short codes, which are also numbers, only as
/// a text of their own), of documents and indicators every id.
#[test]
fn the_sources_know_nothing_of_one_place() {
    let (codes, short_codes): (Vec<String>, Vec<String>) =
        column("areas/areas.csv", "area").into_iter().partition(|code| code.len() > 3);
    let mut words: BTreeSet<String> = short_codes.iter().map(|code| format!("\"{code}\"")).collect();
    words.extend(codes);
    for (table, name) in [
        ("areas/areas.csv", "name"),
        ("areas/areas.csv", "short_name"),
        ("areas/former_communes.csv", "name"),
        ("areas/former_communes.csv", "district"),
        ("catalog/documents.csv", "document"),
        ("catalog/indicators.csv", "indicator"),
    ] {
        words.extend(column(table, name));
    }
    // The country is the one that the program is made for.
    for country in ["Việt Nam", "\"VN\""] {
        assert!(words.remove(country), "{country}");
    }
    assert!(words.len() > 400, "{}", words.len());
    let mut wrong = Vec::new();
    for (file, code) in code() {
        let quoted: Vec<&String> = words.iter().filter(|word| code.contains(*word)).collect();
        for line in code.lines() {
            let found =
                quoted.iter().filter(|word| word.starts_with('"') && line.contains(**word) || names(line, word));
            wrong.extend(found.map(|word| format!("{} names {word}: {}", file.display(), line.trim())));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn rules_know_no_document_place_or_figure() {
    for entry in fs::read_dir("queries/checks").expect("the rules") {
        let path = entry.expect("an entry").path();
        let text = fs::read_to_string(&path).expect("a rule");
        for word in [
            "report-2025",
            "plan-52",
            "city-plan",
            "strategy-2035",
            "commune-plan",
            "portal-2026",
            "Sơn La",
            "procedures.",
            "gov.",
        ] {
            assert!(!text.contains(word), "{} names {word}", path.display());
        }
        assert!(!text.contains("2025") && !text.contains("2030"), "{} names a year", path.display());
    }
}

/// Where Vietnamese words stand in the code because they are not said by the program: a path, a word that the literal
/// holds (or nothing), and why.
const NOT_SAID: [(&str, &str, &str); 16] = [
    ("src/observations/meaning/", "", "words recognised in what offices write"),
    ("src/observations/recipe/binding.rs", "", "words recognised in labels"),
    ("src/observations/recipe/cell.rs", "", "yes and no as offices write them"),
    ("src/observations/recipe/declaration.rs", "đồng", "the unit of money"),
    ("src/observations/recipe/stamp.rs", "", "names and marks in workbooks, looked for when they come back"),
    ("src/observations/recipe/title.rs", "", "yes and no as offices write them"),
    ("src/observations/recipe/units.rs", "đồng", "the unit of money"),
    ("src/sources/", "", "letters of old encodings, words by which they are told apart"),
    ("src/forms/", "", "forms go to Vietnamese offices, in Vietnamese only"),
    ("src/cli/ingest/returns.rs", "", "what a returned form is marked with, as in src/forms"),
    ("src/simulation/", "", "made-up data"),
    ("src/functions/", "", "names in the examples of SQL functions"),
    ("src/queries/", "nhãn", "the form of a header's line, whose label is Vietnamese"),
    ("src/queries/check.rs", "Phụ lục", "the word of documents for an annex"),
    ("src/charts/check.rs", "thủ tục", "a unit as data has it"),
    ("src/charts/waffle/mod.rs", "nhiệm vụ", "a unit as data has it"),
];

/// The string literals of a code without comments at the beginning of lines.
fn literals(code: &str) -> Vec<String> {
    let (mut all, mut rest) = (Vec::new(), code);
    while let Some(at) = rest.find(['"', '\'', '/']) {
        let (from, after) = (&rest[at..], &rest[at + 1..]);
        rest = if from.starts_with("//") {
            from.find('\n').map_or("", |end| &from[end..])
        } else if let Some(text) = from.strip_prefix('"') {
            let mut escaped = false;
            let end = text.find(|c| {
                let ends = c == '"' && !escaped;
                escaped = c == '\\' && !escaped;
                ends
            });
            let end = end.unwrap_or(text.len());
            all.push(text[..end].to_owned());
            text.get(end + 1..).unwrap_or_default()
        } else {
            // A letter in quotes may be a quote; a lifetime has no second one.
            ["'\"'", "'\\\"'", "'\\''"].iter().find_map(|quote| from.strip_prefix(quote)).unwrap_or(after)
        };
    }
    all
}

/// Has it letters that English has not, such as ố or đ?
fn is_vietnamese(text: &str) -> bool {
    let marks = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ";
    text.chars().flat_map(char::to_lowercase).any(|c| marks.contains(c))
}

#[test]
fn literals_are_read_past_quotes_and_remarks() {
    let code = "f(\"một\", '\"', \"a \\\" hai\"); // \"ba\nlet x: &'static str = \"bốn\";";
    assert_eq!(literals(code), ["một", "a \\\" hai", "bốn"]);
    assert!(is_vietnamese("Đã đạt") && is_vietnamese("ĐẠT") && !is_vietnamese("±, ŷ, 100 × a → b"));
}

#[test]
fn what_is_said_to_people_stands_in_the_message_files() {
    let (mut wrong, mut idle) = (Vec::new(), (0..NOT_SAID.len()).collect::<BTreeSet<_>>());
    for (file, code) in code() {
        let lines: String = code.lines().take_while(|line| *line != "mod tests {").map(|l| format!("{l}\n")).collect();
        for text in literals(&lines).into_iter().filter(|text| is_vietnamese(text)) {
            let excused =
                |(path, word, _): &(&str, &str, &str)| file.to_string_lossy().starts_with(path) && text.contains(word);
            match NOT_SAID.iter().position(excused) {
                Some(at) => {
                    idle.remove(&at);
                }
                None => wrong.push(format!("{}: {text}", file.display())),
            }
        }
    }
    assert!(wrong.is_empty(), "these belong into src/language/messages: {wrong:#?}");
    assert!(idle.is_empty(), "excused for nothing: {:?}", idle.iter().map(|at| NOT_SAID[*at]).collect::<Vec<_>>());
}
