-- check: left-out-of-latest-statement
-- name.vi: Dòng không còn trong báo cáo mới nhất
-- name.en: Lines that the latest statement no longer has
-- severity: warning
-- what.vi: {source_row}: {lines} dòng báo cáo ngày {before} không còn trong báo cáo ngày {latest}, ví dụ “{example}”; không tính vào tỷ lệ
-- what.en: {source_row}: {lines} lines stated on {before} are not in the statement of {latest}, such as “{example}”: they are in no rate
-- why.vi: Báo cáo mới nhất được coi là đầy đủ; nếu chỉ gửi phần thay đổi thì số liệu bị thiếu
-- why.en: The latest statement is taken for the whole; where only changes were sent, figures are missing
-- hint.vi: Hỏi lại đơn vị: dòng đã bỏ, đổi tên, hay gửi thiếu
-- hint.en: Ask the office: dropped, renamed, or not sent
WITH line AS (
    SELECT 'village_coverage' AS form, ref_area, '' AS office, lower(village) AS key, village AS name, as_of, source, 0 AS of_year FROM village_coverage
    UNION ALL
    SELECT 'budget_line', ref_area, coalesce(office, ''), lower(task) || '; ' || funds, task, as_of, source, year(as_of) FROM budget_line
),
dated AS (
    SELECT *, max(as_of) OVER statement AS latest, max(as_of) OVER (PARTITION BY form, ref_area, office, of_year, key) AS last_stated,
        arg_max(source, as_of) OVER statement AS latest_source
    FROM line
    WINDOW statement AS (PARTITION BY form, ref_area, office, of_year)
)
SELECT NULL AS document, NULL AS section, NULL AS locator, latest_source AS source_row, count(DISTINCT key) AS lines, max(as_of) AS before, latest, min(name) AS example
FROM dated
WHERE last_stated < latest AND as_of = last_stated
GROUP BY form, ref_area, office, of_year, latest, latest_source
