-- check: changed-population
-- name.vi: Tổng thể được đếm khác nhau
-- name.en: Another population counted
-- severity: warning
-- what.vi: {indicator}: ở đây tính trên “{term}”, nhưng {other_document} (dòng {other_locator}) tính trên “{other_term}”
-- what.en: {indicator}: counted here over “{term}”, but {other_document} (line {other_locator}) counts over “{other_term}”
-- why.vi: Đổi tổng thể được đếm là đổi định nghĩa: các mục tiêu không so sánh thẳng được
-- why.en: Another population is another definition: the targets cannot be compared directly
-- hint.vi: Thống nhất tổng thể, hoặc theo dõi thành hai chỉ tiêu
-- hint.en: Settle on one population, or follow two indicators
WITH named AS (
    -- The longest term of the vocabulary that the printed name holds says whom or what it counts.
    SELECT t.*, p.term, p.population
    FROM target t
    JOIN population p ON contains(lower(t.name_printed), lower(p.term))
    QUALIFY row_number() OVER (
        PARTITION BY t.indicator, t.document, t.section, t.item, t.level, t.ref_area, t.year
        ORDER BY length(p.term) DESC, p.term) = 1
),
first_use AS (
    SELECT n.*, d.issued FROM named n JOIN document d ON d.document = n.document
    QUALIFY row_number() OVER (PARTITION BY n.indicator, n.document, n.population ORDER BY n.year, split_part(n.locator, '-', 1)::BIGINT, n.section, n.item) = 1
),
-- The population of the highest level of government that names one, in its first document.
usual AS (
    SELECT * FROM first_use
    QUALIFY row_number() OVER (
        PARTITION BY indicator
        ORDER BY CASE level WHEN 'central' THEN 1 WHEN 'province' THEN 2 WHEN 'city' THEN 3 ELSE 4 END, issued, year, document, section, item) = 1
)
SELECT b.document, b.section, b.locator, b.source_row, i.name_vi AS indicator_vi, i.name_en AS indicator_en, b.term,
    a.term AS other_term, (SELECT short_vi FROM document d WHERE d.document = a.document) AS other_document_vi, (SELECT short_en FROM document d WHERE d.document = a.document) AS other_document_en, a.locator AS other_locator
FROM usual a
JOIN first_use b ON a.indicator = b.indicator AND a.population <> b.population
JOIN indicator i ON i.indicator = b.indicator
