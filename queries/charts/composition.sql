-- What are the parts of the whole, and how do they change? `milepost chart composition --to a.svg`. Administrative procedures by
-- online level on each day with figures; where nothing is published of them, money by source of funds as the offices returned it.
WITH level AS (
    SELECT as_of AS day, CASE whole WHEN 'all' THEN 1 ELSE 2 END AS place,
        strftime(as_of, '%d/%m/%Y') || CASE whole WHEN 'all' THEN ': tất cả thủ tục' ELSE ': thủ tục đủ điều kiện toàn trình' END AS bar_vi,
        strftime(as_of, '%-d %B %Y') || CASE whole WHEN 'all' THEN ': all procedures' ELSE ': procedures eligible for full service' END AS bar_en, total,
        CASE part WHEN 'full' THEN 1 WHEN 'partly' THEN 2 ELSE 3 END AS part_place,
        CASE part WHEN 'full' THEN 'Toàn trình' WHEN 'partly' THEN 'Một phần' WHEN 'none' THEN 'Chưa trực tuyến' ELSE 'Đủ điều kiện, chưa toàn trình' END AS part_vi,
        CASE part WHEN 'full' THEN 'Full online' WHEN 'partly' THEN 'Partly online' WHEN 'none' THEN 'Not online' ELSE 'Eligible, not yet full' END AS part_en, value
    FROM procedure_level
),
fund AS (
    SELECT funds, allotted / 1000000.0 AS allotted, numerator / 1000000.0 AS disbursed
    FROM budget_line_rate WHERE level = 'funds' AND allotted > 0 AND NOT EXISTS (SELECT 1 FROM procedure_level)
),
money AS (
    SELECT f.place, f.bar_vi, f.bar_en, sum(f.value) OVER (PARTITION BY f.place) AS total, f.funds, f.value
    FROM (SELECT 1 AS place, 'Bố trí' AS bar_vi, 'Allotted' AS bar_en, funds, allotted AS value FROM fund
        UNION ALL SELECT 2, 'Đã giải ngân', 'Disbursed', funds, disbursed FROM fund) f
),
drawn AS (
    SELECT place, day, part_place, bar_vi, bar_en, total::DOUBLE AS total, part_vi, part_en, value::DOUBLE AS value, 'TTHC' AS unit_vi, 'procedures' AS unit_en,
        'Thủ tục hành chính theo mức độ trực tuyến' AS title_vi, 'Administrative procedures by online level' AS title_en,
        'Số thủ tục tại từng ngày có số liệu' AS subtitle_vi, 'Procedures on each day with figures' AS subtitle_en,
        'Nguồn: bảng procedure_level, từ báo cáo đã công bố' AS foot_vi, 'Source: table procedure_level, from published reports' AS foot_en
    FROM level
    UNION ALL
    SELECT place, NULL, CASE funds WHEN 'central' THEN 1 WHEN 'province' THEN 2 WHEN 'commune' THEN 3 ELSE 4 END, bar_vi, bar_en, total,
        CASE funds WHEN 'central' THEN 'Ngân sách trung ương' WHEN 'province' THEN 'Ngân sách tỉnh' WHEN 'commune' THEN 'Ngân sách xã' ELSE 'Nguồn khác' END,
        CASE funds WHEN 'central' THEN 'Central budget' WHEN 'province' THEN 'Provincial budget' WHEN 'commune' THEN 'Commune budget' ELSE 'Other sources' END,
        value, 'triệu đồng', 'million đồng', 'Kinh phí theo nguồn vốn', 'Funds by source', 'Bố trí và đã giải ngân, triệu đồng', 'Allotted and disbursed, million đồng',
        'Nguồn: biểu kinh phí của các đơn vị', 'Source: budget forms of the offices'
    FROM money
)
SELECT bar_vi, bar_en, total, part_vi, part_en, value, unit_vi, unit_en, title_vi, title_en, subtitle_vi, subtitle_en, foot_vi, foot_en
FROM drawn ORDER BY place, day, part_place
