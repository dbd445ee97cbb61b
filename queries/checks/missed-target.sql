-- check: missed-target
-- name.vi: Quá hạn, chưa đạt
-- name.en: Missed target
-- severity: warning
-- what.vi: {indicator}: mục tiêu {year} của {area} là {printed}; số đọc mới nhất là {value}{mark} ({date}), thời hạn đã qua
-- what.en: {indicator}: the {year} target of {area} is {printed}; the latest reading is {value}{mark} ({date}) and the year is over
-- why.vi: Thời hạn đã qua mà số liệu chưa đạt
-- why.en: The year is over and the figure falls short
-- hint.vi: Nêu lý do và thời hạn mới, hoặc cập nhật số liệu
-- hint.en: State the reason and a new date, or bring the figure up to date
SELECT
    -- The latest reading of each series that answers the target, by the comparator that the target is printed with.
    s.document, s.section, s.locator, s.source_row, i.name_vi AS indicator_vi, i.name_en AS indicator_en, s.target_year::VARCHAR AS year,
    a.name AS area, s.printed, s.obs_value AS value, s.time_period AS date,
    CASE WHEN starts_with(i.unit, '%') THEN '%' ELSE ' ' || i.unit END AS mark
FROM status s
JOIN indicator i ON i.indicator = s.indicator
JOIN area a ON a.area = s.ref_area
WHERE s.status = 'missed'
