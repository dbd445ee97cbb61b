-- title.vi: Số đọc của từng chỉ tiêu (mô phỏng)
-- title.en: Readings of each indicator (simulated)
-- question: What was each rate of the returned forms in each month, in the province and in every commune?
-- grain: one row per series (indicator, measure, area) and month
-- key: indicator, measure, ref_area, time_period
-- parameter area VARCHAR | Địa bàn của dự án | Area of the project | code of the area that the project is about
-- column indicator | Chỉ tiêu | Indicator | id | the rate read
-- column measure | Chuỗi số liệu | Series | id | the same: one definition, one source
-- column ref_area | Địa bàn | Area | id | code of the area
-- column time_period | Kỳ | Time period | date | last day of the month
-- column time_basis | Căn cứ ngày | Basis of the day | text | printed: the forms name the month
-- column numerator | Tử số | Numerator | count | parts counted in the month
-- column denominator | Mẫu số | Denominator | count | out of
-- column obs_value | Giá trị | Value | value | 100 x numerator / denominator
-- column obs_status | Tình trạng | Status | text | SIM simulated
-- column qualifier | Độ chính xác | Qualifier | text | exact
-- column printed | Nguyên văn | As printed | text | numerator/denominator
-- column document | Văn bản | Document | id | none: the figures come from returned forms
-- column section | Mục | Section | text | the query that adds the forms up
-- column locator | Dòng | Line | text | none
-- column source_row | Dòng dữ liệu | Data row | text | what leads to the cells: milepost explain QUERY --area CODE
WITH rate AS (
    -- The counts of a month are of that month alone: every month is a reading of its own.
    SELECT *, 'online_service_rate' AS query FROM online_service_rate
    UNION ALL
    SELECT *, 'digitised_record_rate' FROM digitised_record_rate
)
SELECT 'simulated.' || rate AS indicator, 'simulated.' || rate AS measure, ref_area, period_end AS time_period, 'printed' AS time_basis,
    numerator, denominator, obs_value, obs_status, 'exact' AS qualifier, numerator || '/' || denominator AS printed,
    NULL::VARCHAR AS document, query AS section, NULL::VARCHAR AS locator, query || ':' || rate || ':' || ref_area || ':' || period_end AS source_row
FROM rate
-- The month of the whole, and of every commune; rows of the province's own offices are part of the whole, not an area below it.
WHERE (level = 'month' OR level = 'area-month' AND ref_area <> getvariable('area')) AND obs_value IS NOT NULL
ORDER BY indicator, measure, ref_area, time_period
