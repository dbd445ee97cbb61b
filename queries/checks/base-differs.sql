-- check: base-differs
-- severity: warning
-- what.vi: {whole}: một nơi tính trên {base}, nơi khác tính trên {other_base} (dòng {other_locator})
-- what.en: {whole}: counted out of {base} here, out of {other_base} elsewhere (line {other_locator})
-- why.vi: Cùng một tổng thể mà mẫu số khác nhau thì hai tỷ lệ không so sánh được
-- why.en: Two rates of one whole with different bases cannot be compared
-- hint.vi: Hỏi phạm vi của mỗi mẫu số trước khi dùng
-- hint.en: Ask what each base covers before using either
WITH base AS (
    SELECT o.*, m.part_of
    FROM observation o JOIN measure m USING (measure)
    WHERE o.denominator IS NOT NULL AND m.part_of IS NOT NULL
        -- Parts that together make the whole have bases of their own.
        AND m.partition IS NULL
)
SELECT b.document, b.section, b.locator, b.source_row, w.name_vi AS whole_vi, w.name_en AS whole_en,
    b.denominator AS base, min(a.denominator) AS other_base, arg_min(a.locator, [a.denominator, split_part(a.locator, '-', 1)::INTEGER]) AS other_locator
FROM base a
JOIN base b ON a.part_of = b.part_of AND a.ref_area = b.ref_area AND a.document = b.document
    AND a.obs_status = b.obs_status AND a.denominator < b.denominator
    AND split_part(a.locator, '-', 1)::INTEGER < split_part(b.locator, '-', 1)::INTEGER
JOIN measure w ON w.measure = b.part_of
GROUP BY ALL
