-- title.vi: Thay đổi giữa các kỳ
-- title.en: Change between periods
-- question: How far and how fast has each series moved?
-- grain: one row per series (indicator, measure, area)
-- key: indicator, measure, ref_area
-- parameter as_of DATE | Ngày xét | Day of the review | what became known later is left out
-- column indicator | Chỉ tiêu | Indicator | id | the indicator read
-- column measure | Chuỗi số liệu | Series | id | the definition and source of the readings
-- column ref_area | Địa bàn | Area | id | code of the area
-- column n | Số kỳ | Readings | count | readings of the series
-- column first_period | Kỳ đầu | First period | date | day of the first reading
-- column first_value | Giá trị đầu | First value | value | the first reading
-- column time_period | Kỳ gần nhất | Latest period | date | day of the latest reading
-- column obs_value | Giá trị gần nhất | Latest value | value | the latest reading
-- column change | Thay đổi | Change | points | latest minus first; none with one reading
-- column pace | Nhịp độ mỗi năm | Pace per year | points/year | change per year of 365.25 days
-- column scale | Thang | Scale | text | scale on which the series is projected, by the indicator's declared bounds
-- column periods | Các kỳ | Periods | list | days of all readings
-- column readings | Các giá trị | Readings | list | values of all readings
-- assert as-many-readings-as-it-says: len(readings) = n
-- assert known-by-the-day: time_period <= getvariable('as_of')
WITH series AS (
    SELECT indicator, measure, ref_area, count(*) AS n,
        min(time_period) AS first_period, arg_min(obs_value, time_period) AS first_value,
        max(time_period) AS time_period, arg_max(obs_value, time_period) AS obs_value,
        list(time_period ORDER BY time_period) AS periods, list(obs_value ORDER BY time_period) AS readings
    FROM reading r
    -- A break declared inside a measure: only what was read from that day on.
    WHERE time_period >= coalesce((SELECT max(break_date) FROM series_break b
        WHERE b.from_measure = r.measure AND b.to_measure = r.measure AND b.break_date <= getvariable('as_of')), time_period)
    GROUP BY indicator, measure, ref_area
)
SELECT s.indicator, s.measure, s.ref_area, s.n, s.first_period, s.first_value, s.time_period, s.obs_value,
    CASE WHEN s.n > 1 THEN s.obs_value - s.first_value END AS change,
    CASE WHEN s.n > 1 THEN pace(s.first_period, s.first_value, s.time_period, s.obs_value) END AS pace,
    default_scale([i.lower_bound::DOUBLE, i.upper_bound::DOUBLE]) AS scale,
    s.periods, s.readings
FROM series s
JOIN indicator i ON i.indicator = s.indicator
ORDER BY s.indicator, s.measure, s.ref_area
