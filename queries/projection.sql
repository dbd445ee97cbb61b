-- title.vi: Dự báo đến các mốc
-- title.en: Projection to the milestones
-- question: Where will each series be at the milestone years, and if that cannot be said, why not?
-- grain: one row per series and milestone year
-- column indicator | Chỉ tiêu | Indicator | id | the indicator read
-- column measure | Chuỗi số liệu | Series | id | the series
-- column ref_area | Địa bàn | Area | id | code of the area
-- column target_year | Năm | Year | year | the milestone
-- column n | Số kỳ | Readings | count | readings used
-- column method | Phương pháp | Method | text | the model and its version
-- column projected | Dự báo | Projected | value | median of the predictive distribution
-- column lower | Cận dưới | Lower | value | lower end of the 80% interval
-- column upper | Cận trên | Upper | value | upper end of the 80% interval
-- column reason | Lý do | Reason | text | why there is no projection
WITH projected AS (
    SELECT indicator, measure, ref_area, n,
        unnest(project(periods, readings, getvariable('milestones'), scale, 0.8)) AS p
    FROM trend
),
judged AS (
    -- A median that the declared bounds exclude is no projection.
    SELECT r.*, coalesce(p.value < i.lower_bound, false) AS below, coalesce(p.value > i.upper_bound, false) AS above
    FROM projected r JOIN indicator i ON i.indicator = r.indicator
)
SELECT indicator, measure, ref_area, year(p.date) AS target_year, n, p.method AS method,
    CASE WHEN NOT (below OR above) THEN p.value END AS projected,
    CASE WHEN NOT (below OR above) THEN p.lower END AS lower,
    CASE WHEN NOT (below OR above) THEN p.upper END AS upper,
    nullif(concat_ws(', ', p.reason, CASE WHEN below OR above THEN 'projected-outside-bounds' WHEN p.lower IS NOT NULL THEN 'not-backtested' END), '')
        AS reason
FROM judged
ORDER BY indicator, measure, ref_area, target_year
