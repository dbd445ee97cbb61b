-- title.vi: Số hóa tài liệu lưu trữ theo cơ quan
-- title.en: Archive pages digitised by office
-- question: How many archive pages has each office digitised, and how many are left?
-- grain: one row per office, and one for the province
-- key: office
-- column office | Cơ quan | Office | text | the office; the province's total has none
-- column done | Đã số hóa | Digitised | count | pages digitised
-- column total | Cần số hóa | To digitise | count | pages to digitise
-- column remaining | Còn lại | Left | count | pages left
-- column share | Tỷ lệ | Share | % | digitised out of those to digitise
-- column is_total | Tổng số | Total | flag | the province's total?
-- column document | Văn bản | Document | id | where it is printed
-- column section | Mục | Section | text | part of the document
-- column locator | Dòng | Line | text | line of the document
-- assert share-within-bounds: share BETWEEN 0 AND 100
-- assert left-and-done-make-the-whole: done + remaining = total
-- assert one-total: SELECT count(*) AS totals FROM archive_office HAVING count(*) FILTER (is_total) > 1
SELECT m.office, o.numerator AS done, o.denominator AS total, o.denominator - o.numerator AS remaining,
    (100.0 * o.numerator / o.denominator)::DOUBLE AS share, m.part_of IS NULL AS is_total, o.document, o.section, o.locator
FROM observation o
JOIN measure m ON m.measure = o.measure
WHERE coalesce(m.part_of, m.measure) = 'archive.pages_digitised' AND o.denominator > 0
ORDER BY is_total DESC, remaining DESC, done DESC, office
