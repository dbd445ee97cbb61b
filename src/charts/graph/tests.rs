//! Nothing lies on anything else, whatever the graph.

use super::*;

fn graph(boxes: usize, rows: usize, lines: &[(usize, usize)]) -> Graph {
    let one = |i: usize| GraphBox {
        kind: if i.is_multiple_of(3) { BoxKind::Dataset } else { BoxKind::Query },
        title: format!("bảng_{i}"),
        rows: (0..rows).map(|r| format!("cột_{r}{}", "x".repeat(i % 5 * 4))).collect(),
    };
    let end = |i: usize, salt: usize| (i, (rows > 0).then(|| (i + salt) % rows.max(1)));
    Graph { boxes: (0..boxes).map(one).collect(), lines: lines.iter().map(|(a, b)| (end(*a, 0), end(*b, 1))).collect() }
}

/// Points of a line as it is drawn, close together.
fn along(points: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let at = |(a, b): ((f64, f64), (f64, f64)), t: f64| {
        let half = (b.0 - a.0) / 2.0;
        let blend = |p: [f64; 4]| {
            let s = 1.0 - t;
            s * s * s * p[0] + 3.0 * s * s * t * p[1] + 3.0 * s * t * t * p[2] + t * t * t * p[3]
        };
        (blend([a.0, a.0 + half, b.0 - half, b.0]), blend([a.1, a.1, b.1, b.1]))
    };
    points.windows(2).flat_map(|w| (0..=40).map(move |i| at((w[0], w[1]), f64::from(i) / 40.0))).collect()
}

#[test]
fn boxes_and_lines_keep_apart() {
    let chain: Vec<(usize, usize)> =
        (0..9).map(|i| (i, i + 1)).chain((0..8).map(|i| (i, i + 2))).chain([(0, 9), (1, 9), (0, 5)]).collect();
    let wide: Vec<(usize, usize)> =
        (0..20).flat_map(|i| [(i, 20 + i % 4), (i, 24)]).chain((20..24).map(|i| (i, 24))).collect();
    for graph in [
        graph(10, 0, &chain),
        graph(10, 4, &chain),
        graph(25, 0, &wide),
        graph(25, 6, &wide),
        graph(1, 0, &[]),
        Graph::default(),
    ] {
        let sizes: Vec<(f64, f64)> = graph.boxes.iter().map(size).collect();
        let placed = place(&graph, &sizes);
        for (i, a) in placed.boxes.iter().enumerate() {
            assert!(
                a.x >= 0.0
                    && a.y >= 0.0
                    && a.x + a.width <= placed.width + 0.01
                    && a.y + a.height <= placed.height + 0.01
            );
            for b in &placed.boxes[i + 1..] {
                let apart = a.x + a.width < b.x || b.x + b.width < a.x || a.y + a.height < b.y || b.y + b.height < a.y;
                assert!(apart, "{a:?} {b:?}");
            }
            for line in &placed.lines {
                for (x, y) in along(line) {
                    let inside = x > a.x + 0.5 && x < a.x + a.width - 0.5 && y > a.y && y < a.y + a.height;
                    assert!(!inside, "{a:?} {x} {y}");
                }
            }
        }
        let svg = draw_graph(&graph, "a < b & \"c\"", Language::Vi);
        assert_eq!(svg, draw_graph(&graph, "a < b & \"c\"", Language::Vi));
        assert!(svg.contains("a &lt; b &amp; &quot;c&quot;"));
    }
}

#[test]
fn sources_stand_left_of_what_is_made_of_them() {
    let graph = graph(4, 0, &[(0, 1), (1, 2), (3, 2)]);
    let sizes: Vec<(f64, f64)> = graph.boxes.iter().map(size).collect();
    let placed = place(&graph, &sizes);
    let x: Vec<f64> = placed.boxes.iter().map(|b| b.x).collect();
    assert!(x[0] < x[1] && x[1] < x[2] && x[3] == x[1], "{x:?}");
}
