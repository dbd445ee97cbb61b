-- title.vi: Từ mục tiêu này đến mục tiêu sau
-- title.en: From one target to the next
-- question: If a target is just met on its day, where did others stand by the day of the next one, having started from the same level?
-- grain: one row per two targets of an indicator, area and level of government that follow one another, where a reference class is declared
-- key: indicator, level, ref_area, from_document, from_year, to_document, to_year, class, interval_level
-- parameter levels DOUBLE[] | Mức của khoảng | Levels of intervals | how sure intervals are to be, as shares; the first is shown
-- column indicator | Chỉ tiêu | Indicator | id | the indicator of the targets
-- column level | Cấp | Level | text | level of government
-- column ref_area | Địa bàn | Area | id | code of the area
-- column from_document | Văn bản của mốc trước | Document of the first | id | where the earlier target is promised
-- column from_year | Mốc trước | From | year | year of the earlier target
-- column from_value | Mức trước | From value | value | the earlier target, taken as just met: a supposition, not a reading
-- column to_document | Văn bản của mốc sau | Document of the second | id | where the later target is promised
-- column to_year | Mốc sau | To | year | year of the later target
-- column to_value | Mức sau | To value | value | the later target
-- column class | Nhóm tham chiếu | Reference class | id | the class that speaks
-- column method | Phương pháp | Method | text | the method and its version
-- column projected | Trung vị của nhóm | Median of the class | value | where half of the class stood by then
-- column lower | Cận dưới | Lower | value | lower end of the interval
-- column upper | Cận trên | Upper | value | upper end of the interval
-- column interval_level | Mức của khoảng | Level | share | level of the interval
-- column probability | Khả năng tới mốc sau | Share that got there | share | share of the class that stood at the later target by then; none until the class has earned it in its backtest
-- column coverage | Bao phủ đã kiểm nghiệm | Coverage in backtest | share | share of 90% intervals of the class that held the actual value so far ahead
-- column coverage_se | Sai số chuẩn | Its standard error | share | clustered by area
-- column reason | Lý do | Reason | text | why there is no value or no probability
WITH goal AS (
    -- Of several documents' targets for one year the strictest, and the latest issued of equal ones.
    SELECT t.indicator, t.level, t.ref_area, t.year, t.low::DOUBLE AS goal, t.document, u.class, i.upper_bound::DOUBLE AS ceiling
    FROM target t JOIN reference_use u ON u.indicator = t.indicator JOIN indicator i ON i.indicator = t.indicator
    JOIN document d ON d.document = t.document
    WHERE u.class IS NOT NULL AND t.low IS NOT NULL AND t.comparator IN ('>=', '>', '=') AND i.direction = 'higher'
    QUALIFY row_number() OVER (PARTITION BY t.indicator, t.level, t.ref_area, t.year ORDER BY t.low DESC, d.issued DESC, t.document) = 1
),
step AS (
    SELECT *, lag(year) OVER targets AS from_year, lag(goal) OVER targets AS from_value, lag(document) OVER targets AS from_document
    FROM goal WINDOW targets AS (PARTITION BY indicator, level, ref_area ORDER BY year)
),
asked AS (
    SELECT *, [make_date(from_year, 12, 31)] AS dates, [from_value] AS values, make_date(year, 12, 31) AS day,
        'analogs(' || class || ')' AS asked
    FROM step WHERE from_value < goal
),
answered AS (
    SELECT *, project(dates, values, [day], 'gompertz', getvariable('levels')[1:1], asked)[1] AS p,
        attainment(dates, values, day, goal, '>=', 'gompertz', asked) AS a
    FROM asked
),
judged AS (SELECT *, goal = ceiling AS on_bound, coalesce(contains(p.reason, 'not-informative'), false) AS vague, earned(class, p.method, 1, date_diff('day', dates[1], day) / 365.25) AS e FROM answered)
SELECT indicator, level, ref_area, from_document, from_year, from_value, document AS to_document, year AS to_year, goal AS to_value, class,
    p.method AS method, p.value AS projected, p.lower AS lower, p.upper AS upper, p.level AS interval_level,
    CASE WHEN e.earned AND NOT (coalesce(on_bound, false) OR vague) THEN a.probability END AS probability, e.coverage_90 AS coverage, e.coverage_90_se AS coverage_se,
    nullif(concat_ws(', ', p.reason, CASE WHEN p.value IS NOT NULL AND NOT e.earned THEN e.reason END,
        CASE WHEN p.value IS NOT NULL AND on_bound THEN 'bound-not-backtested' END), '') AS reason
FROM judged
ORDER BY indicator, level, ref_area, from_year, to_year
