-- title.vi: Bản chưa có sóng 4G được phủ sóng
-- title.en: Villages without 4G that have been covered
-- question: How many of the villages without 4G are covered, against plan?
-- grain: one row per day
-- key: as_of
-- column as_of | Ngày | Day | date | day of the figure
-- column covered | Đã phủ sóng | Covered | count | villages covered by that day
-- column total | Tổng số bản | Villages | count | villages without 4G at the start
-- column planned | Kế hoạch | Planned | flag | expected, not measured?
-- column without_plan | Chưa có kế hoạch | Without a plan | count | villages that no operator plans to cover
-- column document | Văn bản | Document | id | where it is printed
-- column section | Mục | Section | text | part of the document
-- column locator | Dòng | Line | text | line of the document
SELECT o.as_of, o.numerator AS covered, o.denominator AS total, o.obs_status = 'F' AS planned,
    (SELECT max(numerator) FROM observation WHERE measure = 'villages.without_4g.no_operator_plan') AS without_plan,
    o.document, o.section, o.locator
FROM observation o
WHERE o.measure = 'villages.covered_4g'
ORDER BY o.as_of
