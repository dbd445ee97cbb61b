-- title.vi: Tỷ lệ số hóa tài liệu lưu trữ
-- title.en: Share of archive pages digitised
-- question: What share of the archive pages to digitise is digitised, by unit?
-- grain: one row per unit at its latest month, and one for all
-- key: rate, level, ref_area, office
-- from: digitised_record
-- rate pages: pages_digitised / pages_to_digitise
-- parameter area VARCHAR | Địa bàn của dự án | Area of the project | code of the area that the project is about
-- column rate | Tỷ lệ | Rate | id | what is divided by what
-- column level | Cấp | Level | text | all, or unit
-- column ref_area | Địa bàn | Area | id | code of the area
-- column name | Tên | Name | text | name of the area
-- column office | Cơ quan | Office | text | the office, where it is not the commune's
-- column period_end | Đến ngày | To | date | the day that the stock stands for: of all, the latest
-- column numerator | Tử số | Numerator | count | pages digitised
-- column denominator | Mẫu số | Denominator | count | pages to digitise
-- column obs_value | Giá trị | Value | % | 100 x numerator / denominator
-- column obs_status | Tình trạng | Status | text | A actual, P provisional, SIM simulated
-- assert rate-within-bounds: obs_value BETWEEN 0 AND 100
-- assert rate-follows-from-its-parts: abs(obs_value * denominator - 100.0 * numerator) <= 1e-9 * denominator
WITH latest AS (
    SELECT * FROM digitised_record
    WHERE pages_to_digitise IS NOT NULL AND pages_digitised IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY ref_area, office ORDER BY period_end DESC, period_start DESC) = 1
),
summed AS (
    SELECT ref_area, office, GROUPING(ref_area) AS is_all, max(period_end) AS period_end, sum(pages_digitised) AS numerator, sum(pages_to_digitise) AS denominator,
        string_agg(DISTINCT obs_status, ' ' ORDER BY obs_status) AS obs_status
    FROM latest
    GROUP BY GROUPING SETS ((), (ref_area, office))
    HAVING count(*) > 0
)
SELECT 'pages' AS rate, CASE WHEN is_all = 1 THEN 'all' ELSE 'unit' END AS level,
    CASE WHEN is_all = 1 THEN getvariable('area') ELSE s.ref_area END AS ref_area, a.name, s.office, s.period_end,
    numerator::HUGEINT AS numerator, denominator::HUGEINT AS denominator, CASE WHEN denominator > 0 THEN 100.0 * numerator / denominator END AS obs_value, s.obs_status
FROM summed s
LEFT JOIN area a ON a.area = CASE WHEN is_all = 1 THEN getvariable('area') ELSE s.ref_area END
ORDER BY is_all DESC, ref_area, office
