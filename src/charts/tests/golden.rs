//! Does each form still look as it did when somebody looked at it? The SVG of a sample of each, compared as text.
//!
//! Where a form is meant to look otherwise, `MILEPOST_GOLDEN=1` writes the files anew; look at them before they are kept.

use super::*;
use std::path::Path;

/// A sample of each form, small enough to be read as text.
fn looked_at() -> Vec<Chart> {
    let vi = Language::Vi;
    vec![
        samples::diagnostics(vi),
        samples::heatmap(4, 5, vi),
        samples::map(9, vi),
        samples::milestones(3, 3, vi),
        samples::ranking(12, vi),
        samples::revisions(3, 4, vi),
        samples::slope(8, vi),
        samples::tiles(12, vi),
        samples::waffle(3, 49, vi),
    ]
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
