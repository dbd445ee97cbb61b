-- check: correction-expired
-- name.vi: Hiệu chỉnh không còn áp dụng được
-- name.en: A correction no longer applies
-- severity: warning
-- what.vi: {source_row}: {row_key}, cột {field}: hiệu chỉnh cho “{found}”, nguồn nay ghi “{now}”
-- what.en: {source_row}: {row_key}, column {field}: corrects “{found}”, the source now says “{now}”
-- why.vi: Nguồn đã sửa, hoặc dòng không còn; hiệu chỉnh đã bị bỏ qua
-- why.en: The source has been mended, or the row is gone: the correction was not applied
-- hint.vi: Xóa dòng này khỏi corrections.csv, hoặc viết lại
-- hint.en: Take the line out of corrections.csv, or write it anew
SELECT NULL AS document, NULL AS section, NULL AS locator, source_row, row_key, field, found, CASE WHEN state = 'unmatched' THEN '(–)' ELSE coalesce(now, '') END AS now
FROM correction
WHERE state <> 'applied'
