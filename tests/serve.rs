//! The live preview: what is served, to whom, and what becomes of it when something is saved.

mod common;
#[path = "common/office.rs"]
mod office;
#[path = "common/server.rs"]
mod server;

use common::{Copy, milepost, stdout};
use office::{DAY, Office};
use server::{LIMIT, Server, shown_error, version};
use std::fs;
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

const REVIEW: &str = "notebooks/annual-review.md";

/// The example project, which is computed quickly.
struct Example(tempfile::TempDir);

impl Example {
    fn new() -> Example {
        let folder = tempfile::tempdir().expect("a temporary folder");
        stdout(&milepost(folder.path(), &["init", "project"]));
        Example(folder)
    }

    fn root(&self) -> PathBuf {
        self.0.path().join("project")
    }

    fn put(&self, file: &str, text: &str) {
        fs::write(self.root().join(file), text).expect("written");
    }

    fn edit(&self, file: &str, old: &str, new: &str) {
        let text = fs::read_to_string(self.root().join(file)).expect("a file");
        assert!(text.contains(old), "{file} has {old:?}");
        self.put(file, &text.replacen(old, new, 1));
    }
}

/// A served page without what serving puts in.
fn as_in_out(page: &str) -> String {
    let (_, script) = page.split_once("<script data-version=").expect("the live script");
    let script = format!("<script data-version={}</script>\n", script.split("</script>").next().unwrap());
    let (_, hash) = page.split_once("script-src ").expect("the policy");
    let hash = format!("{} ", hash.split(' ').next().unwrap());
    page.replacen(&hash, "", 1).replacen("; connect-src 'self'", "", 1).replacen(&script, "", 1)
}

#[test]
fn serves_what_run_writes_and_nothing_else_to_nobody_else() {
    let copy = Copy::new();
    stdout(&copy.milepost(&["run"]));
    let out = |file: &str| fs::read_to_string(copy.path("out").join(file)).expect("a file of out");
    assert!(!out("review.html").contains("connect-src") && !out("review.html").contains("EventSource"));
    let mut server = Server::of(&copy.path(""));

    // Pages and charts are those of `run`, to the letter.
    for (path, file) in [("/", "review.html"), ("/review.html", "review.html"), ("/methods.html?x=1", "methods.html")] {
        let reply = server.get(path);
        assert_eq!(reply.status, 200, "{path}");
        assert!(reply.head.contains("Content-Type: text/html; charset=utf-8") && reply.head.contains("no-store"));
        assert!(as_in_out(&reply.body) == out(file), "{path} is another page than {file}");
        assert_eq!(shown_error(&reply.body), "");
    }
    let mut charts = 0;
    for entry in fs::read_dir(copy.path("out/charts")).expect("charts") {
        let name = entry.expect("a chart").file_name().into_string().expect("a name");
        let reply = server.get(&format!("/charts/{name}"));
        assert_eq!((reply.status, reply.body), (200, out(&format!("charts/{name}"))), "{name}");
        assert!(reply.head.contains("Content-Type: image/svg+xml") && reply.head.contains("default-src 'none'"));
        charts += 1;
    }
    assert!(charts >= 5, "{charts} charts");

    // The list of pages; a path that is none is answered with it.
    let list = server.get("/pages");
    assert_eq!(list.status, 200);
    for path in ["/review.html", "/methods.html", "/charts/overview.svg"] {
        assert!(list.body.contains(&format!("<a href=\"{path}\">")), "{path}: {}", list.body);
    }
    for path in [
        "/nothing.html",
        "/milepost.toml",
        "/../milepost.toml",
        "/..%2fmilepost.toml",
        "/charts/../../milepost.toml",
        "//etc/passwd",
        "/datasets/areas/areas.csv",
        "/out/review.html",
        "/charts/",
        "/<script>alert(1)</script>",
        "/review.html/",
    ] {
        let reply = server.get(path);
        assert_eq!(reply.status, 404, "{path}");
        assert!(reply.body.contains("<a href=\"/review.html\">") && !reply.body.contains("alert(1)"), "{path}");
    }

    // Nobody but this machine, and only to read.
    let to = |host: &str| server.send(&format!("GET / HTTP/1.1\r\nHost: {host}\r\n\r\n"));
    let port = server.port;
    for host in ["127.0.0.1", "localhost", &format!("localhost:{port}"), "127.0.0.1:1"] {
        assert_eq!(to(host).status, 200, "{host}");
    }
    for host in ["example.org", &format!("example.org:{port}"), "localhost.example.org", "0.0.0.0"] {
        let reply = to(host);
        assert_eq!(reply.status, 403, "{host}");
        assert!(reply.body.len() < 200, "{}", reply.body);
    }
    assert_eq!(server.send("GET / HTTP/1.1\r\n\r\n").status, 400);
    let post = server.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\na=b");
    assert_eq!(post.status, 405);
    assert!(post.head.contains("Allow: GET, HEAD"));
    let head = server.send("HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    if cfg!(target_os = "linux") {
        // Another address of this machine: a server on all addresses would be there too.
        assert!(TcpStream::connect(("127.0.0.2", port)).is_err());
    }

    // A second server has another port, unless it is told the same.
    let taken = copy.milepost(&["serve", "--port", &port.to_string()]);
    assert_eq!(taken.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&taken.stderr).contains("the port is taken"));

    // Ctrl-C ends it.
    if cfg!(unix) {
        let told = Command::new("kill").args(["-INT", &server.child.id().to_string()]).status().expect("kill");
        assert!(told.success());
        let begun = Instant::now();
        while server.child.try_wait().expect("its end").is_none() {
            assert!(begun.elapsed() < LIMIT, "it goes on");
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        assert!(TcpStream::connect(("127.0.0.1", port)).is_err());
    }
    assert!(!copy.path("out/milepost.duckdb.wal").exists());
}

#[test]
fn what_is_saved_is_shown_and_so_is_what_is_wrong() {
    let example = Example::new();
    let server = Server::of(&example.root());
    let mut events = server.events();
    let first = events.next();
    let page = server.get("/").body;
    assert_eq!(version(&page), first, "the page and the events name one state");

    // A notebook: only its page is made anew.
    example.edit(REVIEW, "## Số đọc", "## Số đọc từng năm");
    let second = events.next();
    assert_ne!(first, second);
    let page = server.get("/").body;
    assert_eq!(version(&page), second);
    assert!(page.contains("Số đọc từng năm</h2>"), "the new text");

    // A query with an error: the last good page, and above it the error as the command line says it.
    example.edit("queries/reading.sql", "SELECT", "SELEC");
    events.next();
    let broken = server.get("/");
    assert_eq!(broken.status, 200);
    let said = milepost(&example.root(), &["status"]);
    let said = String::from_utf8(said.stderr).expect("text");
    let said = said.trim_start_matches("milepost: ").trim_end();
    assert!(said.starts_with("queries/reading.sql:"), "{said}");
    let escaped = said
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;");
    assert!(shown_error(&broken.body).contains(&escaped), "{} is not {said}", shown_error(&broken.body));
    assert!(broken.body.contains("Số đọc từng năm</h2>"), "the last good page");
    for path in ["/pages", "/nothing.html"] {
        assert!(shown_error(&server.get(path).body).contains("queries/reading.sql:"), "{path}");
    }

    // A notebook saved meanwhile waits for the query; both are made when it is mended.
    example.edit(REVIEW, "## Số đọc từng năm", "## Số đọc các năm");
    events.next();
    assert!(shown_error(&server.get("/").body).contains("queries/reading.sql:"));
    example.edit("queries/reading.sql", "SELEC", "SELECT");
    let mended = server.get_until("/", |reply| shown_error(&reply.body).is_empty());
    assert!(mended.body.contains("Số đọc các năm</h2>"));

    // A cell with an error, and a file that is none of the project's.
    example.edit(REVIEW, "FROM reading ORDER BY time_period DESC LIMIT 1", "FROM nowhere");
    let broken = server.get_until("/", |reply| !shown_error(&reply.body).is_empty());
    assert!(shown_error(&broken.body).contains("notebooks/annual-review.md:"), "{}", shown_error(&broken.body));
    assert!(broken.body.contains("Số đọc các năm</h2>"));
    example.edit(REVIEW, "FROM nowhere", "FROM reading ORDER BY time_period DESC LIMIT 1");
    let mended = server.get_until("/", |reply| shown_error(&reply.body).is_empty());

    // A figure in a dataset, and the project file.
    let figures = "datasets/filed-online/observations.csv";
    let before = fs::read_to_string(example.root().join(figures)).expect("the figures");
    example.put(figures, &before.lines().next().map(|head| format!("{head}\n")).expect("a header"));
    server.get_until("/", |reply| as_in_out(&reply.body) != as_in_out(&mended.body));
    example.put(figures, &before);
    server.get_until("/", |reply| as_in_out(&reply.body) == as_in_out(&mended.body));
    example.edit("milepost.toml", "language = \"vi\"", "language = \"en\"");
    let english = server.get_until("/", |reply| reply.body.contains("<html lang=\"en\">"));
    assert_eq!(shown_error(&english.body), "");
    let remarks = server.remarks();
    assert!(remarks.contains("notebooks/annual-review.md: làm mới 1 trang"), "{remarks}");
    assert!(remarks.contains("milepost.toml: 1 page made anew in"), "{remarks}");
}

#[test]
fn a_project_that_is_broken_from_the_start_is_shown_so_and_can_be_mended() {
    let example = Example::new();
    example.edit("milepost.toml", "area =", "aria =");
    let server = Server::of(&example.root());
    let page = server.get("/");
    assert_eq!(page.status, 500);
    assert!(shown_error(&page.body).contains("milepost.toml:"), "{}", page.body);
    assert_eq!(version(&page.body), server.events().next());
    example.edit("milepost.toml", "aria =", "area =");
    server.get_until("/", |reply| reply.status == 200 && shown_error(&reply.body).is_empty());
    assert_eq!(
        milepost(example.0.path(), &["serve"]).status.code(),
        Some(2),
        "where there is no project there is no server"
    );
}

/// A set of pages: one for each year of the targets.
const SET: &str = "---\ntitle: Năm {eval}`one.target_year`\nparameters:\n  year:\n---\n
```{code-cell} sql\n:each: year\n:title: Các năm\n:caption: Các năm\nSELECT DISTINCT target_year::VARCHAR AS a, 'Năm ' || target_year AS \"Năm\" FROM status ORDER BY a\n```\n
```{code-cell} sql\n:name: one\n:caption: Một năm\nSELECT target_year::VARCHAR AS target_year FROM status WHERE target_year::VARCHAR = getvariable('year') LIMIT 1\n```\n";

#[test]
fn pages_of_a_set_are_made_when_they_are_asked_for() {
    let example = Example::new();
    example.put("notebooks/years.md", SET);
    let server = Server::of(&example.root());
    let list = server.get("/pages").body;
    let paths: Vec<&str> = list.split("<a href=\"/years/").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(paths, ["2027.html", "2030.html", "index.html"], "{list}");
    assert!(server.get("/years/").body.contains("<a href=\"2027.html\">"));
    let page = server.get("/years/2027.html");
    assert!(page.status == 200 && page.body.contains("<title>Năm 2027</title>"), "{}", page.status);
    stdout(&milepost(&example.root(), &["report", "years", "--each", "year"]));
    let written = fs::read_to_string(example.root().join("out/years/2027.html")).expect("a page of report");
    assert!(as_in_out(&page.body) == written, "it is the page that report makes");
    for path in ["/years/2028.html", "/years.html", "/years/../review.html", "/years/2027"] {
        assert_eq!(server.get(path).status, 404, "{path}");
    }

    // What fails in it is shown on the last good page of it; other pages are as they should be.
    example.edit("notebooks/years.md", "AS target_year FROM status", "AS target_year FROM nowhere");
    let broken = server.get_until("/years/2027.html", |reply| !shown_error(&reply.body).is_empty());
    assert!(shown_error(&broken.body).contains("notebooks/years.md:"), "{}", shown_error(&broken.body));
    assert!(broken.status == 200 && broken.body.contains("<title>Năm 2027</title>"));
    let never_seen = server.get("/years/2030.html");
    assert!(never_seen.status == 500 && shown_error(&never_seen.body).contains("notebooks/years.md:"));
    assert_eq!(shown_error(&server.get("/").body), "");
    example.edit("notebooks/years.md", "FROM nowhere", "FROM status");
    server.get_until("/years/2027.html", |reply| shown_error(&reply.body).is_empty());
    assert!(server.get("/years/2030.html").body.contains("<title>Năm 2030</title>"));
}

#[test]
fn a_statement_without_end_does_not_end_the_server() {
    let example = Example::new();
    example.edit("milepost.toml", "seconds = 120", "seconds = 2");
    let server = Server::of(&example.root());
    let good = server.get("/").body;
    // The first is interrupted; the second heeds nothing, and the server must begin again without it.
    for (statement, ends) in [
        ("SELECT count(*) AS n FROM range(100000000) x, range(100000000) y WHERE x.range <> y.range", false),
        ("SELECT levenshtein(repeat('a', 300000), repeat('b', 300000)) AS n", cfg!(unix)),
    ] {
        let before = version(&server.get("/").body).split('-').next().map(str::to_owned);
        let cell = format!("```{{code-cell}} sql\n:show: none\n{statement}\n```\n");
        let text = fs::read_to_string(example.root().join(REVIEW)).expect("the notebook");
        example.put(REVIEW, &format!("{text}\n{cell}"));
        let begun = Instant::now();
        let broken = loop {
            // While it begins again nobody answers.
            if let Some(reply) = server.try_get("/").filter(|reply| !shown_error(&reply.body).is_empty()) {
                break reply;
            }
            assert!(begun.elapsed() < LIMIT, "{statement}: nothing is said");
            std::thread::sleep(std::time::Duration::from_millis(100));
        };
        let said = shown_error(&broken.body);
        assert!(said.contains("notebooks/annual-review.md:") && said.contains("takes longer than 2 seconds"), "{said}");
        assert!(broken.status == 200 && broken.body.contains("<h2 id=\"s1\">"), "the last good page");
        let now = version(&broken.body).split('-').next().map(str::to_owned);
        assert_eq!(now != before, ends, "{statement}");
        example.put(REVIEW, &text);
        let mended = server.get_until("/", |reply| shown_error(&reply.body).is_empty());
        assert!(as_in_out(&mended.body) == as_in_out(&good), "{statement}");
    }
}

#[test]
fn an_ingest_is_not_kept_waiting_and_is_shown() {
    let office = Office::in_fresh_province();
    let file = |name: &str| office.path(&format!("received/{name}")).display().to_string();
    let take = |name: &str| stdout(&office.milepost(&["ingest", &file(name), "--received", DAY]));
    take("digitised-record-03646.xlsx");
    office.write(
        "notebooks/received.md",
        "```{code-cell} sql\n:name: all\n:show: none\nSELECT count(*) AS n FROM ledger_file\n```\nTệp: {eval}`all.n`\n",
    );
    let server = Server::of(Path::new(office.root()));
    assert!(server.get("/received.html").body.contains("Tệp: <"), "{}", server.remarks());
    let before = server.get("/received.html").body;
    take("online-service-03754.xlsx");
    let now = server.get_until("/received.html", |reply| {
        shown_error(&reply.body).is_empty() && version(&reply.body) != version(&before)
    });
    assert_ne!(as_in_out(&before), as_in_out(&now.body), "one file more");
}

#[test]
fn a_page_that_fails_leaves_no_area_to_the_next() {
    let example = Example::new();
    let areas = "datasets/catalog/areas.csv";
    let text = fs::read_to_string(example.root().join(areas)).expect("the areas");
    example.put(areas, &format!("{}\nX2,Xã Khác (giả định),Khác,commune,X1,,,,\n", text.trim_end()));
    let set = "---\ntitle: A\nparameters:\n  area:\n---\n\n```{code-cell} sql\n:each: area\nSELECT area, name FROM area ORDER BY area\n```\n\n\
               ```{code-cell} sql\nSELECT nothing FROM nowhere\n```\n";
    example.put("notebooks/areas.md", set);
    let own = "---\ntitle: O\n---\n\n```{code-cell} sql\n:name: told\n:show: none\nSELECT getvariable('area') AS area\n```\n\n\
               First: {eval}`told.area`.\n";
    example.put("notebooks/own.md", own);
    let server = Server::of(&example.root());
    assert!(server.get("/own.html").body.contains("First: X1."));
    assert_eq!(server.get("/areas/X2.html").status, 500);
    example.edit("notebooks/own.md", "First", "Second");
    server.get_until("/own.html", |reply| reply.body.contains("Second: X1."));
}
