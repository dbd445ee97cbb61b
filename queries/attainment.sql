-- title.vi: Khả năng đạt mục tiêu
-- title.en: Attainment of targets
-- question: How probable is it that each target is met, and if that cannot be said, why not?
-- grain: one row per numeric target and series
-- column indicator | Chỉ tiêu | Indicator | id | the indicator of the target
-- column document | Văn bản | Document | id | where it is promised
-- column section | Mục | Section | text | part of the document
-- column item | Số mục | Item | text | number in that part
-- column level | Cấp | Level | text | level of government
-- column ref_area | Địa bàn | Area | id | code of the area
-- column target_year | Năm | Year | year | to be reached by the end of this year
-- column measure | Chuỗi số liệu | Series | id | the series
-- column method | Phương pháp | Method | text | the model and its version
-- column projected | Dự báo | Projected | value | median at the target's day
-- column lower | Cận dưới | Lower | value | lower end of the 80% interval
-- column upper | Cận trên | Upper | value | upper end of the 80% interval
-- column probability | Xác suất đạt | Probability | share | probability that the target is met on its day; none until a backtest has earned it
-- column reason | Lý do | Reason | text | why there is no probability
WITH estimated AS (
    SELECT p.*, attainment(t.periods, t.readings, p.target_date, p.goal,
            CASE WHEN p.comparator IN ('=', 'range') THEN CASE p.direction WHEN 'lower' THEN '<=' ELSE '>=' END
                ELSE p.comparator END, t.scale) AS a
    FROM promise p
    JOIN trend t ON t.measure = p.measure AND t.ref_area = p.ref_area
)
SELECT indicator, document, section, item, level, ref_area, target_year, measure, a.method AS method, a.value AS projected,
    a.lower AS lower, a.upper AS upper,
    -- A probability is printed only where the method has earned it in a backtest; none is stored yet.
    NULL::DOUBLE AS probability, nullif(concat_ws(', ', a.reason, CASE WHEN a.probability IS NOT NULL THEN 'not-backtested' END), '') AS reason
FROM estimated
ORDER BY indicator, level, ref_area, target_year, document, section, item, measure
