-- title.vi: Dự báo của toàn địa bàn và tổng các đơn vị
-- title.en: Projection of the whole beside the sum of its parts
-- question: Does the projection of a whole area agree with the sum of its parts' own projections, and how far apart are the two?
-- grain: one row per series of an area whose parts have series too, and milestone year
-- key: indicator, measure, ref_area, target_year
-- parameter as_of DATE | Ngày xét | Day of the review | what became known later is left out
-- parameter milestones DATE[] | Các mốc | Milestones | last day of each year looked toward
-- parameter levels DOUBLE[] | Mức của khoảng | Levels of intervals | how sure intervals are to be, as shares; the first is shown
-- parameter method VARCHAR | Phương pháp | Method | the method asked for; NULL where each indicator has its own
-- column indicator | Chỉ tiêu | Indicator | id | the indicator read
-- column measure | Chuỗi số liệu | Series | id | the series
-- column ref_area | Địa bàn | Area | id | code of the whole area
-- column target_year | Năm | Year | year | the milestone
-- column method | Phương pháp | Method | text | by which the whole and every part are projected
-- column whole | Toàn bộ | Whole | value | the whole by its own series
-- column whole_lower | Cận dưới của toàn bộ | Lower end of the whole | value | lower end of its interval
-- column whole_upper | Cận trên của toàn bộ | Upper end of the whole | value | upper end of its interval
-- column sum | Cộng từ các đơn vị | Sum of the parts | value | the medians of the parts, weighted by the denominators of their latest readings: the middle if they move together; if they are independent the middle lies elsewhere, where the parts are skewed
-- column difference | Chênh lệch | Difference | points | the sum less the whole; never averaged away
-- column independent_lower | Cận dưới nếu các đơn vị độc lập | Lower end, parts independent | value | of the sum, if the parts move independently
-- column independent_upper | Cận trên nếu các đơn vị độc lập | Upper end, parts independent | value | of the sum, if the parts move independently
-- column together_lower | Cận dưới nếu các đơn vị cùng chiều | Lower end, parts together | value | of the sum, if all parts are high or low together
-- column together_upper | Cận trên nếu các đơn vị cùng chiều | Upper end, parts together | value | of the sum, if all parts are high or low together
-- column interval_level | Mức của khoảng | Level | share | level of the intervals
-- column parts | Số đơn vị | Parts | count | parts that count
-- column left_out | Kỳ thiếu | Readings left out | count | readings that are missing
-- column whole_denominator | Mẫu số của toàn bộ | Denominator of the whole | count | beside the latest reading of the whole
-- column parts_denominator | Mẫu số cộng từ các đơn vị | Denominators of the parts | count | beside the latest readings of the parts
-- column reason | Lý do | Reason | text | why the two cannot be compared, or what must be said beside them
WITH asked AS (
    SELECT t.*, u.class, coalesce(getvariable('method'), 'analogs(' || u.class || ')', 'rw-drift') AS asked
    FROM trend t LEFT JOIN reference_use u ON u.indicator = t.indicator
),
dated AS (SELECT measure, ref_area, unnest(periods) AS period, unnest(readings) AS reading FROM trend),
denominated AS (
    SELECT d.*, r.denominator::DOUBLE AS denominator FROM dated d
    LEFT JOIN reading r ON r.measure = d.measure AND r.ref_area = d.ref_area AND r.time_period = d.period
),
-- Every area below the whole, those without a series too: a part that is missing is not zero.
part AS (
    SELECT w.measure, w.ref_area, a.area AS part, d.period, d.reading, d.denominator
    FROM trend w JOIN area a ON a.parent = w.ref_area
        AND coalesce(a.valid_from <= getvariable('as_of'), true) AND coalesce(a.valid_to >= getvariable('as_of'), true)
    LEFT JOIN denominated d ON d.measure = w.measure AND d.ref_area = a.area
),
parts AS (
    SELECT measure, ref_area, list(part ORDER BY part, period) AS parts, list(period ORDER BY part, period) AS periods, list(reading ORDER BY part, period) AS readings,
        list(denominator ORDER BY part, period) AS denominators
    FROM part GROUP BY measure, ref_area HAVING count(period) > 0
),
latest AS (SELECT measure, ref_area, arg_max_null(denominator, period) AS denominator FROM denominated GROUP BY measure, ref_area),
counted AS (
    SELECT p.measure, p.ref_area, max(w.denominator) AS whole_denominator,
        CASE WHEN count(l.denominator) = count(*) THEN sum(l.denominator ORDER BY p.part) END AS parts_denominator
    FROM (SELECT DISTINCT measure, ref_area, part FROM part) p
    LEFT JOIN latest l ON l.measure = p.measure AND l.ref_area = p.part
    LEFT JOIN latest w ON w.measure = p.measure AND w.ref_area = p.ref_area
    GROUP BY p.measure, p.ref_area
),
held AS (
    SELECT t.indicator, t.measure, t.ref_area, year(m.day) AS target_year, c.whole_denominator, c.parts_denominator,
        reconcile(t.periods, t.readings, p.parts, p.periods, p.readings, p.denominators, m.day, t.scale, getvariable('levels')[1], t.asked) AS r,
        starts_with(t.asked, 'analogs(') AND t.class IS NULL AS undeclared
    FROM asked t JOIN parts p ON p.measure = t.measure AND p.ref_area = t.ref_area
    JOIN counted c ON c.measure = t.measure AND c.ref_area = t.ref_area,
    (SELECT unnest(getvariable('milestones')) AS day) m
),
judged AS (
    -- A median that the declared bounds exclude is no projection.
    SELECT h.*, p.coverage IS NULL AS untried, coalesce(least(r.whole, r.sum) < i.lower_bound OR greatest(r.whole, r.sum) > i.upper_bound, false) AS outside,
        r.sum IS NOT NULL AND whole_denominator IS DISTINCT FROM parts_denominator AS differ
    FROM held h JOIN indicator i ON i.indicator = h.indicator
    LEFT JOIN projection p ON p.measure = h.measure AND p.ref_area = h.ref_area AND p.target_year = h.target_year AND p.interval_level = r.level
)
SELECT indicator, measure, ref_area, target_year, r.method AS method, CASE WHEN NOT outside THEN r.whole END AS whole,
    CASE WHEN NOT outside THEN r.whole_lower END AS whole_lower, CASE WHEN NOT outside THEN r.whole_upper END AS whole_upper,
    CASE WHEN NOT outside THEN r.sum END AS sum, CASE WHEN NOT outside THEN r.difference END AS difference,
    CASE WHEN NOT outside THEN r.independent_lower END AS independent_lower, CASE WHEN NOT outside THEN r.independent_upper END AS independent_upper,
    CASE WHEN NOT outside THEN r.together_lower END AS together_lower, CASE WHEN NOT outside THEN r.together_upper END AS together_upper,
    r.level AS interval_level, r.parts AS parts, r.left_out AS left_out, whole_denominator, parts_denominator,
    nullif(concat_ws(', ', CASE WHEN outside THEN 'projected-outside-bounds' END, CASE WHEN differ THEN 'parts-not-the-whole' END, r.reason,
        CASE WHEN r.sum IS NULL THEN NULL WHEN undeclared THEN 'class-not-declared' WHEN untried THEN 'not-backtested' END), '') AS reason
FROM judged
ORDER BY indicator, measure, ref_area, target_year
