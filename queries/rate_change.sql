-- title.vi: Thay đổi của tỷ lệ toàn tỉnh do đâu
-- title.en: What moved the province’s rate
-- question: How much of the change of each rate between the first and the last month came from each commune's own change, and how much from its weight?
-- grain: one row per rate of received figures and commune
-- key: rate, ref_area
-- column rate | Tỷ lệ | Rate | id | what is divided by what
-- column ref_area | Địa bàn | Area | id | code of the commune
-- column name | Tên | Name | text | name of the commune
-- column first_period | Tháng đầu | First month | date | last day of the first month
-- column last_period | Tháng cuối | Last month | date | last day of the last month
-- column before | Trước | Before | % | the rate in the first month of the communes that count: those with figures in both months
-- column after | Sau | After | % | their rate in the last month
-- column change | Thay đổi | Change | points | the one less the other
-- column within | Do tự thay đổi | Own change | points | the commune's own change, at the mean of its weights
-- column between | Do tỷ trọng | Weight | points | change of its weight, at the distance of its rate from the province's
-- column entering | Mới có | Entering | points | where it had nothing to count in the first month: a denominator of zero, not a missing one
-- column leaving | Không còn | Leaving | points | where it has nothing to count in the last month
-- column total | Cộng | Total | points | its whole contribution; over the communes they add up to the change
-- column left_out | Bỏ ra | Left out | count | communes left out of both months because a number of either is missing
-- column method | Phương pháp | Method | text | the method and its version
WITH month AS (
    SELECT rate, ref_area, name, period_end, numerator::DOUBLE AS numerator, denominator::DOUBLE AS denominator
    FROM online_service_rate WHERE level = 'area-month'
),
ends AS (SELECT rate, min(period_end) AS first_period, max(period_end) AS last_period FROM month GROUP BY rate HAVING min(period_end) < max(period_end)),
pairs AS (
    SELECT e.rate, e.first_period, e.last_period, m.ref_area, max(m.name) AS name,
        max(m.numerator) FILTER (m.period_end = e.first_period) AS n0, max(m.denominator) FILTER (m.period_end = e.first_period) AS d0,
        max(m.numerator) FILTER (m.period_end = e.last_period) AS n1, max(m.denominator) FILTER (m.period_end = e.last_period) AS d1
    FROM ends e JOIN month m ON m.rate = e.rate AND m.period_end IN (e.first_period, e.last_period)
    GROUP BY ALL
),
split AS (
    SELECT rate, first_period, last_period, decompose(list(ref_area ORDER BY ref_area), list(n0 ORDER BY ref_area), list(d0 ORDER BY ref_area),
        list(n1 ORDER BY ref_area), list(d1 ORDER BY ref_area)) AS d
    FROM pairs GROUP BY ALL
),
part AS (SELECT rate, first_period, last_period, d, unnest(d.parts) AS p FROM split)
SELECT rate, p.part AS ref_area, a.name, first_period, last_period, 100 * d.before AS before, 100 * d.after AS after, 100 * d.change AS change,
    100 * p.within AS within, 100 * p.between AS between, 100 * p.entering AS entering, 100 * p.leaving AS leaving, 100 * p.total AS total,
    d.left_out AS left_out, d.method AS method
FROM part JOIN area a ON a.area = p.part
ORDER BY rate, abs(p.total) DESC, p.part
