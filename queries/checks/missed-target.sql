-- check: missed-target
-- severity: warning
-- what.vi: {indicator}: mục tiêu {year} của {area} là {printed}; số đọc mới nhất là {value:%} ({date}), thời hạn đã qua
-- what.en: {indicator}: the {year} target of {area} is {printed}; the latest reading is {value:%} ({date}) and the year is over
-- why.vi: Thời hạn đã qua mà số liệu chưa đạt
-- why.en: The year is over and the figure falls short
-- hint.vi: Nêu lý do và thời hạn mới, hoặc cập nhật số liệu
-- hint.en: State the reason and a new date, or bring the figure up to date
SELECT t.document, t.section, t.locator, t.source_row, i.name_vi AS indicator_vi, i.name_en AS indicator_en, t.year::VARCHAR AS year, a.name AS area, t.printed,
    r.obs_value AS value, r.time_period AS date
FROM target t
JOIN indicator i USING (indicator)
JOIN area a ON a.area = t.ref_area
JOIN reading r ON r.indicator = t.indicator AND r.ref_area = t.ref_area
WHERE make_date(t.year, 12, 31) < getvariable('as_of') AND t.low IS NOT NULL
    AND CASE i.direction WHEN 'higher' THEN r.obs_value < t.low WHEN 'lower' THEN r.obs_value > coalesce(t.high, t.low) END
QUALIFY row_number() OVER (PARTITION BY t.indicator, t.document, t.section, t.item, t.ref_area, t.year, r.measure ORDER BY r.time_period DESC) = 1
