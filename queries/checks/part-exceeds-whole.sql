-- check: part-exceeds-whole
-- name.vi: Phần lớn hơn tổng
-- name.en: Part larger than its whole
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
),
-- The whole as stated, or else as the base that other parts are given out of.
whole AS (
    SELECT measure, 'error' AS severity, unit, ref_area, document, period_start, period_end, as_of, obs_status, amount FROM figure
    UNION
    SELECT part_of, 'warning', unit, ref_area, document, period_start, period_end, as_of, obs_status, denominator FROM figure
    -- Where the whole is stated, its parts may have bases of their own.
    WHERE denominator IS NOT NULL AND part_of NOT IN (SELECT measure FROM figure)
)
SELECT min(w.severity) AS severity, p.document, p.section, p.locator, p.source_row, p.name_vi AS part_vi, p.name_en AS part_en, p.amount AS part_value,
    m.name_vi AS whole_vi, m.name_en AS whole_en, max(w.amount) AS whole_value
FROM figure p
JOIN whole w ON w.measure = p.part_of AND w.unit = p.unit AND w.ref_area = p.ref_area AND w.document = p.document
    AND w.period_start IS NOT DISTINCT FROM p.period_start AND w.period_end IS NOT DISTINCT FROM p.period_end
    AND w.as_of IS NOT DISTINCT FROM p.as_of AND w.obs_status = p.obs_status
JOIN measure m ON m.measure = p.part_of
GROUP BY ALL
HAVING p.amount > max(w.amount)
