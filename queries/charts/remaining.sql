-- How much is done, and who has how much left? `milepost chart remaining --to a.svg`. Archive pages by office, as published; where
-- nothing is published of them, as the offices returned them.
WITH office_of AS (
    SELECT office, done::DOUBLE AS done, total::DOUBLE AS total, is_total, 'Nguồn: bảng archive_office, từ báo cáo đã công bố' AS foot_vi,
        'Source: table archive_office, from published reports' AS foot_en
    FROM archive_office
    UNION ALL
    SELECT CASE WHEN level = 'unit' THEN coalesce(office, name) END, numerator::DOUBLE, denominator::DOUBLE, level = 'all', 'Nguồn: biểu số hóa của các đơn vị, số mới nhất của từng đơn vị',
        'Source: digitisation forms of the offices, the latest of each'
    FROM archive_page_rate WHERE NOT EXISTS (SELECT 1 FROM archive_office)
)
SELECT coalesce(office, 'Tổng số') AS name_vi, coalesce(office, 'In all') AS name_en, done, total, is_total AS emphasised, 'trang' AS unit_vi, 'pages' AS unit_en,
    (SELECT count(*) FILTER (NOT is_total AND done >= total) FROM office_of) || ' trong ' || (SELECT count(*) FILTER (NOT is_total) FROM office_of) || ' đơn vị đã số hóa xong' AS title_vi,
    (SELECT count(*) FILTER (NOT is_total AND done >= total) FROM office_of) || ' of ' || (SELECT count(*) FILTER (NOT is_total) FROM office_of) || ' offices have digitised all' AS title_en,
    'Trang tài liệu lưu trữ đã số hóa trên tổng số cần số hóa' AS subtitle_vi, 'Archive pages digitised out of those to digitise' AS subtitle_en, foot_vi, foot_en
FROM office_of ORDER BY is_total DESC, total - done DESC, total DESC, office
