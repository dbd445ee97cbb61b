-- What an area has promised by each milestone year, and whether a method that earned it says that it will be met:
-- `milepost chart milestones --to a.svg`. Only indicators with readings; of several targets of a year the one demanding most.
WITH chosen AS (
    SELECT s.*, year(m.day) AS milestone
    FROM (SELECT unnest(getvariable('milestones')) AS day) m
    JOIN status s ON s.target_year = year(m.day)
    JOIN promise p USING (indicator, document, section, item, level, ref_area, target_year, measure)
    WHERE s.ref_area = getvariable('area') AND s.n > 0 AND s.low IS NOT NULL
        AND (getvariable('indicator') IS NULL OR getvariable('indicator') IN (s.indicator, s.measured_as))
    QUALIFY row_number() OVER (PARTITION BY s.measure, s.target_year
        ORDER BY CASE p.direction WHEN 'lower' THEN -p.goal ELSE p.goal END DESC, s.document, s.section, s.item) = 1
)
SELECT m.name_vi, m.name_en, strftime(c.time_period, '%d/%m/%Y') || ': ' || replace(round(c.obs_value, 1)::VARCHAR, '.', ',') || CASE WHEN starts_with(i.unit, '%') THEN i.unit ELSE ' ' || i.unit END AS note_vi,
    strftime(c.time_period, '%-d %B %Y') || ': ' || round(c.obs_value, 1)::VARCHAR || CASE WHEN starts_with(i.unit, '%') THEN i.unit ELSE ' ' || i.unit END AS note_en, c.milestone, c.printed AS target_text, c.status,
    c.probability, c.coverage, c.reason, 'Mục tiêu đến từng mốc, và khả năng đạt' AS title_vi, 'Targets by milestone, and the chance of meeting them' AS title_en,
    'Các chuỗi số liệu có mục tiêu; xác suất chỉ nêu khi phương pháp đã hơn mức giữ nguyên trong kiểm nghiệm' AS subtitle_vi,
    'Series with targets; a probability only where its method has earned it in a backtest' AS subtitle_en,
    'Nguồn: các văn bản đặt mục tiêu và báo cáo số liệu, tra bằng milepost explain' AS foot_vi,
    'Sources: the documents that set the targets and report the readings, by milepost explain' AS foot_en
FROM chosen c JOIN measure m ON m.measure = c.measure JOIN indicator i ON i.indicator = coalesce(c.measured_as, c.indicator)
ORDER BY (SELECT position FROM theme t WHERE t.theme = i.theme), m.measure, c.milestone
