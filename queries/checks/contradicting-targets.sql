-- check: contradicting-targets
-- name.vi: Mục tiêu mâu thuẫn
-- name.en: Targets differ
-- severity: error
-- what.vi: {indicator}: mục tiêu năm {year} ({area}) là {printed} ở đây, nhưng {other_printed} tại {other_document}, mục {other_section}, dòng {other_locator}
-- what.en: {indicator}: the {year} target ({area}) is {printed} here, but {other_printed} in {other_document}, section {other_section}, line {other_locator}
-- why.vi: Một cấp, một năm, một chỉ tiêu mà hai con số thì không kết luận được đạt hay không
-- why.en: One level, one year, one indicator with two values: attainment cannot be judged
-- hint.vi: Hỏi văn bản nào còn hiệu lực
-- hint.en: Ask which document prevails
WITH valued AS (
    SELECT t.*, i.name_vi, i.name_en, a.name AS area, coalesce(t.unit, i.unit) AS own_unit,
        CASE WHEN t.comparator IN ('<=', '<', 'rank<=') THEN -1e30 ELSE t.low END AS least,
        CASE WHEN t.comparator IN ('>=', '>') THEN 1e30 ELSE coalesce(t.high, t.low) END AS most,
        t.comparator IN ('>', '<') AS open
    FROM target t JOIN indicator i USING (indicator) JOIN area a ON a.area = t.ref_area
    WHERE t.low IS NOT NULL
)
SELECT -- Two rows of one table may be two things that one indicator covers.
    -- Two targets that one value can meet together are given differently; those that none can meet contradict each other.
    CASE
        WHEN greatest(a.least, b.least) < least(a.most, b.most) THEN 'note'
        -- Where they only touch, both must hold the value at which they do: more than 40 and 30 to 40 do not.
        WHEN greatest(a.least, b.least) = least(a.most, b.most)
            AND NOT (a.open AND a.low = least(a.most, b.most) OR b.open AND b.low = least(a.most, b.most)) THEN 'note'
        WHEN a.document = b.document AND a.section = b.section THEN 'warning'
        ELSE 'error'
    END AS severity,
    b.document, b.section, b.locator, b.source_row, b.name_vi AS indicator_vi, b.name_en AS indicator_en, b.year::VARCHAR AS year,
    b.area, b.printed, a.printed AS other_printed, (SELECT short_vi FROM document d WHERE d.document = a.document) AS other_document_vi, (SELECT short_en FROM document d WHERE d.document = a.document) AS other_document_en, a.section AS other_section, a.locator AS other_locator
FROM valued a
JOIN valued b ON a.indicator = b.indicator AND a.level = b.level AND a.ref_area = b.ref_area AND a.year = b.year
    AND (a.document, a.section, a.item) < (b.document, b.section, b.item)
    AND split_part(a.own_unit, ' ', 1) = split_part(b.own_unit, ' ', 1)
WHERE (a.low, coalesce(a.high, a.low)) <> (b.low, coalesce(b.high, b.low))
