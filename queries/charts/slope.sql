-- Who moved how far between two dates? `milepost chart slope --indicator simulated.filed_online --to a.svg`. The areas below the
-- asked one between the first and the last day that any of them has; where none have two, the area's own series that share
-- two days. Named are those that moved most, up and down.
WITH below AS (
    SELECT r.measure, r.indicator, r.ref_area, a.short_name AS name, r.time_period, r.obs_value
    FROM reading r JOIN area a ON a.area = r.ref_area
    WHERE a.parent = getvariable('area') AND (getvariable('indicator') IS NULL OR getvariable('indicator') IN (r.indicator, r.measure))
),
chosen AS (SELECT measure, indicator FROM below GROUP BY ALL HAVING count(DISTINCT time_period) > 1 ORDER BY count(DISTINCT ref_area) DESC, measure LIMIT 1),
own AS (
    SELECT r.measure, m.name_vi, m.name_en, r.time_period, r.obs_value, i.unit FROM reading r JOIN measure m ON m.measure = r.measure JOIN indicator i ON i.indicator = r.indicator
    WHERE r.ref_area = getvariable('area') AND NOT EXISTS (SELECT 1 FROM chosen) AND (getvariable('indicator') IS NULL OR getvariable('indicator') IN (r.indicator, r.measure))
),
shared AS (
    SELECT unit, first_date, second_date FROM (SELECT measure, unit, min(time_period) AS first_date, max(time_period) AS second_date FROM own GROUP BY measure, unit HAVING count(*) > 1)
    GROUP BY ALL ORDER BY count(*) DESC, unit, first_date LIMIT 1
),
two AS (
    SELECT b.name AS name_vi, b.name AS name_en, i.unit, d.first_date, max(b.obs_value) FILTER (b.time_period = d.first_date) AS first, d.second_date,
        max(b.obs_value) FILTER (b.time_period = d.second_date) AS second, m.name_vi AS what_vi, m.name_en AS what_en
    FROM below b JOIN chosen c ON c.measure = b.measure JOIN indicator i ON i.indicator = b.indicator JOIN measure m ON m.measure = b.measure,
        (SELECT min(time_period) AS first_date, max(time_period) AS second_date FROM below JOIN chosen USING (measure)) d
    GROUP BY ALL
    UNION ALL
    SELECT o.name_vi, o.name_en, s.unit, s.first_date, max(o.obs_value) FILTER (o.time_period = s.first_date), s.second_date, max(o.obs_value) FILTER (o.time_period = s.second_date),
        'Các chuỗi có hai kỳ chung ngày', 'Series that share two days'
    FROM own o JOIN shared s ON s.unit = o.unit GROUP BY ALL
    HAVING count(*) FILTER (o.time_period = s.first_date) > 0 AND count(*) FILTER (o.time_period = s.second_date) > 0
)
SELECT name_vi, name_en, CASE WHEN starts_with(unit, '%') THEN '%' ELSE unit END AS unit, first_date, first, second_date, second,
    coalesce(row_number() OVER (ORDER BY second - first DESC NULLS LAST, name_vi) <= 3 OR row_number() OVER (ORDER BY second - first NULLS LAST, name_vi) <= 3, false) AS highlighted,
    what_vi || ': ' || (SELECT count(*) FILTER (second > first) FROM two) || ' tăng, ' || (SELECT count(*) FILTER (second < first) FROM two) || ' giảm' AS title_vi,
    what_en || ': ' || (SELECT count(*) FILTER (second > first) FROM two) || ' up, ' || (SELECT count(*) FILTER (second < first) FROM two) || ' down' AS title_en,
    'Hai kỳ: ' || strftime(first_date, '%d/%m/%Y') || ' và ' || strftime(second_date, '%d/%m/%Y') AS subtitle_vi,
    'Two days: ' || strftime(first_date, '%-d %B %Y') || ' and ' || strftime(second_date, '%-d %B %Y') AS subtitle_en,
    'Nguồn: bảng reading; hai kỳ nói về quãng giữa hai kỳ, không phải xu hướng' AS foot_vi, 'Source: table reading; two readings speak of the time between them, not of a trend' AS foot_en
FROM two ORDER BY vietnamese_order(name_vi)
