-- check: total-row-differs
-- name.vi: Dòng tổng của biểu không bằng tổng các dòng
-- name.en: A form's total is not the sum of its rows
-- severity: warning
-- what.vi: {source_row}: dòng tổng ghi {found}, tổng các dòng là {sum}
-- what.en: {source_row}: the total says {found}, the rows add up to {sum}
-- why.vi: Một trong các dòng hoặc dòng tổng sai
-- why.en: One of the rows is wrong, or the total
-- hint.vi: Hỏi lại đơn vị gửi biểu
-- hint.en: Ask the office that sent the form
-- parameter as_of DATE | Ngày xét | Day of the review | what became known later is left out
SELECT NULL AS document, NULL AS section, NULL AS locator, f.file || '!' || coalesce(t.sheet, '') || '!' || t.cell AS source_row, t.found, t.suggestion AS sum
FROM ledger_trouble t
JOIN ledger_file f USING (file_id)
WHERE t.code = 'total-differs' AND f.received_on <= getvariable('as_of') AND (f.replaced_on IS NULL OR f.replaced_on > getvariable('as_of'))
