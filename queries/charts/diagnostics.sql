-- Did the intervals hold what they promised, and did what was called likely come true? `milepost chart diagnostics --to a.svg`. From
-- the records of the backtests of the reference classes, single readings as history; where there are none, every series of the
-- areas below the asked one is shown up to its eighth reading and asked for the rest.
WITH recorded AS (
    SELECT b.backtest AS method, 'năm' AS unit_vi, 'years' AS unit_en, 'coverage' AS kind, b.horizon, l.level, l.value, l.se, NULL::DOUBLE AS forecast, b.windows AS n
    FROM backtest_record b, LATERAL (SELECT unnest([{level: 0.8, value: b.coverage_80, se: b.coverage_80_se}, {level: 0.9, value: b.coverage_90, se: b.coverage_90_se},
        {level: 0.95, value: b.coverage_95, se: b.coverage_95_se}]) AS s) u, LATERAL (SELECT u.s.level::DOUBLE AS level, u.s.value::DOUBLE AS value, u.s.se::DOUBLE AS se) l
    WHERE starts_with(b.method, 'analogs(') AND b.readings = 1 AND b.windows_of = 'own' AND l.value IS NOT NULL
    UNION ALL
    SELECT backtest, 'năm', 'years', 'reliability', NULL, NULL, observed::DOUBLE, NULL, forecast::DOUBLE, times
    FROM backtest_reliability WHERE starts_with(method, 'analogs(') AND readings = 1 AND horizon = 1
),
shown AS (
    SELECT t.measure, t.ref_area, t.scale, t.periods[:8] AS dates, t.readings[:8] AS values, t.periods[9:] AS later, t.readings[9:] AS came
    FROM trend t JOIN area a ON a.area = t.ref_area
    WHERE a.parent = getvariable('area') AND t.n > 8 AND NOT EXISTS (SELECT 1 FROM recorded) AND (getvariable('indicator') IS NULL OR getvariable('indicator') IN (t.indicator, t.measure))
),
said AS (SELECT measure, ref_area, later, came, unnest(project(dates, values, later, scale, [0.8, 0.9, 0.95], 'rw-drift')) AS p FROM shown),
held AS (
    SELECT list_position(later, p.date) AS horizon, p.level AS level, ref_area, avg((came[list_position(later, p.date)] BETWEEN p.lower AND p.upper)::INTEGER) AS share, count(*) AS n
    FROM said WHERE p.lower IS NOT NULL GROUP BY ALL
),
asked AS (
    SELECT s.came[turn] >= s.values[8] AS came_true, attainment(s.dates, s.values, s.later[turn], s.values[8], '>=', s.scale, 'rw-drift') AS a
    FROM (SELECT *, unnest(range(1, len(later) + 1)) AS turn FROM shown) s
),
tried AS (
    -- Series of one area go up and down together: the standard error is that of the areas' own shares.
    SELECT 'rw-drift' AS method, 'kỳ' AS unit_vi, 'readings' AS unit_en, 'coverage' AS kind, horizon, level, sum(share * n) / sum(n) AS value, stddev_samp(share) / sqrt(count(*)) AS se,
        NULL::DOUBLE AS forecast, sum(n)::BIGINT AS n
    FROM held GROUP BY horizon, level
    UNION ALL
    SELECT 'rw-drift', 'kỳ', 'readings', 'reliability', NULL, NULL, avg(came_true::INTEGER), NULL, avg(a.probability), count(*)
    FROM asked WHERE a.probability IS NOT NULL GROUP BY least(floor(a.probability * 10), 9)
)
SELECT method, unit_vi, unit_en, kind, horizon, level, value, se, forecast, n,
    'Khoảng dự báo có giữ đúng lời hứa không?' AS title_vi, 'Do the intervals keep their promise?' AS title_en, subtitle_vi, subtitle_en, foot_vi, foot_en
FROM (
    SELECT *, 'Kiểm nghiệm các nhóm tham chiếu trên những nơi không được dùng để lập nhóm, từ một kỳ số liệu' AS subtitle_vi,
        'Reference classes backtested on places not used to build them, from one reading' AS subtitle_en,
        'Nguồn: backtest_record, backtest_reliability trong các bộ dữ liệu reference-*' AS foot_vi, 'Sources: backtest_record and backtest_reliability of the datasets reference-*' AS foot_en
    FROM recorded
    UNION ALL
    SELECT *, 'Kiểm nghiệm trên chuỗi của các địa bàn: xem tám kỳ đầu, dự báo các kỳ sau', 'Backtested on the series of the areas: shown eight readings, asked for the rest',
        'Nguồn: bảng trend; sai số chuẩn tính theo địa bàn', 'Source: table trend; standard errors by area'
    FROM tried
)
ORDER BY kind, method, horizon, level, forecast
