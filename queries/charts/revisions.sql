-- What was the figure of each period at the time, and how was it revised? `milepost chart revisions --to a.svg`. Shares of the
-- budget year as each report stated them, dated by the day that the statement is of.
SELECT 'Tỷ lệ chi cho khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số' AS name_vi, 'Share of spending on science, technology, innovation and digital transformation' AS name_en,
    '%' AS unit, year(period_start)::VARCHAR AS period_vi, year(period_start)::VARCHAR AS period_en, as_of AS known_from, share::DOUBLE AS value,
    'Cùng một năm ngân sách, mỗi lần công bố một số' AS title_vi, 'One budget year, another figure at each statement' AS title_en,
    'Tỷ lệ chi ngân sách cho khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số' AS subtitle_vi, 'Budget share for science, technology, innovation and digital transformation' AS subtitle_en,
    'Nguồn: bảng budget, từ báo cáo đã công bố' AS foot_vi, 'Source: table budget, from published reports' AS foot_en
FROM budget ORDER BY period_start, as_of
