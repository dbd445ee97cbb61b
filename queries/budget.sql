-- title.vi: Ngân sách cho khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số
-- title.en: Budget for science, technology, innovation and digital transformation
-- question: How much was allotted, which share of spending is that, and how much was disbursed?
-- grain: one row per statement of the year's allotment
-- key: period_start, as_of
-- column period_start | Từ ngày | From | date | first day of the budget year
-- column as_of | Ngày | Day | date | day of the statement
-- column as_of_basis | Căn cứ ngày | Basis of the day | text | printed, or implied by the text
-- column amount | Bố trí (đồng) | Allotted (đồng) | đồng | money allotted, in whole đồng
-- column share | Tỷ lệ trong tổng chi | Share of spending | % | of total budget spending, as printed
-- column disbursed_share | Tỷ lệ giải ngân | Disbursed | % | of the money allotted, as printed
-- column disbursed_amount | Giải ngân (đồng) | Disbursed (đồng) | đồng | share x allotment, rounded to a million đồng: computed, not printed
-- column document | Văn bản | Document | id | where it is printed
-- column locator | Dòng | Line | text | line of the document
WITH figure AS (
    SELECT * FROM observation WHERE as_of IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY measure, as_of ORDER BY split_part(locator, '-', 1)::BIGINT, source_row) = 1
)
SELECT a.period_start, a.as_of, a.as_of_basis, a.value::HUGEINT AS amount, s.value AS share, d.value AS disbursed_share,
    (round(a.value * d.value / 100000000) * 1000000)::HUGEINT AS disbursed_amount, a.document, a.locator
FROM figure a
LEFT JOIN figure s ON s.measure = 'budget.sti_dt.share_of_total' AND s.as_of = a.as_of
LEFT JOIN figure d ON d.measure = 'budget.sti_dt.disbursed' AND d.as_of = a.as_of
WHERE a.measure = 'budget.sti_dt.allocated'
ORDER BY a.as_of
