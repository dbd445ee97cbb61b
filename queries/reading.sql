-- title.vi: Số đọc của từng chỉ tiêu
-- title.en: Readings of each indicator
-- question: What was each indicator on each date?
-- grain: one row per series (indicator, measure, area) and time period
-- key: indicator, measure, ref_area, time_period
-- column indicator | Chỉ tiêu | Indicator | id | the indicator read
-- column measure | Chuỗi số liệu | Series | id | the definition and source of the reading
-- column ref_area | Địa bàn | Area | id | code of the area
-- column time_period | Kỳ | Time period | date | the day the figure stands for
-- column time_basis | Căn cứ ngày | Basis of the day | text | printed beside the figure, or implied by the text around it
-- column numerator | Tử số | Numerator | count | parts counted
-- column denominator | Mẫu số | Denominator | count | out of
-- column obs_value | Giá trị | Value | value | 100 x numerator / denominator where there are parts, else the printed figure
-- column obs_status | Tình trạng | Status | text | A actual, P provisional
-- column qualifier | Độ chính xác | Qualifier | text | how exact the document says it is
-- column printed | Nguyên văn | As printed | text | the figures as printed
-- column document | Văn bản | Document | id | where it is printed
-- column section | Mục | Section | text | part of the document
-- column locator | Dòng | Line | text | line of the document's file
-- column source_row | Dòng dữ liệu | Data row | text | row of the dataset
-- assert parts-not-above-the-whole warning: numerator <= denominator
WITH dated AS (
    SELECT o.*, d.issued, coalesce(o.as_of, o.period_end) AS time_period, split_part(o.locator, '-', 1)::BIGINT AS line,
        CASE WHEN o.denominator > 0 THEN (100.0 * o.numerator / o.denominator)::DOUBLE ELSE o.value::DOUBLE END AS obs_value
    FROM observation o
    LEFT JOIN document d ON d.document = o.document
    WHERE o.indicator IS NOT NULL AND o.obs_status IN ('A', 'P')
),
-- Figures that add up from one starting day (the year to date, one budget year) are one reading, not several: the latest.
-- Of two prints of one figure, the actual before the provisional, the exact before the rounded, the later document before
-- the earlier, the one with parts before the bare rate.
latest AS (
    SELECT * FROM dated
    WHERE obs_value IS NOT NULL AND time_period IS NOT NULL
    QUALIFY row_number() OVER (
        PARTITION BY indicator, measure, ref_area, period_start IS NULL, coalesce(period_start, time_period)
        ORDER BY time_period DESC, obs_status = 'A' DESC, qualifier = 'exact' DESC, issued DESC NULLS LAST, numerator IS NULL, document,
            line, source_row) = 1
)
SELECT indicator, measure, ref_area, time_period, coalesce(as_of_basis, 'printed') AS time_basis, numerator, denominator, obs_value,
    obs_status, qualifier, printed, document, section, locator, source_row
FROM latest
-- Two periods that end on one day: the longer stands (the rule several-readings says so).
QUALIFY row_number() OVER (
    PARTITION BY indicator, measure, ref_area, time_period ORDER BY period_start IS NULL, period_start, source_row) = 1
ORDER BY indicator, measure, ref_area, time_period
