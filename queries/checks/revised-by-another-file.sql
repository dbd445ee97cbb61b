-- check: revised-by-another-file
-- name.vi: Số liệu bị một tệp khác thay
-- name.en: Figures were revised by another file
-- severity: warning
-- what.vi: {source_row} thay {figures} số liệu của {before_file}, ví dụ {example}
-- what.en: {source_row} revises {figures} figures of {before_file}, such as {example}
-- why.vi: Hai tệp khác tên cùng báo cáo một đơn vị, một kỳ: số liệu nhận sau đang được dùng
-- why.en: Two files report the same unit and period: what was received later stands
-- hint.vi: Hỏi lại đơn vị bản nào đúng
-- hint.en: Ask the office which of them is right
-- parameter as_of DATE | Ngày xét | Day of the review | what became known later is left out
SELECT NULL AS document, NULL AS section, NULL AS locator, n.file AS source_row, o.file AS before_file, count(*) AS figures,
    min(r.row_key || '; ' || r.field || ': ' || coalesce(r.before, '–') || ' → ' || coalesce(r.after, '–')) AS example
FROM ledger_revision r
JOIN ledger_part p ON p.part = r.before_part
JOIN ledger_file o ON o.file_id = p.file_id
JOIN ledger_file n ON n.file_id = r.file_id
WHERE r.kind = 'revised' AND o.replaced_by IS DISTINCT FROM n.file_id AND n.replaced_by IS NULL AND n.received_on <= getvariable('as_of')
GROUP BY n.file, o.file
