-- title.vi: Thủ tục hành chính theo mức độ trực tuyến
-- title.en: Procedures by online level
-- question: How many procedures are online in full, in part, not at all, and out of how many that could be?
-- grain: one row per whole, day and part
-- key: whole, as_of, part
-- column as_of | Ngày | Day | date | day of the figures
-- column whole | Tổng thể | Whole | text | eligible: procedures eligible for full online service; all: all procedures
-- column part | Phần | Part | text | full, partly, none, or eligible procedures not yet full
-- column value | Số thủ tục | Procedures | count | the part
-- column total | Tổng | Total | count | the whole
-- column document | Văn bản | Document | id | where it is printed
-- column locator | Dòng | Line | text | line of the document
-- assert parts-make-the-whole: SELECT as_of, whole, sum(value) AS parts, max(total) AS total FROM procedure_level GROUP BY as_of, whole HAVING sum(value) <> max(total)
WITH eligible AS (
    SELECT as_of, numerator AS done, denominator AS total, document, locator
    FROM observation WHERE measure = 'procedures.full_online' AND numerator IS NOT NULL
),
level AS (
    SELECT o.as_of, o.measure, o.value, t.value AS total, o.document, o.locator
    FROM observation o
    JOIN observation t ON t.measure = 'procedures.total' AND t.as_of = o.as_of AND t.ref_area = o.ref_area
    WHERE o.measure IN ('procedures.full_online.count', 'procedures.partly_online', 'procedures.not_online')
    QUALIFY row_number() OVER (
        PARTITION BY o.measure, o.as_of ORDER BY split_part(o.locator, '-', 1)::BIGINT, split_part(t.locator, '-', 1)::BIGINT, o.source_row, t.source_row) = 1
)
SELECT as_of, whole, part, value, total, document, locator FROM (
SELECT as_of, 'eligible' AS whole, 'full' AS part, done AS value, total, document, locator FROM eligible
UNION ALL
SELECT as_of, 'eligible', 'not_full', total - done, total, document, locator FROM eligible
UNION ALL
SELECT as_of, 'all', CASE measure WHEN 'procedures.full_online.count' THEN 'full' WHEN 'procedures.partly_online' THEN 'partly' ELSE 'none' END,
    value, total, document, locator
FROM level
)
ORDER BY whole DESC, as_of, CASE part WHEN 'full' THEN 1 WHEN 'partly' THEN 2 ELSE 3 END
