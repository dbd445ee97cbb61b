//! Revisions: which figures a file changes that were known before.

use super::Received;
use crate::catalog::Kind;
use crate::error::Result;
use crate::observations::Recipe;
use crate::store::schema::quoted;

/// A figure that a file changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// The recipe.
    pub recipe: String,
    /// `revised`, or `withdrawn` where the row is no longer in its file.
    pub kind: String,
    /// The row, by its key.
    pub row_key: String,
    /// The column; blank for a row that was withdrawn.
    pub field: String,
    /// The figure before.
    pub before: Option<String>,
    /// The figure now.
    pub after: Option<String>,
}

/// A column of the key as keys are compared: "Bản A" and "bản a" are one village.
pub fn key_column(recipe: &Recipe, column: &str, alias: &str) -> String {
    let is_text = recipe.table().iter().any(|(name, kind)| name == column && *kind == Kind::Text);
    if is_text { format!("lower({alias}.{})", quoted(column)) } else { format!("{alias}.{}", quoted(column)) }
}

/// The key of a row as text: `ref_area=00123; field=Hộ tịch`.
pub fn key_text(recipe: &Recipe, alias: &str) -> String {
    let parts: Vec<String> = recipe.key.iter().map(|k| format!("'{k}=' || {alias}.{}::VARCHAR", quoted(k))).collect();
    format!("concat_ws('; ', {})", parts.join(", "))
}

impl Received {
    /// When all files of an ingest are in: finds the older files that they replace (the same name, and at least one row in
    /// common), and writes down every figure that differs from what was known before. `first` is the first new file.
    ///
    /// # Errors
    /// What DuckDB reports.
    pub fn settle_vintages(&self, first: i64, recipes: &[Recipe]) -> Result<()> {
        self.mark_replaced(first, recipes)?;
        recipes.iter().filter(|r| !r.key.is_empty()).try_for_each(|recipe| self.write_revisions(first, recipe))
    }

    /// Marks the files that new ones replace, and the rows that are in the older one only as withdrawn.
    fn mark_replaced(&self, first: i64, recipes: &[Recipe]) -> Result<()> {
        let mut statement = self.connection.prepare(
            "SELECT DISTINCT n.file_id, o.file_id, p.recipe, n.folder = o.folder,
                n.received_on >= o.received_on, n.sha256 = o.sha256 OR (n.folder = o.folder AND (SELECT sum(records) FROM ledger_part WHERE file_id = o.file_id) = 0) FROM ledger_file n JOIN ledger_file o ON regexp_replace(o.file, '\\.[^.]*$', '') = regexp_replace(n.file, '\\.[^.]*$', '') AND o.file_id < n.file_id
             JOIN ledger_part p ON p.file_id = o.file_id JOIN ledger_part q ON q.file_id = n.file_id AND q.recipe = p.recipe
             WHERE n.file_id >= ? AND n.outcome = 'taken' AND o.outcome = 'taken' AND o.replaced_by IS NULL ORDER BY n.file_id, o.file_id DESC, p.recipe",
        )?;
        let candidates: Vec<(i64, i64, String, bool, bool, bool)> = statement
            .query_map([first], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?))
            })?
            .collect::<std::result::Result<_, _>>()?;
        let mut replaced: Vec<(i64, i64)> = Vec::new();
        for (new, old, name, same_folder, is_later, is_same) in &candidates {
            // A file is replaced once, by the first newer one of its name. What was received on an earlier day is older,
            // though it comes in later.
            let (newer, older) = if *is_later { (new, old) } else { (old, new) };
            if replaced.iter().any(|(_, done)| done == older) {
                continue;
            }
            let Some(recipe) = recipes.iter().find(|r| r.name == *name) else { continue };
            // Without keys two files of one name are versions of one only where they come from one folder.
            // The same bytes read by another recipe are one file; so is one of which nothing could be taken.
            let is_version =
                *is_same || if recipe.key.is_empty() { *same_folder } else { self.shares_a_row(recipe, *new, *old)? };
            if is_version {
                replaced.push((*newer, *older));
            }
        }
        for (new, old) in replaced {
            for recipe in recipes.iter().filter(|r| !r.key.is_empty()) {
                self.write_withdrawn(recipe, new, old)?;
            }
            self.connection.execute(
                "UPDATE ledger_file SET replaced_by = n.file_id, replaced_on = n.received_on FROM (SELECT file_id, received_on FROM ledger_file WHERE file_id = ?) n
                 WHERE ledger_file.file_id = ?",
                [new, old],
            )?;
            self.connection.execute("UPDATE ledger_file SET replaces = ? WHERE file_id = ?", [old, new])?;
        }
        Ok(())
    }

    fn shares_a_row(&self, recipe: &Recipe, new: i64, old: i64) -> Result<bool> {
        let table = quoted(&recipe.holds);
        Ok(self.connection.query_row(
            &format!(
                "SELECT EXISTS (SELECT 1 FROM {table} o JOIN ledger_part op USING (part) JOIN (SELECT t.* FROM {table} t JOIN ledger_part USING (part) WHERE file_id = {new}) n ON {}
                 WHERE op.file_id = {old})",
                same_key(recipe)
            ),
            [],
            |row| row.get(0),
        )?)
    }

    fn write_withdrawn(&self, recipe: &Recipe, new: i64, old: i64) -> Result<()> {
        let table = quoted(&recipe.holds);
        self.connection.execute_batch(&format!(
            "INSERT INTO ledger_revision
                SELECT {new}, '{name}', 'withdrawn', {gone}, '', NULL, NULL, o.part, o.row_number, NULL, NULL
                FROM {table} o JOIN ledger_part p USING (part)
                WHERE p.file_id = {old} AND NOT EXISTS (SELECT 1 FROM {table} n JOIN ledger_part q USING (part) WHERE q.file_id = {new} AND {same})
                ORDER BY o.row_number",
            name = recipe.name,
            same = same_key(recipe),
            gone = key_text(recipe, "o"),
        ))?;
        Ok(())
    }

    /// Each figure of the new files beside the one that stood before it under the same key.
    fn write_revisions(&self, first: i64, recipe: &Recipe) -> Result<()> {
        let before: bool = self.connection.query_row(
            "SELECT count(DISTINCT file_id) > 1 FROM ledger_part WHERE recipe = ?",
            [&recipe.name],
            |row| row.get(0),
        )?;
        if !before {
            return Ok(());
        }
        let (table, key) = (quoted(&recipe.holds), key_text(recipe, "t"));
        let figures: Vec<String> =
            recipe.fields().into_iter().filter(|f| !recipe.key.contains(f)).chain(["missing".to_owned()]).collect();
        let pairs: Vec<String> = figures
            .iter()
            .map(|f| {
                format!("{{field: '{f}', before: (lag(t.{0}) OVER w)::VARCHAR, after: t.{0}::VARCHAR}}", quoted(f))
            })
            .collect();
        let partition = recipe.key.iter().map(|k| key_column(recipe, k, "t")).collect::<Vec<_>>().join(", ");
        self.connection.execute_batch(&format!(
            "INSERT INTO ledger_revision
                SELECT file_id, '{name}', 'revised', row_key, d.field, d.before, d.after, before_part, before_row, part, row_number
                FROM (SELECT * EXCLUDE (d), unnest(d) AS d FROM (
                    SELECT p.file_id, {key} AS row_key, [{pairs}] AS d, lag(t.part) OVER w AS before_part, lag(t.row_number) OVER w AS before_row, t.part, t.row_number
                    FROM {table} t JOIN ledger_part p USING (part) JOIN ledger_file f USING (file_id)
                    WINDOW w AS (PARTITION BY {partition} ORDER BY f.received_on, p.file_id, t.row_number))
                    WHERE file_id >= {first} AND before_part IS NOT NULL)
                WHERE d.before IS DISTINCT FROM d.after ORDER BY file_id, row_number, d.field",
            name = recipe.name,
            pairs = pairs.join(", "),
        ))?;
        Ok(())
    }

    /// What a file changed, in the order of its rows.
    ///
    /// # Errors
    /// What DuckDB reports.
    pub fn revisions(&self, file_id: i64) -> Result<Vec<Revision>> {
        let mut statement = self.connection.prepare(
            "SELECT recipe, kind, row_key, field, before, after FROM ledger_revision WHERE file_id = ? ORDER BY recipe, kind, after_row, before_row, field",
        )?;
        let rows = statement.query_map([file_id], |row| {
            Ok(Revision {
                recipe: row.get(0)?,
                kind: row.get(1)?,
                row_key: row.get(2)?,
                field: row.get(3)?,
                before: row.get(4)?,
                after: row.get(5)?,
            })
        })?;
        Ok(rows.collect::<std::result::Result<_, _>>()?)
    }
}

fn same_key(recipe: &Recipe) -> String {
    let pairs: Vec<String> = recipe
        .key
        .iter()
        .map(|k| format!("{} IS NOT DISTINCT FROM {}", key_column(recipe, k, "n"), key_column(recipe, k, "o")))
        .collect();
    pairs.join(" AND ")
}
