-- title.vi: Tỷ lệ giải ngân
-- title.en: Share of funds disbursed
-- question: Which share of the funds allotted is disbursed, by unit and source of funds?
-- grain: one row per area and source of funds, by each office's latest statement in the latest budget year, and sums
-- key: rate, level, ref_area, funds
-- from: budget_line
-- rate disbursed: disbursed / allotted
-- parameter area VARCHAR | Địa bàn của dự án | Area of the project | code of the area that the project is about
-- column rate | Tỷ lệ | Rate | id | what is divided by what
-- column level | Cấp | Level | text | all, area, funds, or area and funds
-- column ref_area | Địa bàn | Area | id | code of the area
-- column name | Tên | Name | text | name of the area
-- column funds | Nguồn vốn | Source of funds | text | central, province, commune, other
-- column as_of | Ngày | Day | date | the day of the figures: of sums, the latest
-- column allotted | Bố trí (đồng) | Allotted (đồng) | đồng | all funds allotted
-- column numerator | Tử số | Numerator | đồng | disbursed since the first day of the year
-- column denominator | Mẫu số | Denominator | đồng | allotted, in the lines that say what was disbursed
-- column obs_value | Giá trị | Value | % | 100 x numerator / denominator
-- column rows_left_out | Dòng thiếu số liệu | Rows left out | count | lines that do not say what was disbursed
-- column obs_status | Tình trạng | Status | text | A actual, P provisional, SIM simulated
-- assert rate-within-bounds: obs_value BETWEEN 0 AND 100
-- assert rate-follows-from-its-parts: abs(obs_value * denominator - 100.0 * numerator) <= 1e-9 * denominator
WITH latest AS (
    SELECT * FROM budget_line
    -- One budget year is never added to another, nor a line that an office's latest statement no longer has.
    WHERE accumulation = 'year_to_date' AND year(as_of) = (SELECT max(year(b.as_of)) FROM budget_line b)
    QUALIFY as_of = max(as_of) OVER (PARTITION BY ref_area, office)
),
summed AS (
    SELECT ref_area, funds, GROUPING(ref_area) AS all_areas, GROUPING(funds) AS all_funds, max(as_of) AS as_of, sum(allotted) AS allotted, sum(disbursed) AS numerator,
        sum(allotted) FILTER (disbursed IS NOT NULL) AS denominator, count(*) FILTER (disbursed IS NULL) AS rows_left_out,
        string_agg(DISTINCT obs_status, ' ' ORDER BY obs_status) AS obs_status
    FROM latest
    GROUP BY GROUPING SETS ((), (ref_area), (funds), (ref_area, funds))
    HAVING count(*) > 0
)
SELECT 'disbursed' AS rate,
    CASE WHEN all_areas = 1 AND all_funds = 1 THEN 'all' WHEN all_areas = 1 THEN 'funds' WHEN all_funds = 1 THEN 'area' ELSE 'area-funds' END AS level,
    CASE WHEN all_areas = 1 THEN getvariable('area') ELSE s.ref_area END AS ref_area, a.name, s.funds, s.as_of, s.allotted::HUGEINT AS allotted,
    numerator::HUGEINT AS numerator, denominator::HUGEINT AS denominator, CASE WHEN denominator > 0 THEN 100.0 * numerator / denominator END AS obs_value, rows_left_out, s.obs_status
FROM summed s
LEFT JOIN area a ON a.area = CASE WHEN all_areas = 1 THEN getvariable('area') ELSE s.ref_area END
ORDER BY all_areas DESC, all_funds DESC, ref_area, funds
