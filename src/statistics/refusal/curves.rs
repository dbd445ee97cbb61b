//! Reasons about growth curves and least squares.

/// Hands its reasons on to the next section, after those of the sections before it.
macro_rules! curves {
    ($next:ident $($then:ident)* { $($before:tt)* }) => {
        $next! { $($then)* {
            $($before)*
            /// No more equations than unknowns: nothing is left to judge the fit by.
            NoFreedom = "no-degrees-of-freedom",
                "Số số liệu không nhiều hơn số tham số nên không còn gì để đánh giá độ khớp.",
                "There are no more readings than parameters, so nothing is left to judge the fit by.";
            /// Columns that are combinations of each other, or a curve whose parameters can trade places.
            NotIdentifiable = "not-identifiable",
                "Số liệu không phân biệt được các tham số với nhau: nhiều bộ tham số khớp như nhau.",
                "The readings cannot tell the parameters apart: many sets of them fit equally well.";
            /// No start led to a minimum.
            NoConvergence = "no-convergence",
                "Không điểm xuất phát nào đưa việc khớp đường cong tới một cực tiểu.",
                "No starting point led the fit of the curve to a minimum.";
            /// Growth curves need eight readings.
            TooFewForCurve = "fewer-than-eight-readings",
                "Chưa đủ tám kỳ số liệu nên không khớp đường cong tăng trưởng.",
                "Fewer than eight readings: no growth curve is fitted.";
            /// A reading below zero, where curves start from zero.
            NegativeReading = "negative-reading",
                "Có giá trị âm, trong khi đường cong tăng trưởng bắt đầu từ không.",
                "A reading is negative, and growth curves start from zero.";
            /// The readings do not bend toward any ceiling.
            CeilingRunsAway = "ceiling-runs-away",
                "Số liệu chưa cho thấy mức trần (chưa chậm lại rõ rệt); hãy khai báo mức trần hoặc dùng phương pháp khác.",
                "The readings do not yet show a ceiling (no clear slowing); declare one or use another method.";
            /// Innovation below zero, or no growth at all.
            BassOutOfRange = "bass-coefficients-out-of-range",
                "Mô hình Bass khớp ra hệ số đổi mới âm hoặc không tăng trưởng; hãy dùng đường logistic hoặc Gompertz.",
                "The Bass model asks for negative innovation or no growth here; use the logistic or Gompertz curve instead.";
            /// Figures of periods that are not equally long.
            UnevenPeriods = "uneven-periods",
                "Các kỳ dài ngắn khác nhau nên không khớp được mô hình theo lượng phát sinh từng kỳ.",
                "The periods are not equally long, so a model of the amounts per period cannot be fitted.";
        } }
    };
}
pub(super) use curves;
