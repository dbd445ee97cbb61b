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
)
SELECT indicator, measure, ref_area, year(p.date) AS target_year, n, p.method AS method, p.value AS projected, p.lower AS lower, p.upper AS upper, p.reason AS reason
FROM projected
ORDER BY indicator, measure, ref_area, target_year
