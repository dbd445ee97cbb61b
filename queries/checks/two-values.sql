-- check: two-values
-- name.vi: Hai giá trị cho một số liệu
-- name.en: Two values of one figure
-- severity: error
-- what.vi: {measure}: {printed} ở đây, nhưng {other_printed} ở dòng {other_locator} cho cùng ngày
-- what.en: {measure}: {printed} here, but {other_printed} at line {other_locator} for the same day
-- why.vi: Một số liệu, một ngày, một nguồn thì chỉ có một giá trị
-- why.en: One figure, one day, one source has one value
-- hint.vi: Kiểm tra lại văn bản
-- hint.en: Check the document
WITH figure AS (
    SELECT o.*, coalesce(100.0 * o.numerator / nullif(o.denominator, 0), o.value) AS amount,
        CASE WHEN o.unit = '%' AND o.published IS NOT NULL THEN length(split_part(o.published, '.', 2)) ELSE 6 END AS decimals
    FROM observation o
    WHERE coalesce(o.as_of, o.period_end) IS NOT NULL AND o.qualifier = 'exact'
)
SELECT b.document, b.section, b.locator, b.source_row, m.name_vi AS measure_vi, m.name_en AS measure_en, b.printed,
    a.printed AS other_printed, a.locator AS other_locator
FROM figure a
JOIN figure b ON a.measure = b.measure AND a.ref_area = b.ref_area AND a.as_of IS NOT DISTINCT FROM b.as_of AND a.document = b.document
    AND a.period_start IS NOT DISTINCT FROM b.period_start AND a.period_end IS NOT DISTINCT FROM b.period_end AND a.obs_status = b.obs_status
    AND (a.numerator IS NULL) = (b.numerator IS NULL)
    AND (split_part(a.locator, '-', 1)::BIGINT, a.source_row) < (split_part(b.locator, '-', 1)::BIGINT, b.source_row)
JOIN measure m ON m.measure = b.measure
WHERE abs(a.amount - b.amount) > power(10, -least(a.decimals, b.decimals))
