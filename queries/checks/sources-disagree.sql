-- check: sources-disagree
-- name.vi: Hai nguồn khác nhau
-- name.en: Sources disagree
-- severity: warning
-- what.vi: {indicator}: {source} cho {value}{mark} ({date}), trong khi {other_source} cho {other_value}{mark} ({other_date}, dòng {other_locator})
-- what.en: {indicator}: {source} gives {value}{mark} ({date}) where {other_source} gives {other_value}{mark} ({other_date}, line {other_locator})
-- why.vi: Hai cách đo hoặc hai nguồn không cùng một con số; không được nối thành một chuỗi
-- why.en: Two definitions or sources do not give one figure; they must not be joined into one series
-- hint.vi: Nêu rõ nguồn khi dùng, và hỏi cách tính của mỗi nguồn
-- hint.en: Name the source wherever the figure is used, and ask how each computes it
WITH latest AS (
    SELECT * FROM reading
    QUALIFY row_number() OVER (PARTITION BY indicator, measure, ref_area ORDER BY time_period DESC) = 1
)
SELECT b.document, b.section, b.locator, b.source_row, i.name_vi AS indicator_vi, i.name_en AS indicator_en,
    mb.name_vi || ', ' || coalesce(db.short_vi, '–') AS source_vi, mb.name_en || ', ' || coalesce(db.short_en, '–') AS source_en, b.obs_value AS value, b.time_period AS date,
    ma.name_vi || ', ' || coalesce(da.short_vi, '–') AS other_source_vi, ma.name_en || ', ' || coalesce(da.short_en, '–') AS other_source_en, a.obs_value AS other_value,
    a.time_period AS other_date, a.locator AS other_locator,
    CASE WHEN starts_with(i.unit, '%') THEN '%' ELSE ' ' || i.unit END AS mark
FROM latest a
JOIN latest b ON a.indicator = b.indicator AND a.ref_area = b.ref_area AND a.measure <> b.measure
    AND (a.time_period, a.measure) < (b.time_period, b.measure)
JOIN indicator i ON i.indicator = b.indicator
JOIN measure ma ON ma.measure = a.measure
JOIN measure mb ON mb.measure = b.measure
LEFT JOIN document da ON da.document = a.document
LEFT JOIN document db ON db.document = b.document
JOIN unit u ON u.unit = i.unit
-- Within a year of each other; half a point of a share, half a per cent of anything else.
WHERE date_diff('day', a.time_period, b.time_period) <= 366
    AND abs(a.obs_value - b.obs_value) > CASE u.kind WHEN 'share' THEN 0.5 ELSE 0.005 * abs(b.obs_value) END
