-- How much was allotted, how much spent, against the target share? `milepost chart budget --to a.svg`. As published; where nothing is
-- published, the sum of the offices' forms, whose share of all spending is not known.
WITH stated AS (
    SELECT b.as_of, b.as_of_basis, b.amount::BIGINT AS amount, b.share::DOUBLE AS share, b.disbursed_amount::BIGINT AS disbursed_amount, b.disbursed_share::DOUBLE AS disbursed_share,
        t.goal AS target_share, t.target_vi || ', ' || d.short_vi AS target_text_vi, t.target_en || ', ' || d.short_en AS target_text_en,
        'Kinh phí cho khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số' AS title_vi, 'Funds for science, technology, innovation and digital transformation' AS title_en,
        'Nguồn: bảng budget, từ báo cáo đã công bố | Số tiền giải ngân tính từ tỷ lệ đã in' AS foot_vi, 'Source: table budget, from published reports | The money disbursed is computed from the printed share' AS foot_en
    FROM budget b LEFT JOIN overview t ON t.indicator = 'budget.sti_share' AND t.ref_area = getvariable('area') LEFT JOIN document d ON d.document = t.target_document
    UNION ALL
    SELECT as_of, 'printed', allotted::BIGINT, NULL, numerator::BIGINT, obs_value, NULL, NULL, NULL, 'Kinh phí bố trí và giải ngân, cộng từ biểu của các đơn vị', 'Funds allotted and disbursed, added up from the offices’ forms',
        'Nguồn: biểu kinh phí của các đơn vị', 'Source: budget forms of the offices'
    FROM budget_line_rate WHERE level = 'all' AND allotted > 0 AND NOT EXISTS (SELECT 1 FROM budget)
)
SELECT CASE as_of_basis WHEN 'implied' THEN 'Trước ' ELSE 'Đến ' END || strftime(as_of, '%d/%m/%Y') AS label_vi,
    CASE as_of_basis WHEN 'implied' THEN 'Before ' ELSE 'To ' END || strftime(as_of, '%-d %B %Y') AS label_en, amount, share, disbursed_amount, disbursed_share, target_share,
    target_text_vi, target_text_en, title_vi, title_en, 'Số bố trí qua các lần công bố, phần đã giải ngân, tỷ lệ so với mục tiêu' AS subtitle_vi,
    'Allotted as each report stated it, the part disbursed, the share against its target' AS subtitle_en, foot_vi, foot_en
FROM stated ORDER BY as_of
