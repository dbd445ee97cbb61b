-- How many villages are covered, against plan and by when? `milepost chart coverage-steps --to a.svg`. Of the villages that had no
-- 4G: as published; where nothing is published of them, month by month from the days in the communes' lists.
WITH asked AS (
    SELECT max(as_of) AS as_of, count(*) AS total, count(*) FILTER (coalesce(covered_on > as_of, true) AND planned_on IS NULL) AS without_plan
    FROM village_coverage WHERE (covered_on IS NOT NULL OR NOT (viettel_4g OR vnpt_4g OR mobifone_4g)) AND NOT EXISTS (SELECT 1 FROM villages_4g)
),
month AS (
    SELECT unnest(generate_series(date_trunc('month', least(min(v.covered_on), max(a.as_of))), greatest(max(v.planned_on), max(a.as_of)), INTERVAL 1 MONTH))::DATE AS first_day,
        max(a.as_of) AS as_of
    FROM village_coverage v, asked a WHERE a.total > 0
),
counted AS (
    SELECT CASE WHEN date_trunc('month', m.as_of) = m.first_day THEN m.as_of ELSE last_day(m.first_day) END AS day, m.as_of,
        count(*) FILTER (v.covered_on <= least(CASE WHEN date_trunc('month', m.as_of) = m.first_day THEN m.as_of ELSE last_day(m.first_day) END, m.as_of)) AS done,
        count(*) FILTER (v.planned_on <= last_day(m.first_day) AND coalesce(v.covered_on > m.as_of, true)) AS to_come
    FROM month m, village_coverage v GROUP BY m.first_day, m.as_of
),
step AS (
    SELECT as_of, covered::DOUBLE AS covered, planned, total::DOUBLE AS total, without_plan::DOUBLE AS without_plan,
        'Nguồn: bảng villages_4g, từ báo cáo đã công bố | Số sau ngày báo cáo là dự kiến, chưa phải số đo' AS foot_vi,
        'Source: table villages_4g, from published reports | Figures after the day of the report are expected, not measured' AS foot_en
    FROM villages_4g
    UNION ALL
    SELECT c.day, (c.done + CASE WHEN c.day > c.as_of THEN c.to_come ELSE 0 END)::DOUBLE, c.day > c.as_of, a.total::DOUBLE, a.without_plan::DOUBLE,
        'Nguồn: biểu phủ sóng của các xã, phường | Số sau ngày báo cáo là kế hoạch, chưa phải số đo',
        'Source: coverage lists of the communes | Figures after the day of the report are planned, not measured'
    FROM counted c, asked a
)
SELECT as_of, covered, planned, total, without_plan, 'bản' AS unit_vi, 'villages' AS unit_en,
    'Còn ' || (total - (SELECT max(covered) FILTER (NOT planned) FROM step))::BIGINT || ' bản chưa có 4G' AS title_vi,
    (total - (SELECT max(covered) FILTER (NOT planned) FROM step))::BIGINT || ' villages still without 4G' AS title_en,
    'Số bản chưa có sóng 4G nay đã được phủ sóng, so với kế hoạch' AS subtitle_vi, 'Villages without 4G that have been covered, against plan' AS subtitle_en, foot_vi, foot_en
FROM step ORDER BY as_of
