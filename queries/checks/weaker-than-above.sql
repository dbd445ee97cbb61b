-- check: weaker-than-above
-- name.vi: Thấp hơn mục tiêu cấp trên
-- name.en: Weaker than the level above
-- severity: warning
-- what.vi: {indicator}: mục tiêu {year} của {area} ({printed}) thấp hơn mục tiêu cấp trên: {above_area} {above_printed} ({above_document}, dòng {above_locator})
-- what.en: {indicator}: the {year} target of {area} ({printed}) is weaker than the level above: {above_area} {above_printed} ({above_document}, line {above_locator})
-- why.vi: Nếu cấp dưới chỉ đạt mục tiêu của mình thì cấp trên khó đạt
-- why.en: Where the lower level only just reaches its target, the level above will hardly reach its own
-- hint.vi: Xem lại mục tiêu của cấp dưới, hoặc ghi rõ vì sao thấp hơn
-- hint.en: Revise the lower target, or write down why it is weaker
WITH RECURSIVE above AS (
    SELECT area, parent AS ancestor, 1 AS steps FROM area WHERE parent IS NOT NULL
    UNION
    SELECT b.area, a.parent, b.steps + 1 FROM above b JOIN area a ON a.area = b.ancestor WHERE a.parent IS NOT NULL
),
valued AS (
    SELECT t.*, i.name_vi, i.name_en, i.direction, a.name AS area, u.kind
    FROM target t JOIN indicator i USING (indicator) JOIN area a ON a.area = t.ref_area
        LEFT JOIN unit u ON u.unit = coalesce(t.unit, i.unit)
    -- A count, a sum of money or a rank of a part is not to be held against that of the whole.
    WHERE t.low IS NOT NULL AND i.direction <> 'none' AND u.kind IN ('share', 'growth', 'index')
)
SELECT b.document, b.section, b.locator, b.source_row, b.name_vi AS indicator_vi, b.name_en AS indicator_en, b.year::VARCHAR AS year, b.area,
    b.printed, a.area AS above_area, a.printed AS above_printed, (SELECT short_vi FROM document d WHERE d.document = a.document) AS above_document_vi, (SELECT short_en FROM document d WHERE d.document = a.document) AS above_document_en, a.locator AS above_locator
FROM valued a
JOIN valued b ON a.indicator = b.indicator AND a.year = b.year AND a.kind = b.kind
JOIN above ON above.area = b.ref_area AND above.ancestor = a.ref_area
WHERE CASE b.direction WHEN 'higher' THEN coalesce(b.high, b.low) < a.low ELSE b.low > coalesce(a.high, a.low) END
-- Against the nearest area above, once for each target.
QUALIFY row_number() OVER (
    PARTITION BY b.indicator, b.document, b.section, b.item, b.ref_area, b.year ORDER BY above.steps, CASE b.direction WHEN 'higher' THEN -a.low ELSE a.low END, a.document, a.section, a.item) = 1
