-- title.vi: Tiến độ so với mục tiêu
-- title.en: Progress toward targets
-- question: Is each series on the way to its target, by two published methods?
-- grain: one row per numeric target and series
-- key: indicator, document, section, item, level, ref_area, target_year, measure
-- column indicator | Chỉ tiêu | Indicator | id | the indicator of the target
-- column document | Văn bản | Document | id | where it is promised
-- column section | Mục | Section | text | part of the document
-- column item | Số mục | Item | text | number in that part
-- column level | Cấp | Level | text | level of government
-- column ref_area | Địa bàn | Area | id | code of the area
-- column target_year | Năm | Year | year | to be reached by the end of this year
-- column goal | Mức cần đạt | Goal | value | the value to reach
-- column measured_as | Đo bằng | Measured as | id | the indicator whose readings answer the target
-- column measure | Chuỗi số liệu | Series | id | the series
-- column n | Số kỳ | Readings | count | readings of the series
-- column obs_value | Giá trị gần nhất | Latest value | value | the latest reading
-- column time_period | Kỳ gần nhất | Latest period | date | its day
-- column achieved | Đã đạt | Achieved | flag | does the latest reading meet the target?
-- column pace | Nhịp độ mỗi năm | Pace per year | points/year | observed change per year
-- column required_pace | Nhịp độ cần | Required pace | points/year | change per year from the latest reading to the target; none once it is achieved
-- column linear_expected | Trên đường thẳng | On the straight path | value | where the straight line from the first reading to the target stands on the day of the latest; the target once it is due, or where the first reading had reached it
-- column linear_distance | Khoảng cách | Distance | points | how far the latest reading is beyond that, whichever way is better; below zero where it falls short
-- column linear_months | Sớm (+) hoặc chậm (-) | Ahead (+) or behind (-) | months | the same in months
-- column linear_status | Theo đường thẳng | By linear path | text | classification by linear-path
-- column cagr_ratio | Tỷ số tăng trưởng | Growth ratio | number | observed over required compound growth
-- column cagr_status | Theo tỷ số tăng trưởng | By growth ratio | text | classification by cagr-ratio
-- column reason | Lý do | Reason | text | why there is no classification
WITH judged AS (
    SELECT p.*, t.n, date_diff('day', t.first_period, t.time_period) >= 365 AS judgeable, t.obs_value, t.time_period, t.pace,
        CASE p.comparator
            WHEN '>=' THEN t.obs_value >= p.goal
            WHEN '>' THEN t.obs_value > p.goal
            WHEN '<' THEN t.obs_value < p.goal
            WHEN '<=' THEN t.obs_value <= p.goal
            WHEN 'rank<=' THEN t.obs_value <= p.goal
            ELSE CASE p.direction WHEN 'lower' THEN t.obs_value <= p.goal ELSE t.obs_value >= p.goal END
        END AS achieved,
        linear_path(t.first_period, t.first_value, t.time_period, t.obs_value, p.target_date, p.goal, p.direction) AS linear,
        cagr_ratio(t.first_period, t.first_value, t.time_period, t.obs_value, p.target_date, p.goal, p.direction) AS cagr
    FROM promise p
    JOIN trend t ON t.measure = p.measure AND t.ref_area = p.ref_area
)
SELECT indicator, document, section, item, level, ref_area, target_year, goal, measured_as, measure, n, obs_value, time_period, achieved, pace,
    CASE WHEN NOT achieved THEN required_pace(time_period, obs_value, target_date, goal) END AS required_pace,
    CASE WHEN judgeable THEN linear.expected END AS linear_expected,
    CASE WHEN judgeable THEN linear.distance END AS linear_distance,
    CASE WHEN judgeable THEN linear.months_ahead END AS linear_months,
    -- The methods know a value to reach; whether it is reached is for the printed comparator to say.
    CASE WHEN achieved THEN 'achieved' WHEN judgeable THEN if(linear.status = 'achieved', 'on-track', linear.status) END AS linear_status,
    CASE WHEN judgeable THEN cagr.ratio END AS cagr_ratio,
    CASE WHEN achieved THEN 'achieved' WHEN judgeable THEN if(cagr.status = 'achieved', 'on-track', cagr.status) END AS cagr_status,
    CASE WHEN judgeable THEN coalesce(linear.reason, cagr.reason) WHEN n > 1 THEN 'less-than-a-year' ELSE 'one-reading' END AS reason
FROM judged
ORDER BY indicator, level, ref_area, target_year, document, section, item, measure
