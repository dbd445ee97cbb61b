-- title.vi: Kiểm định xu hướng
-- title.en: Trend tests
-- question: Is there a trend in each series, how steep is it, and how sure is that?
-- grain: one row per series (indicator, measure, area)
-- key: indicator, measure, ref_area, test
-- parameter trend_level DOUBLE | Mức của khoảng nhịp độ | Level of the pace's interval | how sure the interval of a pace is to be, as a share
-- column indicator | Chỉ tiêu | Indicator | id | the indicator read
-- column measure | Chuỗi số liệu | Series | id | the definition and source of the readings
-- column ref_area | Địa bàn | Area | id | code of the area
-- column n | Số kỳ | Readings | count | readings of the series
-- column first_period | Kỳ đầu | First period | date | day of the first reading
-- column time_period | Kỳ gần nhất | Latest period | date | day of the latest reading
-- column test | Kiểm định | Test | text | the Mann-Kendall test used: exact, exact with ties, or normal beyond 20 readings
-- column s | S | S | number | pairs of readings that rise less pairs that fall
-- column tau_b | tau | tau | number | S as a share of the pairs, ties taken out
-- column p | p | p | share | two-sided p of no trend
-- column p_holm | p (Holm) | p (Holm) | share | the same adjusted for all series tested in this table
-- column significant | Có ý nghĩa | Significant | flag | at 5%, five readings at least, dependence between neighbours allowed for, and after Holm's correction
-- column slope | Độ dốc trung vị (Theil–Sen) | Median pace (Theil-Sen) | points/year | median of the slopes of all pairs of readings
-- column slope_lower | Cận dưới | Lower | points/year | lower end of its interval
-- column slope_upper | Cận trên | Upper | points/year | upper end of its interval
-- column coverage | Bao phủ đúng | True coverage | share | share of such intervals that hold the true slope; never below the level
-- column level | Mức của khoảng | Level | share | level asked for
-- column ols_slope | Nhịp độ (bình phương nhỏ nhất) | Pace (least squares) | points/year | slope of the least-squares line
-- column ols_lower | Cận dưới | Lower | points/year | lower end of its Student t interval
-- column ols_upper | Cận trên | Upper | points/year | upper end of its Student t interval
-- column ols_p | p của đường thẳng | p of the line | share | two-sided p of a slope of zero
-- column autocorrelation | Tự tương quan | Autocorrelation | number | of neighbouring deviations from the trend; none below eight readings
-- column reason | Lý do | Reason | text | why there is no test, or what must be said beside it
WITH tested AS (
    SELECT indicator, measure, ref_area, n, first_period, time_period,
        mann_kendall(periods, readings) AS mk,
        theil_sen(periods, readings, getvariable('trend_level')) AS sen,
        ols_trend(periods, readings, getvariable('trend_level')) AS ols,
        row_number() OVER (ORDER BY indicator, measure, ref_area) AS place
    FROM trend
),
adjusted AS (SELECT holm(list(mk.p ORDER BY place)) AS p FROM tested)
SELECT indicator, measure, ref_area, n, first_period, time_period,
    CASE WHEN mk.p IS NOT NULL THEN mk.method END AS test, mk.s AS s, mk.tau_b AS tau_b, mk.p AS p, a.p[t.place] AS p_holm,
    CASE WHEN mk.p IS NOT NULL THEN mk.significant AND a.p[t.place] <= 0.05 END AS significant,
    sen.slope AS slope, sen.lower AS slope_lower, sen.upper AS slope_upper, sen.coverage AS coverage, getvariable('trend_level') AS level,
    ols.slope AS ols_slope, ols.lower AS ols_lower, ols.upper AS ols_upper, ols.p AS ols_p, mk.autocorrelation AS autocorrelation,
    -- What the three say, each reason once.
    nullif(array_to_string(list_distinct(list_filter(flatten([string_split(coalesce(mk.reason, ''), ', '),
        string_split(coalesce(sen.reason, ''), ', '), string_split(coalesce(ols.reason, ''), ', ')]), lambda r: r <> '')), ', '), '') AS reason
FROM tested t, adjusted a
ORDER BY indicator, measure, ref_area
