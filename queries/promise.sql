-- title.vi: Mục tiêu bằng số và chuỗi số liệu trả lời mục tiêu đó
-- title.en: Numeric targets and the series that answer them
-- question: Which series is to be held against which target?
-- grain: one row per numeric target and series of the same area; one row without a series where nothing is measured
-- key: indicator, document, section, item, level, ref_area, target_year, measure
-- column indicator | Chỉ tiêu | Indicator | id | the indicator of the target
-- column document | Văn bản | Document | id | where it is promised
-- column section | Mục | Section | text | part of the document
-- column item | Số mục | Item | text | number in that part
-- column level | Cấp | Level | text | level of government
-- column ref_area | Địa bàn | Area | id | code of the area
-- column target_year | Năm | Year | year | to be reached by the end of this year
-- column target_date | Thời hạn | Due | date | last day of that year
-- column comparator | So sánh | Comparator | text | how to compare
-- column goal | Mức cần đạt | Goal | value | the value to reach: of a range its nearer end
-- column direction | Chiều | Direction | text | which way is better
-- column measured_as | Đo bằng | Measured as | id | the indicator whose readings answer the target: itself, or one of its components
-- column measure | Chuỗi số liệu | Series | id | the series
SELECT t.indicator, t.document, t.section, t.item, t.level, t.ref_area, t.year AS target_year,
    make_date(t.year, 12, 31) AS target_date, t.comparator,
    (CASE WHEN t.comparator = 'range' AND i.direction = 'lower' THEN t.high ELSE t.low END)::DOUBLE AS goal,
    i.direction, s.indicator AS measured_as, s.measure
FROM target t
JOIN indicator i ON i.indicator = t.indicator
LEFT JOIN (
    SELECT indicator, measure, ref_area, indicator AS answers FROM trend
    UNION ALL
    SELECT r.indicator, r.measure, r.ref_area, c.component_of
    FROM trend r JOIN indicator c ON c.indicator = r.indicator WHERE c.component_of IS NOT NULL
) s ON s.ref_area = t.ref_area AND s.answers = t.indicator
WHERE t.comparator <> 'text' AND i.direction <> 'none'
ORDER BY t.indicator, t.level, t.ref_area, t.year, t.document, t.section, t.item, s.measure
