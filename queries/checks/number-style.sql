-- check: number-style
-- severity: note
-- what.vi: {measure}: “{printed}” dùng dấu phẩy để ngăn hàng nghìn, trong khi văn bản dùng dấu chấm
-- what.en: {measure}: “{printed}” separates thousands by commas where the document uses dots
-- why.vi: Dấu phẩy là dấu thập phân trong tiếng Việt: số này dễ bị đọc sai một nghìn lần
-- why.en: The comma is the decimal mark in Vietnamese: such a figure is easily misread a thousandfold
-- hint.vi: Đã đọc là phần nghìn vì các phần cộng khớp; nên in lại bằng dấu chấm
-- hint.en: Read as thousands; the document should print dots
SELECT o.document, o.section, o.locator, o.source_row, m.name_vi AS measure_vi, m.name_en AS measure_en, o.printed
FROM observation o
JOIN measure m USING (measure)
JOIN document d ON d.document = o.document
-- Machine files (CSV) have commas between their cells.
WHERE regexp_matches(o.printed, '\d{1,3}(,\d{3})+') AND d.file NOT LIKE '%.csv'
