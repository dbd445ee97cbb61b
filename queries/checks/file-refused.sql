-- check: file-refused
-- name.vi: Tệp không nhận được
-- name.en: A file was refused
-- severity: error
-- what.vi: Tệp {file} không nhận được ({codes}); chưa có bản thay thế
-- what.en: File {file} was refused ({codes}), and no other has come in its place
-- why.vi: Không có số liệu nào của tệp này trong kết quả
-- why.en: None of its figures are in the results
-- hint.vi: Xem out/set-aside/reasons.csv; gửi lại cho đơn vị để sửa
-- hint.en: See out/set-aside/reasons.csv, and send it back to its office
-- parameter as_of DATE | Ngày xét | Day of the review | what became known later is left out
SELECT NULL AS document, NULL AS section, NULL AS locator, f.file AS source_row, f.file, string_agg(DISTINCT t.code, ', ' ORDER BY t.code) AS codes
FROM ledger_file f
JOIN ledger_trouble t USING (file_id)
WHERE f.outcome = 'refused' AND f.received_on <= getvariable('as_of') AND NOT EXISTS (SELECT 1 FROM ledger_file n WHERE regexp_replace(n.file, '\.[^.]*$', '') = regexp_replace(f.file, '\.[^.]*$', '') AND n.file_id > f.file_id)
GROUP BY f.file
