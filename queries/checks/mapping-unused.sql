-- check: mapping-unused
-- name.vi: Khai báo không còn khớp với tệp nào
-- name.en: A mapping matches nothing any more
-- severity: note
-- what.vi: {source_row}: “{entry}” không có trong tệp nào đang dùng
-- what.en: {source_row}: “{entry}” is in none of the files that stand
-- why.vi: Khai báo thừa che khuất thay đổi của biểu
-- why.en: What is no longer needed hides what has changed in the forms
-- hint.vi: Nạp lại tệp nếu dòng này mới thêm; nếu không, xóa dòng hoặc kiểm tra lại cách viết
-- hint.en: Ingest the file again where the line is new; else take it out, or check how it is written
SELECT NULL AS document, NULL AS section, NULL AS locator, m.source_row, m.entry
FROM mapping m
WHERE EXISTS (SELECT 1 FROM ledger_part p JOIN ledger_file f USING (file_id) WHERE list_contains(m.recipes, p.recipe) AND f.replaced_by IS NULL)
    AND NOT m.is_used
