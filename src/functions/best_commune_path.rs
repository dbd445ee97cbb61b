//! `best_commune_path`: what if an area moved as fast as the fastest of its peers has?

use super::FunctionDoc;
use super::answer::type_of;
use super::columns::{self, Outcome, answers, list_of};
use super::named_series::NamedSeries;
use super::scenario_path::{Point, paths, points};
use super::series::{SeriesLists, both_forms};
use crate::statistics::{BEST_COMMUNE_PACE, Declared, Direction, Refusal, Scale, Scenario, Series, best_commune_pace};
use arrow::array::{ArrayRef, RecordBatch};
use arrow::datatypes::DataType;
use duckdb::vscalar::{ArrowFunctionSignature, VArrowScalar};

pub(super) const DOC: FunctionDoc = FunctionDoc {
    name: "best_commune_path",
    signature: "best_commune_path(readings STRUCT(date DATE, value DOUBLE)[], peers VARCHAR[], peer_dates DATE[], peer_values DOUBLE[], \
                direction VARCHAR, scale VARCHAR, days DATE[]) -> STRUCT(date DATE, value DOUBLE, peer VARCHAR, pace DOUBLE, \
                n INTEGER, left_out INTEGER, method VARCHAR, reason VARCHAR)[]",
    what: "The scenario best-commune-pace: the latest reading carried on at the fastest pace seen among the peers, from the \
           first reading to the latest of each, on the scale; its value on each of the days. The three lists of the peers \
           have a place for every reading: list(area ORDER BY area, date), list(date ORDER BY area, date), list(value ORDER \
           BY area, date). Peer is the one whose pace is taken, pace its change per year on the scale, n the peers compared, \
           left_out those without two readings a quarter apart and places without a name. Direction is higher or lower. A \
           scenario is no forecast: no interval, no probability, and reason says so; the fastest of many is also the luckiest. Instead \
           of readings: dates DATE[], values DOUBLE[], both in the order of the dates.",
    example: "SELECT unnest(best_commune_path([{'date': DATE '2024-12-31', 'value': 40}], list(a ORDER BY a, d), list(d ORDER BY a, d), \
              list(v ORDER BY a, d), 'higher', 'gompertz', [DATE '2030-12-31']), recursive := true) \
              FROM (VALUES ('An Hòa', DATE '2020-12-31', 30), ('An Hòa', DATE '2024-12-31', 41), \
              ('Tân Phú', DATE '2020-12-31', 50), ('Tân Phú', DATE '2024-12-31', 55)) t(a, d, v)",
};

pub(super) struct BestCommunePath;

impl VArrowScalar for BestCommunePath {
    type State = ();

    fn invoke(_: &(), batch: RecordBatch) -> Outcome<ArrayRef> {
        let (series, next) = SeriesLists::read(&batch, 0)?;
        let peers = (
            columns::text_lists(&batch, next)?,
            columns::date_lists(&batch, next + 1)?,
            columns::double_lists(&batch, next + 2)?,
        );
        let (directions, scales) = (columns::texts(&batch, next + 3)?, columns::texts(&batch, next + 4)?);
        let days = columns::date_lists(&batch, next + 5)?;
        let rows = answers(&batch, |row| {
            let path = series.row(row).series.and_then(|series| {
                let peers = NamedSeries::of(&peers.0, &peers.1, &peers.2, row)?;
                let direction = Direction::read(directions.value(row))?;
                carried_on(&series, &peers, direction, Scale::read(scales.value(row))?)
            });
            points(&path, BEST_COMMUNE_PACE, &days, row)
        });
        Ok(answer(&rows))
    }

    fn signatures() -> Vec<ArrowFunctionSignature> {
        let (dates, values) = (list_of(DataType::Date32), list_of(DataType::Float64));
        let rest = [list_of(DataType::Utf8), dates.clone(), values, DataType::Utf8, DataType::Utf8, dates];
        both_forms(&[], &rest).map(|parameters| ArrowFunctionSignature::exact(parameters, type_of(answer))).into()
    }
}

/// The series at the pace of the fastest peer; what makes no series is a peer left out.
fn carried_on(series: &Series, peers: &NamedSeries, direction: Direction, scale: Scale) -> Result<Scenario, Refusal> {
    let told: Vec<(&str, Series)> =
        peers.each().filter_map(|(name, readings)| Some((name, readings.series.ok()?))).collect();
    let known: Vec<(&str, &Series)> = told.iter().map(|(name, series)| (*name, series)).collect();
    let mut path = best_commune_pace(series, &Declared::on(scale), &known, direction)?;
    path.left_out += peers.len() - known.len() + peers.nameless();
    Ok(path)
}

fn answer(rows: &[Option<Vec<Option<Point>>>]) -> ArrayRef {
    paths(rows, true)
}

#[cfg(test)]
mod tests {
    use crate::functions::tests::{WILD, database, first_row};

    /// The path of 40 at the end of 2024, from peers given as rows of name, date, value.
    fn path(peers: &str, rest: &str, fields: &str) -> String {
        let order = "ORDER BY a, d";
        let query = format!(
            "SELECT {fields} FROM (SELECT unnest(best_commune_path([DATE '2024-12-31'], [40], list(a {order}), list(d {order}), \
             list(v {order}), {rest}), recursive := true) FROM (VALUES {peers}) t(a, d, v))"
        );
        first_row(&database(), &query)
    }

    const AN_HOA: &str = "('An Hòa', DATE '2020-12-31', 30), ('An Hòa', DATE '2024-12-31', 41)";
    const BY: &str = "'higher', 'gompertz', [DATE '2030-12-31']";

    #[test]
    fn null_in_null_out_and_lists_of_nothing_but_null() {
        let connection = database();
        let own = "[DATE '2024-12-31'], [40]";
        let ask = |peers: &str, days: &str| {
            let query = format!(
                "SELECT len(p), p[1].reason FROM (SELECT best_commune_path({own}, {peers}, 'higher', 'gompertz', {days}) AS p)"
            );
            first_row(&connection, &query)
        };
        let day = "[DATE '2030-12-31']";
        assert_eq!(ask("NULL, [DATE '2020-12-31'], [1]", day), "NULL|NULL");
        for none in [
            "[], [], []",
            "[NULL], [NULL], [NULL]",
            "[NULL, NULL], [NULL, NULL], [NULL, NULL]",
            "['a', 'a'], [NULL, NULL], [1, NULL]",
        ] {
            assert_eq!(ask(none, day), "1|no-peer-improved", "{none}");
        }
        assert_eq!(ask("['a'], [], []", day), "1|unequal-lists");
        assert_eq!(ask("['a'], [DATE '2020-12-31'], [1]", "[]::DATE[]"), "0|NULL");
        assert_eq!(ask("['a'], [DATE '2020-12-31'], [1]", "[NULL, NULL]"), "2|NULL");
    }

    #[test]
    fn no_pace_to_take_says_why() {
        let fields = "value, peer, pace, n, left_out, method, reason";
        for (peers, rest, reason) in [
            ("('a', DATE '2020-12-31', 50), ('a', DATE '2024-12-31', 40)", BY, "no-peer-improved"),
            ("('a', DATE '2020-12-31', 50), ('b', DATE '2024-12-31', 60)", BY, "no-peer-improved"),
            (AN_HOA, "'up', 'gompertz', [DATE '2030-12-31']", "unknown-direction"),
            (AN_HOA, "'none', 'gompertz', [DATE '2030-12-31']", "no-direction"),
            (AN_HOA, "'higher', 'probit', [DATE '2030-12-31']", "unknown-scale"),
            (AN_HOA, "'higher', 'gompertz(0,30)', [DATE '2030-12-31']", "value-above-bound"),
        ] {
            let expected = format!("NULL|NULL|NULL|NULL|NULL|best-commune-pace/1|{reason}");
            assert_eq!(path(peers, rest, fields), expected, "{peers} {rest}");
        }
    }

    /// By numpy 2 from METHODS 4: g(p) = -ln(-ln p); b = (g(0.41) - g(0.30)) / (1461 / 365.25) = 0.0750916;
    /// 100 g^-1(g(0.40) + b * 2191 / 365.25).
    #[test]
    fn the_pace_of_the_fastest_on_the_scale() {
        let peers = format!(
            "{AN_HOA}, ('Tân Phú', DATE '2020-12-31', 50), ('Tân Phú', DATE '2024-12-31', 55), ('Sông Mã', DATE '2024-12-31', 90), (NULL, DATE '2024-12-31', 5)"
        );
        let answer = path(&peers, BY, "date, round(value, 8), peer, round(pace, 9), n, left_out, reason");
        assert_eq!(answer, "2030-12-31|55.76679033|An Hòa|0.075091636|2|2|scenario-not-forecast");
    }

    #[test]
    fn a_peer_with_two_readings_of_one_day_is_left_out() {
        let peers = format!(
            "{AN_HOA}, ('Tân Phú', DATE '2020-12-31', 1), ('Tân Phú', DATE '2020-12-31', 2), ('Tân Phú', DATE '2024-12-31', 90)"
        );
        assert_eq!(path(&peers, BY, "peer, n, left_out"), "An Hòa|1|1");
    }

    #[test]
    fn thousands_of_rows_each_with_its_own_peers() {
        let query = "SELECT count(*), count(DISTINCT peer), count(*) FILTER (peer = 'peer ' || (i % 9)), min(n), max(left_out) FROM (\
                     SELECT i, unnest(best_commune_path([DATE '2024-12-31'], [40], \
                     ['peer ' || (i % 9), 'peer ' || (i % 9), 'slow', 'slow'], \
                     [DATE '2020-12-31', DATE '2024-12-31', DATE '2020-12-31', DATE '2024-12-31'], [10, 20, 10, 11], \
                     'higher', 'identity', [DATE '2030-12-31']), recursive := true) FROM range(5000) t(i))";
        assert_eq!(first_row(&database(), query), "5000|9|5000|2|0");
    }

    /// Whatever the peers, NULL lists and lists of NULL among them: a finite value or a reason.
    #[test]
    fn wild_peers() {
        let query = format!(
            "{WILD}, named AS (SELECT *, CASE i % 11 WHEN 0 THEN NULL WHEN 1 THEN [NULL FOR d IN dates] \
             ELSE [CASE hash(i, d) % 7 WHEN 0 THEN NULL ELSE 'peer ' || hash(d) % 3 END FOR d IN dates] END AS names FROM wild), \
             answers AS (SELECT unnest(best_commune_path(dates, values, names, dates, values, ['higher', 'lower', 'up'][1 + i % 3], \
             ['identity', 'log', 'logit', 'gompertz', 'gompertz(0,1e308)'][1 + i % 5], \
             CASE i % 4 WHEN 0 THEN [NULL, NULL] WHEN 1 THEN [] ELSE [DATE '2030-01-01', 'infinity'::DATE, NULL] END), \
             recursive := true) FROM named) \
             SELECT count(*) > 100000, count(value) > 1000, count(*) FILTER (date IS NOT NULL AND value IS NULL AND reason IS NULL), \
             count(*) FILTER (NOT isfinite(value) OR NOT isfinite(pace)), \
             count(*) FILTER (value IS NOT NULL AND (peer IS NULL OR NOT contains(reason, 'scenario-not-forecast'))) FROM answers"
        );
        assert_eq!(first_row(&database(), &query), "true|true|0|0|0");
    }
}
