-- Where each measured indicator of an area stands against its nearest target: `milepost chart overview --to a.svg`.
WITH shown AS (
    SELECT * FROM overview
    WHERE ref_area = getvariable('area') AND (getvariable('indicator') IS NULL OR getvariable('indicator') IN (indicator, measured_as))
)
SELECT o.name_vi, o.name_en, o.unit AS unit_vi, replace(u.name_en, 'per cent', '%') AS unit_en, o.baseline_date, o.baseline, o.time_period, o.obs_value, o.goal, o.target_vi AS target_text_vi,
    o.target_en AS target_text_en, o.status,
    CASE WHEN count(*) OVER (PARTITION BY o.measured_as) > 1 THEN m.name_vi || coalesce(', ' || d.short_vi, '') ELSE coalesce(d.short_vi, 'số liệu các đơn vị gửi') END AS source_vi,
    CASE WHEN count(*) OVER (PARTITION BY o.measured_as) > 1 THEN m.name_en || coalesce(', ' || d.short_en, '') ELSE coalesce(d.short_en, 'figures sent by the offices') END AS source_en,
    (SELECT count(*) FILTER (status = 'achieved') || ' trong ' || count(*) FROM shown) || ' chuỗi số liệu đã đạt mục tiêu gần nhất' AS title_vi,
    (SELECT count(*) FILTER (status = 'achieved') || ' of ' || count(*) FROM shown) || ' series have met their nearest target' AS title_en,
    'Mức đầu kỳ, mức hiện tại và mục tiêu gần nhất' AS subtitle_vi, 'Baseline, now, and the nearest target' AS subtitle_en,
    'Nguồn: ghi ở từng dòng | Đánh giá theo tỷ số tốc độ tăng (CAGR) khi có hai kỳ cách nhau từ một năm trở lên' AS foot_vi,
    'Sources: in each row | Judged by the ratio of growth rates (CAGR) where two readings are a year or more apart' AS foot_en
FROM shown o JOIN unit u ON u.unit = o.unit JOIN measure m ON m.measure = o.measure LEFT JOIN document d ON d.document = o.document
ORDER BY (SELECT position FROM theme t WHERE t.theme = o.theme), o.indicator, o.measured_as, o.time_period DESC
