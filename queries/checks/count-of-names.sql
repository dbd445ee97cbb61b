-- check: count-of-names
-- name.vi: Số nêu khác số tên liệt kê
-- name.en: Count differs from names listed
-- severity: error
-- what.vi: {measure}: nêu {stated} nhưng liệt kê {listed} tên (từ {first} đến {last})
-- what.en: {measure}: states {stated} but lists {listed} names (from {first} to {last})
-- why.vi: Con số nêu ra phải bằng số tên được liệt kê
-- why.en: A stated count must be the number of names listed
-- hint.vi: Một tên bị bỏ sót, lặp lại, hoặc con số sai
-- hint.en: A name is left out or repeated, or the count is wrong
WITH listed AS (
    SELECT measure, document, as_of, count(*) AS listed, arg_min(name, position) AS first, arg_max(name, position) AS last
    FROM name_listed
    GROUP BY measure, document, as_of
)
SELECT o.document, o.section, o.locator, o.source_row, m.name_vi AS measure_vi, m.name_en AS measure_en,
    coalesce(o.numerator, o.value) AS stated, l.listed, l.first, l.last
FROM listed l
JOIN observation o ON o.measure = l.measure AND o.document = l.document AND o.as_of IS NOT DISTINCT FROM l.as_of
JOIN measure m ON m.measure = o.measure
WHERE coalesce(o.numerator, o.value) <> l.listed
