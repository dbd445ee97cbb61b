-- check: falling-target
-- name.vi: Mục tiêu sau thấp hơn mục tiêu trước
-- name.en: Later target weaker than an earlier one
-- severity: error
-- what.vi: {indicator}: mục tiêu {year} của {area} là {printed}, kém hơn mục tiêu {earlier_year} là {earlier_printed} ({earlier_document}, dòng {earlier_locator})
-- what.en: {indicator}: the {year} target of {area} is {printed}, weaker than the {earlier_year} target {earlier_printed} ({earlier_document}, line {earlier_locator})
-- why.vi: Mục tiêu năm sau không nên thấp hơn mục tiêu năm trước
-- why.en: A later target should not be weaker than an earlier one
-- hint.vi: Có thể tổng thể được đếm đã đổi, hoặc một văn bản cần sửa
-- hint.en: The population counted may have changed, or one of the documents needs mending
WITH valued AS (
    SELECT t.*, i.name_vi, i.name_en, i.direction, a.name AS area, coalesce(t.unit, i.unit) AS own_unit
    FROM target t JOIN indicator i USING (indicator) JOIN area a ON a.area = t.ref_area
    WHERE t.low IS NOT NULL AND i.direction <> 'none'
)
SELECT
    -- Another wording may be another definition.
    CASE WHEN lower(a.name_printed) = lower(b.name_printed) THEN 'error' ELSE 'warning' END AS severity,
    b.document, b.section, b.locator, b.source_row, b.name_vi AS indicator_vi, b.name_en AS indicator_en, b.year::VARCHAR AS year, b.area, b.printed,
    a.year::VARCHAR AS earlier_year, a.printed AS earlier_printed, (SELECT short_vi FROM document d WHERE d.document = a.document) AS earlier_document_vi, (SELECT short_en FROM document d WHERE d.document = a.document) AS earlier_document_en, a.locator AS earlier_locator
FROM valued a
JOIN valued b ON a.indicator = b.indicator AND a.level = b.level AND a.ref_area = b.ref_area AND a.year < b.year
    AND a.own_unit = b.own_unit
    -- Two rows of one table are two things, even where one indicator covers both.
    AND (a.document <> b.document OR a.section <> b.section OR a.item = b.item OR a.name_printed = b.name_printed)
WHERE CASE b.direction WHEN 'higher' THEN coalesce(b.high, b.low) < a.low ELSE b.low > coalesce(a.high, a.low) END
QUALIFY row_number() OVER (PARTITION BY b.indicator, b.document, b.section, b.item, b.ref_area, b.year ORDER BY a.year DESC, a.low DESC, a.document, a.section, a.item) = 1
