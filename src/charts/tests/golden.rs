//! Does each form still look as it did when somebody looked at it? The SVG of a sample of each, compared as text.
//!
//! Where a form is meant to look otherwise, `MILEPOST_GOLDEN=1` writes the files anew; look at them before they are kept.
//! `MILEPOST_LOOK=FOLDER cargo test --lib all_samples -- --ignored` writes all samples there as PNG, those at the edges too: one
//! item, the most, names without end.

use super::*;
use std::path::Path;

/// A sample of each form, small enough to be read as text.
fn looked_at() -> Vec<Chart> {
    let vi = Language::Vi;
    vec![
        samples::budget(Some(60_786_000_000), vi),
        samples::composition(vi),
        samples::coverage(vi),
        samples::diagnostics(vi),
        samples::heatmap(4, 5, vi),
        samples::map(9, vi),
        samples::methods(3, 12, vi),
        samples::milestones(3, 3, vi),
        samples::overview(8, vi),
        samples::ranking(12, vi),
        samples::remaining(8, vi),
        samples::revisions(3, 4, vi),
        samples::slope(8, vi),
        samples::tiles(12, vi),
        samples::trajectory(vi),
        samples::waffle(3, 49, vi),
    ]
}

/// Every form has a sample: a new one without is a failure of this list.
#[test]
fn every_form_is_looked_at() {
    let mut looked_at: Vec<&str> = looked_at().iter().map(Chart::form_name).collect();
    let mut all: Vec<&str> = samples_of(Language::Vi).iter().map(Chart::form_name).collect();
    for names in [&mut looked_at, &mut all] {
        names.sort_unstable();
        names.dedup();
    }
    assert_eq!(looked_at, all);
}

#[test]
fn forms_look_as_they_did() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/charts/tests/golden");
    for chart in looked_at() {
        let svg = draw_svg(&chart, &samples::caption("Tiêu đề", "Title", Language::Vi), Language::Vi).unwrap();
        let path = folder.join(format!("{}.svg", chart.form_name()));
        if std::env::var_os("MILEPOST_GOLDEN").is_some() {
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(&path, &svg).unwrap();
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        let line = svg.lines().zip(kept.lines()).position(|(new, old)| new != old);
        assert!(
            svg == kept,
            "{} differs from line {:?} on; draw it, look at it, MILEPOST_GOLDEN=1",
            path.display(),
            line
        );
    }
}

#[test]
#[ignore = "writes pictures for people to look at: MILEPOST_LOOK=FOLDER"]
fn all_samples_are_pictures_that_can_be_looked_at() {
    let folder = std::env::var_os("MILEPOST_LOOK").expect("MILEPOST_LOOK names the folder to write to");
    std::fs::create_dir_all(&folder).unwrap();
    for (i, chart) in samples_of(Language::Vi).iter().enumerate() {
        let png = draw_png(chart, &samples::caption("Tiêu đề", "Title", Language::Vi), Language::Vi, 1.0).unwrap();
        std::fs::write(Path::new(&folder).join(format!("{}-{i:02}.png", chart.form_name())), png).unwrap();
    }
}
