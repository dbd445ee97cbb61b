//! What must hold within a row: sums of columns, compared.

use serde::Deserialize;
use std::fmt;

/// `on_time + late <= handled`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Rule {
    /// Columns added up on the left.
    pub left: Vec<String>,
    /// How the sides compare.
    pub comparison: Comparison,
    /// Columns added up on the right.
    pub right: Vec<String>,
}

/// How two sides compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// `<=`
    AtMost,
    /// `=`
    Equal,
}

impl Rule {
    /// Every column it names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.left.iter().chain(&self.right).map(String::as_str)
    }

    /// Does it hold for these values? Where one is missing, nothing can be said: it holds.
    ///
    /// ```
    /// use milepost::observations::Rule;
    /// let rule = Rule::try_from("on_time + late <= handled".to_owned()).unwrap();
    /// let row = |name: &str| match name { "on_time" => Some(7), "late" => Some(2), _ => Some(8) };
    /// assert!(!rule.holds(row));
    /// assert!(rule.holds(|name| (name != "late").then_some(9)));
    /// ```
    pub fn holds(&self, value: impl Fn(&str) -> Option<i128>) -> bool {
        let sum = |names: &[String]| names.iter().map(|n| value(n)).sum::<Option<i128>>();
        match (sum(&self.left), sum(&self.right)) {
            (Some(left), Some(right)) => match self.comparison {
                Comparison::AtMost => left <= right,
                Comparison::Equal => left == right,
            },
            _ => true,
        }
    }
}

impl TryFrom<String> for Rule {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let (comparison, (left, right)) = if let Some(sides) = text.split_once("<=") {
            (Comparison::AtMost, sides)
        } else if let Some(sides) = text.split_once('=') {
            (Comparison::Equal, sides)
        } else {
            return Err(format!("not a rule: {text:?}; expected sums of columns compared by <= or ="));
        };
        let names = |side: &str| -> Result<Vec<String>, String> {
            side.split('+')
                .map(|name| {
                    let name = name.trim();
                    let fine = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
                    fine.then(|| name.to_owned())
                        .ok_or_else(|| format!("not a column's name in rule {text:?}: {name:?}"))
                })
                .collect()
        };
        Ok(Rule { left: names(left)?, comparison, right: names(right)? })
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = match self.comparison {
            Comparison::AtMost => "<=",
            Comparison::Equal => "=",
        };
        write!(f, "{} {sign} {}", self.left.join(" + "), self.right.join(" + "))
    }
}
