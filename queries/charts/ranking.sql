-- Where does each area stand against the whole, and is that more than chance? `milepost chart ranking --indicator
-- simulated.filed_online --to a.svg`. The areas below the asked one on the latest day that any of them has, with funnel limits around the
-- whole; where none have figures, the offices by their share of archive pages, without limits: pages do not come one by one.
-- Counts over all rows are subqueries: DuckDB 1.5.5 sometimes stops on `OVER ()` (duckdb/duckdb#25713).
WITH below AS (
    SELECT r.measure, r.indicator, r.ref_area, a.short_name AS name, r.time_period, r.numerator, r.denominator, r.obs_value
    FROM reading r JOIN area a ON a.area = r.ref_area
    WHERE a.parent = getvariable('area') AND (getvariable('indicator') IS NULL OR getvariable('indicator') IN (r.indicator, r.measure))
),
chosen AS (SELECT measure, max(time_period) AS day FROM below GROUP BY measure ORDER BY count(DISTINCT ref_area) DESC, measure LIMIT 1),
item AS (
    SELECT n.name AS name_vi, n.name AS name_en, i.unit, b.obs_value AS value, b.denominator::DOUBLE AS denominator, w.obs_value AS whole, o.short_name AS whole_name_vi, o.short_name AS whole_name_en,
        funnel_limits(b.denominator::DOUBLE, w.obs_value, 0.95) AS near, funnel_limits(b.denominator::DOUBLE, w.obs_value, 0.998) AS far,
        m.name_vi AS what_vi, m.name_en AS what_en, strftime(c.day, '%d/%m/%Y') AS day_vi, strftime(c.day, '%-d %B %Y') AS day_en, 'reading' AS source
    -- An area that has figures, and none of that day, is missing: not left out.
    FROM chosen c JOIN (SELECT DISTINCT measure, indicator, ref_area, name FROM below) n ON n.measure = c.measure
    LEFT JOIN below b ON b.measure = c.measure AND b.ref_area = n.ref_area AND b.time_period = c.day JOIN indicator i ON i.indicator = n.indicator JOIN measure m ON m.measure = n.measure
    JOIN area o ON o.area = getvariable('area') LEFT JOIN reading w ON w.measure = c.measure AND w.time_period = c.day AND w.ref_area = getvariable('area')
    UNION ALL
    SELECT a.office, a.office, '%', a.share, a.total::DOUBLE, w.share, 'Tổng số', 'In all', NULL, NULL, 'Số hóa tài liệu lưu trữ', 'Archive pages digitised', NULL, NULL, 'archive_office'
    FROM archive_office a, archive_office w WHERE NOT a.is_total AND w.is_total AND NOT EXISTS (SELECT 1 FROM chosen)
)
SELECT name_vi, name_en, unit, value, denominator, near.low AS low_95, near.high AS high_95, far.low AS low_998, far.high AS high_998, whole, whole_name_vi, whole_name_en,
    what_vi || ': ' || CASE WHEN (SELECT bool_or(far IS NOT NULL) FROM item) THEN (SELECT count(*) FILTER (value < far.low) FROM item) || ' thấp, ' || (SELECT count(*) FILTER (value > far.high) FROM item) || ' cao hơn mức ngẫu nhiên có thể giải thích'
        ELSE (SELECT count(*) FILTER (value < whole) FROM item) || ' đơn vị dưới mức chung' END AS title_vi,
    what_en || ': ' || CASE WHEN (SELECT bool_or(far IS NOT NULL) FROM item) THEN (SELECT count(*) FILTER (value < far.low) FROM item) || ' lower, ' || (SELECT count(*) FILTER (value > far.high) FROM item) || ' higher than chance explains'
        ELSE (SELECT count(*) FILTER (value < whole) FROM item) || ' offices below the whole' END AS title_en,
    coalesce('Số liệu đến ' || day_vi || '; giới hạn 95% và 99,8% quanh mức chung', 'Tỷ lệ từng đơn vị và mức chung') AS subtitle_vi,
    coalesce('Figures to ' || day_en || '; limits of 95% and 99.8% around the whole', 'Share of each office, and of all') AS subtitle_en,
    'Nguồn: bảng ' || source || CASE WHEN (SELECT bool_or(far IS NOT NULL) FROM item) THEN ' | Giới hạn phễu nhị thức chính xác (Spiegelhalter 2005)' ELSE '' END AS foot_vi,
    'Source: table ' || source || CASE WHEN (SELECT bool_or(far IS NOT NULL) FROM item) THEN ' | Exact binomial funnel limits (Spiegelhalter 2005)' ELSE '' END AS foot_en
FROM item ORDER BY value DESC NULLS LAST, vietnamese_order(name_vi)
