//! From rates to scenarios on the simulated province: the chain of the real project runs there from the months of the forms,
//! its numbers agree with each other, and what is a scenario never passes for a forecast.

mod common;
#[path = "common/office.rs"]
mod office;

use common::{Copy, failure, milepost, stdout};
use office::{lines, rows, taken_province};

/// What milepost prints for people about the simulated province.
fn told(arguments: &[&str]) -> String {
    stdout(&milepost(taken_province(), arguments))
}

#[test]
fn every_month_of_a_rate_is_a_reading_of_the_province_and_of_each_commune() {
    let counted = lines(
        taken_province(),
        "SELECT indicator, count(*), count(DISTINCT ref_area), bool_and(obs_status = 'SIM') FROM reading GROUP BY indicator ORDER BY indicator",
    );
    // Some communes do not say for some months what was paid online: no reading, and never a zero.
    let expected =
        ["components|912", "filed_online|912", "handled_online|912", "on_time|912", "paid_online|876", "results|912"];
    assert_eq!(counted, expected.map(|counts| format!("simulated.{counts}|76|true")));
    let of_the_whole =
        "SELECT count(*) FROM reading r JOIN (SELECT 'simulated.' || rate AS indicator, * FROM online_service_rate) s
        ON s.indicator = r.indicator AND s.period_end = r.time_period AND s.ref_area = r.ref_area
        AND s.level = CASE r.ref_area WHEN '14' THEN 'month' ELSE 'area-month' END
        WHERE r.numerator = s.numerator AND r.denominator = s.denominator AND r.obs_value = s.obs_value";
    assert_eq!(lines(taken_province(), of_the_whole), [(3 * 912 + 876).to_string()]);
}

#[test]
fn trend_and_projection_answer_there() {
    let trends = rows(taken_province(), &["trend", "--area", "14"]);
    assert_eq!(trends.len(), 6);
    assert!(trends.iter().all(|t| t["n"] == 12 && t["slope"].is_number() && t["p"].is_number()), "{trends:#?}");
    let risen = |t: &&serde_json::Value| t["indicator"] == "simulated.filed_online";
    let risen = trends.iter().find(risen).expect("the share filed online");
    assert_eq!(risen["significant"], true);
    let projected = rows(taken_province(), &["project", "simulated.filed_online", "--area", "14"]);
    assert_eq!(projected.len(), 6, "three milestones, two levels");
    for row in &projected {
        let of = |column: &str| row[column].as_f64().unwrap_or_else(|| panic!("{column}: {row}"));
        assert!(
            0.0 < of("lower") && of("lower") < of("projected") && of("projected") < of("upper") && of("upper") < 100.0
        );
    }
    let page = told(&["project", "simulated.filed_online", "--area", "14", "--lang", "en"]);
    assert!(page.contains("Made-up plan (simulated)") && page.contains("Sum of parts"), "{page}");
    assert!(page.ends_with("Simulated figures – not real ones.\n"), "{page}");
}

/// The sum of the parts is computed again from the tables of projections and readings.
#[test]
fn the_sum_of_the_communes_is_the_sum_of_their_projections() {
    let held = lines(
        taken_province(),
        "WITH latest AS (SELECT indicator, ref_area, arg_max(denominator, time_period) AS weight FROM reading GROUP BY ALL),
        summed AS (
            SELECT p.indicator, p.target_year, sum(p.projected * l.weight) / sum(l.weight) AS total, sum(p.lower * l.weight) / sum(l.weight) AS lower,
                sum(p.upper * l.weight) / sum(l.weight) AS upper
            FROM projection p JOIN latest l ON l.indicator = p.indicator AND l.ref_area = p.ref_area
            WHERE p.ref_area <> '14' AND p.interval_level = 0.8 GROUP BY ALL)
        SELECT count(*), count(*) FILTER (abs(r.sum - s.total) < 1e-9 AND abs(r.together_lower - s.lower) < 1e-9 AND abs(r.together_upper - s.upper) < 1e-9),
            count(*) FILTER (abs(r.whole - p.projected) < 1e-12 AND abs(r.difference - (r.sum - r.whole)) < 1e-12 AND r.parts = 75),
            count(*) FILTER (r.together_lower < r.independent_lower AND r.independent_upper < r.together_upper)
        FROM reconciliation r JOIN summed s ON s.indicator = r.indicator AND s.target_year = r.target_year
        JOIN projection p ON p.indicator = r.indicator AND p.target_year = r.target_year AND p.ref_area = r.ref_area AND p.interval_level = 0.8
        WHERE r.sum IS NOT NULL",
    );
    assert_eq!(held, ["12|12|12|12"]);
    // Some communes say little by themselves; the province and their sum do not say so.
    let said = "SELECT DISTINCT reason FROM reconciliation WHERE indicator = 'simulated.filed_online'";
    assert_eq!(lines(taken_province(), said), ["not-backtested"]);
    let refused = "SELECT DISTINCT indicator, reason FROM reconciliation WHERE sum IS NULL ORDER BY indicator";
    let expected = ["simulated.components|missing-part-projection", "simulated.results|missing-part-projection"];
    assert_eq!(
        lines(taken_province(), refused),
        expected,
        "a commune that always digitises everything has no projection"
    );
    // Some communes did not say in December what was paid online: then the parts are as they were when they last did.
    let differ = "SELECT DISTINCT indicator, whole_denominator < parts_denominator FROM reconciliation WHERE contains(reason, 'parts-not-the-whole')";
    assert_eq!(lines(taken_province(), differ), ["simulated.paid_online|true"]);
}

/// The fastest peer and where its pace leads, computed again in SQL from METHODS 4: g(p) = -ln(-ln(p)).
#[test]
fn the_fastest_commune_is_the_fastest() {
    let agreed = lines(
        taken_province(),
        "WITH pace AS (
            SELECT ref_area, (-ln(-ln(readings[-1] / 100)) + ln(-ln(readings[1] / 100))) / (date_diff('day', periods[1], periods[-1]) / 365.25) AS pace,
                -ln(-ln(readings[-1] / 100)) AS place, periods[-1] AS origin
            FROM trend WHERE indicator = 'simulated.filed_online')
        SELECT count(*), count(*) FILTER (s.peer = f.peer AND abs(s.pace - f.pace) < 1e-9
            AND abs(s.value - 100 * exp(-exp(-(o.place + f.pace * date_diff('day', o.origin, s.day) / 365.25)))) < 1e-9 AND s.n = f.n)
        FROM scenario s JOIN pace o ON o.ref_area = s.ref_area
        JOIN (SELECT a.ref_area, arg_max(b.ref_area, b.pace) AS peer, max(b.pace) AS pace, count(*) AS n FROM pace a JOIN pace b ON b.ref_area NOT IN (a.ref_area, '14')
            GROUP BY a.ref_area) f ON f.ref_area = s.ref_area
        WHERE s.indicator = 'simulated.filed_online' AND starts_with(s.method, 'best-commune-pace')",
    );
    assert_eq!(agreed, ["228|228"], "76 areas, three milestones");
}

#[test]
fn a_scenario_is_asked_for_by_its_word_and_says_what_it_is() {
    for method in ["required-pace", "best-commune-pace/1"] {
        let asked =
            milepost(taken_province(), &["project", "simulated.filed_online", "--method", method, "--lang", "en"]);
        let (said, code) = failure(&asked);
        assert!(said.contains("not a way to project") && said.contains("--scenario"), "{said}");
        assert_eq!(code, Some(2));
    }
    let scenarios = rows(taken_province(), &["project", "simulated.filed_online", "--area", "03646", "--scenario"]);
    assert_eq!(scenarios.len(), 2 + 3, "two days of the path to the target, three milestones at the fastest pace");
    for row in &scenarios {
        assert!(row["reason"].as_str().is_some_and(|r| r.contains("scenario-not-forecast")), "{row}");
        assert!(row.get("lower").is_none() && row.get("probability").is_none(), "{row}");
    }
    assert_eq!(scenarios[1]["value"], 95.0);
    let told_why =
        told(&["project", "simulated.filed_online", "--area", "03646", "--scenario", "--explain", "--lang", "en"]);
    for part in [
        "b = (y* − y_n) / (t* − t_n) = (95 − ",
        "best-commune-pace/1: at the fastest pace seen, of Xã ",
        "ŷ = g⁻¹(z) = 100 × exp(",
    ] {
        assert!(told_why.contains(part), "{part}: {told_why}");
    }
}

#[test]
fn a_reading_of_returned_forms_leads_on_to_its_cells() {
    let tree = told(&["explain", "simulated.filed_online", "--area", "03646", "--lang", "en"]);
    assert_eq!(tree.matches("reading ").count(), 12, "{tree}");
    assert!(
        tree.contains("milepost explain online_service_rate --area 03646") && !tree.contains("Tỉnh Sơn La"),
        "{tree}"
    );
    assert!(tree.contains("plan.txt"), "{tree}");
}

#[test]
fn a_reason_is_said_once_and_promises_nothing() {
    let copy = Copy::new();
    let page = stdout(&copy.milepost(&["project", "gov.online_filing", "--lang", "en"]));
    assert_eq!(page.matches("Fewer than three readings").count(), 1, "{page}");
    assert!(page.contains("2030, 2035, 2045"), "{page}");
    let none = stdout(&copy.milepost(&["project", "gov.online_filing", "--scenario", "--lang", "en"]));
    assert!(none.starts_with("No scenario"), "{none}");
    let path = stdout(&copy.milepost(&["project", "gov.full_online_services", "--scenario", "--format", "csv"]));
    assert!(path.lines().count() > 3 && path.contains("required-pace/1"), "{path}");
    let one = stdout(&copy.milepost(&["query", "run", "reconciliation", "--format", "csv"]));
    assert_eq!(one.lines().count(), 1, "no series of the communes is published: nothing to compare");
}
