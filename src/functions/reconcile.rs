//! `reconcile`: the projection of a whole beside the sum of its parts' projections.

use super::FunctionDoc;
use super::answer::{codes, counts, doubles, structs, texts, type_of};
use super::columns::{self, Outcome, answers, day, list_of};
use super::known::Known;
use super::named_series::NamedSeries;
use super::series::{Readings, SeriesLists, both_forms};
use crate::statistics::{
    Component, Declared, Fitted, Interval, Level, Model, Reconciled, Refusal, SUM_OF_PARTS, Scale, reconcile,
};
use arrow::array::{ArrayRef, RecordBatch};
use arrow::datatypes::DataType;
use duckdb::vscalar::{ArrowFunctionSignature, VArrowScalar};
use std::borrow::Cow;

pub(super) const DOC: FunctionDoc = FunctionDoc {
    name: "reconcile",
    signature: "reconcile(readings STRUCT(date DATE, value DOUBLE)[], parts VARCHAR[], part_dates DATE[], part_values DOUBLE[], \
                part_denominators DOUBLE[], day DATE, scale VARCHAR, level DOUBLE, method VARCHAR) -> STRUCT(whole DOUBLE, \
                whole_lower DOUBLE, whole_upper DOUBLE, sum DOUBLE, difference DOUBLE, independent_lower DOUBLE, \
                independent_upper DOUBLE, together_lower DOUBLE, together_upper DOUBLE, level DOUBLE, parts INTEGER, left_out \
                INTEGER, method VARCHAR, reason VARCHAR)",
    what: "Projects a whole from its own series and from those of its parts, weighted by the denominators that stand beside \
           each part's latest date, and shows both: sum less whole is the difference. The interval of the sum is given for \
           parts that move independently (the narrow end) and for parts that are all high or low together (the wide end): \
           which of the two holds nobody has told. The four lists of the parts have a place for every reading: list(area \
           ORDER BY area, date) and so on. A part without a projection, without a denominator or without a name is not \
           skipped: then there is no sum, and reason says why. Left_out counts readings that are NULL, the whole's and the \
           parts'. Instead of readings: dates DATE[], values DOUBLE[], both in the order of the dates.",
    example: "SELECT unnest(reconcile([make_date(y, 12, 31) FOR y IN range(2021, 2025)], [45.0, 52, 56, 63], \
              list(a ORDER BY a, y), list(make_date(y, 12, 31) ORDER BY a, y), list(v ORDER BY a, y), list(n ORDER BY a, y), \
              DATE '2026-12-31', 'gompertz', 0.8, 'rw-drift')) \
              FROM (VALUES ('A', 2021, 40, 3000), ('A', 2022, 47, 3000), ('A', 2023, 52, 3000), ('A', 2024, 58, 3000), \
              ('B', 2021, 60, 1000), ('B', 2022, 66, 1000), ('B', 2023, 71, 1000), ('B', 2024, 78, 1000)) t(a, y, v, n)",
};

pub(super) struct Reconcile;

impl VArrowScalar for Reconcile {
    type State = Known;

    fn invoke(known: &Known, batch: RecordBatch) -> Outcome<ArrayRef> {
        let (series, next) = SeriesLists::read(&batch, 0)?;
        let parts = (
            columns::text_lists(&batch, next)?,
            columns::date_lists(&batch, next + 1)?,
            columns::double_lists(&batch, next + 2)?,
        );
        let denominators = columns::double_lists(&batch, next + 3)?;
        let (days, scales) = (columns::dates(&batch, next + 4)?, columns::texts(&batch, next + 5)?);
        let (levels, methods) = (columns::doubles(&batch, next + 6)?, columns::texts(&batch, next + 7)?);
        let rows = answers(&batch, |row| {
            let whole = series.row(row);
            let parts = NamedSeries::of(&parts.0, &parts.1, &parts.2, row);
            let model = known.models().by_name(methods.value(row));
            let held = parts.and_then(|parts| {
                let asked = Asked { model: model?, scale: Scale::read(scales.value(row))? };
                let beside: Vec<Option<f64>> = denominators.row(row).collect();
                if beside.len() != parts.places() {
                    return Err(Refusal::UnequalLists);
                }
                let (day, level) = (day(days.value(row))?, Level::new(levels.value(row))?);
                Held::of(&asked, &whole, &parts, &parts.latest(&beside), |whole, parts| {
                    reconcile(whole, parts, day, level)
                })
            });
            Answer { level: levels.value(row), method: model.ok().map(|model| model.method().to_string()), held }
        });
        Ok(answer(&rows))
    }

    fn signatures() -> Vec<ArrowFunctionSignature> {
        let (dates, values) = (list_of(DataType::Date32), list_of(DataType::Float64));
        let parts = [list_of(DataType::Utf8), dates, values.clone(), values];
        let rest = [&parts[..], &[DataType::Date32, DataType::Utf8, DataType::Float64, DataType::Utf8]].concat();
        both_forms(&[], &rest).map(|parameters| ArrowFunctionSignature::exact(parameters, type_of(answer))).into()
    }
}

/// By which model, on which scale.
struct Asked<'a> {
    model: &'a dyn Model,
    scale: Scale,
}

impl Asked<'_> {
    fn fit(&self, readings: &Readings) -> Result<Box<dyn Fitted>, Refusal> {
        self.model.fit(readings.series.as_ref().map_err(|reason| *reason)?, &Declared::on(self.scale))
    }
}

/// The whole held against its parts, or why it cannot be.
struct Held {
    parts: usize,
    left_out: usize,
    reconciled: Reconciled,
}

impl Held {
    fn of(
        asked: &Asked,
        whole: &Readings,
        parts: &NamedSeries,
        denominators: &[Option<f64>],
        hold: impl FnOnce(&dyn Fitted, &[Component<'_>]) -> Result<Reconciled, Refusal>,
    ) -> Result<Held, Refusal> {
        let fitted = asked.fit(whole)?;
        if parts.nameless() > 0 {
            return Err(Refusal::MissingPart);
        }
        let told: Vec<(&str, Readings)> = parts.each().collect();
        let each: Vec<_> = told.iter().map(|(_, readings)| asked.fit(readings).ok()).collect();
        let components: Vec<Component<'_>> = told
            .iter()
            .zip(&each)
            .zip(denominators)
            .map(|(((name, _), fitted), denominator)| Component {
                name,
                denominator: *denominator,
                fitted: fitted.as_deref(),
            })
            .collect();
        let reconciled = hold(fitted.as_ref(), &components)?;
        let left_out = told.iter().map(|(_, readings)| readings.left_out).sum::<usize>() + whole.left_out;
        Ok(Held { parts: reconciled.sum.n, left_out, reconciled })
    }
}

/// The answer of one row.
struct Answer {
    level: f64,
    method: Option<String>,
    held: Result<Held, Refusal>,
}

impl Answer {
    fn figure(&self, figure: impl FnOnce(&Reconciled) -> f64) -> Option<f64> {
        Some(figure(&self.held.as_ref().ok()?.reconciled))
    }

    fn end(&self, of: impl FnOnce(&Reconciled) -> Option<Interval>, end: fn(&Interval) -> f64) -> Option<f64> {
        of(&self.held.as_ref().ok()?.reconciled).as_ref().map(end)
    }

    /// What must be said beside the whole, then what besides must be said beside the sum.
    fn reason(&self) -> Option<Cow<'static, str>> {
        let held = match &self.held {
            Ok(held) => &held.reconciled,
            Err(reason) => return codes(&[*reason]),
        };
        let mut remarks = held.whole.remarks.clone();
        remarks.extend(held.sum.remarks.iter().filter(|remark| !held.whole.remarks.contains(remark)));
        codes(&remarks)
    }
}

fn answer(rows: &[Option<Answer>]) -> ArrayRef {
    let (lower, upper) = (|interval: &Interval| interval.lower, |interval: &Interval| interval.upper);
    let fields = vec![
        ("whole", doubles(rows, |a| a.figure(|held| held.whole.value))),
        ("whole_lower", doubles(rows, |a| a.end(|held| held.whole.interval, lower))),
        ("whole_upper", doubles(rows, |a| a.end(|held| held.whole.interval, upper))),
        ("sum", doubles(rows, |a| a.figure(|held| held.sum.value))),
        ("difference", doubles(rows, |a| a.figure(|held| held.difference.value))),
        ("independent_lower", doubles(rows, |a| a.end(|held| held.independent, lower))),
        ("independent_upper", doubles(rows, |a| a.end(|held| held.independent, upper))),
        ("together_lower", doubles(rows, |a| a.end(|held| held.together, lower))),
        ("together_upper", doubles(rows, |a| a.end(|held| held.together, upper))),
        ("level", doubles(rows, |a| Some(a.level))),
        ("parts", counts(rows, |a| a.held.as_ref().map_or(0, |held| held.parts))),
        ("left_out", counts(rows, |a| a.held.as_ref().map_or(0, |held| held.left_out))),
        ("method", texts(rows, |a| Some(format!("{SUM_OF_PARTS} ({})", a.method.as_ref()?)))),
        ("reason", texts(rows, Answer::reason)),
    ];
    structs(rows, fields)
}

#[cfg(test)]
mod tests {
    use crate::functions::tests::{WILD, database, first_row, rows};

    const WHOLE: &str = "[make_date(y, 12, 31) FOR y IN range(2021, 2025)], [45.0, 52, 56, 63]";
    const PARTS: &str = "('A', 2021, 40, 2900), ('A', 2022, 47, 2950), ('A', 2023, 52, 2980), ('A', 2024, 58, 3000), \
                         ('B', 2021, 60, 1100), ('B', 2022, 66, 1050), ('B', 2023, 71, 1020), ('B', 2024, 78, 1000)";

    fn held(parts: &str, rest: &str, fields: &str) -> String {
        let order = "ORDER BY a, y";
        let query = format!(
            "SELECT {fields} FROM (SELECT reconcile({WHOLE}, list(a {order}), list(make_date(y, 12, 31) {order}), \
             list(v {order}), list(n {order}), {rest}) AS r FROM (VALUES {parts}) t(a, y, v, n))"
        );
        first_row(&database(), &query)
    }

    const BY: &str = "DATE '2026-12-31', 'gompertz', 0.8, 'rw-drift'";

    #[test]
    fn null_in_null_out_and_lists_of_nothing_but_null() {
        let connection = database();
        let reason = |parts: &str| {
            first_row(
                &connection,
                &format!("SELECT r IS NULL, r.parts, r.reason FROM (SELECT reconcile({WHOLE}, {parts}, {BY}) AS r)"),
            )
        };
        assert_eq!(reason("NULL, [DATE '2024-12-31'], [1], [1]"), "true|NULL|NULL");
        assert_eq!(reason("[], [], [], []"), "false|0|no-readings");
        assert_eq!(reason("[NULL], [NULL], [NULL], [NULL]"), "false|0|missing-part");
        assert_eq!(reason("[NULL, NULL], [NULL, NULL], [NULL, NULL], [NULL, NULL]"), "false|0|missing-part");
        assert_eq!(reason("['a', 'a'], [NULL, NULL], [NULL, NULL], [NULL, NULL]"), "false|0|missing-part");
        assert_eq!(reason("['a'], [DATE '2024-12-31'], [1], [1, 2]"), "false|0|unequal-lists");
        assert_eq!(reason("['a'], [DATE '2024-12-31'], [1, 2], [1]"), "false|0|unequal-lists");
        let column = format!(
            "SELECT r IS NULL, r.whole, r.reason FROM (SELECT i, reconcile({WHOLE}, ['a'], [DATE '2024-12-31'], [5], [1], \
             DATE '2026-12-31', s, 0.8, 'rw-drift') AS r FROM (VALUES (1, 'log'), (2, NULL)) t(i, s)) ORDER BY i"
        );
        assert_eq!(rows(&connection, &column), ["false|NULL|missing-part-projection", "true|NULL|NULL"]);
    }

    #[test]
    fn a_part_is_never_skipped() {
        let fields = "r.whole, r.sum, r.parts, r.reason";
        for (more, reason) in [
            (", ('C', NULL, NULL, NULL)", "missing-part"),
            (", ('C', 2024, 50, NULL)", "missing-part"),
            (", ('C', 2024, 50, 7)", "missing-part-projection"),
            (", ('C', 2024, 50, -7)", "negative-part"),
            (", ('C', 2024, 50, 'nan'::DOUBLE)", "not-finite"),
            (", (NULL, 2024, 50, 7)", "missing-part"),
            (", ('A', 2024, 58, 3000)", "missing-part-projection"),
        ] {
            assert_eq!(held(&format!("{PARTS}{more}"), BY, fields), format!("NULL|NULL|0|{reason}"), "{more}");
        }
        for (rest, reason) in [
            ("DATE '2024-12-31', 'gompertz', 0.8, 'rw-drift'", "target-date-not-after-last-reading"),
            ("DATE '2026-12-31', 'probit', 0.8, 'rw-drift'", "unknown-scale"),
            ("DATE '2026-12-31', 'gompertz', 80, 'rw-drift'", "invalid-level"),
            ("DATE '2026-12-31', 'gompertz', 0.8, 'oracle'", "unknown-method"),
            ("'infinity'::DATE, 'gompertz', 0.8, 'rw-drift'", "date-out-of-range"),
            ("DATE '2026-12-31', 'gompertz', 0.8, 'theta'", "fewer-than-six-readings"),
        ] {
            assert_eq!(held(PARTS, rest, fields), format!("NULL|NULL|0|{reason}"), "{rest}");
        }
        let nobody_there = format!("{PARTS}, ('C', 2023, 50, 7), ('C', 2024, NULL, 0)");
        assert_eq!(held(&nobody_there, BY, "r.sum IS NOT NULL, r.parts, r.left_out"), "true|2|1");
    }

    /// By numpy 2 and scipy 1.17.1 from METHODS 1 and 4 (scipy.stats.t): medians and 80% intervals of the three series on
    /// the Gompertz scale, weights 3/4 and 1/4 by the denominators of 2024; the independent interval by adding 6,000 x 6,000
    /// quantiles.
    #[test]
    fn golden_values() {
        let fields = "round(r.whole, 8), round(r.whole_lower, 8), round(r.whole_upper, 8), round(r.sum, 8), round(r.difference, 8), \
                      round(r.together_lower, 8), round(r.together_upper, 8), r.parts, r.left_out, r.method, r.reason";
        assert_eq!(
            held(PARTS, BY, fields),
            "72.54702869|67.83027957|76.69360374|72.45832338|-0.08870531|69.76647902|74.89172467|2|0|sum-of-parts/1 (rw-drift/1)|NULL"
        );
        let narrow =
            held(PARTS, BY, "abs(r.independent_lower - 70.154) < 0.02, abs(r.independent_upper - 74.4084) < 0.02");
        assert_eq!(narrow, "true|true");
    }

    #[test]
    fn thousands_of_rows_each_with_its_own_parts() {
        let query = format!(
            "SELECT count(*), count(DISTINCT round(r.sum - i, 6)), count(DISTINCT round(r.whole, 6)), max(r.parts) FROM (SELECT i, \
             reconcile({WHOLE}, ['a', 'a', 'a', 'a'], [make_date(y, 12, 31) FOR y IN range(2021, 2025)], \
             [i + 1.5, i + 2, i + 4, i + 4.6], [1, 1, 1, 1 + i], DATE '2026-12-31', 'identity', 0.8, 'naive') AS r \
             FROM range(5000) t(i))"
        );
        assert_eq!(first_row(&database(), &query), "5000|1|1|1");
    }

    /// Whatever the parts, NULL lists and lists of NULL among them: finite figures or a reason.
    #[test]
    fn wild_parts() {
        let query = format!(
            "{WILD}, named AS (SELECT *, CASE i % 11 WHEN 0 THEN NULL WHEN 1 THEN [NULL FOR d IN dates] \
             ELSE ['part ' || (i % 2) FOR d IN dates] END AS names, \
             CASE i % 13 WHEN 0 THEN [NULL FOR d IN dates] ELSE [CASE hash(i, d) % 40 WHEN 0 THEN NULL WHEN 1 THEN -1 WHEN 2 THEN \
             1e308 WHEN 3 THEN 0 ELSE hash(d) % 99 END FOR d IN dates] END AS denominators FROM wild), \
             answers AS (SELECT unnest(reconcile(dates, values, names, dates, values, denominators, DATE '2045-01-01', \
             ['identity', 'log', 'logit', 'gompertz', 'gompertz(0,1e308)'][1 + i % 5], [0.8, 0.999999, 1][1 + i % 3], \
             ['rw-drift', 'naive', 'ols'][1 + i % 3])) FROM named WHERE i < 5000) \
             SELECT count(*), count(sum) > 100, count(*) FILTER (parts IS NOT NULL AND sum IS NULL AND reason IS NULL), \
             count(*) FILTER (NOT isfinite(whole) OR NOT isfinite(sum) OR NOT isfinite(difference) OR NOT isfinite(together_lower) OR \
             NOT isfinite(together_upper) OR NOT isfinite(independent_lower) OR NOT isfinite(independent_upper)) FROM answers"
        );
        assert_eq!(first_row(&database(), &query), "5000|true|0|0");
    }
}
