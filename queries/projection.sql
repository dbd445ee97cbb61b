-- title.vi: Dự báo đến các mốc
-- title.en: Projection to the milestones
-- question: Where will each series be at the milestone years, and if that cannot be said, why not?
-- grain: one row per series, milestone year and level
-- key: indicator, measure, ref_area, target_year, interval_level
-- parameter milestones DATE[] | Các mốc | Milestones | last day of each year looked toward
-- parameter levels DOUBLE[] | Mức của khoảng | Levels of intervals | how sure intervals are to be, as shares; the first is shown
-- parameter method VARCHAR | Phương pháp | Method | the method asked for; NULL where each indicator has its own
-- column indicator | Chỉ tiêu | Indicator | id | the indicator read
-- column measure | Chuỗi số liệu | Series | id | the series
-- column ref_area | Địa bàn | Area | id | code of the area
-- column target_year | Năm | Year | year | the milestone
-- column n | Số kỳ | Readings | count | readings used
-- column method | Phương pháp | Method | text | the model and its version, with the reference class it draws on
-- column projected | Dự báo | Projected | value | median of the predictive distribution
-- column lower | Cận dưới | Lower | value | lower end of the interval
-- column upper | Cận trên | Upper | value | upper end of the interval
-- column interval_level | Mức của khoảng | Level | share | level of the interval
-- column coverage | Bao phủ đã kiểm nghiệm | Coverage in backtest | share | share of 90% intervals that held the actual value in the backtest, from as many readings, as far ahead; none without a backtest
-- column coverage_se | Sai số chuẩn | Its standard error | share | clustered by history
-- column reason | Lý do | Reason | text | why there is no projection, or what must be said beside it
-- assert interval-holds-its-median: projected BETWEEN lower AND upper
-- assert refused-with-a-reason: projected IS NOT NULL OR reason IS NOT NULL
WITH asked AS (
    -- The method asked for; else the indicator's reference class, where a person has declared one; else the default.
    SELECT t.*, u.class, coalesce(u.backtest, u.class) AS backtest,
        coalesce(getvariable('method'), 'analogs(' || u.class || ')', 'rw-drift') AS asked
    FROM trend t LEFT JOIN reference_use u ON u.indicator = t.indicator
),
projected AS (
    SELECT indicator, measure, ref_area, n, backtest, time_period, starts_with(asked, 'analogs(') AND class IS NULL AS undeclared,
        unnest(project(periods, readings, getvariable('milestones'), scale, getvariable('levels'), asked)) AS p
    FROM asked
),
judged AS (
    -- A median that the declared bounds exclude is no projection.
    SELECT r.*, coalesce(p.value < i.lower_bound, false) AS below, coalesce(p.value > i.upper_bound, false) AS above,
        earned(r.backtest, p.method, r.n, date_diff('day', r.time_period, p.date) / 365.25) AS e
    FROM projected r JOIN indicator i ON i.indicator = r.indicator
)
SELECT indicator, measure, ref_area, year(p.date) AS target_year, n, p.method AS method,
    CASE WHEN NOT (below OR above) THEN p.value END AS projected,
    CASE WHEN NOT (below OR above) THEN p.lower END AS lower,
    CASE WHEN NOT (below OR above) THEN p.upper END AS upper,
    p.level AS interval_level, e.coverage_90 AS coverage, e.coverage_90_se AS coverage_se,
    nullif(concat_ws(', ', p.reason, CASE WHEN below OR above THEN 'projected-outside-bounds'
        WHEN p.lower IS NOT NULL AND undeclared THEN 'class-not-declared'
        WHEN p.lower IS NOT NULL AND e.coverage_90 IS NULL THEN coalesce(e.reason, 'not-backtested') END), '') AS reason
FROM judged
ORDER BY indicator, measure, ref_area, target_year, interval_level
