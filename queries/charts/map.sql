-- How high is the figure in each area on the map? `milepost chart map --boundaries communes.geojson --to a.svg`. The latest figure
-- of each area below the asked one, or how many former communes it was made of. Without a file of boundaries each area is a
-- square of five kilometres around its point, which is no boundary.
WITH below AS (
    SELECT r.measure, r.indicator, r.ref_area, max(r.time_period) AS day, arg_max(r.obs_value, r.time_period) AS value
    FROM reading r JOIN area a ON a.area = r.ref_area
    WHERE a.parent = getvariable('area') AND (getvariable('indicator') IS NULL OR getvariable('indicator') IN (r.indicator, r.measure)) GROUP BY ALL
),
chosen AS (SELECT measure, indicator, max(day) AS day FROM below GROUP BY ALL ORDER BY count(*) DESC, measure LIMIT 1),
placed AS (
    -- Half a side in degrees: 2.5 km are a fortieth of the 111.3 km of a degree of latitude.
    SELECT area, short_name, latitude::DOUBLE AS y, longitude::DOUBLE AS x, 2.5 / 111.3 AS up, 2.5 / (111.3 * cos(radians(latitude::DOUBLE))) AS aside
    FROM area WHERE parent = getvariable('area') AND valid_to IS NULL
)
SELECT a.area, a.short_name AS name, CASE WHEN c.measure IS NULL THEN (SELECT count(*) FROM former_area f WHERE f.area = a.area)::DOUBLE ELSE b.value END AS value,
    CASE WHEN c.measure IS NULL THEN 'xã cũ' ELSE i.unit END AS unit_vi, CASE WHEN c.measure IS NULL THEN 'former communes' ELSE i.unit END AS unit_en,
    format('{{"type": "Polygon", "coordinates": [[[{:.5f}, {:.5f}], [{:.5f}, {:.5f}], [{:.5f}, {:.5f}], [{:.5f}, {:.5f}], [{:.5f}, {:.5f}]]]}}',
        a.x - a.aside, a.y - a.up, a.x + a.aside, a.y - a.up, a.x + a.aside, a.y + a.up, a.x - a.aside, a.y + a.up, a.x - a.aside, a.y - a.up) AS boundary,
    coalesce(m.name_vi, 'Số xã, phường, thị trấn cũ hợp thành từng đơn vị') AS title_vi, coalesce(m.name_en, 'Former communes that each unit was made of') AS title_en,
    'Không kèm tệp ranh giới: mỗi địa bàn là một ô vuông 5 km quanh điểm của nó' AS subtitle_vi, 'Without a file of boundaries: each area is a square of 5 km around its point' AS subtitle_en,
    CASE WHEN c.measure IS NULL THEN 'Nguồn: bảng former_area' ELSE 'Nguồn: bảng reading, số mới nhất đến ' || strftime(c.day, '%d/%m/%Y') END AS foot_vi,
    CASE WHEN c.measure IS NULL THEN 'Source: table former_area' ELSE 'Source: table reading, the latest figures to ' || strftime(c.day, '%-d %B %Y') END AS foot_en
FROM placed a LEFT JOIN chosen c ON true LEFT JOIN below b ON b.ref_area = a.area AND b.measure = c.measure
LEFT JOIN measure m ON m.measure = c.measure LEFT JOIN indicator i ON i.indicator = c.indicator
ORDER BY vietnamese_order(a.short_name)
