-- check: parts-do-not-sum
-- name.vi: Các phần không cộng bằng tổng
-- name.en: Parts do not add up
-- severity: error
-- what.vi: {whole}: các phần cộng lại {parts} ({list}) nhưng tổng công bố là {total}
-- what.en: {whole}: the parts add up to {parts} ({list}) but the stated whole is {total}
-- why.vi: Các phần của một tổng phải cộng bằng tổng đó
-- why.en: The parts of a whole must add up to it
-- hint.vi: Một trong các số in sai hoặc thiếu một phần; hỏi lại cơ quan lập báo cáo
-- hint.en: One of the figures is misprinted or a part is missing; ask the office that wrote the report
WITH figure AS (
    SELECT o.*, m.part_of, m.partition, coalesce(o.numerator, o.value) AS part,
        lpad(split_part(o.locator, '-', 1), 7, '0') || o.source_row AS place
    FROM observation o
    JOIN measure m USING (measure)
    WHERE o.unit <> '%'
),
-- A figure that a document repeats counts once, at the first place.
part AS (
    SELECT * FROM figure
    WHERE partition IS NOT NULL
    QUALIFY row_number() OVER (
        PARTITION BY measure, ref_area, document, obs_status, period_start, period_end, as_of ORDER BY place) = 1
),
summed AS (
    SELECT part_of, partition, ref_area, document, obs_status, period_start, period_end, as_of, sum(part) AS parts, count(*) AS n,
        string_agg(trunc(part)::BIGINT::VARCHAR, ' + ' ORDER BY place) AS list,
        max(denominator) AS base,
        arg_min(section, place) AS section,
        arg_min(locator, place) AS locator,
        arg_min(source_row, place) AS source_row
    FROM part
    GROUP BY part_of, partition, ref_area, document, obs_status, period_start, period_end, as_of
),
-- The whole as stated for the same period and day, or else the base that its parts are given out of.
stated AS (
    SELECT s.*, coalesce(w.part, s.base) AS total
    FROM summed s
    LEFT JOIN figure w ON w.measure = s.part_of AND w.ref_area = s.ref_area AND w.document = s.document
        AND w.obs_status = s.obs_status AND w.period_start IS NOT DISTINCT FROM s.period_start
        AND w.period_end IS NOT DISTINCT FROM s.period_end AND w.as_of IS NOT DISTINCT FROM s.as_of
    QUALIFY row_number() OVER (
        PARTITION BY s.part_of, s.partition, s.ref_area, s.document, s.obs_status, s.period_start, s.period_end, s.as_of ORDER BY w.place) = 1
)
SELECT s.document, s.section, s.locator, s.source_row, w.name_vi AS whole_vi, w.name_en AS whole_en, s.parts, s.list, s.total
FROM stated s
JOIN measure w ON w.measure = s.part_of
WHERE s.n > 1 AND s.total IS NOT NULL AND s.parts <> s.total
