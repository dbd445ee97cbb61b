-- title.vi: Từng phương pháp trên ba chuỗi có thật
-- title.en: Each method on three real series
-- question: Shown the first readings of a series whose end is known, what does each method say, and when does it refuse?
-- grain: one row per worked example, method, and reading, outcome, projected day and level, or refusal
-- key: history, method, kind, date, level
-- parameter levels DOUBLE[] | Mức của khoảng | Levels of intervals | how sure intervals are to be, as shares; the first is shown
-- column history | Chuỗi | History | id | the worked example
-- column name_vi | Tên | Name in Vietnamese | text | name of the series
-- column name_en | Tên tiếng Anh | Name | text | the same in English
-- column unit | Đơn vị | Unit | text | unit of the values
-- column n | Số kỳ đã cho | Readings shown | count | readings that the method is shown
-- column method | Phương pháp | Method | text | as it is asked for
-- column kind | Loại | Kind | text | reading, outcome, fan or refusal
-- column date | Ngày | Day | date | its day
-- column value | Giá trị | Value | value | reading, outcome, or median of the projection
-- column lower | Cận dưới | Lower | value | lower end of the interval
-- column upper | Cận trên | Upper | value | upper end of the interval
-- column level | Mức tin cậy | Level | share | level of the interval
-- column reason | Lý do | Reason | text | why there is no projection, or what must be said beside it
WITH example(history, shown_until, years, class) AS (
    VALUES ('viet-nam.internet_users', DATE '2022-12-31', [2023, 2024, 2026, 2028, 2030], 'internet-use'),
        ('cambodia.coverage_4g', DATE '2016-12-31', [2017, 2018, 2019, 2021], 'mobile-coverage'),
        ('india.account_ownership', DATE '2011-12-31', [2012, 2013, 2014], 'account-ownership')
),
shown AS (
    SELECT h.history, max(e.years) AS years, max(e.class) AS class, count(*) AS n,
        list(h.time_period ORDER BY h.time_period) AS dates, list(h.value::DOUBLE ORDER BY h.time_period) AS values
    FROM history h JOIN example e ON e.history = h.history WHERE h.time_period <= e.shown_until GROUP BY h.history
),
method AS (
    SELECT s.*, unnest(['naive', 'rw-drift', 'ols', 'theil-sen', 'theta', 'damped-holt', 'logistic', 'gompertz', 'bass', 'analogs(' || s.class || ')'])
        AS method, unnest(range(1, 11)) AS place
    FROM shown s
),
said AS (
    SELECT history, n, method, place, unnest(project(dates, values, list_transform(years, lambda y: make_date(y, 12, 31)), 'gompertz',
        getvariable('levels'), method)) AS p
    FROM method
),
drawn AS (
    SELECT m.history, m.n, m.method, m.place, CASE WHEN h.time_period <= e.shown_until THEN 'reading' ELSE 'outcome' END AS kind,
        h.time_period AS date, h.value::DOUBLE AS value, NULL::DOUBLE AS lower, NULL::DOUBLE AS upper, NULL::DOUBLE AS level, NULL AS reason
    FROM method m JOIN example e ON e.history = m.history JOIN history h ON h.history = m.history
    UNION ALL
    SELECT history, n, method, place, 'fan', p.date, p.value, p.lower, p.upper, p.level, p.reason FROM said WHERE p.lower IS NOT NULL
    UNION ALL
    SELECT history, n, method, place, 'refusal', NULL, NULL, NULL, NULL, NULL, min(p.reason) FROM said
    GROUP BY history, n, method, place HAVING count(p.lower) = 0
)
SELECT d.history, i.name_vi, i.name_en, i.unit, d.n, d.method, d.kind, d.date, d.value, d.lower, d.upper, d.level, d.reason
FROM drawn d JOIN (SELECT DISTINCT history, name_vi, name_en, unit FROM history) i ON i.history = d.history
ORDER BY d.history, d.place, d.kind DESC, d.date, d.level
