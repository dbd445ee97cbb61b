//! Every measure against an independent computation on three real histories.
//!
//! Readings: individuals using the Internet, % of population, 2009 to 2020 (Aruba to 2017); World Bank WDI
//! (IT.NET.USER.ZS), from ITU; CC BY 4.0. Expected numbers: the definitions of METHODS 5 written anew in Python 3 with
//! numpy 2 and scipy 1.17.1 (scipy.stats.t), on readings at 31 December, Gompertz scale, unit 0.01.

use super::{plan, row, yearly};
use crate::statistics::backtest::{History, RecordRow, WindowSet, backtest};

fn internet_use() -> [History; 3] {
    [
        yearly("Aruba", 2009, &[58.0, 62.0, 69.0, 74.0, 78.9, 83.78, 88.6612, 93.5425, 97.17]),
        yearly(
            "Ecuador",
            2009,
            &[24.6, 29.03, 31.3668, 35.1351, 40.2791, 45.5904, 48.9404, 54.0629, 55.8, 57.5, 59.2, 70.7],
        ),
        yearly(
            "Romania",
            2009,
            &[36.6, 39.93, 40.01, 45.88, 49.7645, 54.0783, 55.7632, 59.504, 63.7473, 70.6813, 73.6575, 78.4553],
        ),
    ]
}

fn assert_near(what: &str, ours: Option<f64>, theirs: f64) {
    let ours = ours.unwrap_or_else(|| panic!("{what} is blank"));
    assert!((ours - theirs).abs() < 1e-9 * theirs.abs().max(1e-3), "{what}: {ours} for {theirs}");
}

/// MAE, bias, sMAPE, MASE, CRPS; gain, its se, skill, its se; Brier, its se, of the climate.
fn assert_point_measures(row: &RecordRow, expected: [f64; 12]) {
    let ours = [
        ("mae", row.mae),
        ("bias", row.bias),
        ("smape", row.smape),
        ("mase", row.mase),
        ("crps", row.crps),
        ("crps gain", row.crps_gain),
        ("crps gain se", row.crps_gain_se),
        ("skill", row.skill),
        ("skill se", row.skill_se),
        ("brier", row.brier),
        ("brier se", row.brier_se),
        ("brier climate", row.brier_climate),
    ];
    for ((what, ours), theirs) in ours.into_iter().zip(expected) {
        assert_near(what, ours, theirs);
    }
}

/// Interval scores at 80, 90, 95; MSIS at 95; coverages at 80, 90, 95 and their standard errors.
fn assert_interval_measures(row: &RecordRow, expected: [f64; 10]) {
    let ours = [
        ("interval score 80", row.interval_score_80),
        ("interval score 90", row.interval_score_90),
        ("interval score 95", row.interval_score_95),
        ("msis 95", row.msis_95),
        ("coverage 80", row.coverage_80),
        ("coverage 90", row.coverage_90),
        ("coverage 95", row.coverage_95),
        ("coverage 80 se", row.coverage_80_se),
        ("coverage 90 se", row.coverage_90_se),
        ("coverage 95 se", row.coverage_95_se),
    ];
    for ((what, ours), theirs) in ours.into_iter().zip(expected) {
        assert_near(what, ours, theirs);
    }
}

#[test]
fn five_readings_one_year_ahead() {
    let record = backtest("internet use", &internet_use(), &[], &plan()).unwrap();
    let naive = row(&record, "naive/1", 5, 1.0, WindowSet::Own);
    assert_eq!((naive.windows, naive.series, naive.questions, naive.mase_left_out), (18, 3, 50, 0));
    assert_point_measures(
        naive,
        [
            4.298983333333331,
            -4.298983333333331,
            6.8061662557316716,
            1.1104552624620867,
            2.976853716352208,
            0.0,
            0.0,
            0.0,
            0.0,
            0.08650995754603176,
            0.04737345085428804,
            0.08104575163398692,
        ],
    );
    assert_interval_measures(
        naive,
        [
            17.531417148138246,
            22.715394300988436,
            30.203171850991072,
            8.040625477098486,
            0.7222222222222222,
            0.8888888888888888,
            0.9444444444444444,
            0.1574074074074074,
            0.03703703703703703,
            0.05155337372990761,
        ],
    );
    let drift = row(&record, "rw-drift/1", 5, 1.0, WindowSet::Own);
    assert_eq!((drift.windows, drift.left_out, drift.distributions, drift.naive_points), (18, 0, 18, 0));
    assert_point_measures(
        drift,
        [
            1.8873797451407743,
            -0.9974367415360261,
            2.878710955764405,
            0.4934336549619868,
            1.4620648684515831,
            1.514788847900625,
            0.1687086577625234,
            0.5088556550762677,
            0.07677065968652337,
            0.0855756200816081,
            0.0411829675571915,
            0.08104575163398692,
        ],
    );
    assert_interval_measures(
        drift,
        [
            11.23750632697736,
            15.798264901989704,
            19.43178859265841,
            5.35130086667456,
            0.6666666666666666,
            0.6666666666666666,
            0.7777777777777778,
            0.14698618394803278,
            0.14698618394803278,
            0.0925925925925926,
        ],
    );
    assert_near("naive crps", drift.naive_crps, 2.976853716352208);
    assert_near("naive mae", drift.naive_mae, 4.298983333333331);
    assert_near("naive brier", drift.brier_naive, 0.08650995754603176);
}

#[test]
fn five_readings_three_years_ahead() {
    let record = backtest("internet use", &internet_use(), &[], &plan()).unwrap();
    let drift = row(&record, "rw-drift/1", 5, 3.0, WindowSet::Own);
    assert_eq!((drift.windows, drift.series, drift.questions), (12, 3, 35));
    assert_point_measures(
        drift,
        [
            3.9030184214334636,
            -1.9548996530714913,
            5.5463264708258455,
            0.9959208509257137,
            3.1378296389990155,
            5.492785841674472,
            0.6747354772173213,
            0.6364303744008121,
            0.030358315019556853,
            0.1450963058090637,
            0.03135316266626557,
            0.0761904761904762,
        ],
    );
    let of_drift = |row: &&crate::statistics::backtest::ReliabilityRow| {
        row.method == "rw-drift/1" && row.readings == Some(5) && row.horizon == 3.0
    };
    let bins = record.reliability.iter().filter(of_drift).collect::<Vec<_>>();
    let counts = bins.iter().map(|bin| (bin.from, bin.count)).collect::<Vec<_>>();
    assert_eq!(counts, [(0.0, 12), (0.2, 3), (0.4, 2), (0.5, 2), (0.6, 1), (0.7, 3), (0.8, 3), (0.9, 9)]);
    assert_near("mean of the first bin", Some(bins[0].forecast), 0.01659091526430873);
    assert_near("share of the first bin", Some(bins[0].observed), 0.08333333333333333);
    assert_near("mean of the last bin", Some(bins[7].forecast), 0.9482344154867182);
    assert_eq!(bins[7].observed, 1.0);
}

#[test]
fn one_reading_three_years_ahead() {
    let record = backtest("internet use", &internet_use(), &[], &plan()).unwrap();
    let naive = row(&record, "naive/1", 1, 3.0, WindowSet::Own);
    assert_eq!((naive.windows, naive.questions, naive.mase_left_out, naive.distributions), (24, 71, 3, 0));
    assert_point_measures(
        naive,
        [
            12.459625,
            -12.459625,
            22.77333786663658,
            3.4423872280110843,
            12.459625,
            0.0,
            0.0,
            0.0,
            0.0,
            0.5774647887323944,
            0.05887478734058377,
            0.0698356807511737,
        ],
    );
}
