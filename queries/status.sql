-- title.vi: Tình trạng của mọi mục tiêu
-- title.en: Status of every target
-- question: Where does each target stand?
-- grain: one row per target and series that answers it; one row where nothing is measured
-- key: indicator, document, section, item, level, ref_area, target_year, measure
-- parameter as_of DATE | Ngày xét | Day of the review | what became known later is left out
-- column indicator | Chỉ tiêu | Indicator | id | the indicator of the target
-- column ref_area | Địa bàn | Area | id | code of the area
-- column level | Cấp | Level | text | level of government
-- column document | Văn bản | Document | id | where it is promised
-- column section | Mục | Section | text | part of the document
-- column item | Số mục | Item | text | number in that part
-- column locator | Dòng | Line | text | line of the document's file
-- column source_row | Dòng dữ liệu | Data row | text | row of the dataset
-- column target_year | Năm | Year | year | to be reached by the end of this year
-- column comparator | So sánh | Comparator | text | how to compare
-- column low | Mức | Low | value | the value, or the lower end of a range
-- column high | Đến | High | value | the upper end of a range
-- column printed | Mục tiêu | Target | text | as printed
-- column unit | Đơn vị | Unit | text | unit of the target
-- column measured_as | Đo bằng | Measured as | id | the indicator whose readings answer the target
-- column measure | Chuỗi số liệu | Series | id | the series
-- column source_document | Nguồn số liệu | Source of the reading | id | document of the latest reading
-- column obs_value | Hiện tại | Now | value | the latest reading
-- column time_period | Kỳ | Time period | date | its day
-- column n | Số kỳ | Readings | count | readings of the series
-- column status | Đánh giá | Status | text | achieved, missed, on-track, moderate, limited, deterioration; or why it is not judged: one-reading, too-short, no-data, in-words, not-classified
-- column linear_status | Theo đường thẳng | By linear path | text | classification by linear-path
-- column method | Phương pháp | Method | text | what the status was computed by
-- column pace | Nhịp độ mỗi năm | Pace per year | points/year | observed change per year
-- column required_pace | Nhịp độ cần | Required pace | points/year | change per year that just meets the target
-- column projected | Dự báo | Projected | value | median at the target's day
-- column lower | Cận dưới | Lower | value | lower end of the 80% interval
-- column upper | Cận trên | Upper | value | upper end of the 80% interval
-- column probability | Xác suất đạt | Probability | share | probability that the target is met on its day
-- column coverage | Bao phủ đã kiểm nghiệm | Coverage in backtest | share | share of 90% intervals that held the actual value in the backtest that earned it
-- column projection_method | Phương pháp dự báo | Method of the projection | text | the model and its version, with the reference class it draws on
-- column reason | Lý do | Reason | text | why there is no projection or no status
-- assert known-status: status IN ('in-words', 'no-data', 'achieved', 'missed', 'one-reading', 'too-short', 'not-classified', 'on-track', 'moderate', 'limited', 'deterioration')
-- assert every-target-has-a-status: SELECT indicator, document, section, item, level, ref_area, year FROM target t WHERE NOT EXISTS (SELECT 1 FROM status s WHERE s.indicator = t.indicator AND s.document = t.document AND s.section = t.section AND s.item = t.item AND s.level = t.level AND s.ref_area = t.ref_area AND s.target_year = t.year)
-- assert no-verdict-without-a-reading: status IN ('in-words', 'no-data') OR n > 0
-- assert probability-is-a-share: probability BETWEEN 0 AND 1
-- assert interval-holds-its-median: projected BETWEEN lower AND upper
WITH last_reading AS (
    SELECT measure, ref_area, arg_max(document, time_period) AS source_document FROM reading GROUP BY measure, ref_area
)
SELECT t.indicator, t.ref_area, t.level, t.document, t.section, t.item, t.locator, t.source_row, t.year AS target_year,
    t.comparator, t.low, t.high, t.printed, coalesce(t.unit, i.unit) AS unit,
    g.measured_as, g.measure, r.source_document, g.obs_value, g.time_period, coalesce(g.n, 0) AS n,
    CASE
        WHEN t.comparator = 'text' OR i.direction = 'none' THEN 'in-words'
        WHEN g.n IS NULL THEN 'no-data'
        WHEN g.achieved THEN 'achieved'
        WHEN make_date(t.year, 12, 31) < getvariable('as_of') THEN 'missed'
        WHEN g.n = 1 THEN 'one-reading'
        -- What moved within a year may have moved by decree: two readings a few months apart show no progress yet.
        WHEN date_diff('day', h.first_period, g.time_period) < 365 THEN 'too-short'
        ELSE coalesce(g.cagr_status, 'not-classified')
    END AS status,
    g.linear_status,
    CASE
        WHEN g.n IS NULL THEN NULL
        WHEN g.achieved OR make_date(t.year, 12, 31) < getvariable('as_of') OR g.n = 1
            OR date_diff('day', h.first_period, g.time_period) < 365 THEN 'comparison'
        ELSE 'cagr-ratio'
    END AS method,
    g.pace, g.required_pace, a.projected, a.lower, a.upper, a.probability, a.coverage,
    CASE WHEN a.projected IS NOT NULL THEN a.method END AS projection_method,
    CASE
        WHEN t.comparator = 'text' THEN 'target-in-words'
        WHEN i.direction = 'none' THEN 'no-direction'
        WHEN g.n IS NULL THEN 'no-readings'
        ELSE nullif(concat_ws(', ', a.reason, CASE WHEN g.reason NOT IN ('one-reading', 'less-than-a-year') THEN g.reason END), '')
    END AS reason
FROM target t
JOIN indicator i ON i.indicator = t.indicator
LEFT JOIN progress g ON g.indicator = t.indicator AND g.document = t.document AND g.section = t.section AND g.item = t.item
    AND g.level = t.level AND g.ref_area = t.ref_area AND g.target_year = t.year
LEFT JOIN attainment a ON a.indicator = t.indicator AND a.document = t.document AND a.section = t.section AND a.item = t.item
    AND a.level = t.level AND a.ref_area = t.ref_area AND a.target_year = t.year AND a.measure = g.measure
LEFT JOIN trend h ON h.measure = g.measure AND h.ref_area = t.ref_area
LEFT JOIN last_reading r ON r.measure = g.measure AND r.ref_area = t.ref_area
ORDER BY t.indicator, t.level, t.ref_area, t.year, t.document, t.section, t.item, g.measure
