-- title.vi: Khả năng đạt mục tiêu
-- title.en: Attainment of targets
-- question: How probable is it that each target is met, when is it met, and if that cannot be said, why not?
-- grain: one row per numeric target and series
-- key: indicator, document, section, item, level, ref_area, target_year, measure
-- parameter levels DOUBLE[] | Mức của khoảng | Levels of intervals | how sure intervals are to be, as shares; the first is shown
-- parameter method VARCHAR | Phương pháp | Method | the method asked for; NULL where each indicator has its own
-- column indicator | Chỉ tiêu | Indicator | id | the indicator of the target
-- column document | Văn bản | Document | id | where it is promised
-- column section | Mục | Section | text | part of the document
-- column item | Số mục | Item | text | number in that part
-- column level | Cấp | Level | text | level of government
-- column ref_area | Địa bàn | Area | id | code of the area
-- column target_year | Năm | Year | year | to be reached by the end of this year
-- column measure | Chuỗi số liệu | Series | id | the series
-- column n | Số kỳ | Readings | count | readings used
-- column method | Phương pháp | Method | text | the model and its version, with the reference class it draws on
-- column projected | Dự báo | Projected | value | median at the target's day
-- column lower | Cận dưới | Lower | value | lower end of the interval
-- column upper | Cận trên | Upper | value | upper end of the interval
-- column interval_level | Mức của khoảng | Level | share | level of the interval
-- column probability | Xác suất đạt | Probability | share | probability that the target is met on its day; none until a backtest has earned it
-- column coverage | Bao phủ đã kiểm nghiệm | Coverage in backtest | share | share of 90% intervals that held the actual value in the backtest that earned it
-- column coverage_se | Sai số chuẩn | Its standard error | share | clustered by history
-- column reached | Dự kiến đạt | Expected | date | day from which the target is more likely met than not; only where a probability is earned
-- column earliest | Sớm nhất | Earliest | date | day from which the probability passes the lower tail of the level
-- column latest | Muộn nhất | Latest | date | day from which it passes the upper tail; none where it does not within 50 years or the backtested range
-- column reason | Lý do | Reason | text | why there is no probability
-- assert probability-is-a-share: probability BETWEEN 0 AND 1
-- assert interval-holds-its-median: projected BETWEEN lower AND upper
-- assert no-probability-without-a-record: probability IS NULL OR coverage IS NOT NULL
WITH asked AS (
    SELECT p.*, p.goal IN (i.lower_bound, i.upper_bound) AS on_bound, t.n, t.periods, t.readings, t.time_period, t.scale, coalesce(u.backtest, u.class) AS backtest,
        coalesce(getvariable('method'), 'analogs(' || u.class || ')', 'rw-drift') AS asked,
        CASE WHEN p.comparator IN ('=', 'range') THEN CASE p.direction WHEN 'lower' THEN '<=' ELSE '>=' END ELSE p.comparator END AS compared
    FROM promise p
    JOIN trend t ON t.measure = p.measure AND t.ref_area = p.ref_area
    JOIN indicator i ON i.indicator = t.indicator
    LEFT JOIN reference_use u ON u.indicator = t.indicator
),
estimated AS (
    SELECT *, attainment(periods, readings, target_date, goal, compared, scale, asked) AS a,
        attainment_year(periods, readings, goal, compared, scale, getvariable('levels')[1], asked) AS y
    FROM asked
),
judged AS (
    -- A probability is printed only where the method has earned it in a backtest, on goals such as this one, and where the
    -- interval says something.
    SELECT *, coalesce(on_bound, false) OR coalesce(contains(a.reason, 'not-informative'), false) AS withheld, earned(backtest, a.method, n, date_diff('day', time_period, target_date) / 365.25) AS e,
        earned(backtest, y.method, n, date_diff('day', time_period, y.date) / 365.25) AS ey
    FROM estimated
)
SELECT indicator, document, section, item, level, ref_area, target_year, measure, n, a.method AS method, a.value AS projected,
    a.lower AS lower, a.upper AS upper, a.level AS interval_level,
    CASE WHEN e.earned AND NOT withheld THEN a.probability END AS probability, e.coverage_90 AS coverage, e.coverage_90_se AS coverage_se,
    CASE WHEN ey.earned AND NOT withheld THEN y.date END AS reached, CASE WHEN ey.earned AND NOT withheld THEN y.earliest END AS earliest,
    CASE WHEN ey.earned AND NOT withheld THEN y.latest END AS latest,
    nullif(concat_ws(', ', a.reason, CASE WHEN a.probability IS NOT NULL AND NOT coalesce(e.earned, false)
        THEN coalesce(e.reason, 'not-backtested') END, CASE WHEN a.probability IS NOT NULL AND on_bound THEN 'bound-not-backtested' END), '') AS reason
FROM judged
ORDER BY indicator, level, ref_area, target_year, document, section, item, measure
