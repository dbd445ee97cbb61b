-- title.vi: Tỷ lệ bản có sóng 4G, băng rộng cố định và điện lưới
-- title.en: Shares of villages with 4G, fixed broadband and electricity
-- question: How many villages are covered, and how many of those that had no 4G have it now, by commune?
-- grain: one row per rate and commune, and one for all
-- key: rate, level, ref_area
-- from: village_coverage
-- rate covered: covered_on / covered_on + viettel_4g + vnpt_4g + mobifone_4g | covered_on IS NOT NULL OR NOT (viettel_4g OR vnpt_4g OR mobifone_4g)
-- rate any_4g: viettel_4g + vnpt_4g + mobifone_4g / village
-- rate fixed_broadband: fixed_broadband / village
-- rate electricity: electricity / village
-- parameter area VARCHAR | Địa bàn của dự án | Area of the project | code of the area that the project is about
-- column rate | Tỷ lệ | Rate | id | covered: of the villages that had no 4G; any_4g, fixed_broadband, electricity: of all
-- column level | Cấp | Level | text | all, or area
-- column ref_area | Địa bàn | Area | id | code of the commune
-- column name | Tên | Name | text | name of the commune
-- column as_of | Ngày | Day | date | the day of the figures: of all, the latest
-- column numerator | Tử số | Numerator | count | villages that have it
-- column denominator | Mẫu số | Denominator | count | villages that are counted
-- column obs_value | Giá trị | Value | % | 100 x numerator / denominator
-- column planned | Kế hoạch | Planned | count | of those without: villages with a planned day
-- column rows_left_out | Dòng thiếu số liệu | Rows left out | count | villages for which it is not said
-- column obs_status | Tình trạng | Status | text | A actual, P provisional, SIM simulated
-- assert rate-within-bounds: obs_value BETWEEN 0 AND 100
-- assert rate-follows-from-its-parts: abs(obs_value * denominator - 100.0 * numerator) <= 1e-9 * denominator
WITH latest AS (
    -- One operator is enough; without 4G is a village only where all three say so: what is not said is not a no.
    SELECT *, viettel_4g OR vnpt_4g OR mobifone_4g AS any_4g
    FROM village_coverage
    -- A commune's latest statement is the whole of it: a village that it no longer names is gone.
    QUALIFY as_of = max(as_of) OVER (PARTITION BY ref_area)
),
part AS (
    SELECT ref_area, as_of, obs_status, planned_on, unnest([
        {rate: 'covered', counted: covered_on IS NOT NULL OR NOT any_4g, has: coalesce(covered_on <= as_of, false)},
        {rate: 'any_4g', counted: true, has: any_4g},
        {rate: 'fixed_broadband', counted: true, has: fixed_broadband},
        {rate: 'electricity', counted: true, has: electricity}], recursive := true)
    FROM latest
),
summed AS (
    SELECT rate, ref_area, GROUPING(ref_area) AS is_all, max(as_of) AS as_of, count(*) FILTER (counted AND has) AS numerator,
        count(*) FILTER (counted AND has IS NOT NULL) AS denominator,
        count(*) FILTER (counted AND NOT has AND planned_on IS NOT NULL) AS planned,
        count(*) FILTER (counted IS NULL OR counted AND has IS NULL) AS rows_left_out,
        string_agg(DISTINCT obs_status, ' ' ORDER BY obs_status) AS obs_status
    FROM part
    GROUP BY GROUPING SETS ((rate), (rate, ref_area))
)
SELECT rate, CASE WHEN is_all = 1 THEN 'all' ELSE 'area' END AS level, CASE WHEN is_all = 1 THEN getvariable('area') ELSE s.ref_area END AS ref_area, a.name, s.as_of,
    numerator, denominator, CASE WHEN denominator > 0 THEN 100.0 * numerator / denominator END AS obs_value,
    CASE WHEN rate IN ('covered', 'any_4g') THEN planned END AS planned, rows_left_out, s.obs_status
FROM summed s
LEFT JOIN area a ON a.area = CASE WHEN is_all = 1 THEN getvariable('area') ELSE s.ref_area END
ORDER BY rate, is_all DESC, ref_area
