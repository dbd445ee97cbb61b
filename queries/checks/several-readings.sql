-- check: several-readings
-- name.vi: Hai kỳ cùng ngày kết thúc
-- name.en: Two periods end on one day
-- severity: warning
-- what.vi: {measure}: {printed} ({period}) và {other_printed} ({other_period}, dòng {other_locator}) cùng kết thúc ngày {date}
-- what.en: {measure}: {printed} ({period}) and {other_printed} ({other_period}, line {other_locator}) both end on {date}
-- why.vi: Một chuỗi có hai kỳ kết thúc cùng ngày thì không phải một chuỗi
-- why.en: Two periods that end on one day do not belong to one series
-- hint.vi: Tách thành hai chuỗi số liệu; hiện dùng kỳ dài hơn
-- hint.en: Make them two measures; for now the longer period is used
WITH reading_of AS (
    SELECT o.*, coalesce(o.as_of, o.period_end) AS date, coalesce(o.period_start::VARCHAR, '') AS begins, m.name_vi, m.name_en
    FROM observation o JOIN measure m USING (measure)
    WHERE o.indicator IS NOT NULL AND o.obs_status IN ('A', 'P')
)
SELECT b.document, b.section, b.locator, b.source_row, b.name_vi AS measure_vi, b.name_en AS measure_en, b.printed, b.begins AS period, b.date,
    a.printed AS other_printed, a.begins AS other_period, a.locator AS other_locator
FROM reading_of a
JOIN reading_of b ON a.measure = b.measure AND a.ref_area = b.ref_area AND a.date = b.date AND a.begins < b.begins AND a.begins <> ''
