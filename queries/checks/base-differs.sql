-- check: base-differs
-- name.vi: Mẫu số khác nhau
-- name.en: Bases differ
-- severity: warning
-- what.vi: {whole}: tính trên {base} ({date}), nơi khác tính trên {other_base} ({other_date}, dòng {other_locator})
-- what.en: {whole}: counted out of {base} here ({date}), out of {other_base} elsewhere ({other_date}, line {other_locator})
-- why.vi: Cùng một tổng thể mà mẫu số khác nhau thì hai tỷ lệ không so sánh được
-- why.en: Two rates of one whole with different bases cannot be compared
-- hint.vi: Hỏi phạm vi của mỗi mẫu số trước khi dùng
-- hint.en: Ask what each base covers before using either
WITH base AS (
    SELECT o.*, m.part_of, lpad(split_part(o.locator, '-', 1), 9, '0') || o.source_row AS place
    FROM observation o JOIN measure m USING (measure)
    WHERE o.denominator IS NOT NULL AND m.part_of IS NOT NULL
        -- Parts that together make the whole have bases of their own.
        AND m.partition IS NULL
),
first_use AS (
    SELECT * FROM base
    QUALIFY row_number() OVER (PARTITION BY part_of, ref_area, document, obs_status, denominator ORDER BY place) = 1
)
SELECT b.document, b.section, b.locator, b.source_row, w.name_vi AS whole_vi, w.name_en AS whole_en, b.denominator AS base, b.as_of AS date,
    a.denominator AS other_base, a.as_of AS other_date, a.locator AS other_locator
FROM first_use a
JOIN first_use b ON a.part_of = b.part_of AND a.ref_area = b.ref_area AND a.document = b.document AND a.obs_status = b.obs_status
    AND a.place < b.place AND a.denominator <> b.denominator
JOIN measure w ON w.measure = b.part_of
