//! The Statistical Reference Datasets of NIST: certified values of linear and non-linear regressions, with their data.
//!
//! Source: <https://www.itl.nist.gov/div898/strd/>, in the public domain. Each file names its own page. How many digits
//! agree is the log relative error, -log10(|ours - certified| / |certified|), as NIST and B. D. McCullough, "Assessing
//! the reliability of statistical software", The American Statistician 52 (1998), 358-366, measure it.

mod dual;
mod linear;
mod nonlinear;

/// One set: its named lines of numbers, and its rows (y first).
struct Set {
    lines: Vec<(&'static str, Vec<f64>)>,
    rows: Vec<Vec<f64>>,
}

impl Set {
    fn read(text: &'static str) -> Set {
        let (head, data) = text.split_once("data (").unwrap();
        let (_, data) = data.split_once(")\n").unwrap();
        let numbers = |text: &str| text.split_whitespace().map(|v| v.parse().unwrap()).collect::<Vec<f64>>();
        let lines = head.lines().filter(|line| !line.starts_with('#')).map(|line| line.split_once(' ').unwrap());
        Set {
            lines: lines.map(|(name, rest)| (name, numbers(rest))).collect(),
            rows: data.split(';').map(numbers).collect(),
        }
    }

    fn line(&self, name: &str) -> &[f64] {
        &self.lines.iter().find(|(line, _)| *line == name).unwrap().1
    }

    fn column(&self, column: usize) -> Vec<f64> {
        self.rows.iter().map(|row| row[column]).collect()
    }
}

/// Digits that agree, at most 15; of the absolute difference where the certified value is zero.
fn digits(ours: f64, certified: f64) -> f64 {
    let scale = if certified == 0.0 { 1.0 } else { certified.abs() };
    (-((ours - certified).abs() / scale).log10()).min(15.0)
}

/// The fewest digits that agree in a list.
fn fewest_digits(ours: &[f64], certified: &[f64]) -> f64 {
    assert_eq!(ours.len(), certified.len());
    ours.iter().zip(certified).map(|(a, b)| digits(*a, *b)).fold(15.0, f64::min)
}
