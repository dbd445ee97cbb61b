-- title.vi: Quỹ đạo của từng chuỗi số liệu
-- title.en: Trajectory of each series
-- question: What is drawn for each series of each area: readings, targets, the path that just meets the next target, a projection or why there is none?
-- grain: one row per thing drawn
-- key: indicator, measure, ref_area, kind, date, level, text_en, value
-- column indicator | Chỉ tiêu | Indicator | id | the indicator read
-- column measure | Chuỗi số liệu | Series | id | the series
-- column ref_area | Địa bàn | Area | id | code of the area
-- column kind | Loại | Kind | text | reading, target, required, fan or refusal
-- column date | Ngày | Day | date | its day
-- column value | Giá trị | Value | value | reading, target, point of the path, or median of the projection
-- column high | Đến | High | value | upper end of a target given as a range
-- column lower | Cận dưới | Lower | value | lower end of the interval
-- column upper | Cận trên | Upper | value | upper end of the interval
-- column level | Mức tin cậy | Level | share | level of the interval
-- column text_vi | Chữ | Text | text | what is written beside it, in Vietnamese
-- column text_en | Chữ tiếng Anh | Text in English | text | the same in English
WITH target_of AS (
    SELECT t.measured_as AS indicator, t.measure, t.ref_area, make_date(t.target_year, 12, 31) AS date, t.low, t.high, t.comparator, t.unit, t.target_year, p.goal, p.direction,
        d.short_vi, d.short_en, t.document, t.required_pace, t.status
    FROM status t JOIN promise p USING (indicator, document, section, item, level, ref_area, target_year, measure)
    JOIN document d ON d.document = t.document
    WHERE t.n > 0 AND t.low IS NOT NULL
    QUALIFY row_number() OVER (
        PARTITION BY t.measure, t.ref_area, t.target_year, t.low ORDER BY (d.level <> t.level), d.issued DESC, t.document, t.section, t.item) = 1
),
next_target AS (
    SELECT * FROM target_of WHERE required_pace IS NOT NULL AND status <> 'missed'
    -- Of one year's targets the one that demands most.
    QUALIFY row_number() OVER (PARTITION BY measure, ref_area ORDER BY date, CASE direction WHEN 'lower' THEN -goal ELSE goal END DESC) = 1
),
drawn AS (
    SELECT indicator, measure, ref_area, 'reading' AS kind, time_period AS date, obs_value AS value, NULL::DOUBLE AS high, NULL::DOUBLE AS lower,
        NULL::DOUBLE AS upper, NULL::DOUBLE AS level, NULL AS text_vi, NULL AS text_en
    FROM reading
    UNION ALL
    SELECT indicator, measure, ref_area, 'target', date, low::DOUBLE, high::DOUBLE, NULL, NULL, NULL,
        CASE comparator WHEN '>=' THEN '≥ ' WHEN '<=' THEN '≤ ' WHEN '>' THEN '> ' WHEN '<' THEN '< ' ELSE '' END
            || replace(rtrim(rtrim(low::DECIMAL(24, 6)::VARCHAR, '0'), '.'), '.', ',')
            || CASE WHEN starts_with(unit, '%') THEN '%' ELSE ' ' || unit END || ' (' || target_year || ', ' || short_vi || ')',
        CASE comparator WHEN '>=' THEN '≥ ' WHEN '<=' THEN '≤ ' WHEN '>' THEN '> ' WHEN '<' THEN '< ' ELSE '' END
            || rtrim(rtrim(low::DECIMAL(24, 6)::VARCHAR, '0'), '.')
            || CASE WHEN starts_with(unit, '%') THEN '%' ELSE ' ' || unit END || ' (' || target_year || ', ' || short_en || ')'
    FROM target_of
    UNION ALL
    SELECT t.indicator, t.measure, t.ref_area, 'required', t.time_period, t.obs_value, NULL, NULL, NULL, NULL, NULL, NULL
    FROM trend t JOIN next_target n ON n.measure = t.measure AND n.ref_area = t.ref_area
    UNION ALL
    SELECT indicator, measure, ref_area, 'required', date, goal, NULL, NULL, NULL, NULL, NULL, NULL FROM next_target
    UNION ALL
    SELECT indicator, measure, ref_area, 'fan', make_date(target_year, 12, 31), projected, NULL, lower, upper, interval_level, NULL, NULL
    FROM projection WHERE lower IS NOT NULL
    UNION ALL
    SELECT indicator, measure, ref_area, 'refusal', NULL, NULL, NULL, NULL, NULL, NULL,
        reason_text(min(reason), 'vi'), reason_text(min(reason), 'en')
    FROM projection WHERE lower IS NULL
    GROUP BY indicator, measure, ref_area
)
SELECT indicator, measure, ref_area, kind, date, value, high, lower, upper, level, text_vi, text_en FROM drawn
ORDER BY indicator, measure, ref_area, kind, date, value, text_vi
