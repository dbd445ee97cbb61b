-- What does each method say of the same readings? `milepost chart methods --indicator simulated.filed_online --to a.svg`. The first
-- two thirds of the area's longest series are shown to the methods, the rest is what came; where no series is long enough, the
-- worked example of the internet users.
WITH chosen AS (
    SELECT t.measure, t.indicator, t.n, t.periods, t.readings, t.scale FROM trend t
    WHERE t.ref_area = getvariable('area') AND t.n >= 6 AND (getvariable('indicator') IS NULL OR getvariable('indicator') IN (t.indicator, t.measure))
    ORDER BY t.n DESC, t.measure LIMIT 1
),
method AS (
    SELECT c.*, (2 * n) // 3 AS shown, unnest(['naive', 'rw-drift', 'theil-sen', 'theta', 'damped-holt', 'logistic']) AS method, unnest(range(1, 7)) AS place FROM chosen c
),
said AS (
    SELECT measure, method, place, unnest(project(periods[:shown], readings[:shown], periods[shown + 1:], scale, [getvariable('levels')[1]], method)) AS p FROM method
),
own AS (
    SELECT measure, method, place, CASE WHEN turn <= shown THEN 'reading' ELSE 'outcome' END AS kind, periods[turn] AS date, readings[turn] AS value, NULL::DOUBLE AS lower,
        NULL::DOUBLE AS upper, NULL::DOUBLE AS level, NULL AS text
    FROM (SELECT *, unnest(range(1, n + 1)) AS turn FROM method)
    UNION ALL
    SELECT measure, method, place, 'fan', p.date, p.value, p.lower, p.upper, p.level, NULL FROM said WHERE p.lower IS NOT NULL
    UNION ALL
    SELECT measure, method, place, 'refusal', NULL, NULL, NULL, NULL, NULL, min(p.reason) FROM said GROUP BY ALL HAVING count(p.lower) = 0
),
drawn AS (
    SELECT m.name_vi, m.name_en, i.unit, i.lower_bound::DOUBLE AS lower_bound, i.upper_bound::DOUBLE AS upper_bound, o.method, o.place, o.kind, o.date, o.value, o.lower, o.upper, o.level, o.text,
        'Nguồn: bảng trend' AS foot_vi, 'Source: table trend' AS foot_en
    FROM own o JOIN measure m ON m.measure = o.measure JOIN trend t ON t.measure = o.measure AND t.ref_area = getvariable('area') JOIN indicator i ON i.indicator = t.indicator
    UNION ALL
    SELECT e.name_vi, e.name_en, e.unit, 0, 100, e.method, list_position(['naive', 'rw-drift', 'theil-sen', 'theta', 'damped-holt', 'logistic'], e.method), e.kind, e.date, e.value, e.lower,
        e.upper, e.level, e.reason, 'Nguồn: bảng history và method_example', 'Source: tables history and method_example'
    FROM method_example e
    WHERE e.history = 'viet-nam.internet_users' AND NOT EXISTS (SELECT 1 FROM chosen) AND (e.level IS NULL OR e.level = getvariable('levels')[1])
        AND e.method IN ('naive', 'rw-drift', 'theil-sen', 'theta', 'damped-holt', 'logistic')
)
SELECT name_vi, name_en, unit, lower_bound, upper_bound, method AS panel, kind, date, value, lower, upper, level, text, name_vi || ': mỗi phương pháp nói gì, và điều đã đến' AS title_vi,
    name_en || ': what each method says, and what came' AS title_en, 'Phương pháp chỉ được xem các kỳ đầu; ô vuông rỗng là số đến sau' AS subtitle_vi,
    'Methods are shown the first readings only; hollow squares came later' AS subtitle_en, foot_vi, foot_en
FROM drawn ORDER BY place, kind DESC, date, level
