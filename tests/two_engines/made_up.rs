//! Made-up figures that hold what real ones rarely do: one figure printed in several documents, periods that end on one
//! day, years to date, ranges, every comparator, lower-is-better, breaks.

use super::common::{Copy, stdout};
use super::returns;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;

const DOCUMENTS: [(&str, &str, &str); 5] = [
    ("made-1", "2019", "province"),
    ("made-2", "2021-06", "central"),
    ("made-3", "2021-06-15", "province"),
    ("made-4", "2023-01-31", "commune"),
    ("made-5", "", "city"),
];
const AREAS: [&str; 6] = ["14", "03646", "03664", "03670", "116", "VN"];
const DAYS: [&str; 9] = [
    "2019-12-31",
    "2020-06-30",
    "2020-12-31",
    "2021-12-31",
    "2022-06-30",
    "2023-12-31",
    "2025-06-30",
    "2025-12-31",
    "2026-09-30",
];
/// Identifier, unit, direction, bounds, the indicator it is a component of, and how many measures read it.
const INDICATORS: [(&str, &str, &str, &str, &str, usize); 7] = [
    ("made.high", "%", "higher", "0,100", "", 2),
    ("made.part", "%", "higher", "0,100", "made.high", 1),
    ("made.low", "%", "lower", "0,100", "", 2),
    ("made.count", "sản phẩm/năm", "higher", "0,", "", 1),
    ("made.rank", "thứ bậc", "lower", "1,", "", 1),
    ("made.unread", "%", "higher", "0,100", "", 0),
    ("made.told", "%", "none", "0,100", "", 1),
];

/// Numbers that look thrown, the same each time (SplitMix64).
pub struct Dice(u64);

impl Dice {
    pub fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % end
    }

    pub fn of<'a>(&mut self, what: &[&'a str]) -> &'a str {
        what[self.below(what.len() as u64) as usize]
    }
}

/// Adds the made-up catalogue, figures and files to a copy of the project.
pub fn fill(copy: &Copy) {
    let dice = &mut Dice(57);
    catalogue(copy, dice);
    observations(copy, dice);
    let files = returns::write(copy, dice);
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    stdout(&copy.milepost(&[&["ingest", "--received", "2026-01-10"], files.as_slice()].concat()));
}

fn append(copy: &Copy, file: &str, lines: &str) {
    let path = copy.path(file);
    let before = fs::read_to_string(&path).expect("a file of the copy");
    fs::write(path, format!("{}\n{lines}", before.trim_end())).expect("written");
}

fn catalogue(copy: &Copy, dice: &mut Dice) {
    let mut documents = String::new();
    for (name, issued, level) in DOCUMENTS {
        writeln!(documents, "{name},{name} vi,{name} en,{name}.txt,,Made up,Nobody,{issued},{level},{:064x},", 0)
            .expect("text");
    }
    append(copy, "datasets/catalog/documents.csv", &documents);
    let (mut indicators, mut measures, mut targets) = (String::new(), String::new(), String::new());
    for (name, unit, direction, bounds, whole, count) in INDICATORS {
        writeln!(indicators, "{name},{name} vi,{name} en,gov,{unit},{direction},{bounds},,,none,{whole},")
            .expect("text");
        for n in 0..count {
            writeln!(measures, "{name}.{n},{name} {n} vi,{name} {n} en,{unit},,,,").expect("text");
        }
        for item in 0..100 {
            let (document, _, _) = DOCUMENTS[dice.below(5) as usize];
            let level = dice.of(&["central", "province", "province", "commune"]);
            let (area, year) = (dice.of(&AREAS), dice.of(&["2021", "2025", "2026", "2028", "2030", "2035"]));
            let comparator = dice.of(&["=", ">=", ">", "<=", "<", "rank<=", "range", "range", "text"]);
            let (low, more) = (20 + 10 * dice.below(7), dice.below(3) * 10);
            let (low, high, text) = match comparator {
                "text" => (String::new(), String::new(), "much"),
                "range" => (low.to_string(), (low + more).to_string(), ""),
                _ => (low.to_string(), String::new(), ""),
            };
            writeln!(
                targets,
                "{name},{document},S{},{item},{level},{area},{year},{comparator},{low},{high},{text},,{name},printed,{},,,",
                item % 2,
                item + 1
            )
            .expect("text");
        }
    }
    // Pairs that touch at one value: those that one figure can meet together, and those that none can.
    let touching = [
        ("range,30,40", ">,40,"),
        ("<,40,", "range,40,50"),
        (">,40,", "range,30,40"),
        ("range,40,50", "<,40,"),
        ("range,30,40", ">=,40,"),
        ("<=,40,", "range,40,50"),
    ];
    for (n, (one, other)) in touching.iter().enumerate() {
        for (document, target) in [("made-1", one), ("made-2", other)] {
            let year = 2040 + n;
            writeln!(targets, "made.high,{document},S,{n},province,03664,{year},{target},,,made.high,printed,{n}1,,,")
                .expect("text");
        }
    }
    // A series that stands exactly at a value that targets name; and one target in three documents, with a later one.
    measures.push_str("made.unread.0,Even,Even,%,,,,\n");
    for (n, comparator) in [">", "<", ">=", "="].iter().enumerate() {
        writeln!(
            targets,
            "made.unread,made-1,Even,{n},province,03670,2030,{comparator},40,,,,made.unread,printed,1,,,"
        )
        .expect("text");
    }
    for (document, year, low) in
        [("made-1", 2040, 30), ("made-5", 2040, 30), ("made-3", 2040, 30), ("made-2", 2040, 30), ("made-1", 2041, 50)]
    {
        writeln!(targets, "made.unread,{document},Step,1,province,VN,{year},>=,{low},,,,made.unread,printed,2,,,")
            .expect("text");
    }
    // A whole and its parts, and figures of no indicator.
    measures.push_str("made.whole,Whole,Whole,hồ sơ/năm/tỉnh,,,,\n");
    for part in ["a", "b"] {
        writeln!(measures, "made.whole.{part},Part {part},Part {part},hồ sơ/năm/tỉnh,made.whole,made.split,,")
            .expect("text");
    }
    measures.push_str("made.whole.c,Part c,Part c,hồ sơ/năm/tỉnh,made.whole,,,\n");
    append(copy, "datasets/catalog/indicators.csv", &indicators);
    append(copy, "datasets/catalog/measures.csv", &measures);
    append(copy, "datasets/catalog/targets.csv", &targets);
    // The second break has not come by the day of the review.
    let broken = "made.high,made.high.0,made.high.0,2020-12-01,x,x\nmade.low,made.low.1,made.low.1,2027-01-01,x,x\n";
    append(copy, "datasets/catalog/breaks.csv", broken);
    append(
        copy,
        "datasets/catalog/reference_use.csv",
        "made.high,internet-use,,x,x\nmade.part,mobile-coverage,,x,x\nmade.unread,internet-use,,x,x\n",
    );
}

/// What each of the five documents prints.
fn observations(copy: &Copy, dice: &mut Dice) {
    let head = "measure,indicator,ref_area,period_start,period_end,as_of,as_of_basis,numerator,denominator,value,unit,obs_status,published,qualifier,printed,section,locator,note\n";
    let mut printed: Vec<String> = vec![head.to_owned(); DOCUMENTS.len()];
    let mut seen = BTreeSet::new();
    for (indicator, unit, _, _, _, count) in INDICATORS {
        for (measure, area) in (0..count).flat_map(|n| AREAS.map(|area| (format!("{indicator}.{n}"), area))) {
            for _ in 0..dice.below(14) {
                let when = when(dice);
                let (part, whole) = (dice.below(900), 900 + dice.below(100));
                for _ in 0..=dice.below(4) {
                    let document = dice.below(5) as usize;
                    // Most prints of a figure are the same; some are rounded, and some have another base.
                    let whole = if dice.below(5) == 0 { whole + 1 } else { whole };
                    let figure = match (unit, dice.below(6)) {
                        ("%", 0) => {
                            format!("{},{whole}.5,", if part > 0 { format!("{}.25", part - 1) } else { "0".into() })
                        }
                        ("%", 1) => format!(",,{}.{:02}", part / 10, dice.below(100)),
                        ("%", 2) if part < 20 => "0,0,".to_owned(),
                        ("%", _) => format!("{part},{whole},"),
                        _ => format!(",,{}", part / 10 + 1),
                    };
                    let status = dice.of(&["A", "A", "A", "P", "F"]);
                    let qualifier = dice.of(&["exact", "exact", "about", "at least"]);
                    let line = 1 + dice.below(300);
                    let locator = if dice.below(4) == 0 { format!("{line}-{}", line + 2) } else { line.to_string() };
                    if seen.insert(format!("{measure} {area} {when} {status} {locator} {document}")) {
                        writeln!(
                            printed[document],
                            "{measure},{indicator},{area},{when},{figure},{unit},{status},,{qualifier},{part},S,{locator},"
                        )
                        .expect("text");
                    }
                }
            }
        }
    }
    for (day, value) in [("2021-12-31", 20), ("2025-12-31", 40)] {
        writeln!(printed[0], "made.unread.0,made.unread,03670,,,{day},printed,,,{value},%,A,,exact,x,S,500,")
            .expect("text");
    }
    for (at, part) in ["made.whole", "made.whole.a", "made.whole.b", "made.whole.c"].iter().enumerate() {
        for (n, day) in DAYS.iter().enumerate() {
            let n = (n as u64 + 1) * 10;
            // Sometimes the parts do not make the whole, one is above it, or a base differs.
            let figure = match at {
                0 if n.is_multiple_of(40) => continue,
                0 => format!(",,{}", 2 * n + u64::from(n.is_multiple_of(30))),
                1 => format!("{n},{},", 2 * n),
                2 => format!("{n},{},", 2 * n + u64::from(n.is_multiple_of(50))),
                _ if n.is_multiple_of(20) => format!("{n},{},", 3 * n),
                _ => format!(",,{}", n + 60),
            };
            let line = 400 + n + at as u64;
            writeln!(printed[0], "{part},,14,,,{day},printed,{figure},hồ sơ/năm/tỉnh,A,,exact,x,S,{line},")
                .expect("text");
        }
    }
    for ((name, _, _), lines) in DOCUMENTS.iter().zip(printed) {
        let folder = copy.path(&format!("datasets/{name}"));
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join("observations.csv"), lines).expect("written");
        let source = format!(
            "publisher = \"Nobody\"\ndocument = \"{name}\"\naccessed = \"2026-01-01\"\nlicence = \"none\"\n\n[[table]]\nfile = \"observations.csv\"\nholds = \"observation\"\n"
        );
        fs::write(folder.join("source.toml"), source).expect("written");
    }
}

/// `period_start,period_end,as_of,as_of_basis` of a figure.
fn when(dice: &mut Dice) -> String {
    let day = dice.of(&DAYS);
    let (year, month) = (&day[..4], &day[5..7]);
    match dice.below(6) {
        0 => format!("{year}-01-01,{day},,"),
        1 => format!("{year}-{month}-01,{day},,"),
        2 => format!("{year}-01-01,,{day},implied"),
        3 => format!("2019-12-01,{day},{day},printed"),
        _ => format!(",,{day},printed"),
    }
}
