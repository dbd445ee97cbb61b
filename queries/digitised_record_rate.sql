-- title.vi: Tỷ lệ số hóa hồ sơ và kết quả giải quyết
-- title.en: Shares of dossiers and results digitised
-- question: What share of dossiers has its components, and what share of results is digitised, by commune and by month?
-- grain: one row per rate, area and month, and sums over areas, months and both; of sums the days are the first and the last of their rows
-- key: rate, level, ref_area, period_start, period_end
-- from: digitised_record
-- rate components: components_digitised / received
-- rate results: results_digitised / results
-- parameter area VARCHAR | Địa bàn của dự án | Area of the project | code of the area that the project is about
-- column rate | Tỷ lệ | Rate | id | what is divided by what
-- column level | Cấp | Level | text | all, area, month, or area and month
-- column ref_area | Địa bàn | Area | id | code of the area
-- column name | Tên | Name | text | name of the area
-- column period_start | Từ ngày | From | date | first day of the period
-- column period_end | Đến ngày | To | date | last day of the period
-- column numerator | Tử số | Numerator | count | sum of the parts counted
-- column denominator | Mẫu số | Denominator | count | sum of what they are counted out of, in the same rows
-- column obs_value | Giá trị | Value | % | 100 x numerator / denominator
-- column rows_used | Số dòng | Rows | count | rows that have both
-- column rows_left_out | Dòng thiếu số liệu | Rows left out | count | rows in which either is missing: they count on neither side
-- column obs_status | Tình trạng | Status | text | A actual, P provisional, SIM simulated
-- assert rate-within-bounds: obs_value BETWEEN 0 AND 100
-- assert rate-follows-from-its-parts: abs(obs_value * denominator - 100.0 * numerator) <= 1e-9 * denominator
WITH part AS (
    SELECT ref_area, period_start, period_end, obs_status, unnest([
        {rate: 'components', numerator: components_digitised, denominator: received},
        {rate: 'results', numerator: results_digitised, denominator: results}], recursive := true)
    FROM digitised_record
    WHERE accumulation = 'period'
),
summed AS (
    SELECT rate, ref_area, period_start, GROUPING(ref_area) AS all_areas, GROUPING(period_start) AS all_periods,
        min(period_start) AS first_day, max(period_end) AS last_day,
        sum(numerator) FILTER (denominator IS NOT NULL) AS numerator, sum(denominator) FILTER (numerator IS NOT NULL) AS denominator,
        count(*) FILTER (numerator IS NOT NULL AND denominator IS NOT NULL) AS rows_used,
        count(*) FILTER (numerator IS NULL OR denominator IS NULL) AS rows_left_out,
        string_agg(DISTINCT obs_status, ' ' ORDER BY obs_status) AS obs_status
    FROM part
    GROUP BY GROUPING SETS ((rate), (rate, ref_area), (rate, period_start), (rate, ref_area, period_start))
)
SELECT rate, CASE WHEN all_areas = 1 AND all_periods = 1 THEN 'all' WHEN all_areas = 1 THEN 'month' WHEN all_periods = 1 THEN 'area' ELSE 'area-month' END AS level,
    CASE WHEN all_areas = 1 THEN getvariable('area') ELSE s.ref_area END AS ref_area, a.name,
    first_day AS period_start, last_day AS period_end, numerator::HUGEINT AS numerator, denominator::HUGEINT AS denominator,
    CASE WHEN denominator > 0 THEN 100.0 * numerator / denominator END AS obs_value, rows_used, rows_left_out, s.obs_status
FROM summed s
LEFT JOIN area a ON a.area = CASE WHEN all_areas = 1 THEN getvariable('area') ELSE s.ref_area END
ORDER BY rate, all_areas DESC, all_periods DESC, ref_area, period_start
