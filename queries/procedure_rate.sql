-- title.vi: Mức độ trực tuyến của thủ tục hành chính
-- title.en: Online level of the procedures
-- question: How many procedures are offered online, and of those that could be end to end, how many are?
-- grain: one row per register at its latest day
-- key: ref_area, as_of
-- from: procedure
-- rate full: online_level / eligible | eligible
-- column ref_area | Địa bàn | Area | id | code of the area
-- column name | Tên | Name | text | name of the area
-- column as_of | Ngày | Day | date | the day that the register stands for
-- column procedures | Thủ tục | Procedures | count | procedures of the register
-- column full | Toàn trình | End to end | count | offered online end to end
-- column part | Một phần | In part | count | offered online in part
-- column not_online | Chưa trực tuyến | Not online | count | information only
-- column eligible | Đủ điều kiện | Eligible | count | could be offered end to end
-- column numerator | Tử số | Numerator | count | end to end, of those that could be
-- column denominator | Mẫu số | Denominator | count | could be offered end to end
-- column obs_value | Giá trị | Value | % | 100 x end to end / eligible
-- column obs_status | Tình trạng | Status | text | A actual, P provisional, SIM simulated
SELECT p.ref_area, a.name, p.as_of, count(*) AS procedures, count(*) FILTER (p.online_level = 'full') AS "full", count(*) FILTER (p.online_level = 'part') AS part,
    count(*) FILTER (p.online_level = 'none') AS not_online, count(*) FILTER (p.eligible) AS eligible,
    count(*) FILTER (p.online_level = 'full' AND p.eligible) AS numerator, count(*) FILTER (p.eligible) AS denominator,
    CASE WHEN count(*) FILTER (p.eligible) > 0 THEN 100.0 * count(*) FILTER (p.online_level = 'full' AND p.eligible) / count(*) FILTER (p.eligible) END AS obs_value,
    string_agg(DISTINCT p.obs_status, ' ' ORDER BY p.obs_status) AS obs_status
FROM procedure p
LEFT JOIN area a ON a.area = p.ref_area
WHERE p.as_of = (SELECT max(q.as_of) FROM procedure q WHERE q.ref_area = p.ref_area)
GROUP BY p.ref_area, a.name, p.as_of
ORDER BY p.ref_area
