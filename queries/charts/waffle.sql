-- How many are done, late, still open? `milepost chart waffle --to a.svg`. The tasks of the plan as last reported; where there are
-- none, the villages that had no 4G.
WITH counted AS (
    SELECT appendix AS place, 'Phụ lục ' || appendix AS name_vi, 'Appendix ' || appendix AS name_en, CASE status WHEN 'done' THEN 1 ELSE 2 END AS part_place,
        CASE status WHEN 'done' THEN 'Đã hoàn thành' WHEN 'in_progress' THEN 'Đang thực hiện' ELSE status END AS part_vi,
        CASE status WHEN 'done' THEN 'Done' WHEN 'in_progress' THEN 'In progress' ELSE status END AS part_en, count(*) AS value, 'nhiệm vụ' AS unit_vi, 'tasks' AS unit_en,
        'Nhiệm vụ của kế hoạch' AS what_vi, 'Tasks of the plan' AS what_en, 'Nguồn: bảng task, từ phụ lục của báo cáo' AS foot_vi, 'Source: table task, from the report’s appendices' AS foot_en
    FROM task GROUP BY ALL
    UNION ALL
    SELECT '', a.short_name, a.short_name, v.part_place, v.part_vi, v.part_en, v.value::BIGINT, 'bản', 'villages', 'Bản chưa có sóng 4G', 'Villages without 4G',
        'Nguồn: biểu phủ sóng của các xã, phường', 'Source: coverage lists of the communes'
    FROM village_coverage_rate r JOIN area a ON a.area = r.ref_area, LATERAL (VALUES
        (1, 'Nay đã phủ sóng', 'Covered now', r.numerator), (2, 'Có kế hoạch', 'Planned', r.planned),
        (3, 'Chưa có kế hoạch', 'Without a plan', r.denominator - r.numerator - r.planned)) AS v(part_place, part_vi, part_en, value)
    WHERE r.rate = 'covered' AND r.level = 'all' AND NOT EXISTS (SELECT 1 FROM task)
)
SELECT name_vi, name_en, part_vi, part_en, value, unit_vi, unit_en, what_vi || ': ' || (SELECT sum(value) FILTER (part_place = 1) FROM counted) || ' trong ' || (SELECT sum(value) FROM counted) || ' đã xong' AS title_vi,
    what_en || ': ' || (SELECT sum(value) FILTER (part_place = 1) FROM counted) || ' of ' || (SELECT sum(value) FROM counted) || ' done' AS title_en,
    'Mỗi ô vuông ứng với số lượng ghi ở chú thích' AS subtitle_vi, 'Each square stands for the number told beside it' AS subtitle_en, foot_vi, foot_en
FROM counted ORDER BY place, part_place
