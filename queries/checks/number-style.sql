-- check: number-style
-- name.vi: Dấu phân cách nghìn
-- name.en: Thousands separator
-- severity: note
-- what.vi: {measure}: “{printed}” dùng dấu phẩy để ngăn hàng nghìn, trong khi văn bản dùng dấu chấm
-- what.en: {measure}: “{printed}” separates thousands by commas where the document uses dots
-- why.vi: Dấu phẩy là dấu thập phân trong tiếng Việt: số này dễ bị đọc sai một nghìn lần
-- why.en: The comma is the decimal mark in Vietnamese: such a figure is easily misread a thousandfold
-- hint.vi: Đã hiểu dấu phẩy là dấu phân cách hàng nghìn; nên in lại bằng dấu chấm
-- hint.en: Read as a thousands separator; the document should print dots
SELECT o.document, o.section, o.locator, o.source_row, m.name_vi AS measure_vi, m.name_en AS measure_en, o.printed
FROM observation o
JOIN measure m USING (measure)
JOIN document d ON d.document = o.document
-- Machine files (CSV) have commas between their cells.
WHERE d.file NOT LIKE '%.csv'
    -- The figure that was understood is the printed one without its commas.
    AND replace(regexp_extract(o.printed, '\d{1,3}(,\d{3})+'), ',', '') IN
        (trunc(o.value)::BIGINT::VARCHAR, trunc(o.numerator)::BIGINT::VARCHAR, trunc(o.denominator)::BIGINT::VARCHAR)
