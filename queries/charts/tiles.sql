-- How high is the figure in each area, and how do neighbours compare? `milepost chart tiles --indicator simulated.filed_online
-- --to a.svg`. The latest figure of each area below the asked one; where none have figures, how many former communes it was
-- made of.
WITH below AS (
    SELECT r.measure, r.indicator, r.ref_area, max(r.time_period) AS day, arg_max(r.obs_value, r.time_period) AS value
    FROM reading r JOIN area a ON a.area = r.ref_area
    WHERE a.parent = getvariable('area') AND (getvariable('indicator') IS NULL OR getvariable('indicator') IN (r.indicator, r.measure)) GROUP BY ALL
),
chosen AS (SELECT measure, indicator, max(day) AS day FROM below GROUP BY ALL ORDER BY count(*) DESC, measure LIMIT 1)
SELECT a.short_name AS name, a.latitude::DOUBLE AS latitude, a.longitude::DOUBLE AS longitude,
    CASE WHEN c.measure IS NULL THEN (SELECT count(*) FROM former_area f WHERE f.area = a.area)::DOUBLE ELSE b.value END AS value,
    CASE WHEN c.measure IS NULL THEN 'xã cũ' ELSE i.unit END AS unit_vi, CASE WHEN c.measure IS NULL THEN 'former communes' ELSE i.unit END AS unit_en,
    coalesce(m.name_vi, 'Số xã, phường, thị trấn cũ hợp thành từng đơn vị') AS title_vi, coalesce(m.name_en, 'Former communes that each unit was made of') AS title_en,
    coalesce('Số mới nhất của từng địa bàn, đến ' || strftime(c.day, '%d/%m/%Y') || '; vị trí ô gần đúng', 'Vị trí ô gần đúng với vị trí trên bản đồ') AS subtitle_vi,
    coalesce('The latest figure of each area, to ' || strftime(c.day, '%-d %B %Y') || '; tiles lie near their places', 'Tiles lie near their places on the map') AS subtitle_en,
    CASE WHEN c.measure IS NULL THEN 'Nguồn: bảng former_area' ELSE 'Nguồn: bảng reading' END AS foot_vi, CASE WHEN c.measure IS NULL THEN 'Source: table former_area' ELSE 'Source: table reading' END AS foot_en
FROM area a LEFT JOIN chosen c ON true LEFT JOIN below b ON b.ref_area = a.area AND b.measure = c.measure
LEFT JOIN measure m ON m.measure = c.measure LEFT JOIN indicator i ON i.indicator = c.indicator
WHERE a.parent = getvariable('area') AND a.valid_to IS NULL
ORDER BY vietnamese_order(a.short_name)
