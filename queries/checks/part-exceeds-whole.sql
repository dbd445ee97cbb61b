-- check: part-exceeds-whole
-- severity: error
-- what.vi: {part}: {part_value} lớn hơn {whole}: {whole_value}
-- what.en: {part}: {part_value} is more than {whole}: {whole_value}
-- why.vi: Một phần không thể lớn hơn tổng của nó
-- why.en: A part cannot be larger than its whole
-- hint.vi: Kiểm tra hai số với văn bản; phạm vi của chúng có thể khác nhau
-- hint.en: Check both figures against the document; their scopes may differ
WITH figure AS (
    SELECT o.*, m.part_of, m.name_vi, m.name_en, coalesce(o.numerator, o.value) AS amount
    FROM observation o JOIN measure m USING (measure)
    WHERE o.unit <> '%'
)
SELECT p.document, p.section, p.locator, p.source_row, p.name_vi AS part_vi, p.name_en AS part_en, p.amount AS part_value,
    w.name_vi AS whole_vi, w.name_en AS whole_en, w.amount AS whole_value
FROM figure p
JOIN figure w ON w.measure = p.part_of AND w.unit = p.unit AND w.ref_area = p.ref_area AND w.document = p.document
    AND w.as_of IS NOT DISTINCT FROM p.as_of AND w.obs_status = p.obs_status
WHERE p.amount > w.amount
