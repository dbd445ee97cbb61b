-- One indicator over the years: `milepost chart trajectory --indicator gov.full_online_services --to a.svg`.
-- Where an indicator is measured by several series, or none is asked for, the one with the most readings, and of these the latest.
WITH chosen AS (
    SELECT t.measure, t.indicator, t.n, t.time_period, t.obs_value,
        EXISTS (SELECT 1 FROM projection p WHERE p.measure = t.measure AND p.ref_area = t.ref_area AND p.lower IS NOT NULL) AS projected,
        (SELECT string_agg(DISTINCT p.method, ', ' ORDER BY p.method) FROM projection p WHERE p.measure = t.measure AND p.ref_area = t.ref_area AND p.projected IS NOT NULL) AS method
    FROM trend t JOIN indicator i ON i.indicator = t.indicator
    WHERE (getvariable('indicator') IS NULL OR getvariable('indicator') IN (t.indicator, i.component_of, t.measure)) AND t.ref_area = getvariable('area')
    ORDER BY t.n DESC, t.time_period DESC, t.measure LIMIT 1
),
said AS (
    SELECT c.measure, m.name_vi, m.name_en, i.unit AS unit_vi, replace(u.name_en, 'per cent', '%') AS unit_en, i.lower_bound, i.upper_bound, coalesce(d.short_vi, 'số liệu các đơn vị gửi, bảng ' || r.section) AS source_vi, coalesce(d.short_en, 'figures sent by the offices, table ' || r.section) AS source_en,
        CASE WHEN bool_and(s.status = 'achieved') THEN 'đã đạt các mục tiêu' WHEN bool_or(c.projected) THEN 'dự báo đến các mốc'
            ELSE 'chưa đủ dữ liệu để dự báo' END AS finding_vi,
        CASE WHEN bool_and(s.status = 'achieved') THEN 'targets met' WHEN bool_or(c.projected) THEN 'projected to the milestones'
            ELSE 'not enough data to project' END AS finding_en,
        c.method
    FROM chosen c JOIN measure m ON m.measure = c.measure JOIN indicator i ON i.indicator = c.indicator JOIN unit u ON u.unit = i.unit
    JOIN reading r ON r.measure = c.measure AND r.time_period = c.time_period AND r.ref_area = getvariable('area')
    LEFT JOIN document d ON d.document = r.document
    LEFT JOIN status s ON s.measure = c.measure AND s.ref_area = getvariable('area')
    GROUP BY ALL
),
-- Inside the intervals that are told, the one that holds half of all: it shows where the figure is likely, not only where it may be.
half AS (
    SELECT t.measure, unnest(project(t.periods, t.readings, getvariable('milestones'), t.scale, [0.5], coalesce(getvariable('method'), 'analogs(' || u.class || ')', 'rw-drift'))) AS p
    FROM chosen c JOIN trend t ON t.measure = c.measure AND t.ref_area = getvariable('area') LEFT JOIN reference_use u ON u.indicator = t.indicator
),
drawn AS (
    SELECT measure, kind, date, value, high, lower, upper, level, text_vi, text_en FROM trajectory WHERE ref_area = getvariable('area')
    UNION ALL
    SELECT h.measure, 'fan', h.p.date, h.p.value, NULL, h.p.lower, h.p.upper, h.p.level, NULL, NULL
    FROM half h WHERE h.p.lower IS NOT NULL AND EXISTS (
        SELECT 1 FROM trajectory f WHERE f.measure = h.measure AND f.ref_area = getvariable('area') AND f.kind = 'fan' AND f.date = h.p.date)
)
SELECT s.name_vi, s.name_en, s.unit_vi, s.unit_en, s.lower_bound, s.upper_bound, t.kind, t.date, t.value, t.high, t.lower, t.upper, t.level,
    t.text_vi, t.text_en,
    s.name_vi || ': ' || s.finding_vi AS title_vi, s.name_en || ': ' || s.finding_en AS title_en, 'Đơn vị: ' || s.unit_vi AS subtitle_vi,
    'Unit: ' || s.unit_en AS subtitle_en,
    'Nguồn: ' || coalesce(s.source_vi, '–') || coalesce('; dự báo theo ' || s.method, '')
        || CASE WHEN EXISTS (SELECT 1 FROM trajectory p WHERE p.measure = s.measure AND p.ref_area = getvariable('area') AND p.kind = 'required') THEN ' | Đường nét đứt là tốc độ vừa đủ đạt mục tiêu kế tiếp, không phải dự báo' ELSE '' END AS foot_vi,
    'Source: ' || coalesce(s.source_en, '–') || coalesce('; projected by ' || s.method, '')
        || CASE WHEN EXISTS (SELECT 1 FROM trajectory p WHERE p.measure = s.measure AND p.ref_area = getvariable('area') AND p.kind = 'required') THEN ' | The dashed line is the pace that just meets the next target, not a projection' ELSE '' END AS foot_en
FROM said s JOIN drawn t ON t.measure = s.measure
ORDER BY t.kind, t.date, t.value, t.level
