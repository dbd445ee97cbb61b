-- check: rows-set-aside
-- name.vi: Dòng chờ sửa vì không hiểu được
-- name.en: Rows were set aside
-- severity: error
-- what.vi: {rows} dòng của {file}, trang “{sheet}”, chờ sửa: {codes}
-- what.en: {rows} rows of {file}, sheet “{sheet}”, set aside: {codes}
-- why.vi: Số liệu của các dòng này chưa có trong kết quả
-- why.en: The figures of these rows are not in the results
-- hint.vi: Xem out/set-aside: tệp đã đánh dấu từng ô và bảng lý do
-- hint.en: See out/set-aside: the workbook with its cells marked, and the table of reasons
-- parameter as_of DATE | Ngày xét | Day of the review | what became known later is left out
SELECT NULL AS document, NULL AS section, NULL AS locator, f.file || '!' || p.sheet AS source_row, f.file, p.sheet, p.set_aside AS rows,
    (SELECT string_agg(DISTINCT t.code, ', ' ORDER BY t.code) FROM ledger_trouble t WHERE t.part = p.part AND t.severity = 'error') AS codes
FROM ledger_part p
JOIN ledger_file f USING (file_id)
WHERE p.set_aside > 0 AND f.received_on <= getvariable('as_of') AND (f.replaced_on IS NULL OR f.replaced_on > getvariable('as_of'))
