//! Golden values of the growth curves, their refusals and their properties.

use super::*;
use proptest::prelude::*;

/// Sales of video recorders in the United States, 1980 to 1989, in thousands: P. S. P. Cowpertwait and A. V. Metcalfe,
/// Introductory Time Series with R (Springer 2009), section 3.3.4.
pub(super) const VIDEO_RECORDERS: [f64; 10] =
    [840.0, 1470.0, 2110.0, 4000.0, 7590.0, 10950.0, 10530.0, 9470.0, 7790.0, 5890.0];

/// Internet users in China, percent of the population, 2003 to 2018: World Bank, World Development Indicators
/// (IT.NET.USER.ZS, from ITU), by way of Gapminder, CC BY 4.0.
const CHINA: [f64; 16] =
    [6.2, 7.3, 8.52326, 10.5232, 16.0, 22.6, 28.9, 34.3, 38.3, 42.3001, 45.8, 47.9, 50.3, 53.2, 54.3, 59.2];

fn years(n: usize) -> Vec<f64> {
    (0..n).map(|year| year as f64).collect()
}

fn near(ours: f64, expected: f64, relative: f64) {
    assert!((ours / expected - 1.0).abs() < relative, "{ours} for {expected}");
}

/// Fitted parameters with their deviations, residual sum of squares, then value, deviation and spread at a time.
struct Golden {
    parameters: &'static [(f64, f64)],
    rss: f64,
    at: f64,
    then: [f64; 3],
}

fn agrees(fit: &GrowthFit, golden: &Golden, relative: f64) {
    let fitted: Vec<(f64, f64)> = fit.parameters().iter().filter_map(|p| Some((p.value, p.deviation?))).collect();
    assert_eq!(fitted.len(), golden.parameters.len());
    for (ours, expected) in fitted.iter().zip(golden.parameters) {
        near(ours.0, expected.0, relative);
        near(ours.1, expected.1, relative);
    }
    near(fit.rss(), golden.rss, relative);
    near(fit.residual_sd(), (golden.rss / fit.freedom() as f64).sqrt(), relative);
    near(fit.value(golden.at).unwrap(), golden.then[0], relative);
    near(fit.deviation(golden.at).unwrap(), golden.then[1], relative);
    near(fit.spread(golden.at).unwrap(), golden.then[2], relative);
}

#[test]
fn what_no_curve_is_fitted_to() {
    let t = years(9);
    let y = [1.0, 2.0, 4.0, 8.0, 15.0, 25.0, 33.0, 38.0, 41.0];
    let refused = |t: &[f64], y: &[f64], ceiling| fit(Kind::Logistic, t, y, ceiling).unwrap_err();
    assert_eq!(refused(&[], &[], None), Refusal::TooFewForCurve);
    assert_eq!(refused(&t[..7], &y[..7], None), Refusal::TooFewForCurve);
    assert_eq!(refused(&t, &y[1..], None), Refusal::UnequalLists);
    assert_eq!(refused(&t, &[f64::NAN; 9], None), Refusal::NotFinite);
    assert_eq!(refused(&[1.0; 9], &y, None), Refusal::DuplicatedDates);
    assert_eq!(refused(&[9.0, 8.0, 7.0, 6.0, 5.0, 4.0, 3.0, 2.0, 1.0], &y, None), Refusal::UnorderedDates);
    assert_eq!(refused(&t, &[3.0; 9], None), Refusal::ConstantSeries);
    assert_eq!(refused(&t, &[0.0; 9], Some(100.0)), Refusal::ConstantSeries);
    assert_eq!(refused(&t, &y.map(|v| v - 1.5), None), Refusal::NegativeReading);
    assert_eq!(refused(&t, &y, Some(40.0)), Refusal::ValueAboveBound);
    assert_eq!(refused(&t, &y, Some(0.0)), Refusal::InvalidBounds);
    assert_eq!(refused(&t, &y, Some(f64::INFINITY)), Refusal::InvalidBounds);
    let uneven = [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 9.0];
    assert_eq!(fit(Kind::BassInterval, &uneven, &y, None), Err(Refusal::UnevenPeriods));
    assert!(fit(Kind::Logistic, &uneven, &y, None).is_ok());
}

#[test]
fn a_ceiling_that_does_not_show_is_refused() {
    let t = years(12);
    let doubling: Vec<f64> = t.iter().map(|t| 0.3 * (0.35 * t).exp() * (1.0 + 0.02 * (7.0 * t).sin())).collect();
    let rising: Vec<f64> = t.iter().map(|t| 10.0 + 3.0 * t + (5.0 * t).sin()).collect();
    for kind in [Kind::Logistic, Kind::Gompertz] {
        assert_eq!(fit(kind, &t, &doubling, None), Err(Refusal::CeilingRunsAway), "{kind:?}");
        assert!(fit(kind, &t, &doubling, Some(100.0)).is_ok(), "{kind:?}");
    }
    assert_eq!(fit(Kind::BassInterval, &t, &doubling, None), Err(Refusal::CeilingRunsAway));
    assert_eq!(fit(Kind::Bass, &t, &rising, None), Err(Refusal::CeilingRunsAway));
}

#[test]
fn a_jump_has_no_curve() {
    let y: Vec<f64> = years(10).iter().map(|t| if *t < 5.0 { 0.0 } else { 100.0 }).collect();
    for kind in [Kind::Logistic, Kind::Gompertz, Kind::Bass] {
        let refusal = fit(kind, &years(10), &y, Some(100.0)).unwrap_err();
        assert!(matches!(refusal, Refusal::NotIdentifiable | Refusal::NoConvergence), "{kind:?}: {refusal}");
    }
}

/// Cowpertwait and Metcalfe print M = 6.798e4, P = 6.594e-3, Q = 6.381e-1 for the density form. Expected numbers: scipy
/// 1.17.1 (least_squares) with complex-step derivatives, refined by Gauss-Newton steps in numpy.
#[test]
fn bass_on_video_recorders() {
    let t: Vec<f64> = (1..=10).map(f64::from).collect();
    let golden = [
        (
            Kind::BassDensity,
            [
                (67980.90800278093, 3127.5184044798075),
                (0.006593959360456547, 0.0014302647881096805),
                (0.638091266631966, 0.041395946510653724),
            ],
            3701668.5890884176,
        ),
        (
            Kind::BassInterval,
            [
                (67660.02492696421, 3070.90593875306),
                (0.008788962557338572, 0.001776448198619416),
                (0.6421589028534087, 0.04257129283968625),
            ],
            3672146.2643775153,
        ),
    ];
    for (kind, parameters, rss) in golden {
        let fit = fit(kind, &t, &VIDEO_RECORDERS, None).unwrap();
        for (ours, expected) in fit.parameters().iter().zip(parameters) {
            near(ours.value, expected.0, 1e-9);
            near(ours.deviation.unwrap(), expected.1, 1e-8);
        }
        near(fit.rss(), rss, 1e-12);
        assert_eq!(fit.freedom(), 7);
        // A launch in another year, or its date unknown, is the same curve.
        let later: Vec<f64> = t.iter().map(|t| t + 1979.0).collect();
        let later = super::fit(kind, &later, &VIDEO_RECORDERS, None).unwrap();
        assert_eq!((later.parameters(), later.value(1990.0)), (fit.parameters(), fit.value(11.0)));
    }
}

/// Expected numbers: scipy 1.17.1 (least_squares) with complex-step derivatives, refined by Gauss-Newton steps in numpy.
#[test]
fn internet_users_under_a_ceiling_of_100() {
    let golden = [
        (
            Kind::Logistic,
            Golden {
                parameters: &[(0.18370261642046895, 0.01474023054555126), (11.869272494124386, 0.3577437631596827)],
                rss: 285.3105444612474,
                at: 20.0,
                then: [81.66233766496381, 2.4519396285585175, 5.137249511798166],
            },
        ),
        (
            Kind::Gompertz,
            Golden {
                parameters: &[(0.1155459971403951, 0.006065260444253866), (8.541806622565485, 0.21035136984200056)],
                rss: 134.0750485386639,
                at: 20.0,
                then: [76.6375799228317, 1.5293610505630237, 3.4519174967418285],
            },
        ),
        (
            Kind::Bass,
            Golden {
                parameters: &[(0.02866400182078398, 0.005956677367039968), (0.08795088007062796, 0.025278238009634867)],
                rss: 126.68769851739397,
                at: 20.0,
                then: [74.79361815698236, 2.738751823546982, 4.152826643292854],
            },
        ),
    ];
    for (kind, golden) in golden {
        let fit = fit(kind, &years(16), &CHINA, Some(100.0)).unwrap();
        agrees(&fit, &golden, 1e-9);
        assert_eq!((fit.ceiling(), fit.parameters()[0].deviation), (100.0, None));
    }
}

/// The same, the ceiling fitted. (The ceiling these sixteen years show was left far behind by 2023: 90.6 percent.)
#[test]
fn internet_users_under_the_ceiling_they_show() {
    let golden = [
        (
            Kind::Logistic,
            Golden {
                parameters: &[
                    (58.078782003095625, 1.403862633991667),
                    (0.37571654041759106, 0.022941711878162328),
                    (6.331327100260666, 0.21043784497369253),
                ],
                rss: 32.80905988639549,
                at: 20.0,
                then: [57.73905492245259, 1.2934343499620087, 2.048596166909594],
            },
        ),
        (
            Kind::Gompertz,
            Golden {
                parameters: &[
                    (64.99518126494596, 2.6421199777603297),
                    (0.21264508491648454, 0.017092886472118922),
                    (5.197747962294952, 0.26223286164712295),
                ],
                rss: 34.28251898636147,
                at: 20.0,
                then: [62.26249014850251, 1.8002957635683237, 2.424496170635619],
            },
        ),
    ];
    for (kind, golden) in golden {
        agrees(&fit(kind, &years(16), &CHINA, None).unwrap(), &golden, 1e-8);
    }
    // They grew slower at first than any innovation allows.
    assert_eq!(fit(Kind::Bass, &years(16), &CHINA, None), Err(Refusal::BassOutOfRange));
}

/// Video recorders sold so far; expected numbers as above.
#[test]
fn bass_on_levels() {
    let sum_so_far = |sum: &mut f64, sales: &f64| {
        *sum += sales;
        Some(*sum)
    };
    let sold: Vec<f64> = VIDEO_RECORDERS.iter().scan(0.0, sum_so_far).collect();
    let free = Golden {
        parameters: &[
            (66049.05333822366, 1261.3787532997267),
            (0.0061204395927843555, 0.0016860021356671412),
            (0.6755125883721984, 0.029112086897086307),
        ],
        rss: 2339601.8165932517,
        at: 12.0,
        then: [65212.74909206529, 1086.0218442477737, 1252.7478127229801],
    };
    let declared = Golden {
        parameters: &[(0.015184828804681598, 0.003109366659044099), (0.48642668004722406, 0.031286480472811205)],
        rss: 21995061.849410728,
        at: 12.0,
        then: [75501.92139198107, 672.3065777955408, 1895.823785935843],
    };
    let fitted = |ceiling| fit(Kind::Bass, &years(10), &sold, ceiling).unwrap();
    agrees(&fitted(None), &free, 1e-8);
    agrees(&fitted(Some(80000.0)), &declared, 1e-8);
    // The first reading is where the curve starts: a reading used, but no degree of freedom.
    assert_eq!((fitted(None).n(), fitted(None).freedom()), (10, 6));
    near(fitted(None).value(0.0).unwrap(), 840.0, 1e-14);
}

#[test]
fn a_curve_is_found_again() {
    let t: Vec<f64> = years(12).iter().map(|t| 2010.0 + t * 1.1 + 0.2 * (3.0 * t).sin()).collect();
    let of = |f: &dyn Fn(f64) -> f64| t.iter().map(|t| f(*t)).collect::<Vec<f64>>();
    let logistic = fit(Kind::Logistic, &t, &of(&|t| 80.0 / (1.0 + (-0.6 * (t - 2015.5)).exp())), None).unwrap();
    let gompertz = fit(Kind::Gompertz, &t, &of(&|t| 80.0 * (-(-0.6 * (t - 2015.5)).exp()).exp()), None).unwrap();
    for fit in [logistic, gompertz] {
        for (parameter, expected) in fit.parameters().iter().zip([80.0, 0.6, 2015.5]) {
            near(parameter.value, expected, 1e-10);
        }
        assert!(fit.residual_sd() < 1e-10);
    }
}

#[test]
fn what_falls_is_a_curve_too() {
    let falling: Vec<f64> = CHINA.iter().rev().copied().collect();
    let (up, down) = (fit(Kind::Logistic, &years(16), &CHINA, None), fit(Kind::Logistic, &years(16), &falling, None));
    let (up, down) = (up.unwrap(), down.unwrap());
    near(down.ceiling(), up.ceiling(), 1e-9);
    near(down.parameters()[1].value, -up.parameters()[1].value, 1e-9);
    near(down.value(-5.0).unwrap(), up.value(20.0).unwrap(), 1e-9);
}

#[test]
fn a_time_that_is_none_has_no_value() {
    let fit = fit(Kind::Gompertz, &years(16), &CHINA, Some(100.0)).unwrap();
    for t in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert_eq!(fit.value(t), Err(Refusal::NotFinite));
        assert_eq!(fit.spread(t), Err(Refusal::NotFinite));
    }
    assert_eq!(fit.value(1e6), Ok(100.0));
    assert_eq!(fit.value(-1e6), Ok(0.0));
    near(fit.spread(1e6).unwrap(), fit.residual_sd(), 1e-12);
}

const KINDS: [Kind; 5] = [Kind::Logistic, Kind::Gompertz, Kind::Bass, Kind::BassDensity, Kind::BassInterval];

proptest! {
    // A refused curve has been looked for from every start, so a case takes its time.
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_input_gives_nan_or_a_panic(
        points in proptest::collection::vec((any::<f64>(), any::<f64>().prop_map(f64::abs)), 8..12),
        even in any::<bool>(),
        ceiling in proptest::option::of(any::<f64>()),
        at in any::<f64>(),
    ) {
        let (mut t, y): (Vec<f64>, Vec<f64>) = points.into_iter().unzip();
        t.sort_by(f64::total_cmp);
        let t = if even { years(y.len()) } else { t };
        for kind in KINDS {
            if let Ok(fit) = fit(kind, &t, &y, ceiling) {
                prop_assert!(fit.parameters().iter().all(|p| p.value.is_finite()));
                prop_assert!(fit.covariance().iter().all(|v| v.is_finite()) && fit.residual_sd().is_finite());
                prop_assert!(fit.value(at).is_ok_and(f64::is_finite) || fit.value(at).is_err());
                prop_assert!(fit.spread(at).is_ok_and(|s| s.is_finite() && s >= 0.0) || fit.spread(at).is_err());
            }
        }
    }

    #[test]
    fn ordinary_readings_give_a_fit_or_a_reason(
        y in proptest::collection::vec(0.0..100.0, 8..14),
        sorted in any::<bool>(),
        ceiling in proptest::option::of(100.0..120.0),
    ) {
        let mut y = y;
        if sorted {
            y.sort_by(f64::total_cmp);
        }
        for kind in KINDS {
            if let Ok(fit) = fit(kind, &years(y.len()), &y, ceiling) {
                let last = y.len() as f64 - 1.0;
                prop_assert!(fit.spread(last)? >= fit.residual_sd() && fit.ceiling() > 0.0);
            }
        }
    }

    /// Multiples by powers of two lose nothing: the search takes the same path to the same bits.
    #[test]
    fn doubling_values_and_time_changes_no_bit(
        y in proptest::collection::vec(0.0..100.0, 8..12),
        power in -40..40_i32,
        stretch in -9..9_i32,
    ) {
        let (by, longer) = (2_f64.powi(power), 2_f64.powi(stretch));
        let t = years(y.len());
        let y_scaled: Vec<f64> = y.iter().map(|y| y * by).collect();
        let t_scaled: Vec<f64> = t.iter().map(|t| t * longer).collect();
        for kind in KINDS {
            // A density is per year.
            let by = if kind == Kind::BassDensity { by * longer } else { by };
            let (plain, scaled) = (fit(kind, &t, &y, None), fit(kind, &t_scaled, &y_scaled, None));
            prop_assert_eq!(plain.map(|fit| fit.ceiling() * by), scaled.map(|fit| fit.ceiling()), "{:?}", kind);
        }
    }

    /// Years counted from elsewhere, or another unit of y, are the same curve.
    #[test]
    fn shifting_time_and_scaling_values_changes_nothing_else(
        noise in proptest::collection::vec(-1.0..1.0, 16),
        shift in -3000.0f64..3000.0,
        scale in 1e-6f64..1e6,
    ) {
        let y: Vec<f64> = CHINA.iter().zip(&noise).map(|(y, noise)| y + noise).collect();
        let t = years(16);
        let t_shifted: Vec<f64> = t.iter().map(|t| t + shift).collect();
        let y_scaled: Vec<f64> = y.iter().map(|y| y * scale).collect();
        for kind in [Kind::Logistic, Kind::Gompertz] {
            let (plain, moved) = (fit(kind, &t, &y, None)?, fit(kind, &t_shifted, &y_scaled, None)?);
            let pairs: [(f64, f64); 3] = [
                (moved.ceiling(), plain.ceiling()),
                (moved.value(20.0 + shift)?, plain.value(20.0)?),
                (moved.spread(20.0 + shift)?, plain.spread(20.0)?),
            ];
            for (moved, plain) in pairs {
                prop_assert!((moved / scale / plain - 1.0).abs() < 1e-7, "{kind:?}: {moved} for {plain} times {scale}");
            }
        }
    }
}
