//! The queries and rules in other projects: a small project of its own for each case.

mod common;

use common::{failure, milepost, stdout};
use serde_json::Value;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const HEADS: &[(&str, &str)] = &[
    ("document", "document,short_vi,short_en,file,number,title,issuer,issued,level,sha256,note"),
    ("unit", "unit,name_vi,name_en,kind"),
    ("theme", "theme,position,name_vi,name_en"),
    (
        "indicator",
        "indicator,name_vi,name_en,theme,unit,direction,lower_bound,upper_bound,numerator_vi,denominator_vi,aggregation,component_of,note",
    ),
    ("measure", "measure,name_vi,name_en,unit,part_of,partition,office,note"),
    ("series_break", "indicator,from_measure,to_measure,break_date,reason_vi,reason_en"),
    ("area", "area,name,short_name,type,parent,valid_from,valid_to,latitude,longitude"),
    (
        "target",
        "indicator,document,section,item,level,ref_area,year,comparator,low,high,text,unit,name_printed,printed,locator,lead_office,coordinating_office,note",
    ),
    (
        "observation",
        "measure,indicator,ref_area,period_start,period_end,as_of,as_of_basis,numerator,denominator,value,unit,obs_status,published,qualifier,printed,section,locator,note",
    ),
];

/// What every case begins with: a document, units, a share `x` and a count `n`, two areas.
const BASE: &[(&str, &str)] = &[
    ("document", "d,Văn bản,Document,d.txt,,Văn bản,Cơ quan,2020,province,0,"),
    ("unit", "%,phần trăm,per cent,share\nbản,bản,villages,count"),
    ("theme", "t,1,Chủ đề,Theme"),
    (
        "indicator",
        "x,Chỉ tiêu x,Indicator x,t,%,higher,0,100,,,ratio-of-sums,,\nn,Số bản,Villages,t,bản,higher,0,,,,sum,,",
    ),
    ("measure", "m,Số đo,Measure,%,,,,\nk,Số bản,Villages,bản,,,,"),
    ("area", "P,Tỉnh P,P,province,,,,,\nC,Xã C,C,commune,P,,,,"),
];

struct Project(TempDir);

impl Project {
    /// The base with more rows.
    fn new(more: &[(&str, &str)]) -> Project {
        let folder = tempfile::tempdir().expect("a folder");
        let data = folder.path().join("datasets/d");
        fs::create_dir_all(&data).expect("a folder");
        let mut source = "publisher = \"p\"\ndocument = \"d\"\naccessed = \"2026\"\nlicence = \"l\"\n".to_owned();
        for (table, head) in HEADS {
            let rows = BASE.iter().chain(more).filter(|(t, _)| t == table).map(|(_, rows)| format!("{rows}\n"));
            fs::write(data.join(format!("{table}.csv")), format!("{head}\n{}", rows.collect::<String>()))
                .expect("written");
            source.push_str(&format!("[[table]]\nfile = \"{table}.csv\"\nholds = \"{table}\"\n"));
        }
        fs::write(data.join("source.toml"), source).expect("written");
        fs::create_dir_all(folder.path().join("queries/checks")).expect("a folder");
        for part in ["queries", "queries/checks"] {
            for entry in fs::read_dir(part).expect("the queries").filter_map(Result::ok).filter(|e| e.path().is_file())
            {
                fs::copy(entry.path(), folder.path().join(part).join(entry.file_name())).expect("copied");
            }
        }
        // The queries over received figures need their recipes, if no figures.
        for form in ["online-service", "digitised-record", "village-coverage", "budget-line"] {
            let to = folder.path().join("datasets").join(form);
            fs::create_dir_all(&to).expect("a folder");
            fs::copy(Path::new("datasets").join(form).join("source.toml"), to.join("source.toml")).expect("copied");
        }
        let settings =
            "area = \"P\"\nreview_date = \"2026-11-22\"\nmilestones = [2030]\n[name]\nvi = \"P\"\nen = \"P\"\n";
        fs::write(folder.path().join("milepost.toml"), settings).expect("written");
        Project(folder)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn json(&self, arguments: &[&str]) -> Vec<Value> {
        let text = stdout(&milepost(self.path(), &[arguments, &["--format", "json"]].concat()));
        serde_json::from_str(&text).expect("an array")
    }

    fn findings(&self, code: &str) -> Vec<String> {
        let all = self.json(&["check"]).into_iter().filter(|f| f["code"] == code);
        all.map(|f| f["what"].as_str().unwrap_or_default().to_owned()).collect()
    }
}

/// A reading of `x` in the province: day and percentage, at a line.
fn reading(day: &str, value: &str, line: u32) -> String {
    format!("m,x,P,,,{day},printed,,,{value},%,A,,exact,{value},1,{line},")
}

fn target(year: u32, comparator: &str, low: &str, line: u32) -> String {
    format!("x,d,1,{line},province,P,{year},{comparator},{low},,,%,x,{low},{line},,,")
}

#[test]
fn a_missed_target_is_judged_by_the_latest_reading() {
    let rows = [reading("2020-12-31", "40", 1), reading("2024-12-31", "90", 2)].join("\n");
    let reached = Project::new(&[("observation", &rows), ("target", &target(2022, ">=", "80", 3))]);
    assert_eq!(reached.findings("missed-target"), Vec::<String>::new());
    assert_eq!(reached.json(&["status"])[0]["status"], "achieved");
    let missed = Project::new(&[("observation", &rows), ("target", &target(2022, ">", "90", 3))]);
    assert_eq!(missed.json(&["status"])[0]["status"], "missed");
    assert!(missed.findings("missed-target")[0].contains("90% (31/12/2024)"), "{:?}", missed.findings("missed-target"));
}

#[test]
fn what_just_equals_more_than_is_not_achieved() {
    let rows = [reading("2020-12-31", "60", 1), reading("2024-12-31", "80", 2)].join("\n");
    let project = Project::new(&[("observation", &rows), ("target", &target(2030, ">", "80", 3))]);
    assert_eq!(project.json(&["status"])[0]["status"], "on-track");
    let text = stdout(&milepost(project.path(), &["explain", "x"]));
    assert!(!text.contains("NaN"), "{text}");
}

#[test]
fn the_actual_the_exact_and_the_later_document_come_first() {
    let rows = "m,x,P,,,2024-01-01,printed,,,10,%,P,,exact,10,1,5,\nm,x,P,,,2024-01-01,printed,,,20,%,A,,exact,20,1,100,\n\
                m,x,P,,,2025-01-01,printed,,,50,%,A,,more than,50,1,1,\nm,x,P,,,2025-01-01,printed,,,52.3,%,A,,exact,52.3,1,2,";
    let project = Project::new(&[("observation", rows)]);
    let values: Vec<Option<f64>> =
        project.json(&["query", "run", "reading"]).iter().map(|r| r["obs_value"].as_f64()).collect();
    assert_eq!(values, [Some(20.0), Some(52.3)]);
    assert_eq!(
        project.findings("two-values"),
        Vec::<String>::new(),
        "a rounded figure does not contradict the exact one"
    );
}

#[test]
fn a_component_answers_its_own_targets_and_those_of_the_whole() {
    let project = Project::new(&[
        ("indicator", "y,Phần y,Part y,t,%,higher,0,100,,,ratio-of-sums,x,"),
        ("measure", "my,Số đo y,Measure y,%,,,,"),
        ("observation", "my,y,P,,,2025-01-01,printed,,,40,%,A,,exact,40,1,1,"),
        ("target", &[target(2030, ">=", "80", 2), target(2030, ">=", "50", 3).replace("x,d", "y,d")].join("\n")),
    ]);
    let rows = project.json(&["status"]);
    assert!(rows.iter().all(|r| r["status"] == "one-reading" && r["obs_value"] == 40.0), "{rows:?}");
}

#[test]
fn units_that_do_not_fit_stop_the_load() {
    let cases = [
        (
            "observation",
            "k,x,P,,,2024-01-01,printed,,,75,bản,A,,exact,75,1,1,",
            "the figure is not in the indicator's unit",
        ),
        ("observation", "k,n,P,,,2024-01-01,printed,12,20,,bản,A,,exact,12,1,1,", "parts give a percentage"),
        (
            "observation",
            "m,x,P,,,2024-01-01,printed,,,57.4,%,A,75.4,exact,57,1,1,",
            "the figure and its printed form differ",
        ),
        ("observation", "m,x,P,,,,,,,57.4,%,A,,exact,57,1,1,", "a reading of an indicator needs its day"),
        ("target", "x,d,1,1,province,P,2030,>=,1200,,,%,x,1200,1,,,", "the target lies outside the indicator's bounds"),
        ("target", "x,d,1,1,province,P,2030,>=,50,,,bản,x,50,1,,,", "the target is not in the indicator's unit"),
        ("area", "A,A,A,commune,B,,,,\nB,B,B,commune,A,,,,", "the row is above itself"),
    ];
    for (table, row, said) in cases {
        let (message, code) = failure(&milepost(Project::new(&[(table, row)]).path(), &["check"]));
        assert!(message.contains(said) && message.contains(&format!("datasets/d/{table}.csv:")), "{said}: {message}");
        assert_eq!(code, Some(3));
    }
}

#[test]
fn parts_are_summed_for_each_period_of_its_own() {
    let parts = "whole,Tổng,Whole,bản,,,,\na,Phần a,Part a,bản,whole,p,,\nb,Phần b,Part b,bản,whole,p,,";
    let year = |y: u32, a: u32, b: u32, whole: u32| {
        let row = |m: &str, v: u32, line: u32| format!("{m},,P,{y}-01-01,{y}-12-31,,,,,{v},bản,A,,exact,{v},1,{line},");
        [row("a", a, y), row("b", b, y + 1), row("whole", whole, y + 2)].join("\n")
    };
    let right = Project::new(&[
        ("measure", parts),
        ("observation", &[year(2021, 40, 60, 100), year(2031, 60, 80, 140)].join("\n")),
    ]);
    assert_eq!(right.findings("parts-do-not-sum"), Vec::<String>::new());
    let wrong = Project::new(&[
        ("measure", parts),
        ("observation", &[year(2021, 40, 60, 100), year(2031, 50, 60, 130)].join("\n")),
    ]);
    let found = wrong.findings("parts-do-not-sum");
    assert!(found.len() == 1 && found[0].contains("110 (50 + 60)") && found[0].contains("130"), "{found:?}");
}

#[test]
fn a_share_is_held_against_the_area_above_and_a_count_is_not() {
    let both = |indicator: &str, unit: &str, above: u32, below: u32| {
        format!(
            "{indicator},d,1,1,province,P,2030,>=,{above},,,{unit},n,{above},1,,,\n{indicator},d,1,2,commune,C,2030,>=,{below},,,{unit},n,{below},2,,,"
        )
    };
    assert_eq!(Project::new(&[("target", &both("x", "%", 80, 50))]).findings("weaker-than-above").len(), 1);
    assert_eq!(Project::new(&[("target", &both("x", "%", 80, 80))]).findings("weaker-than-above").len(), 0);
    assert_eq!(Project::new(&[("target", &both("n", "bản", 50, 3))]).findings("weaker-than-above").len(), 0);
}

#[test]
fn a_projection_has_an_interval_and_no_probability_before_a_backtest() {
    let days = ["2021-12-31", "2022-12-31", "2023-12-31", "2024-12-31", "2025-12-31"];
    let values = ["50.1", "55.3", "59.8", "66.2", "69.9"];
    let rows: Vec<String> = (0..5).map(|i| reading(days[i], values[i], i as u32 + 1)).collect();
    let project = Project::new(&[("observation", &rows.join("\n")), ("target", &target(2030, ">=", "90", 9))]);
    let row = &project.json(&["status"])[0];
    assert!(
        row["lower"].as_f64() < row["projected"].as_f64() && row["projected"].as_f64() < row["upper"].as_f64(),
        "{row}"
    );
    assert_eq!(row["probability"], Value::Null);
    assert!(row["reason"].as_str().is_some_and(|r| r.contains("not-backtested")), "{row}");
    assert_eq!(row["method"], "cagr-ratio");
    let text = stdout(&milepost(project.path(), &["explain", "x", "--lang", "en"]));
    assert!(text.contains("80% interval from") && text.contains("rw-drift/1, 5 readings"), "{text}");
    assert!(!text.contains("no projection because"), "{text}");
    let close = [reading("2025-08-25", "44.6", 1), reading("2025-12-28", "88.4", 2)].join("\n");
    let project = Project::new(&[("observation", &close), ("target", &target(2030, ">=", "90", 9))]);
    assert_eq!(project.json(&["status"])[0]["status"], "too-short");
    let text = stdout(&milepost(project.path(), &["explain", "x", "--lang", "en"]));
    assert!(text.contains("no projection because: Fewer than three readings"), "{text}");
    assert!(!text.contains("cagr-ratio: R =") && !text.contains("linear-path:"), "not judged within a year: {text}");
}

#[test]
fn a_break_inside_a_measure_leaves_what_came_after_it() {
    let days = ["2020-12-31", "2021-12-31", "2022-12-31", "2023-12-31"];
    let rows: Vec<String> = (0..4).map(|i| reading(days[i], &format!("{}", 40 + i * 5), i as u32 + 1)).collect();
    let project = Project::new(&[
        ("observation", &rows.join("\n")),
        ("series_break", "x,m,m,2022-06-01,Đổi cách tính,Another definition"),
        ("target", &target(2030, ">=", "90", 9)),
    ]);
    assert_eq!(project.json(&["status"])[0]["n"], 2);
}
