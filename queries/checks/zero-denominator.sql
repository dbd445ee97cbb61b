-- check: zero-denominator
-- name.vi: Mẫu số bằng không
-- name.en: Zero denominator
-- severity: note
-- what.vi: {measure}: công bố {numerator}/{denominator}, không có tỷ lệ
-- what.en: {measure}: published as {numerator}/{denominator}, there is no rate
-- why.vi: Chia cho không: thiếu số liệu không phải là 0%
-- why.en: A division by zero: a missing figure is not 0%
-- hint.vi: Để trống, không ghi 0%
-- hint.en: Leave it blank, do not write 0%
SELECT o.document, o.section, o.locator, o.source_row, m.name_vi AS measure_vi, m.name_en AS measure_en, o.numerator, o.denominator
FROM observation o JOIN measure m USING (measure)
WHERE o.denominator = 0
