-- check: rate-mismatch
-- name.vi: Tỷ lệ không khớp với tử số, mẫu số
-- name.en: Rate does not follow from its parts
-- severity: error
-- what.vi: {measure}: công bố {published:%} nhưng {numerator}/{denominator} = {rounded:%}{truncation}
-- what.en: {measure}: published {published:%} but {numerator}/{denominator} = {rounded:%}{truncation}
-- why.vi: Tỷ lệ công bố không khớp với tử số và mẫu số ở đúng số chữ số thập phân đã in
-- why.en: The published rate does not follow from its parts at the decimals it is printed with
-- hint.vi: Hỏi lại cơ quan lập báo cáo; tính toán ở đây dùng tử số và mẫu số
-- hint.en: Ask the office that wrote the report; computations here use the parts
WITH rate AS (
    SELECT o.*, m.name_vi AS measure_vi, m.name_en AS measure_en,
        -- Scaled to whole numbers: parts may have up to six decimals.
        rate_as_printed((o.numerator * 1000000)::BIGINT, (o.denominator * 1000000)::BIGINT, o.published) AS printed_rate
    FROM observation o
    JOIN measure m USING (measure)
    WHERE o.published IS NOT NULL AND o.denominator > 0 AND o.qualifier = 'exact'
)
SELECT document, section, locator, source_row, measure_vi, measure_en, published, numerator, denominator,
    printed_rate.rounded AS rounded,
    CASE WHEN printed_rate.truncated THEN ' (bị cắt bớt thay vì làm tròn)' ELSE '' END AS truncation_vi,
    CASE WHEN printed_rate.truncated THEN ' (cut off instead of rounded)' ELSE '' END AS truncation_en
FROM rate
WHERE NOT printed_rate.agrees
