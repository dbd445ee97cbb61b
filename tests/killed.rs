//! An ingest that is killed at any moment leaves the store as it was before, or as it is after; never between.

mod common;
#[path = "common/office.rs"]
mod office;

use common::stdout;
use office::{DAY, Office, content, lines};
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How many ingests are killed.
const MOMENTS: u64 = 100;
/// Projects that are worked on side by side.
const HANDS: u64 = 2;
/// Which moments: another seed tries others.
const SEED: u64 = 20_251_228;

/// Files that were there before: so the killed ingest has something to spoil, and figures to revise.
const BEFORE: [&str; 3] =
    ["digitised-record-03646.xlsx", "online-service-03754.xlsx", "online-service-03754-lan-1.xlsx"];

fn ingest(project: &Path) -> Child {
    Command::new(env!("CARGO_BIN_EXE_milepost"))
        .args(["ingest", "in", "--received", DAY])
        .current_dir(project)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts")
}

/// The next number between 0 and 1 (splitmix64).
fn chance(state: &mut u64) -> f64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (z ^ (z >> 31)) as f64 / u64::MAX as f64
}

/// Puts a project's store back to a state: the file, and no log beside it.
fn restore(project: &Path, store: &Path) {
    let place = project.join("datasets/received.duckdb");
    let _ = fs::remove_file(project.join("datasets/received.duckdb.wal"));
    fs::copy(store, place).expect("copied");
}

fn ledger_adds_up(project: &Path) -> bool {
    let wrong = lines(
        project,
        "SELECT part FROM ledger_part WHERE rows_read <> accepted + set_aside + excluded
         UNION ALL SELECT p.part FROM ledger_part p WHERE p.set_aside <> (SELECT count(*) FROM ledger_set_aside s WHERE s.part = p.part)
            OR p.excluded <> (SELECT count(*) FROM ledger_excluded e WHERE e.part = p.part)
         UNION ALL SELECT p.part FROM ledger_part p WHERE NOT EXISTS (SELECT 1 FROM ledger_file f WHERE f.file_id = p.file_id)
         UNION ALL SELECT p.part FROM ledger_part p WHERE p.holds = 'digitised_record'
            AND p.records <> (SELECT count(*) FROM received_digitised_record r WHERE r.part = p.part)
         UNION ALL SELECT p.part FROM ledger_part p WHERE p.holds = 'online_service'
            AND p.records <> (SELECT count(*) FROM received_online_service r WHERE r.part = p.part)",
    );
    wrong.is_empty()
}

#[test]
fn killed_at_any_moment_the_store_is_as_before_or_as_after() {
    let office = Office::in_fresh_province();
    for file in BEFORE {
        office.write(&format!("in/{file}"), fs::read(office.path(&format!("received/{file}"))).expect("a file"));
    }
    stdout(&office.milepost(&["ingest", "in", "--received", "2026-01-05"]));
    let before_store = office.path("before.duckdb");
    fs::copy(office.path("datasets/received.duckdb"), &before_store).expect("copied");
    let before = content(&before_store);
    // One file comes anew with another figure; the others are new, among them what is set aside, refused and revised.
    office::edit_part(&office.path("in/digitised-record-03646.xlsx"), "xl/worksheets/sheet1.xml", |xml| {
        office::with_number(xml, "E7", "500")
    });
    let more =
        ["digitised-record-036", "online-service-0408", "budget-line-036", "lich-cong-tac", "village-coverage-0419"];
    for entry in fs::read_dir(office.path("received")).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if more.iter().any(|m| name.starts_with(m)) && !office.path("in").join(&name).exists() {
            fs::copy(&path, office.path("in").join(&name)).expect("copied");
        }
    }
    let begun = Instant::now();
    assert!(ingest(office.root()).wait().expect("it ends").success());
    let whole = begun.elapsed();
    let after = content(&office.path("datasets/received.duckdb"));
    assert!(after.len() > before.len() + 200 && ledger_adds_up(office.root()));
    assert!(after.iter().any(|r| r.starts_with("ledger_revision") && r.contains("533") && r.contains("500")));

    let seen: Vec<(u64, u64, u64)> = std::thread::scope(|scope| {
        let hands: Vec<_> = (0..HANDS)
            .map(|hand| {
                let (root, before_store, before, after) = (office.root(), &before_store, &before, &after);
                scope.spawn(move || {
                    let own = tempfile::tempdir().expect("a temporary folder");
                    let project = own.path();
                    for name in ["datasets", "queries", "in"] {
                        office::copy_folder(&root.join(name), &project.join(name));
                    }
                    fs::copy(root.join("milepost.toml"), project.join("milepost.toml")).expect("copied");
                    let mut state = SEED + hand;
                    let (mut killed, mut as_before, mut as_after) = (0, 0, 0);
                    for moment in (hand..MOMENTS).step_by(HANDS as usize) {
                        restore(project, before_store);
                        // Every other moment lies near the end, where everything is written at once.
                        let chance = chance(&mut state);
                        let share = if moment % 4 < 2 { chance * 1.1 } else { 0.7 + 0.5 * chance };
                        let mut child = ingest(project);
                        std::thread::sleep(Duration::from_secs_f64(whole.as_secs_f64() * share));
                        child.kill().expect("killed, or ended by itself");
                        let status = child.wait().expect("it ends");
                        killed += u64::from(!status.success());
                        // First as everybody opens it, then row by row.
                        assert!(ledger_adds_up(project), "moment {moment}: {share}");
                        let now = content(&project.join("datasets/received.duckdb"));
                        assert!(
                            now == *before || now == *after,
                            "moment {moment}: {share} of the run leaves a mixture"
                        );
                        assert!(!status.success() || now == *after, "moment {moment}: it ended, and not all is there");
                        as_before += u64::from(now == *before);
                        as_after += u64::from(now == *after);
                        let status = ingest(project).wait().expect("it ends");
                        assert!(status.success(), "moment {moment}: the next ingest must go through");
                        let then = content(&project.join("datasets/received.duckdb"));
                        assert!(then == *after, "moment {moment}: the next ingest gives another state");
                    }
                    (killed, as_before, as_after)
                })
            })
            .collect();
        hands.into_iter().map(|h| h.join().expect("all moments")).collect()
    });
    let total = |f: fn(&(u64, u64, u64)) -> u64| seen.iter().map(f).sum::<u64>();
    assert_eq!(total(|s| s.1) + total(|s| s.2), MOMENTS);
    // The moments must have been ones at which there was something to kill, and on both sides of the commit.
    assert!(total(|s| s.0) >= MOMENTS / 2, "only {} were killed", total(|s| s.0));
    assert!(total(|s| s.1) >= 10 && total(|s| s.2) >= 5, "before: {}, after: {}", total(|s| s.1), total(|s| s.2));
}
