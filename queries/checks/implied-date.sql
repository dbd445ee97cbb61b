-- check: implied-date
-- name.vi: Ngày suy từ ngữ cảnh
-- name.en: Day implied, not printed
-- severity: note
-- what.vi: {measure}: số {printed} không in ngày; ngày {date} suy từ ngữ cảnh
-- what.en: {measure}: the figure {printed} is printed without a day; {date} is implied by the text around it
-- why.vi: Nhịp độ tính theo ngày, nên ngày suy ra làm nhịp độ kém chắc chắn
-- why.en: A pace is counted in days, so an implied day makes the pace less certain
-- hint.vi: Hỏi ngày chốt số liệu của cơ quan lập báo cáo
-- hint.en: Ask the office for the cut-off day
SELECT o.document, o.section, o.locator, o.source_row, m.name_vi AS measure_vi, m.name_en AS measure_en, 
    CASE WHEN o.numerator IS NULL THEN o.printed ELSE trunc(o.numerator)::BIGINT || '/' || trunc(o.denominator)::BIGINT END AS printed, o.as_of AS date
FROM observation o
JOIN measure m USING (measure)
JOIN reading r ON r.source_row = o.source_row
WHERE o.as_of_basis = 'implied'
