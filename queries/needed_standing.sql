-- title.vi: Phải đang ở mức nào
-- title.en: Where one would have to stand
-- question: For targets that nothing is measured for: from which level, on the day of the review, did at least half of the reference class get there in time?
-- grain: one row per numeric target without a reading, where a reference class is declared
-- key: indicator, document, level, ref_area, target_year, class
-- parameter as_of DATE | Ngày xét | Day of the review | what became known later is left out
-- column indicator | Chỉ tiêu | Indicator | id | the indicator of the target
-- column document | Văn bản | Document | id | where it is promised
-- column level | Cấp | Level | text | level of government
-- column ref_area | Địa bàn | Area | id | code of the area
-- column target_year | Năm | Year | year | to be reached by the end of this year
-- column goal | Mức cần đạt | Goal | value | the value to reach
-- column class | Nhóm tham chiếu | Reference class | id | the class that speaks
-- column needed | Phải đang ở | Would have to stand at | value | lowest whole level from which at least half of the class got there; none where every level seen does, or none
-- column lowest | Mức thấp nhất nhóm đã thấy | Lowest level seen | value | lowest level that the class has seen
-- column highest | Mức cao nhất nhóm đã thấy | Highest level seen | value | highest level that the class has seen
-- column coverage | Bao phủ đã kiểm nghiệm | Coverage in backtest | share | share of 90% intervals of the class that held the actual value so far ahead
-- column coverage_se | Sai số chuẩn | Its standard error | share | clustered by area
-- column reason | Lý do | Reason | text | why no level can be named
WITH unmeasured AS (
    SELECT t.indicator, t.document, t.level, t.ref_area, t.year, max(t.low)::DOUBLE AS goal, u.class, make_date(t.year, 12, 31) AS day,
        max(t.low) = max(i.upper_bound) AS on_bound
    FROM target t JOIN reference_use u ON u.indicator = t.indicator JOIN indicator i ON i.indicator = t.indicator
    JOIN area g ON g.area = t.ref_area AND (g.valid_to IS NULL OR g.valid_to >= getvariable('as_of'))
    WHERE u.class IS NOT NULL AND t.low IS NOT NULL AND t.comparator IN ('>=', '>', '=') AND i.direction = 'higher'
        AND make_date(t.year, 12, 31) > getvariable('as_of')
        AND NOT EXISTS (SELECT 1 FROM trend r WHERE r.indicator = t.indicator AND r.ref_area = t.ref_area)
    GROUP BY ALL
),
-- The levels that a class has seen, brought back from its scale, as far as it has a record.
seen AS (
    SELECT class, greatest(2, 100 * exp(-exp(-min(level)))) AS lowest, least(98, 100 * exp(-exp(-max(level)))) AS highest FROM reference_growth GROUP BY class
),
tried AS (
    SELECT m.*, start, attainment([getvariable('as_of')], [start], day, goal, '>=', 'gompertz', 'analogs(' || class || ')') AS a
    FROM unmeasured m, (SELECT unnest(range(0, 100))::DOUBLE AS start) WHERE start < goal
),
found AS (
    SELECT indicator, document, level, ref_area, year, goal, class, day, on_bound, min(start) FILTER (a.probability >= 0.5) AS needed,
        min(start) FILTER (a.probability IS NOT NULL) AS first_tried, min(a.reason) FILTER (a.probability IS NULL) AS refused,
        bool_or(contains(a.reason, 'not-informative')) FILTER (a.probability >= 0.5) AS vague
    FROM tried GROUP BY ALL
),
judged AS (
    SELECT *, earned(class, 'analogs(' || class || ')/1', 1, date_diff('day', getvariable('as_of'), day) / 365.25) AS e FROM found
)
SELECT indicator, document, j.level, ref_area, year AS target_year, goal, j.class,
    CASE WHEN e.earned AND NOT coalesce(on_bound, false) AND needed > first_tried THEN needed END AS needed, s.lowest, s.highest,
    e.coverage_90 AS coverage, e.coverage_90_se AS coverage_se,
    nullif(concat_ws(', ', CASE WHEN first_tried IS NULL THEN refused WHEN NOT e.earned THEN e.reason
        WHEN coalesce(on_bound, false) THEN 'bound-not-backtested' WHEN needed IS NULL THEN 'no-level-suffices'
        WHEN needed = first_tried THEN 'any-level-suffices' END,
        CASE WHEN vague AND e.earned AND NOT coalesce(on_bound, false) THEN 'not-informative' END), '') AS reason
FROM judged j JOIN seen s ON s.class = j.class
ORDER BY indicator, j.level, ref_area, target_year, document
