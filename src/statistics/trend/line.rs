//! A straight line by least squares that keeps its digits whatever the size of the numbers.

use super::size;

/// A line through readings, as sums over times and values brought near 1 by powers of two, so that no square overflows or vanishes
/// and no digit is lost.
pub(super) struct Line {
    time_scale: Power,
    value_scale: Power,
    /// Scaled values.
    pub(super) values: Vec<f64>,
    /// What the line leaves of them.
    pub(super) residuals: Vec<f64>,
    mean_time: f64,
    mean_value: f64,
    /// Slope in scaled units.
    slope: f64,
    /// Sum of squared times about their mean.
    time_squares: f64,
    /// Sum of products of times and values about their means.
    products: f64,
    /// Sum of squared values about their mean.
    pub(super) total_squares: f64,
    /// Sum of squared residuals.
    pub(super) squares: f64,
}

impl Line {
    /// Fits the line; the times differ from one another, and all is finite.
    pub(super) fn through(times: &[f64], values: &[f64]) -> Line {
        let (time_scale, value_scale) = (Power::near(times), Power::near(values));
        let times: Vec<f64> = times.iter().map(|t| time_scale.divide(*t)).collect();
        let values: Vec<f64> = values.iter().map(|v| value_scale.divide(*v)).collect();
        let (mean_time, mean_value) = (mean(&times), mean(&values));
        let (mut time_squares, mut products, mut total_squares) = (0.0, 0.0, 0.0);
        for (x, y) in times.iter().zip(&values) {
            let (x, y) = (x - mean_time, y - mean_value);
            time_squares += x * x;
            products += x * y;
            total_squares += y * y;
        }
        let slope = products / time_squares;
        let about = |(x, y): (&f64, &f64)| (y - mean_value) - slope * (x - mean_time);
        let residuals: Vec<f64> = times.iter().zip(&values).map(about).collect();
        let squares = residuals.iter().map(|e| e * e).sum();
        Line {
            time_scale,
            value_scale,
            values,
            residuals,
            mean_time,
            mean_value,
            slope,
            time_squares,
            products,
            total_squares,
            squares,
        }
    }

    /// From scaled value per scaled time.
    fn per_time(&self, scaled: f64) -> f64 {
        self.time_scale.divide(self.value_scale.multiply(scaled)) + 0.0
    }

    /// Value per time.
    pub(super) fn slope(&self) -> f64 {
        self.per_time(self.slope)
    }

    /// Value at time zero.
    pub(super) fn intercept(&self) -> f64 {
        self.value_scale.multiply(self.mean_value - self.slope * self.mean_time) + 0.0
    }

    /// Mean time and mean value.
    pub(super) fn means(&self) -> [f64; 2] {
        [self.time_scale.multiply(self.mean_time), self.value_scale.multiply(self.mean_value)]
    }

    /// Sums about the means, in the units of times and values: of squared times, of products, of squared residuals. One that
    /// vanishes or overflows there, though the line does not, is infinite.
    pub(super) fn sums(&self) -> [f64; 3] {
        let (time, value) = (self.time_scale, self.value_scale);
        let whole = |scaled: f64, own: f64| if own == 0.0 && scaled != 0.0 { f64::INFINITY } else { own };
        [
            whole(self.time_squares, time.multiply(time.multiply(self.time_squares))),
            whole(self.products, time.multiply(value.multiply(self.products))),
            whole(self.squares, value.multiply(value.multiply(self.squares))),
        ]
    }

    /// Standard deviation of the residuals on n - 2 degrees of freedom.
    pub(super) fn residual_sd(&self) -> f64 {
        self.value_scale.multiply((self.squares / (self.residuals.len() as f64 - 2.0)).sqrt())
    }

    /// Standard error of the scaled slope, as if there were `n` independent readings.
    fn scaled_error(&self, n: f64) -> f64 {
        (self.squares / (n - 2.0) / self.time_squares).sqrt()
    }

    /// Standard error of the slope, as if there were `n` independent readings.
    pub(super) fn standard_error(&self, n: f64) -> f64 {
        self.per_time(self.scaled_error(n))
    }

    /// Slope over its standard error, as if there were `n` independent readings.
    pub(super) fn t(&self, n: f64) -> f64 {
        self.slope / self.scaled_error(n)
    }
}

/// A power of two, as two factors that each are ordinary numbers: 2^1074 alone would overflow.
#[derive(Debug, Clone, Copy)]
struct Power([f64; 2]);

impl Power {
    /// About as large as the largest of the values; 1 where all are zero.
    fn near(values: &[f64]) -> Power {
        let largest = size(values);
        if largest == 0.0 {
            return Power([1.0, 1.0]);
        }
        let exponent = largest.log2().floor() as i32;
        let half = exponent / 2;
        Power([2_f64.powi(half), 2_f64.powi(exponent - half)])
    }

    fn multiply(self, value: f64) -> f64 {
        value * self.0[0] * self.0[1]
    }

    fn divide(self, value: f64) -> f64 {
        value / self.0[0] / self.0[1]
    }
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_of_two_go_there_and_back_without_a_bit_lost() {
        for value in [0.0, 1.0, -84.15, 1e300, -f64::MAX, f64::MIN_POSITIVE, 5e-324] {
            let power = Power::near(&[value]);
            let near_one = power.divide(value);
            assert!(value == 0.0 || (0.99..=2.0).contains(&near_one.abs()), "{value}: {near_one}");
            assert_eq!(power.multiply(near_one), value);
        }
    }

    #[test]
    fn large_and_small_lines_are_the_same_line() {
        let line = Line::through(&[0.0, 1.0, 2.0, 3.0], &[1.0, 3.0, 2.0, 5.0]);
        assert!((line.slope() - 1.1).abs() < 1e-15 && (line.intercept() - 1.1).abs() < 1e-15);
        let giant = Line::through(&[0.0, 1.0, 2.0, 3.0], &[1e300, 3e300, 2e300, 5e300]);
        assert!((giant.slope() / 1.1e300 - 1.0).abs() < 1e-15);
        let dwarf = Line::through(&[0.0, 5e-324, 1e-323], &[0.0, 5e-324, 1e-323]);
        assert_eq!(dwarf.slope(), 1.0);
    }
}
