-- What was the figure of each period at the time, and how was it revised? `milepost chart revisions --to a.svg`. Shares of the
-- budget year as each report stated them, dated by the day that the statement is of; where nothing is published of them, the share
-- of dossiers digitised in the months that were revised most, as the offices returned and corrected it.
WITH returned AS (
    SELECT v.period_end, v.known_on, sum(v.components_digitised) FILTER (v.received IS NOT NULL) AS digitised,
        sum(v.received) FILTER (v.components_digitised IS NOT NULL) AS received
    FROM digitised_record_vintage v LEFT JOIN area a ON a.area = v.ref_area
    WHERE v.accumulation = 'period' AND getvariable('area') IN (v.ref_area, a.parent) AND NOT EXISTS (SELECT 1 FROM budget)
    GROUP BY v.period_end, v.known_on
),
share AS (SELECT period_end, known_on, CASE WHEN received > 0 THEN 100.0 * digitised / received END AS value FROM returned),
-- More lines than this cannot be told apart.
revised AS (SELECT period_end FROM share GROUP BY period_end ORDER BY max(value) - min(value) DESC NULLS LAST, period_end DESC LIMIT 5),
told AS (
    SELECT (count(*) FILTER (was_revised))::VARCHAR AS revised, count(*)::VARCHAR AS whole
    FROM (SELECT count(DISTINCT value) > 1 AS was_revised FROM share GROUP BY period_end)
),
stated AS (
    SELECT 'Tỷ lệ chi cho khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số' AS name_vi, 'Share of spending on science, technology, innovation and digital transformation' AS name_en,
        period_start AS period, year(period_start)::VARCHAR AS period_name, as_of AS known_from, share::DOUBLE AS value,
        'Cùng một năm ngân sách, mỗi lần công bố một số' AS title_vi, 'One budget year, another figure at each statement' AS title_en,
        'Tỷ lệ chi ngân sách cho khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số' AS subtitle_vi, 'Budget share for science, technology, innovation and digital transformation' AS subtitle_en,
        'Nguồn: bảng budget, từ báo cáo đã công bố' AS foot_vi, 'Source: table budget, from published reports' AS foot_en
    FROM budget
    UNION ALL
    SELECT 'Tỷ lệ số hóa thành phần hồ sơ', 'Share of dossiers with components digitised', period_end, strftime(period_end, '%m/%Y'), known_on,
        value::DOUBLE,
        told.revised || ' trong ' || told.whole || ' tháng có số được sửa', told.revised || ' of ' || told.whole || ' months had their figure revised',
        'Tỷ lệ số hóa thành phần hồ sơ của những tháng được sửa nhiều nhất, theo ngày nhận biểu', 'Share of dossiers with components digitised in the months revised most, by the day that the forms came',
        'Nguồn: biểu số hóa của các đơn vị, mọi lần gửi', 'Source: digitisation forms of the offices, each time they were sent'
    FROM share JOIN revised USING (period_end), told
)
SELECT name_vi, name_en, '%' AS unit, period_name AS period_vi, period_name AS period_en, known_from, value, title_vi, title_en, subtitle_vi, subtitle_en, foot_vi, foot_en
FROM stated ORDER BY period, known_from
