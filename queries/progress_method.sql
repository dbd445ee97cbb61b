-- title.vi: Đánh giá tiến độ theo năm phương pháp
-- title.en: Progress by five methods
-- question: What does each published method say of each target, and where they disagree, why?
-- grain: one row per numeric target, series and method; only series with two readings or more
-- key: indicator, document, section, item, level, ref_area, target_year, measure, method
-- column indicator | Chỉ tiêu | Indicator | id | the indicator of the target
-- column document | Văn bản | Document | id | where it is promised
-- column section | Mục | Section | text | part of the document
-- column item | Số mục | Item | text | number in that part
-- column level | Cấp | Level | text | level of government
-- column ref_area | Địa bàn | Area | id | code of the area
-- column target_year | Năm | Year | year | to be reached by the end of this year
-- column goal | Mức cần đạt | Goal | value | the value to reach
-- column measure | Chuỗi số liệu | Series | id | the series
-- column n | Số kỳ | Readings | count | readings of the series
-- column method | Phương pháp | Method | text | the method and its version
-- column status | Đánh giá | Status | text | its class in the order common to all methods
-- column class | Tên gọi của phương pháp | The method’s own name | text | its own name for that class
-- column ratio | Tỷ số | Ratio | number | observed over needed, as the method counts it
-- column score | Điểm | Score | number | on the method’s own scale
-- column at_target | Tại hạn | On the target date | value | where the method takes the indicator to be on the target date; no projection
-- column agreement | Mức nhất trí | Agreement | text | of all five: agree, differ-in-degree, disagree, not-comparable
-- column why | Vì sao khác | Why it differs | text | what makes it differ from linear-path
-- column reason | Lý do | Reason | text | why the method says nothing, or what must be said beside it
WITH compared AS (
    SELECT p.*, t.n, date_diff('day', t.first_period, t.time_period) < 365 AS short, unnest(progress(t.periods, t.readings, p.target_date, p.goal, p.direction, [i.lower_bound::DOUBLE, i.upper_bound::DOUBLE])) AS m
    FROM promise p
    JOIN trend t ON t.measure = p.measure AND t.ref_area = p.ref_area
    JOIN indicator i ON i.indicator = p.measured_as
    WHERE t.n > 1 AND p.comparator <> 'rank<='
)
SELECT indicator, document, section, item, level, ref_area, target_year, goal, measure, n, m.method AS method,
    -- What moved within a year may have moved by decree: no method judges it, as no status does.
    CASE WHEN NOT short THEN m.status END AS status, CASE WHEN NOT short THEN m.class END AS class, CASE WHEN NOT short THEN m.ratio END AS ratio,
    CASE WHEN NOT short THEN m.score END AS score, CASE WHEN NOT short THEN m.at_target END AS at_target,
    CASE WHEN NOT short THEN m.agreement END AS agreement, CASE WHEN NOT short THEN m.why END AS why,
    CASE WHEN short THEN 'less-than-a-year' ELSE m.reason END AS reason
FROM compared
ORDER BY indicator, level, ref_area, target_year, document, section, item, measure, method
