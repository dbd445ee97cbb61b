-- Did the intervals of the reference classes hold what they promised, and did what was called likely come true?
-- `milepost chart diagnostics --to a.svg`. From the records of the backtests: single readings as history.
SELECT b.backtest AS method, 'năm' AS unit_vi, 'years' AS unit_en, 'coverage' AS kind, b.horizon, l.level, l.value, l.se, NULL::DOUBLE AS forecast, b.windows AS n,
    'Khoảng dự báo theo nhóm tham chiếu có giữ đúng lời hứa không?' AS title_vi, 'Do the intervals by reference class keep their promise?' AS title_en,
    'Kiểm nghiệm trên những nơi không được dùng để lập nhóm, từ một kỳ số liệu' AS subtitle_vi,
    'Backtested on places not used to build the class, from one reading' AS subtitle_en,
    'Nguồn: backtest_record, backtest_reliability trong các bộ dữ liệu reference-*' AS foot_vi, 'Sources: backtest_record and backtest_reliability of the datasets reference-*' AS foot_en
FROM backtest_record b, LATERAL (SELECT unnest([{level: 0.8, value: b.coverage_80, se: b.coverage_80_se}, {level: 0.9, value: b.coverage_90, se: b.coverage_90_se},
    {level: 0.95, value: b.coverage_95, se: b.coverage_95_se}]) AS s) u, LATERAL (SELECT u.s.level::DOUBLE AS level, u.s.value::DOUBLE AS value, u.s.se::DOUBLE AS se) l
WHERE starts_with(b.method, 'analogs(') AND b.readings = 1 AND b.windows_of = 'own' AND l.value IS NOT NULL
UNION ALL
SELECT backtest, 'năm', 'years', 'reliability', NULL, NULL, observed::DOUBLE, NULL, forecast::DOUBLE, times, NULL, NULL, NULL, NULL, NULL, NULL
FROM backtest_reliability WHERE starts_with(method, 'analogs(') AND readings = 1 AND horizon = 1
ORDER BY kind, method, horizon, level, forecast
