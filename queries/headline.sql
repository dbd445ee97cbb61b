-- title.vi: Vài con số chung
-- title.en: A few overall counts
-- question: How much is promised, how much of it is measured, and how much is reached?
-- grain: one row
-- key: one row
-- parameter area VARCHAR | Địa bàn của dự án | Area of the project | code of the area that the project is about
-- column documents | Số văn bản có mục tiêu | Documents with targets | count | documents that state targets
-- column targets | Số mục tiêu | Targets | count | target rows: an indicator, an area, a year, in a document
-- column targets_in_words | Mục tiêu bằng lời | Targets in words | count | of them in words
-- column indicators_with_target | Chỉ tiêu có mục tiêu | Indicators with a target | count | indicators promised
-- column own_indicators | Chỉ tiêu của địa bàn | Indicators of the area | count | indicators with a numeric target for the project's own area
-- column own_measured | Trong đó có số liệu | Of them measured | count | of them with at least one reading
-- column own_unmeasured | Chưa có số liệu | Not measured | count | of them without any
-- column own_achieved | Đã đạt mục tiêu gần nhất | Nearest target met | count | series whose latest reading meets the nearest target
-- column own_series | Số chuỗi có mục tiêu | Series with a target | count | series held against a target of the area
-- column own_series_trend | Chuỗi có từ hai kỳ | Series with two readings or more | count | of them with at least two readings
-- column projected | Chuỗi dự báo được | Series that can be projected | count | series with at least one projection
-- column most_readings | Số kỳ nhiều nhất | Most readings | count | readings of the longest series
WITH own AS (
    SELECT indicator, bool_or(n > 0) AS measured
    FROM status
    WHERE ref_area = getvariable('area') AND status <> 'in-words'
    GROUP BY indicator
)
SELECT
    (SELECT count(DISTINCT document) FROM target) AS documents,
    (SELECT count(*) FROM target) AS targets,
    (SELECT count(*) FROM target WHERE comparator = 'text') AS targets_in_words,
    (SELECT count(DISTINCT indicator) FROM target) AS indicators_with_target,
    (SELECT count(*) FROM own) AS own_indicators,
    (SELECT count(*) FROM own WHERE measured) AS own_measured,
    (SELECT count(*) FROM own WHERE NOT measured) AS own_unmeasured,
    (SELECT count(*) FROM overview WHERE ref_area = getvariable('area') AND status = 'achieved') AS own_achieved,
    (SELECT count(*) FROM overview WHERE ref_area = getvariable('area')) AS own_series,
    (SELECT count(*) FROM overview WHERE ref_area = getvariable('area') AND n > 1) AS own_series_trend,
    (SELECT count(DISTINCT measure) FROM projection WHERE projected IS NOT NULL) AS projected,
    (SELECT max(n) FROM trend) AS most_readings
