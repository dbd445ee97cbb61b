//! Reasons about projections and scenarios.

/// Hands its reasons on to the next section, after those of the sections before it.
macro_rules! projection {
    ($next:ident $($then:ident)* { $($before:tt)* }) => {
        $next! { $($then)* {
            $($before)*
            /// Fewer than three readings and no reference class.
            TooFewReadings = "fewer-than-three-readings",
                "Chưa đủ ba kỳ số liệu nên không dự báo; nơi nào có mục tiêu thì xem tốc độ cần đạt.",
                "Fewer than three readings: no projection; where there is a target, see the pace needed.";
            /// Three readings: no probability without a reference class.
            ThreeReadings = "three-readings-no-probability",
                "Ba kỳ số liệu chỉ đủ để ước lượng giá trị và khoảng; chưa nêu được xác suất khi không có nhóm tham chiếu.",
                "Three readings allow a value and an interval; without a reference class they allow no probability.";
            /// Fewer than five: nothing is significant at 5%.
            FewerThanFive = "fewer-than-five-readings",
                "Chưa đủ năm kỳ số liệu nên không kết luận xu hướng có ý nghĩa thống kê.",
                "Fewer than five readings: no trend can be called statistically significant.";
            /// The target date is past.
            TargetDateNotAfterReading = "target-date-not-after-last-reading",
                "Ngày cần tính không sau kỳ số liệu mới nhất nên không còn gì để dự báo.",
                "The date asked for is not after the latest reading, so there is nothing left to project.";
            /// All readings equal.
            ConstantSeries = "constant-series",
                "Các kỳ số liệu đều bằng nhau: không thấy thay đổi nên không có căn cứ để dự báo.",
                "All readings are equal: no change has been seen, so there is nothing to project from.";
            /// Residuals smaller than rounding alone would make them.
            ResidualBelowRounding = "residual-below-rounding",
                "Số liệu bám sát đường xu hướng hơn cả sai số làm tròn (có thể đã được ước lượng sẵn) nên không nêu khoảng.",
                "The readings follow the trend more closely than rounding alone allows (they may be modelled), so no interval is given.";
            /// A reading above the declared upper bound.
            ValueAboveBound = "value-above-bound",
                "Có giá trị vượt giới hạn trên đã khai báo của chỉ tiêu.",
                "A value lies above the declared upper bound of the indicator.";
            /// A reading below the declared lower bound.
            ValueBelowBound = "value-below-bound",
                "Có giá trị dưới giới hạn dưới đã khai báo của chỉ tiêu (thang log: phải lớn hơn không).",
                "A value lies below the declared lower bound of the indicator (on the log scale: it must be positive).";
            /// A reading or target on a bound, or within half a unit of it, was moved.
            BoundaryMoved = "boundary-moved",
                "Giá trị nằm trên giới hạn, hoặc cách giới hạn chưa tới nửa đơn vị đo, được đặt vào trong giới hạn nửa đơn vị để tính được.",
                "A value on the bound, or within half a measurement unit of it, was taken half a unit inside so that it could be computed with.";
            /// The interval says nothing.
            NotInformative = "not-informative",
                "Khoảng 80% rộng hơn 50 điểm (nửa phạm vi của chỉ tiêu) nên dự báo này không cho biết gì đáng kể.",
                "The 80% interval is wider than 50 points (half the indicator's range), so this projection says little.";
            /// Farther ahead than the method was tested.
            BeyondBacktest = "beyond-backtested-range",
                "Thời điểm dự báo xa hơn phạm vi đã kiểm nghiệm của phương pháp; nơi nào có mục tiêu thì xem kịch bản tốc độ cần đạt.",
                "The horizon is beyond the range in which the method was backtested; where there is a target, see the scenario of the pace needed.";
            /// No backtest has shown yet what the method is worth here.
            NotBacktested = "not-backtested",
                "Phương pháp chưa được kiểm chứng trên số liệu quá khứ: chỉ nêu khoảng dự báo, không nêu xác suất.",
                "The method has not been backtested here: an interval only, no probability.";
            /// The median of the projection lies where the indicator cannot be.
            ProjectedOutsideBounds = "projected-outside-bounds",
                "Dự báo vượt ra ngoài giới hạn đã khai báo của chỉ tiêu nên không dùng được.",
                "The projection leaves the bounds declared for the indicator, so it is of no use.";
            /// The definition or denominator changed.
            DeclaredBreak = "declared-break",
                "Định nghĩa hoặc mẫu số đã thay đổi trong chuỗi nên không nối hai đoạn để dự báo.",
                "The definition or denominator changed within the series, so the two parts are not projected as one.";
            /// A level outside (0, 1).
            InvalidLevel = "invalid-level",
                "Mức tin cậy phải nằm giữa 0 và 1, ví dụ 0.8; không viết 80.",
                "The level must lie between 0 and 1, such as 0.8; not 80.";
            /// A word that is no scale.
            UnknownScale = "unknown-scale",
                "Thang không hợp lệ; hãy dùng identity, log, logit, gompertz hoặc gompertz(0,1).",
                "The scale is unknown; use identity, log, logit, gompertz, or with bounds: gompertz(0,1).";
            /// Bounds that enclose nothing.
            InvalidBounds = "invalid-bounds",
                "Giới hạn dưới phải nhỏ hơn giới hạn trên và cả hai phải hữu hạn.",
                "The lower bound must be smaller than the upper bound, and both finite.";
            /// A measurement unit that is not positive, or as wide as the bounds.
            InvalidUnit = "invalid-unit",
                "Đơn vị đo phải là số dương và nhỏ hơn nhiều so với phạm vi của chỉ tiêu.",
                "The measurement unit must be positive and much smaller than the indicator's range.";
            /// The target is not reached as far as one can look.
            NotReached = "not-reached",
                "Với đà hiện tại, mục tiêu không đạt được trong phạm vi 50 năm.",
                "At the pace seen so far the target is not reached within 50 years.";
            /// Theta estimates a level, its smoothing and a slope.
            TooFewForTheta = "fewer-than-six-readings",
                "Chưa đủ sáu kỳ số liệu nên không dùng được phương pháp theta; từ ba kỳ trở lên hãy dùng rw-drift.",
                "Fewer than six readings: theta needs six; from three on, use rw-drift.";
            /// Damped Holt estimates five parameters.
            TooFewForHolt = "fewer-than-ten-readings",
                "Chưa đủ mười kỳ số liệu nên không dùng được phương pháp damped-holt; từ ba kỳ trở lên hãy dùng rw-drift.",
                "Fewer than ten readings: damped-holt needs ten; from three on, use rw-drift.";
            /// Exponential smoothing counts steps, so they must be equally long.
            UnevenSpacing = "uneven-spacing",
                "Các kỳ số liệu cách nhau không đều nên không dùng được phương pháp san mũ; hãy dùng rw-drift, ols hoặc theil-sen.",
                "The readings are not evenly spaced, which exponential smoothing needs; use rw-drift, ols or theil-sen.";
            /// A word that is no projection method.
            UnknownMethod = "unknown-method",
                "Không có phương pháp dự báo tên như vậy; hãy dùng rw-drift hoặc một phương pháp khác trong danh sách.",
                "There is no projection method of this name; use rw-drift or another one of the list.";
            /// What would have to be, or could be; not what is expected.
            ScenarioNotForecast = "scenario-not-forecast",
                "Đây là kịch bản, không phải dự báo: không có khoảng và không có xác suất.",
                "This is a scenario, not a forecast: it has no interval and no probability.";
            /// No peer with two readings moved in the better direction.
            NoPeerImproved = "no-peer-improved",
                "Không đơn vị nào được so sánh có đủ hai kỳ cách nhau một quý và đã tiến bộ, nên không có tốc độ nào để áp dụng.",
                "No peer has two readings a quarter apart and has improved between them, so there is no pace to apply.";
            /// One of the parts of a whole cannot be projected.
            MissingPartProjection = "missing-part-projection",
                "Ít nhất một đơn vị thành phần không dự báo được, nên không cộng được thành dự báo của toàn bộ.",
                "At least one part cannot be projected, so the parts do not sum to a projection of the whole.";
            /// The parts make another whole than the one they are held against.
            PartsNotTheWhole = "parts-not-the-whole",
                "Mẫu số của các đơn vị thành phần cộng lại không bằng mẫu số của toàn bộ (hoặc chưa biết mẫu số ấy), nên chênh lệch có thể do phần các đơn vị không bao gồm.",
                "The denominators of the parts do not add up to that of the whole (or it is not known), so the difference may come from what the parts leave out.";
            /// Two readings a few months apart show no progress yet.
            LessThanAYear = "less-than-a-year",
                "Các kỳ số liệu cách nhau dưới một năm: thay đổi có thể do một quyết định, chưa đánh giá được tiến độ.",
                "The readings span less than a year: what moved may have moved by decree, so progress is not judged yet.";
        } }
    };
}
pub(super) use projection;
