//! A parameter that is declared and not used.

use super::super::declared::asked;
use super::{Lint, Said, Statement};
use crate::language::Key;

/// Looks for declared parameters that the statement does not ask for.
pub fn look(statement: &Statement, found: &mut Vec<Lint>) {
    let used = asked(statement.tree);
    for one in statement.parameters {
        if !used.iter().any(|(name, _)| name.as_deref() == Some(one.name.as_str())) {
            let what = Said::new(Key::of("lint-parameter-not-used"), [("name", &one.name)]);
            let hint = Said::new(Key::of("lint-take-out-line"), []);
            found.push(statement.at_line("unused-parameter", one.line, what, hint));
        }
    }
}
