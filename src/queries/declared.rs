//! The parameters that a query declares, and that it uses those and no others.
//!
//! ```sql
//! -- parameter as_of DATE | Ngày xét | Day of the review | what became known later is left out
//! -- parameter nearest INTEGER = 3 | Số đơn vị | Units | how many neighbours are compared
//! ```
//! The program tells a run's own parameters ([`Parameters::TYPES`]); any other needs a default, which is then its value.

use super::Parameters;
use super::located::{header_error, near, underlined};
use super::tree::{each, function_name, offset, parsed};
use crate::error::Result;
use duckdb::Connection;
use serde_json::Value;
use std::collections::BTreeMap;

/// One parameter, as the header of a query declares it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParameterDoc {
    /// Its name in `getvariable('name')`.
    pub name: String,
    /// Its type in SQL.
    pub sql_type: String,
    /// Its value, where the program does not tell it: a literal.
    pub default: Option<String>,
    /// Label in Vietnamese.
    pub label_vi: String,
    /// Label in English.
    pub label_en: String,
    /// What it means.
    pub about: String,
    /// The line of the file that declares it.
    pub line: usize,
}

/// `name TYPE [= default] | nhãn | label | meaning`; nothing where the line is not that.
pub fn parameter(text: &str, line: usize) -> Option<ParameterDoc> {
    let fields: Vec<&str> = text.split('|').map(str::trim).collect();
    let [declared, label_vi, label_en, about] = fields.as_slice() else { return None };
    let (declared, default) = match declared.split_once('=') {
        Some((declared, default)) => (declared.trim(), Some(default.trim().to_owned())),
        None => (*declared, None),
    };
    let (name, sql_type) = declared.split_once(char::is_whitespace)?;
    let sql_type = sql_type.trim();
    let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    let is_type = |c: char| c.is_ascii_alphanumeric() || "_ (),[]".contains(c);
    let fine = name.chars().all(is_name) && !sql_type.is_empty() && sql_type.chars().all(is_type);
    if !fine || default.as_deref() == Some("") || [label_vi, label_en, about].iter().any(|f| f.is_empty()) {
        return None;
    }
    let [name, sql_type, label_vi, label_en, about] =
        [name, sql_type, label_vi, label_en, about].map(|t| (*t).to_owned());
    Some(ParameterDoc { name, sql_type, default, label_vi, label_en, about, line })
}

/// The names that a statement asks for, each with its place in bytes; none where the name is no literal.
pub fn asked(tree: &Value) -> Vec<(Option<String>, usize)> {
    let mut asked = Vec::new();
    each(tree, &mut Vec::new(), &mut |node, _| {
        if function_name(node).as_deref() == Some("getvariable") {
            let name = node["children"][0]["value"]["value"].as_str().map(str::to_owned);
            asked.push((name, offset(node).unwrap_or(0)));
        }
    });
    asked
}

/// Holds a statement to the parameters that its header declares.
///
/// # Errors
/// One that is declared twice, with another type than the program's, or without a value; one that is used and not declared.
pub fn hold(tree: &Value, declared: &[ParameterDoc], sql: &str, file: &str) -> Result<()> {
    for (i, one) in declared.iter().enumerate() {
        let wrong = |what: &str| header_error(what, sql, file, one.line).found(&one.name);
        if declared[..i].iter().any(|other| other.name == one.name) {
            return Err(wrong("the parameter is declared twice"));
        }
        match Parameters::TYPES.iter().find(|(name, _)| *name == one.name) {
            Some((_, sql_type)) if *sql_type != one.sql_type => {
                return Err(wrong("the parameter has another type").expected(*sql_type));
            }
            Some(_) if one.default.is_some() => {
                return Err(wrong("a run tells this parameter: it needs no default").hint("take out `= ...`"));
            }
            None if one.default.is_none() => {
                let near = near(&one.name, Parameters::TYPES.map(|(name, _)| name));
                let known = Parameters::TYPES.map(|(name, _)| name).join(", ");
                return Err(wrong("nothing tells this parameter")
                    .expected(if near.is_empty() { known } else { near.join(" or ") })
                    .hint(format!(
                        "give it a value of its own: `-- parameter {} {} = ... | ...`",
                        one.name, one.sql_type
                    )));
            }
            _ => {}
        }
    }
    for (name, at) in asked(tree) {
        let Some(name) = name else {
            return Err(underlined("the name of a parameter is a text in quotes", sql, file, at, ""));
        };
        if !declared.iter().any(|d| d.name == name) {
            let near = near(&name, declared.iter().map(|d| d.name.as_str()));
            let error = underlined(&format!("the parameter `{name}` is not declared"), sql, file, at, "used here");
            let error = if near.is_empty() { error } else { error.expected(near.join(" or ")) };
            let sql_type =
                Parameters::TYPES.iter().find(|(known, _)| *known == name).map_or("TYPE = value", |(_, t)| t);
            return Err(error.hint(format!(
                "add a line `-- parameter {name} {sql_type} | nhãn | label | meaning` above the statement"
            )));
        }
    }
    Ok(())
}

/// Gives the parameters that the program does not tell their defaults.
///
/// # Errors
/// A default that is no literal of its type, or two files that declare one parameter with two values.
pub fn set_defaults<'a>(
    connection: &Connection,
    files: impl Iterator<Item = (&'a [ParameterDoc], &'a str, &'a str)>,
) -> Result<()> {
    let mut set: BTreeMap<&str, (&ParameterDoc, &str)> = BTreeMap::new();
    for (declared, sql, file) in files {
        for one in declared {
            let Some(default) = &one.default else { continue };
            let wrong = |what: &str| header_error(what, sql, file, one.line).found(default);
            if let Some((other, place)) = set.insert(&one.name, (one, file))
                && (other.default.as_ref() != Some(default) || other.sql_type != one.sql_type)
            {
                return Err(wrong("one parameter has two values").expected(format!(
                    "{} = {}, as in {place}:{}",
                    other.sql_type,
                    other.default.as_deref().unwrap_or_default(),
                    other.line
                )));
            }
            let literal = parsed(connection, &format!("SELECT {default}"), file).is_ok_and(|tree| is_literal(&tree));
            let told = format!("SET VARIABLE {} = CAST({default} AS {})", one.name, one.sql_type);
            if !literal {
                return Err(wrong("the default is no literal")
                    .expected("a number, a text in quotes, DATE '2025-12-31', or a [list] of them"));
            }
            connection.execute_batch(&told).map_err(|e| wrong(&e.to_string()).expected(&one.sql_type))?;
        }
    }
    Ok(())
}

/// Is it one SELECT of one literal and nothing else?
fn is_literal(tree: &Value) -> bool {
    fn plain(node: &Value) -> bool {
        let all = |children: &Value| children.as_array().is_some_and(|c| c.iter().all(plain));
        match node["class"].as_str() {
            Some("CONSTANT") => true,
            Some("CAST") => plain(&node["child"]),
            Some("FUNCTION") => {
                matches!(function_name(node).as_deref(), Some("list_value" | "-")) && all(&node["children"])
            }
            Some("OPERATOR") => node["type"].as_str() == Some("ARRAY_CONSTRUCTOR") && all(&node["children"]),
            _ => false,
        }
    }
    let select = tree["select_list"].as_array().map(Vec::as_slice).unwrap_or_default();
    tree["type"].as_str() == Some("SELECT_NODE")
        && tree["from_table"]["type"].as_str() == Some("EMPTY")
        && tree["modifiers"].as_array().is_none_or(Vec::is_empty)
        && matches!(select, [one] if plain(one))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(header: &str, statement: &str) -> String {
        let connection = Connection::open_in_memory().expect("a database");
        let sql = format!("-- parameter {header}\n{statement}");
        let Some(declared) = parameter(header, 1) else { return "not a parameter line".to_owned() };
        let tree = parsed(&connection, statement, "a.sql").expect("parsed");
        let declared = [declared];
        let done = hold(&tree, &declared, &sql, "a.sql")
            .and_then(|()| set_defaults(&connection, [(declared.as_slice(), sql.as_str(), "a.sql")].into_iter()));
        done.map_or_else(
            |e| e.to_string(),
            |()| connection.query_row(statement, [], |row| row.get(0)).expect("a value"),
        )
    }

    #[test]
    fn a_default_is_a_literal_and_nothing_else() {
        assert_eq!(held("k INTEGER = 3 | k | k | k", "SELECT getvariable('k')::VARCHAR"), "3");
        assert_eq!(
            held("k DATE[] = [DATE '2025-01-31'] | k | k | k", "SELECT getvariable('k')::VARCHAR"),
            "[2025-01-31]"
        );
        for default in
            ["(SELECT 1)", "1; DROP TABLE a", "random()", "1) AS INTEGER); SELECT (1", "a", "1 FROM range(3)", "'"]
        {
            let said = held(&format!("k INTEGER = {default} | k | k | k"), "SELECT 1::VARCHAR");
            assert!(said.starts_with("a.sql:1: the default is no literal"), "{default}: {said}");
        }
    }

    #[test]
    fn declared_and_used_agree() {
        assert!(held("as_off DATE | k | k | k", "SELECT 1").contains("nothing tells this parameter"));
        assert!(held("as_off DATE | k | k | k", "SELECT 1").contains("expected: as_of"));
        assert!(held("as_of VARCHAR | k | k | k", "SELECT 1").contains("expected: DATE"));
        assert!(held("as_of DATE = NULL | k | k | k", "SELECT 1").contains("needs no default"));
        let said = held("area VARCHAR | k | k | k", "SELECT getvariable('aera')");
        assert!(said.contains("`aera` is not declared") && said.contains("expected: area"), "{said}");
        assert!(held("area VARCHAR | k | k | k", "SELECT getvariable('a' || 'b')").contains("a text in quotes"));
    }

    #[test]
    fn lines_that_are_no_parameter_are_none() {
        for text in [
            "",
            "|||",
            "a",
            "a INTEGER",
            "a INTEGER | | | ",
            "a; INTEGER | k | k | k",
            "a INT;DROP | k | k | k",
            "đ = | | |",
            "a INTEGER = | k | k | k",
        ] {
            assert_eq!(parameter(text, 1), None, "{text}");
        }
    }
}
