-- title.vi: Kịch bản: phải nhanh đến đâu, và nếu nhanh như đơn vị nhanh nhất
-- title.en: Scenarios: how fast it must be, and what if it were as fast as the fastest
-- question: Where would each series have to be on the way to its target, and where would it be at the fastest pace seen among its peers? These are scenarios, not forecasts: no interval, no probability.
-- grain: one row per series, scenario, target (for required-pace) and day
-- key: indicator, measure, ref_area, method, promised, document, section, item, level, target_year, day
-- parameter as_of DATE | Ngày xét | Day of the review | what became known later is left out
-- parameter milestones DATE[] | Các mốc | Milestones | last day of each year looked toward
-- column indicator | Chỉ tiêu | Indicator | id | the indicator read
-- column measure | Chuỗi số liệu | Series | id | the series
-- column ref_area | Địa bàn | Area | id | code of the area
-- column method | Kịch bản | Scenario | text | required-pace: straight to the target; best-commune-pace: at the pace of the fastest peer; with the version
-- column promised | Chỉ tiêu của mục tiêu | Indicator of the target | id | the indicator of the target: itself, or the one it is a component of; none for best-commune-pace, as in the columns up to the goal
-- column document | Văn bản | Document | id | where the target is promised; of several that promise the same, the one of its own level of government, the latest issued
-- column section | Mục | Section | text | part of the document
-- column item | Số mục | Item | text | number in that part
-- column level | Cấp | Level | text | level of government
-- column target_year | Năm của mục tiêu | Year of the target | year | to be reached by the end of this year
-- column comparator | So sánh | Comparator | text | how to compare
-- column goal | Mức cần đạt | Goal | value | the value to reach
-- column day | Ngày | Day | date | a milestone; for required-pace those before the target's day, and that day
-- column value | Giá trị | Value | value | of the scenario on that day
-- column pace | Nhịp độ mỗi năm | Pace per year | number | required-pace: in the unit of the readings; best-commune-pace: on the scale
-- column peer | Đơn vị nhanh nhất | Fastest peer | id | code of the area whose pace is taken
-- column n | Số kỳ hoặc đơn vị | Readings or peers | count | readings or peers it was made from; none where it is refused
-- column left_out | Bỏ ra | Left out | count | peers without two readings a quarter apart
-- column reason | Lý do | Reason | text | why there is no value, or what must be said beside it
WITH goal AS (
    SELECT p.indicator AS promised, p.measure, p.ref_area, p.document, p.section, p.item, p.level, p.target_year, p.target_date, p.goal,
        CASE WHEN p.comparator IN ('=', 'range') THEN CASE p.direction WHEN 'lower' THEN '<=' ELSE '>=' END ELSE p.comparator END AS compared
    FROM promise p JOIN document d ON d.document = p.document
    WHERE p.measure IS NOT NULL AND p.target_date > getvariable('as_of')
    QUALIFY row_number() OVER (PARTITION BY p.measure, p.ref_area, p.target_date, p.goal, compared, p.indicator
        ORDER BY (d.level <> p.level), d.issued DESC NULLS LAST, p.document, p.section, p.item) = 1
),
needed AS (
    SELECT t.indicator, g.*, unnest(required_path(t.periods, t.readings, g.target_date, g.goal, g.compared, t.scale,
        list_filter(getvariable('milestones'), lambda m: m < g.target_date) || [g.target_date])) AS s
    FROM goal g JOIN trend t ON t.measure = g.measure AND t.ref_area = g.ref_area
),
-- Peers of an area are those of the same kind below the same one; where none of them has the series, the areas below it.
pair AS (
    SELECT t.measure, t.ref_area, p.ref_area AS peer, p.periods, p.readings, b.parent = a.area AS is_below
    FROM trend t JOIN area a ON a.area = t.ref_area
    JOIN trend p ON p.measure = t.measure AND p.ref_area <> t.ref_area
    JOIN area b ON b.area = p.ref_area
    WHERE b.parent = a.area OR b.parent = a.parent AND b.type = a.type
    QUALIFY (b.parent = a.area) = min(b.parent = a.area) OVER (PARTITION BY t.measure, t.ref_area)
),
peers AS (
    SELECT measure, ref_area, flatten(list(list_transform(periods, lambda p: peer) ORDER BY peer)) AS peers, flatten(list(periods ORDER BY peer)) AS periods,
        flatten(list(readings ORDER BY peer)) AS readings
    FROM pair GROUP BY measure, ref_area
),
fastest AS (
    SELECT t.indicator, t.measure, t.ref_area,
        unnest(best_commune_path(t.periods, t.readings, p.peers, p.periods, p.readings, i.direction, t.scale, getvariable('milestones'))) AS s
    FROM trend t JOIN peers p ON p.measure = t.measure AND p.ref_area = t.ref_area
    JOIN indicator i ON i.indicator = t.indicator
    WHERE i.direction <> 'none'
)
SELECT indicator, measure, ref_area, s.method AS method, promised, document, section, item, level, target_year, compared AS comparator, goal, s.date AS day,
    s.value AS value, s.pace AS pace, NULL::VARCHAR AS peer, s.n AS n, s.left_out AS left_out, s.reason AS reason
FROM needed
UNION ALL
SELECT indicator, measure, ref_area, s.method, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, s.date, s.value, s.pace, s.peer, s.n, s.left_out, s.reason
FROM fastest
ORDER BY indicator, measure, ref_area, method DESC, target_year, goal, promised, comparator, day
