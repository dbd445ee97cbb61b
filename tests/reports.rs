//! `report`: a page for one value of a parameter, a page for each with an index; what cannot be asked; numbers typed by hand.

mod common;

use common::{Copy, failure, stdout};
use std::fs;

/// The targets of links to files, without places inside them.
fn links(page: &str) -> Vec<String> {
    let found = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    found.filter(|to| !to.starts_with(['#', 'd'])).map(|to| to.replace("&#x2f;", "/")).collect()
}

#[test]
fn a_page_for_each_commune_with_an_index() {
    let copy = Copy::new();
    let said = stdout(&copy.milepost(&["report", "--each", "area"]));
    assert_eq!(said.trim(), "out/commune/index.html, và 75 trang nữa");
    let index = fs::read_to_string(copy.path("out/commune/index.html")).expect("the index");
    let pages: Vec<String> = links(&index).into_iter().filter(|to| to.ends_with(".html")).collect();
    assert_eq!(pages.len(), 75);
    let mut titles = std::collections::BTreeSet::new();
    for page in &pages {
        let text = fs::read_to_string(copy.path("out/commune").join(page)).expect(page);
        assert!(text.contains("lang=\"vi\"") && text.len() < 2_000_000, "{page}");
        titles.insert(text.split("<h1>").nth(1).and_then(|t| t.split("</h1>").next()).expect("a title").to_owned());
        for to in links(&text) {
            assert!(copy.path("out/commune").join(&to).is_file(), "{page} leads to {to}");
        }
        // A number's command asks for the same area.
        let code = page.trim_end_matches(".html");
        assert!(text.contains(&format!("--param area={code}")), "{page}");
    }
    assert_eq!(titles.len(), 75, "each has a title of its own");
    // The order is that of the Vietnamese alphabet, wards before communes as their names begin.
    let first = index.find("Phường Chiềng An").expect("a ward");
    assert!(first < index.find("Xã Bắc Yên").expect("a commune"));
}

#[test]
fn one_commune_in_english_is_of_that_commune() {
    let copy = Copy::new();
    let said = stdout(&copy.milepost(&["report", "commune", "--param", "area=03721", "--lang", "en"]));
    assert_eq!(said.trim(), "out/commune/03721.html");
    let page = fs::read_to_string(copy.path("out/commune/03721.html")).expect("the page");
    assert!(page.contains("lang=\"en\"") && page.contains("<h1>Xã Thuận Châu</h1>"));
    // Its own targets, as many as the dataset has for it.
    let targets = fs::read_to_string("datasets/catalog/targets.csv").expect("the targets");
    let own = targets.lines().filter(|line| line.split(',').any(|field| field == "03721")).count();
    assert!(page.contains(&format!(">{own}</span>")), "{own} targets");
    // Without a notebook's name the one that knows the parameter is meant; without a parameter the review.
    assert_eq!(stdout(&copy.milepost(&["report", "--param", "area=03721"])).trim(), "out/commune/03721.html");
    assert_eq!(stdout(&copy.milepost(&["report"])).trim(), "out/review.html");
    let to = copy.path("here.html");
    stdout(&copy.milepost(&["report", "data-quality", "--to", to.to_str().expect("a path")]));
    assert!(to.is_file());
}

#[test]
fn each_indicator_has_a_page_whose_numbers_are_explained() {
    let copy = Copy::new();
    stdout(&copy.milepost(&["report", "--each", "indicator"]));
    let page = fs::read_to_string(copy.path("out/indicator/gov.full_online_services.html")).expect("the page");
    assert!(page.contains("941") && page.contains("1.065") && page.contains("<svg"), "its readings and its chart");
    let told = stdout(&copy.milepost(&[
        "explain",
        "indicator/readings/2/3",
        "--param",
        "indicator=gov.full_online_services",
        "--format",
        "json",
    ]));
    assert!(told.contains("\"941\"") || told.contains("941"), "{told}");
    assert!(told.contains("indicator") && told.contains("gov.full_online_services") && told.contains("report-2025"));
}

#[test]
fn what_cannot_be_asked_is_said() {
    let copy = Copy::new();
    let asked = |arguments: &[&str]| failure(&copy.milepost(arguments)).0;
    let wrong = asked(&["report", "commune"]);
    assert!(wrong.contains("must be told") && wrong.contains("--param area=VALUE"), "{wrong}");
    let wrong = asked(&["report", "commune", "--param", "area=03999"]);
    assert!(wrong.contains("no such area in the catalogue") && wrong.contains("03999"), "{wrong}");
    let wrong = asked(&["report", "commune", "--param", "aera=03721"]);
    assert!(wrong.contains("has no such parameter") && wrong.contains("expected: area"), "{wrong}");
    let wrong = asked(&["report", "--each", "year"]);
    assert!(wrong.contains("no notebook has such a parameter") && wrong.contains("area (commune)"), "{wrong}");
    let wrong = asked(&["report", "methods", "--each", "area"]);
    assert!(wrong.contains(":each: area"), "{wrong}");
    let wrong = asked(&["report", "comune"]);
    assert!(wrong.contains("no such notebook") && wrong.contains("commune"), "{wrong}");
    let wrong = asked(&["explain", "commune/about/1/name", "--param", "area"]);
    assert!(wrong.contains("NAME=VALUE"), "{wrong}");
    // After all of it nothing was written.
    assert!(!copy.path("out/commune").exists());
}

#[test]
fn an_error_in_a_page_of_a_set_leaves_nothing_half_written() {
    let copy = Copy::new();
    copy.edit("notebooks/commune.md", "getvariable('area') ORDER BY e.place", "getvariable('area') ORDER BY e.plaice");
    let (message, code) = failure(&copy.milepost(&["report", "--each", "area"]));
    assert!(message.contains("notebooks/commune.md:") && message.contains("plaice"), "{message}");
    assert_eq!(code, Some(3));
    assert!(!copy.path("out/commune").exists());
}

#[test]
fn a_number_typed_by_hand_is_a_finding() {
    let copy = Copy::new();
    let quiet = stdout(&copy.milepost(&["check", "--format", "csv"]));
    assert!(!quiet.contains("typed-number"), "the notebooks that are shipped have none");
    copy.edit(
        "notebooks/annual-review.md",
        "## Tóm tắt trong một phút\n",
        "## Tóm tắt trong một phút\n\nDịch vụ công toàn trình đạt 88,4% (xem `88,4%`, [x](a-941.html), 4G).\n",
    );
    let found = stdout(&copy.milepost(&["check", "--format", "csv"]));
    let lines: Vec<&str> = found.lines().filter(|line| line.contains("typed-number")).collect();
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].contains("notebooks/annual-review.md:") && lines[0].contains("full.obs_value [%1]"), "{lines:?}");
    let text = fs::read_to_string(copy.path("notebooks/annual-review.md")).expect("the notebook");
    let line = text.lines().position(|line| line.contains("đạt 88,4%")).expect("the line") + 1;
    assert!(lines[0].contains(&format!("annual-review.md:{line}")), "{lines:?}");
}

/// The descriptions of a page's charts, each with its foot.
fn told(page: &str) -> impl Iterator<Item = &str> {
    page.split("<desc").skip(1).filter_map(|rest| rest.split_once('>')?.1.split("</desc>").next())
}

#[test]
fn pages_lead_to_pages_that_are_there_and_charts_say_what_they_rest_on() {
    let copy = Copy::new();
    let carried = |language| match language {
        "vi" => ["Nguồn: ", "Phương pháp: ", "; n = ", "; theo số liệu biết đến hết ngày "],
        _ => ["Source", "Method: ", "; n = ", "; by what was known at the end of "],
    };
    for language in ["vi", "en"] {
        stdout(&copy.milepost(&["run", "--lang", language]));
        let (mut pages, mut charts) = (0, 0);
        for entry in fs::read_dir(copy.path("out")).expect("out") {
            let path = entry.expect("a file").path();
            if path.extension().is_none_or(|e| e != "html") {
                continue;
            }
            pages += 1;
            let text = fs::read_to_string(&path).expect("a page");
            assert!(text.len() < 2_000_000, "{}: {} bytes", path.display(), text.len());
            for chart in told(&text) {
                charts += 1;
                let missing: Vec<&str> = carried(language).into_iter().filter(|what| !chart.contains(what)).collect();
                assert!(missing.is_empty(), "{}: {missing:?} is not in {chart}", path.display());
            }
            for to in links(&text) {
                assert!(copy.path("out").join(&to).is_file(), "{} leads to {to}", path.display());
            }
        }
        assert!(pages >= 8 && charts >= 30, "{pages} pages, {charts} charts");
    }
}

/// A commune is called `name` in the catalogue of a copy of the project.
fn with_a_commune_called(name: &str) -> Copy {
    let copy = Copy::new();
    let areas = fs::read_to_string(copy.path("datasets/areas/areas.csv")).expect("the areas");
    let line = areas.lines().find(|line| line.starts_with("03721,")).expect("the commune");
    let quoted = format!("\"{}\"", name.replace('"', "\"\""));
    copy.edit(
        "datasets/areas/areas.csv",
        line,
        &line.replace("Xã Thuận Châu", &quoted).replace(",Thuận Châu,", &format!(",{quoted},")),
    );
    copy
}

/// Has any tag of the page what the hostile name would give it?
fn has_handler(page: &str) -> bool {
    page.split('<').skip(1).any(|tag| tag.split('>').next().is_some_and(|tag| tag.contains("onload=\"x")))
}

#[test]
fn hostile_names_come_out_as_text() {
    let name = "<script>alert(1)</script>=cmd|' /C calc'!A0\u{202e}đảo\" onload=\"x";
    let copy = with_a_commune_called(name);
    stdout(&copy.milepost(&["report", "--each", "area"]));
    stdout(&copy.milepost(&["run"]));
    let mut seen = 0;
    for file in ["out/review.html", "out/data-quality.html", "out/gallery.html"] {
        let page = fs::read_to_string(copy.path(file)).expect("a page");
        seen += page.matches("&lt;script&gt;").count();
        assert!(!page.contains("<script>alert") && !has_handler(&page) && !page.contains('\u{202e}'), "{file}");
    }
    stdout(&copy.milepost(&["report", "commune", "--param", "area=03721"]));
    let page = fs::read_to_string(copy.path("out/commune/03721.html")).expect("the page");
    assert!(page.contains("<h1>&lt;script&gt;alert(1)"), "the title is text");
    assert!(!page.contains("<script>alert") && !has_handler(&page) && !page.contains('\u{202e}'));
    assert!(seen > 0);
    // Tables for programs keep the name as it is, in quotes; those for people turn nobody around.
    let rows = stdout(&copy.milepost(&["sql", "SELECT name FROM area WHERE area = '03721'", "--format", "csv"]));
    let mut reader = csv::Reader::from_reader(rows.as_bytes());
    let read = reader.records().next().expect("a row").expect("it is read");
    assert_eq!(&read[0], name);
    let told = stdout(&copy.milepost(&["sql", "SELECT name FROM area WHERE area = '03721'"]));
    assert!(told.contains("<script>") && !told.contains('\u{202e}'), "{told}");
}

#[test]
fn a_name_without_end_stays_inside_the_page() {
    let copy = with_a_commune_called(&"Mường".repeat(2000));
    stdout(&copy.milepost(&["report", "commune", "--param", "area=03721"]));
    let page = fs::read_to_string(copy.path("out/commune/03721.html")).expect("the page");
    assert!(page.contains(&"Mường".repeat(2000)), "nothing is lost");
    assert!(page.contains("overflow-wrap: anywhere"));
    stdout(&copy.milepost(&["chart", "tiles", "--to", "tiles.svg"]));
    let svg = fs::read_to_string(copy.path("tiles.svg")).expect("a drawing");
    assert!(svg.contains('…') && svg.len() < 3_000_000, "{}", svg.len());
}
