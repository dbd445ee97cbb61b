-- Where and when is the figure low, and where is it missing? `milepost chart heatmap --indicator simulated.filed_online --to
-- a.svg`. The areas below the asked one month by month; where none have figures, the area's own series of shares.
WITH below AS (
    SELECT r.measure, r.indicator, r.ref_area, a.short_name AS name, r.time_period, r.obs_value
    FROM reading r JOIN area a ON a.area = r.ref_area
    WHERE a.parent = getvariable('area') AND (getvariable('indicator') IS NULL OR getvariable('indicator') IN (r.indicator, r.measure))
),
chosen AS (SELECT measure FROM below GROUP BY measure ORDER BY count(*) DESC, measure LIMIT 1),
item AS (
    SELECT b.name AS name_vi, b.name AS name_en, i.unit, b.time_period, b.obs_value, m.name_vi AS what_vi, m.name_en AS what_en
    FROM below b JOIN chosen c ON c.measure = b.measure JOIN indicator i ON i.indicator = b.indicator JOIN measure m ON m.measure = b.measure
    UNION ALL
    SELECT m.name_vi, m.name_en, '%', r.time_period, r.obs_value, 'Các chuỗi số liệu', 'Series'
    FROM reading r JOIN measure m ON m.measure = r.measure JOIN indicator i ON i.indicator = r.indicator
    WHERE r.ref_area = getvariable('area') AND i.unit = '%' AND NOT EXISTS (SELECT 1 FROM chosen) AND (getvariable('indicator') IS NULL OR getvariable('indicator') IN (r.indicator, r.measure))
    -- Of two figures of a month the later one.
    QUALIFY row_number() OVER (PARTITION BY r.measure, date_trunc('month', r.time_period) ORDER BY r.time_period DESC) = 1
)
SELECT name_vi, name_en, unit, time_period AS month, obs_value AS value, what_vi || ': từng tháng' AS title_vi, what_en || ': month by month' AS title_en,
    'Ô trống có gạch: tháng không có số liệu' AS subtitle_vi, 'A hatched cell: a month without a figure' AS subtitle_en, 'Nguồn: bảng reading' AS foot_vi, 'Source: table reading' AS foot_en
FROM item
-- The latest three years: more months cannot be read.
WHERE date_trunc('month', time_period) >= (SELECT date_trunc('month', max(time_period)) FROM item) - INTERVAL 35 MONTH
ORDER BY vietnamese_order(name_vi), time_period
