-- title.vi: Chỉ tiêu có cả số liệu và mục tiêu
-- title.en: Indicators with both a reading and a target
-- question: Where does each measured indicator of each area stand against its nearest target?
-- grain: one row per indicator measured, series and area, with the nearest target year not yet past
-- key: indicator, measure, ref_area
-- parameter as_of DATE | Ngày xét | Day of the review | what became known later is left out
-- column indicator | Chỉ tiêu | Indicator | id | the indicator of the target
-- column measured_as | Đo bằng | Measured as | id | the indicator whose readings answer it
-- column measure | Chuỗi số liệu | Series | id | the series
-- column ref_area | Địa bàn | Area | id | code of the area
-- column theme | Chủ đề | Theme | id | chapter of the review
-- column name_vi | Tên | Name | text | name of what is measured, in Vietnamese
-- column name_en | Tên tiếng Anh | Name in English | text | the same in English
-- column unit | Đơn vị | Unit | text | unit of the target
-- column n | Số kỳ | Readings | count | readings of the series
-- column baseline_date | Ngày đầu | Baseline day | date | day of the first of several readings
-- column baseline | Kỳ đầu | Baseline | value | the first of several readings; none where there is one only
-- column time_period | Ngày | Day | date | day of the latest reading
-- column obs_value | Hiện tại | Now | value | the latest reading
-- column target_year | Năm | Year | year | the nearest target year
-- column goal | Mục tiêu | Target | value | the value to reach
-- column target_vi | Mục tiêu (chữ) | Target in words | text | comparator, value and year, written in Vietnamese
-- column target_en | Mục tiêu (tiếng Anh) | Target in English | text | the same in English
-- column status | Đánh giá | Status | text | as in the table status
-- column linear_months | Sớm (+) hoặc chậm (-) | Ahead (+) or behind (-) | months | against the straight path
-- column pace | Nhịp độ mỗi năm | Pace per year | points/year | observed change per year
-- column required_pace | Nhịp độ cần | Required pace | points/year | change per year that just meets the target
-- column reason | Lý do | Reason | text | why there is no projection
-- column target_document | Văn bản mục tiêu | Document of the target | id | where it is promised
-- column target_section | Mục của mục tiêu | Section of the target | text | part of that document
-- column target_locator | Dòng của mục tiêu | Line of the target | text | line of that document
-- column document | Nguồn số liệu | Source of the reading | id | document of the latest reading
-- column section | Mục | Section | text | part of that document
-- column locator | Dòng | Line | text | line of that document
-- assert one-row-a-series: SELECT indicator, measure, ref_area FROM overview GROUP BY ALL HAVING count(*) > 1
-- assert target-not-past: target_year >= year(getvariable('as_of'))
WITH own AS (
    SELECT s.*, p.goal, p.linear_months
    FROM status s
    LEFT JOIN progress p USING (indicator, document, section, item, level, ref_area, target_year, measure)
    JOIN document d ON d.document = s.document
    WHERE s.n > 0 AND s.status <> 'in-words' AND s.target_year >= year(getvariable('as_of'))
    -- A target stated by the government it binds comes before a copy of it in another plan.
    QUALIFY row_number() OVER (
        PARTITION BY s.indicator, s.measure, s.ref_area ORDER BY s.target_year, (d.level <> s.level), d.issued DESC, s.document, s.section, s.item) = 1
)
SELECT o.indicator, o.measured_as, o.measure, o.ref_area, i.theme, i.name_vi, i.name_en, o.unit, o.n,
    CASE WHEN o.n > 1 THEN t.first_period END AS baseline_date,
    CASE WHEN o.n > 1 THEN t.first_value END AS baseline,
    o.time_period, o.obs_value, o.target_year, o.goal,
    (CASE o.comparator WHEN '>=' THEN '≥ ' WHEN '<=' THEN '≤ ' WHEN '>' THEN '> ' WHEN '<' THEN '< ' ELSE '' END
        || replace(rtrim(rtrim(o.goal::DECIMAL(24, 6)::VARCHAR, '0'), '.'), '.', ',')
        || CASE WHEN starts_with(o.unit, '%') THEN '%' ELSE ' ' || o.unit END || ' (' || o.target_year || ')') AS target_vi,
    (CASE o.comparator WHEN '>=' THEN '≥ ' WHEN '<=' THEN '≤ ' WHEN '>' THEN '> ' WHEN '<' THEN '< ' ELSE '' END
        || replace(rtrim(rtrim(o.goal::DECIMAL(24, 6)::VARCHAR, '0'), '.'), '.', '.')
        || CASE WHEN starts_with(o.unit, '%') THEN '%' ELSE ' ' || o.unit END || ' (' || o.target_year || ')') AS target_en,
    o.status, o.linear_months, o.pace, o.required_pace, o.reason,
    o.document AS target_document, o.section AS target_section, o.locator AS target_locator, r.document, r.section, r.locator
FROM own o
JOIN indicator i ON i.indicator = o.measured_as
JOIN trend t ON t.measure = o.measure AND t.ref_area = o.ref_area
JOIN reading r ON r.measure = o.measure AND r.ref_area = o.ref_area AND r.time_period = o.time_period
JOIN theme h ON h.theme = i.theme
ORDER BY h.position, o.indicator, o.measured_as, o.ref_area, o.time_period DESC
