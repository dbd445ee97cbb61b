-- title.vi: Giải ngân trong kỳ
-- title.en: Disbursed within each period
-- question: How much was disbursed between one statement and the next?
-- grain: one row per line of the budget and statement
-- key: ref_area, office, task, funds, as_of
-- column ref_area | Địa bàn | Area | id | code of the area
-- column office | Cơ quan | Office | text | the office, where it is not the commune's
-- column task | Nhiệm vụ | Task | text | the task funded
-- column funds | Nguồn vốn | Source of funds | text | central, province, commune, other
-- column after_day | Sau ngày | After | date | the statement before; the last day of the year before for the first
-- column as_of | Ngày | Day | date | the day of the statement
-- column disbursed | Lũy kế (đồng) | Since January (đồng) | đồng | disbursed since the first day of the year
-- column flow | Trong kỳ (đồng) | Within the period (đồng) | đồng | the difference; blank where the statement before does not say
-- column obs_status | Tình trạng | Status | text | A actual, P provisional, SIM simulated
-- column source_row | Dòng dữ liệu | Data row | text | row of the file
-- assert flows-add-up: SELECT ref_area, office, task, funds, year(as_of) AS year, sum(flow) AS flows, max_by(disbursed, as_of) AS disbursed FROM budget_line_flow GROUP BY ALL HAVING count(flow) = count(*) AND sum(flow) <> max_by(disbursed, as_of)
SELECT ref_area, office, task, funds, coalesce(lag(as_of) OVER line, make_date(year(as_of) - 1, 12, 31)) AS after_day, as_of, disbursed,
    CASE WHEN lag(as_of) OVER line IS NULL THEN disbursed ELSE disbursed - lag(disbursed) OVER line END AS flow, obs_status, source_row
FROM budget_line
WHERE accumulation = 'year_to_date'
WINDOW line AS (PARTITION BY ref_area, office, task, funds, year(as_of) ORDER BY as_of)
ORDER BY ref_area, office, task, funds, as_of
