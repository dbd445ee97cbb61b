//! From the tree of a statement to the origins of its columns.

use super::Origin;
use super::footing::{Ledger, Reading, places};
use super::relation::{Columns, Origins, Relation, Scope};
use crate::error::Excerpt;
use crate::queries::tree::{column_name, function_name, is_recursive, offset};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The WITH queries that hold, by name in lower case.
pub(super) type With = BTreeMap<String, Columns>;

/// Words that the parser takes for columns.
const BARE: [&str; 5] = ["current_date", "current_timestamp", "current_time", "localtime", "localtimestamp"];

/// What is known of the tables, and the text that is resolved.
pub struct Resolver<'a> {
    /// By name in lower case: the name as it is written, and the columns.
    pub known: &'a BTreeMap<String, (String, Vec<String>)>,
    /// The text.
    pub sql: &'a str,
    /// How messages call the file.
    pub file: &'a str,
    /// Where is written down what chooses rows; then what sums rows up is made of that too.
    pub(super) ledger: Option<&'a Ledger>,
}

impl Resolver<'_> {
    /// The columns of a whole statement.
    pub fn result(&self, tree: &Value) -> Columns {
        self.node(tree, &With::new(), &Scope::EMPTY)
    }

    fn unknown(&self, reason: impl Into<String>, node: &Value) -> Origins {
        let at = offset(node).unwrap_or(0);
        let place = Excerpt::new(self.file, self.sql, at..at, "").place();
        BTreeSet::from([Origin::Unknown { reason: reason.into(), place }])
    }

    fn open(&self, reason: impl Into<String>, node: &Value) -> Columns {
        Columns { open: Some((0, self.unknown(reason, node))), ..Columns::default() }
    }

    fn node(&self, node: &Value, with: &With, outer: &Scope) -> Columns {
        let mut with = with.clone();
        for entry in node["cte_map"]["map"].as_array().into_iter().flatten() {
            let (name, value) = (entry["key"].as_str().unwrap_or_default().to_lowercase(), &entry["value"]);
            let inner = &value["query"]["node"];
            let names = strings(&value["aliases"]);
            let columns = if is_recursive(inner) {
                // The first part gives the columns; what the second adds may be made of them.
                let first = self.node(&inner["left"], &with, outer).renamed(&names);
                with.insert(name.clone(), first.clone());
                first.united(self.node(&inner["right"], &with, outer), false)
            } else {
                self.node(inner, &with, outer).renamed(&names)
            };
            with.insert(name, columns);
        }
        match node["type"].as_str() {
            Some("SELECT_NODE") => self.select(node, &with, outer),
            Some("SET_OPERATION_NODE") => {
                let by_name = node["setop_type"].as_str() == Some("UNION_BY_NAME");
                let children = node["children"].as_array().map(Vec::as_slice).unwrap_or_default();
                let parts = [&node["left"], &node["right"]].into_iter().chain(children).filter(|part| part.is_object());
                let mut all = parts.map(|part| self.node(part, &with, outer));
                let first = all.next().unwrap_or_default();
                all.fold(first, |one, other| one.united(other, by_name))
            }
            other => self.open(format!("a statement of the kind {} is not followed", other.unwrap_or("?")), node),
        }
    }

    fn select(&self, node: &Value, with: &With, outer: &Scope) -> Columns {
        let (mut relations, mut choice) = (Vec::new(), Origins::new());
        self.from(&node["from_table"], with, outer, &mut relations, &mut choice);
        if self.ledger.is_some() {
            // A condition may name a column of the list that follows it in no order of the text.
            let aliases = self.listed(node, with, outer, &relations, &Origins::new()).named;
            choice.extend(self.choice(
                node,
                with,
                &Scope { relations: &relations, aliases: &aliases, outer: Some(outer) },
            ));
            choice.extend(relations.iter().flat_map(|relation| relation.columns.rows.iter().cloned()));
        }
        let mut columns = self.listed(node, with, outer, &relations, &choice);
        columns.rows = choice;
        columns
    }

    /// The columns of a SELECT's list; what sums rows up is also made of what chooses them.
    fn listed(&self, node: &Value, with: &With, outer: &Scope, relations: &[Relation], choice: &Origins) -> Columns {
        let mut columns = Columns::default();
        for item in node["select_list"].as_array().into_iter().flatten() {
            let aliases = columns.named.clone();
            let scope = Scope { relations, aliases: &aliases, outer: Some(outer) };
            if item["class"].as_str() == Some("STAR") {
                self.star(item, with, &scope, &mut columns);
                continue;
            }
            let mut origins = self.expression(item, with, &scope, &[]);
            if self.ledger.is_some_and(|ledger| ledger.sums_up(item)) {
                origins.extend(choice.iter().cloned());
            }
            let alias = item["alias"].as_str().filter(|a| !a.is_empty()).map(str::to_owned);
            let spreads = function_name(item).as_deref() == Some("unnest")
                && item["children"]
                    .as_array()
                    .is_some_and(|c| c.iter().any(|c| c["alias"].as_str() == Some("recursive")));
            match alias.or_else(|| column_name(item)).or_else(|| function_name(item)) {
                _ if spreads => columns.spread(origins),
                Some(name) => columns.push(name, origins),
                None => columns.push(String::new(), origins),
            }
        }
        columns
    }

    fn star(&self, item: &Value, with: &With, scope: &Scope, columns: &mut Columns) {
        if item["columns"].as_bool() == Some(true) {
            let of = scope.relations.iter().flat_map(Relation::all);
            columns.spread(of.chain(self.unknown("COLUMNS(...) chooses columns by a pattern", item)).collect());
            return;
        }
        let only = item["relation_name"].as_str().unwrap_or_default().to_lowercase();
        let mut left_out: BTreeSet<String> = strings(&item["exclude_list"]).into_iter().collect();
        let qualified = item["qualified_exclude_list"].as_array().into_iter().flatten();
        left_out.extend(qualified.filter_map(|e| e["column"].as_str()).map(str::to_lowercase));
        let renamed: BTreeMap<String, String> = pairs(&item["rename_list"])
            .filter_map(|(key, value)| Some((key["column"].as_str()?.to_lowercase(), value.as_str()?.to_owned())))
            .collect();
        let replaced: BTreeMap<String, &Value> = pairs(&item["replace_list"])
            .filter_map(|(key, value)| Some((key.as_str()?.to_lowercase(), value)))
            .collect();
        for relation in scope.relations.iter().filter(|r| if only.is_empty() { !r.aside } else { r.name == only }) {
            for (i, (name, origins)) in relation.columns.named.iter().enumerate() {
                if let Some((_, open)) = relation.columns.open.as_ref().filter(|(at, _)| *at == i) {
                    columns.spread(open.clone());
                }
                let lower = name.to_lowercase();
                if left_out.contains(&lower) || only.is_empty() && relation.hidden.contains(&lower) {
                    continue;
                }
                let origins = match replaced.get(&lower) {
                    Some(other) => self.expression(other, with, scope, &[]),
                    None => origins.clone(),
                };
                columns.push(renamed.get(&lower).unwrap_or(name).clone(), origins);
            }
            if let Some((_, open)) =
                relation.columns.open.as_ref().filter(|(at, _)| *at >= relation.columns.named.len())
            {
                columns.spread(open.clone());
            }
        }
    }

    /// The origins of an expression: of everything that it names. `own` are the parameters of lambdas around it.
    pub(super) fn expression(&self, node: &Value, with: &With, scope: &Scope, own: &[String]) -> Origins {
        let Value::Object(map) = node else {
            let items = node.as_array().map(Vec::as_slice).unwrap_or_default();
            return items.iter().flat_map(|item| self.expression(item, with, scope, own)).collect();
        };
        let below = |own: &[String]| map.values().flat_map(|child| self.expression(child, with, scope, own)).collect();
        match node["class"].as_str() {
            Some("COLUMN_REF") => {
                let names: Vec<String> = strings(&node["column_names"]);
                let bare = matches!(names.as_slice(), [one] if BARE.contains(&one.as_str()));
                if names.first().is_some_and(|n| own.contains(n)) {
                    return Origins::new();
                }
                scope.find(&names).unwrap_or_else(|| {
                    let reason = format!("no table here has a column {}", names.join("."));
                    if bare { Origins::new() } else { self.unknown(reason, node) }
                })
            }
            Some("SUBQUERY") => {
                let inner = self.node(&node["subquery"]["node"], with, scope);
                // Whether a row exists is not a value of any column; it stands on the rows that are looked at.
                let exists = matches!(node["subquery_type"].as_str(), Some("EXISTS" | "NOT_EXISTS"));
                if exists && self.ledger.is_some() {
                    return self.looked_at(&node["subquery"]["node"], with, scope);
                }
                let named = inner.named.into_iter().flat_map(|(_, origins)| origins).filter(|_| !exists);
                let open = inner.open.into_iter().flat_map(|(_, origins)| origins);
                named.chain(open).chain(self.expression(&node["child"], with, scope, own)).collect()
            }
            Some("LAMBDA") => {
                let mut own = own.to_vec();
                let parameters =
                    node["lhs"]["children"].as_array().map_or_else(|| vec![&node["lhs"]], |c| c.iter().collect());
                own.extend(parameters.into_iter().filter_map(column_name));
                self.expression(&node["expr"], with, scope, &own)
            }
            Some("FUNCTION") if function_name(node).as_deref() == Some("getvariable") => {
                match node["children"][0]["value"]["value"].as_str() {
                    Some(name) => BTreeSet::from([Origin::Parameter(name.to_owned())]),
                    None => self.unknown("the parameter is not named by a literal", node),
                }
            }
            Some("STAR") => {
                scope.relations.iter().flat_map(Relation::all).filter(|_| node["columns"] == true).collect()
            }
            _ => below(own),
        }
    }

    /// What decides whether a SELECT has rows.
    fn looked_at(&self, node: &Value, with: &With, outer: &Scope) -> Origins {
        let (mut relations, mut choice) = (Vec::new(), Origins::new());
        self.from(&node["from_table"], with, outer, &mut relations, &mut choice);
        choice.extend(self.choice(node, with, &Scope { relations: &relations, aliases: &[], outer: Some(outer) }));
        choice.extend(relations.iter().flat_map(|relation| relation.columns.rows.iter().cloned()));
        choice
    }

    fn from(&self, table: &Value, with: &With, outer: &Scope, into: &mut Vec<Relation>, choice: &mut Origins) {
        let alias = table["alias"].as_str().filter(|a| !a.is_empty()).map(str::to_lowercase);
        let names = strings(&table["column_name_alias"]);
        let relation = |name: String, columns: Columns| {
            let columns = columns.renamed(&names);
            let tables = columns.tables();
            Relation { name, columns, tables, hidden: BTreeSet::new(), aside: false }
        };
        match table["type"].as_str() {
            Some("BASE_TABLE") => {
                let name = table["table_name"].as_str().unwrap_or_default().to_lowercase();
                let columns = match (with.get(&name), self.known.get(&name)) {
                    // What is named twice is read in two places.
                    (Some(columns), _) if self.ledger.is_some_and(|l| l.named_again(&name, columns, table)) => {
                        columns.clone().read_at(table)
                    }
                    (Some(columns), _) => columns.clone(),
                    (None, Some((written, columns))) => {
                        let read = match self.ledger {
                            Some(ledger) => {
                                let place = Reading::named(written, table);
                                ledger.reads(&place);
                                place
                            }
                            None => written.clone(),
                        };
                        let of = |column: &String| Origin::Column { table: read.clone(), column: column.clone() };
                        let named = columns.iter().map(|c| (c.clone(), BTreeSet::from([of(c)]))).collect();
                        let rows = self.ledger.map(|_| Origin::Rows(read.clone())).into_iter().collect();
                        Columns { named, open: None, rows }
                    }
                    (None, None) => self.open(format!("the columns of the table {name} are not known"), table),
                };
                into.push(relation(alias.unwrap_or(name), columns));
            }
            Some("SUBQUERY") => {
                let before = into.clone();
                let scope = Scope { relations: &before, aliases: &[], outer: Some(outer) };
                let columns = self.node(&table["subquery"]["node"], with, &scope);
                into.push(relation(alias.unwrap_or_default(), columns));
            }
            Some("JOIN") => self.join(table, with, outer, into, choice),
            Some("TABLE_FUNCTION") => {
                let before = into.clone();
                let scope = Scope { relations: &before, aliases: &[], outer: Some(outer) };
                let function = function_name(&table["function"]).unwrap_or_default();
                let origins = self.expression(&table["function"], with, &scope, &[]);
                let mut columns = Columns::default();
                match function.as_str() {
                    "unnest" | "range" | "generate_series" => columns.push(function.clone(), origins),
                    _ => columns.spread(origins),
                }
                into.push(relation(alias.unwrap_or(function), columns));
            }
            Some("EXPRESSION_LIST") => {
                let mut columns = Columns::default();
                for row in table["values"].as_array().into_iter().flatten() {
                    let mut one = Columns::default();
                    for (i, value) in row.as_array().into_iter().flatten().enumerate() {
                        one.push(format!("col{i}"), self.expression(value, with, outer, &[]));
                    }
                    columns = if columns.named.is_empty() { one } else { columns.united(one, false) };
                }
                into.push(relation(alias.unwrap_or_default(), columns));
            }
            Some("EMPTY") | None => {}
            Some(kind) => into.push(relation(
                alias.unwrap_or_default(),
                self.open(format!("{kind} makes columns that the text does not name"), table),
            )),
        }
    }

    fn join(&self, table: &Value, with: &With, outer: &Scope, into: &mut Vec<Relation>, choice: &mut Origins) {
        let begin = into.len();
        self.from(&table["left"], with, outer, into, choice);
        let middle = into.len();
        self.from(&table["right"], with, outer, into, choice);
        // A row without a match stays on the side that an outer join keeps.
        let losing = match table["join_type"].as_str() {
            Some("LEFT") => places(&into[middle..]),
            Some("RIGHT") => places(&into[begin..middle]),
            Some("OUTER" | "FULL" | "ANTI") => BTreeSet::new(),
            _ => places(&into[begin..]),
        };
        if self.ledger.is_some() {
            let scope = Scope { relations: into, aliases: &[], outer: Some(outer) };
            choice.extend(self.condition(&table["condition"], with, &scope, &losing));
        }
        let (left, right) = into[begin..].split_at_mut(middle - begin);
        let mut shared: BTreeSet<String> = strings(&table["using_columns"]).into_iter().collect();
        if table["ref_type"].as_str() == Some("NATURAL") {
            let names = |r: &Relation| r.columns.named.iter().map(|(n, _)| n.to_lowercase()).collect::<BTreeSet<_>>();
            let of_left: BTreeSet<String> = left.iter().flat_map(names).collect();
            shared.extend(right.iter().flat_map(names).filter(|n| of_left.contains(n)));
        }
        choice.extend(self.shared(left, right, &shared, &losing));
        for relation in right {
            relation.hidden.extend(shared.iter().cloned());
            relation.aside |= matches!(table["join_type"].as_str(), Some("SEMI" | "ANTI"));
        }
    }
}

pub(super) fn strings(list: &Value) -> Vec<String> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_lowercase).collect()
}

fn pairs(list: &Value) -> impl Iterator<Item = (&Value, &Value)> {
    list.as_array().into_iter().flatten().map(|pair| (&pair["key"], &pair["value"]))
}
