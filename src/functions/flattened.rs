//! Lists as DuckDB means them: a function of another language gets a copy, made by DuckDB, in which every element is stored.
//!
//! The interface for such functions lays out the columns it passes, but not what lies inside their lists
//! (<https://github.com/duckdb/duckdb/issues/17298>, DuckDB 1.5.5). Where all elements of a list are one NULL, only the first is
//! stored (<https://github.com/duckdb/duckdb/issues/25616>); where lists of a table come out of a sort, their elements may be a
//! selection of others. They would be read from memory that nobody wrote. Nothing in the interface tells such lists from
//! others, and a copy costs less than can be measured beside any statistic.

use super::columns::Outcome;
use duckdb::core::DataChunkHandle;
use duckdb::ffi;
use duckdb::vscalar::{ScalarFunctionSignature, VArrowScalar, VScalar};
use duckdb::vtab::arrow::{WritableVector, data_chunk_to_arrow, write_arrow_array_to_vector};
use std::marker::PhantomData;

/// A function of lists, called with a copy of its arguments.
pub(super) struct Flattened<F>(PhantomData<F>);

impl<F: VArrowScalar> VScalar for Flattened<F> {
    type State = F::State;

    fn invoke(state: &F::State, input: &mut DataChunkHandle, output: &mut dyn WritableVector) -> Outcome<()> {
        let answers = <F as VArrowScalar>::invoke(state, data_chunk_to_arrow(&copied(input)?)?)?;
        write_arrow_array_to_vector(&answers, output)
    }

    fn signatures() -> Vec<ScalarFunctionSignature> {
        <F as VScalar>::signatures()
    }
}

/// A copy in which every element of every list is stored.
fn copied(input: &DataChunkHandle) -> Outcome<DataChunkHandle> {
    let rows = u32::try_from(input.len())?;
    let types: Vec<_> = (0..input.num_columns()).map(|column| input.flat_vector(column).logical_type()).collect();
    let copy = DataChunkHandle::new(&types);
    // SAFETY: both chunks have the same columns and outlive the block. A vector of a new chunk has room for as many rows as
    // DuckDB ever passes at once, which is what `rows` is at most. The selection has room for `rows`, is filled before it is
    // read, and is destroyed once.
    unsafe {
        let all = ffi::duckdb_create_selection_vector(rows.into());
        let selected = ffi::duckdb_selection_vector_get_data_ptr(all);
        for row in 0..rows {
            selected.add(row as usize).write(row);
        }
        for column in 0..types.len() as u64 {
            let from = ffi::duckdb_data_chunk_get_vector(input.get_ptr(), column);
            let to = ffi::duckdb_data_chunk_get_vector(copy.get_ptr(), column);
            ffi::duckdb_vector_copy_sel(from, to, all, rows.into(), 0, 0);
        }
        ffi::duckdb_destroy_selection_vector(all);
    }
    copy.set_len(input.len());
    Ok(copy)
}

#[cfg(test)]
mod tests {
    use crate::functions::tests::{database, first_row, rows};

    #[test]
    fn a_list_of_nothing_but_null_has_no_element() {
        let connection = database();
        for nulls in ["[NULL, NULL, NULL]", "[NULL, NULL, NULL]::DOUBLE[]", "list_resize([], 3)", "repeat([NULL], 3)"] {
            assert_eq!(first_row(&connection, &format!("SELECT holm({nulls})")), "[NULL, NULL, NULL]", "{nulls}");
        }
        let dates = "[make_date(y, 12, 31) FOR y IN range(2020, 2024)]";
        let query =
            format!("SELECT a.n, a.left_out, a.reason FROM (SELECT mann_kendall({dates}, [NULL, NULL, NULL, NULL]) a)");
        assert_eq!(first_row(&connection, &query), "0|4|no-readings");
    }

    /// One field, NULL or not, that stands for all; a list made of one reading many times.
    #[test]
    fn readings_with_one_field_for_all() {
        let connection = database();
        for (list, expected) in [
            ("[{'date': d, 'value': NULL} FOR d IN [DATE '2020-12-31', DATE '2021-12-31']]", "0|2|no-readings"),
            ("[{'date': NULL, 'value': v} FOR v IN [1.5, 2.5, 3.5]]", "0|3|no-readings"),
            (
                "[{'date': d, 'value': 5.5} FOR d IN [DATE '2020-12-31', DATE '2021-12-31']]",
                "2|0|trend-needs-three-readings",
            ),
            ("repeat([{'date': DATE '2020-12-31', 'value': 2.5}], 3)", "3|0|duplicated-dates"),
            ("list_resize([{'date': DATE '2020-12-31', 'value': 2.5}], 3)", "1|2|trend-needs-three-readings"),
        ] {
            let cast = format!("({list})::STRUCT(date DATE, value DOUBLE)[]");
            let query = format!("SELECT a.n, a.left_out, a.reason FROM (SELECT mann_kendall({cast}) a)");
            assert_eq!(first_row(&connection, &query), expected, "{list}");
        }
        let column = "SELECT min(a.n), max(a.n), count(*) FILTER (contains(a.reason, 'no-variation')) FROM (SELECT mann_kendall( \
                      [{'date': d, 'value': 5.5} FOR d IN [DATE '2020-12-31' + (300 * j)::INTEGER FOR j IN range(4)]]) a \
                      FROM range(5000))";
        assert_eq!(first_row(&connection, column), "4|4|5000");
    }

    #[test]
    fn other_lists_arrive_as_they_are() {
        let column = "SELECT holm(CASE WHEN i % 3 = 0 THEN [NULL, NULL] WHEN i % 3 = 1 THEN [0.5, NULL, i] END) \
                      FROM range(3) t(i) ORDER BY i";
        assert_eq!(rows(&database(), column), ["[NULL, NULL]", "[1.0, NULL, 1.0]", "NULL"]);
        let many = "SELECT count(*) FROM range(100000) t(i) WHERE holm([i / 100000, NULL]) = [i / 100000, NULL]";
        assert_eq!(first_row(&database(), many), "100000");
    }

    /// Lists out of a table, as a sort passes them on: more elements than one vector holds, each still its own.
    #[test]
    fn lists_behind_a_sort_arrive_as_they_are() {
        let connection = database();
        connection
            .execute_batch(
                "CREATE TABLE kept AS SELECT i, list(DATE '2020-01-01' + 30 * j::INTEGER ORDER BY j) AS d, list(i + j ORDER BY j) AS v, \
                 list('part ' || j ORDER BY j) AS s FROM range(4000) t(i), range(12) u(j) GROUP BY i",
            )
            .unwrap();
        for sorted in [
            "SELECT * FROM kept ORDER BY hash(i) LIMIT 9999",
            "SELECT *, row_number() OVER (ORDER BY hash(i)) AS place FROM kept",
        ] {
            let query = format!(
                "SELECT count(*), count(*) FILTER (p.value <> i + 11 OR p.reason IS NOT NULL OR d.change <> 0 OR d.parts[12].part <> 'part 9') \
                 FROM (SELECT i, project(d, v, [DATE '2030-01-01'], 'identity', [0.8], 'naive')[1] AS p, decompose(s, v, v, v, v) AS d \
                 FROM ({sorted}))"
            );
            assert_eq!(first_row(&connection, &query), "4000|0", "{sorted}");
        }
    }
}
