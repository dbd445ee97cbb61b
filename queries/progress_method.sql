-- title.vi: Đánh giá tiến độ theo năm phương pháp
-- title.en: Progress by five methods
-- question: What does each published method say of each target, and where they disagree, why?
-- grain: one row per numeric target, series and method; only series with two readings or more
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
    SELECT p.*, t.n, unnest(progress(t.periods, t.readings, p.target_date, p.goal, p.direction, [i.lower_bound::DOUBLE, i.upper_bound::DOUBLE])) AS m
    FROM promise p
    JOIN trend t ON t.measure = p.measure AND t.ref_area = p.ref_area
    JOIN indicator i ON i.indicator = p.measured_as
    WHERE t.n > 1 AND p.comparator <> 'rank<='
)
SELECT indicator, document, section, item, level, ref_area, target_year, goal, measure, n, m.method AS method, m.status AS status,
    m.class AS class, m.ratio AS ratio, m.score AS score, m.at_target AS at_target, m.agreement AS agreement, m.why AS why, m.reason AS reason
FROM compared
ORDER BY indicator, level, ref_area, target_year, document, section, item, measure, method
