-- How much was allotted, how much spent, against the target share? `milepost chart budget --to a.svg`.
SELECT CASE b.as_of_basis WHEN 'implied' THEN 'Trước ' ELSE 'Đến ' END || strftime(b.as_of, '%d/%m/%Y') AS label_vi,
    CASE b.as_of_basis WHEN 'implied' THEN 'Before ' ELSE 'To ' END || strftime(b.as_of, '%-d %B %Y') AS label_en, b.amount, b.share, b.disbursed_amount, b.disbursed_share,
    t.goal AS target_share, t.target_vi || ', ' || d.short_vi AS target_text_vi, t.target_en || ', ' || d.short_en AS target_text_en,
    'Kinh phí cho khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số' AS title_vi, 'Funds for science, technology, innovation and digital transformation' AS title_en,
    'Số bố trí qua các lần công bố, phần đã giải ngân, tỷ lệ so với mục tiêu' AS subtitle_vi, 'Allotted as each report stated it, the part disbursed, the share against its target' AS subtitle_en,
    'Nguồn: bảng budget, từ báo cáo đã công bố | Số tiền giải ngân tính từ tỷ lệ đã in' AS foot_vi, 'Source: table budget, from published reports | The money disbursed is computed from the printed share' AS foot_en
FROM budget b, overview t JOIN document d ON d.document = t.target_document
WHERE t.indicator = 'budget.sti_share' AND t.ref_area = getvariable('area')
ORDER BY b.as_of
