//! Why a number was refused, or what must be said beside it: each reason has a stable code and a sentence.

use crate::language::Language;
use std::fmt;

/// Declares the reasons: variant, code, then the sentence in Vietnamese and in English.
macro_rules! refusals {
    ($($(#[$doc:meta])* $variant:ident = $code:literal, $vi:literal, $en:literal;)+) => {
        /// A named reason: why a number was refused, or what must be said beside it.
        ///
        /// Refusals are results. They are printed, exported and tested like the numbers they stand in for.
        ///
        /// ```
        /// use milepost::language::Language;
        /// use milepost::statistics::Refusal;
        /// let reason = Refusal::OneReading;
        /// assert_eq!(reason.code(), "one-reading");
        /// assert_eq!(Refusal::from_code("one-reading"), Some(reason));
        /// assert!(reason.sentence(Language::En).starts_with("There is only one reading"));
        /// ```
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Refusal { $($(#[$doc])* $variant),+ }

        impl Refusal {
            /// Every reason, in the order in which they are documented.
            pub const ALL: &'static [Refusal] = &[$(Refusal::$variant),+];

            /// Its code in result tables: lower case with hyphens, stable between versions.
            pub fn code(self) -> &'static str {
                match self { $(Refusal::$variant => $code),+ }
            }

            /// Reads a code; `None` where there is no such reason.
            pub fn from_code(code: &str) -> Option<Refusal> {
                match code { $($code => Some(Refusal::$variant),)+ _ => None }
            }

            /// What it means, in a sentence for the reader of a report.
            pub fn sentence(self, language: Language) -> String {
                match self { $(Refusal::$variant => language.pick($vi, $en)),+ }.to_owned()
            }
        }
    };
}

refusals! {
    // What was read.
    /// Nothing to compute from.
    NoReadings = "no-readings",
        "Chưa có số liệu nào nên không tính được.",
        "There is no reading, so nothing can be computed.";
    /// Two readings of one day.
    DuplicatedDates = "duplicated-dates",
        "Có hai số liệu cho cùng một ngày; phải chọn số nào đúng trước khi tính.",
        "Two readings carry the same date; someone must say which one holds before anything is computed.";
    /// A later reading stands before an earlier one.
    UnorderedDates = "unordered-dates",
        "Số liệu không xếp theo thứ tự thời gian.",
        "The readings are not in the order of their dates.";
    /// Dates and values do not pair up.
    UnequalLists = "unequal-lists",
        "Số ngày và số giá trị không bằng nhau nên không biết giá trị nào của ngày nào.",
        "There are not as many dates as values, so they cannot be paired.";
    /// NaN or infinity.
    NotFinite = "not-finite",
        "Có giá trị vô hạn hoặc không phải là số.",
        "A value is infinite or not a number.";
    /// A date outside the calendar.
    DateOutOfRange = "date-out-of-range",
        "Ngày nằm ngoài phạm vi lịch tính được.",
        "A date lies outside the calendar that can be computed with.";

    // Rates.
    /// A numerator or denominator is missing.
    MissingPart = "missing-part",
        "Thiếu tử số hoặc mẫu số của ít nhất một đơn vị; thiếu không có nghĩa là bằng không.",
        "The numerator or denominator of at least one part is missing, and missing is not zero.";
    /// The denominators sum to zero.
    ZeroDenominator = "zero-denominator",
        "Mẫu số bằng không nên không có tỷ lệ.",
        "The denominator is zero, so there is no rate.";
    /// A count below zero.
    NegativePart = "negative-part",
        "Tử số hoặc mẫu số là số âm.",
        "A numerator or denominator is negative.";
    /// A count with decimals.
    NotWhole = "not-a-whole-number",
        "Tử số và mẫu số phải là số nguyên thì mới đối chiếu được với số đã công bố.",
        "Numerator and denominator must be whole numbers to be checked against a published figure.";
    /// Beyond exact arithmetic.
    TooLarge = "too-large",
        "Số quá lớn để tính chính xác.",
        "The numbers are too large for exact arithmetic.";
    /// The published text is not a decimal number.
    NotANumber = "not-a-number",
        "Số đã công bố không đọc được: cần viết như 44.64, với dấu chấm thập phân.",
        "The published figure cannot be read: it must be written like 44.64, with a decimal point.";

    /// One part given twice.
    DuplicatedPart = "duplicated-part",
        "Một đơn vị xuất hiện hai lần nên không biết dùng số nào; không cộng dồn.",
        "A part is given twice; it is not known which figures hold, and they are not added up.";
    /// A numerator over nothing.
    NumeratorWithoutDenominator = "numerator-without-denominator",
        "Có đơn vị có tử số nhưng mẫu số bằng không nên không có tỷ lệ riêng để phân tích.",
        "A part has a numerator but a denominator of zero, so it has no rate of its own to split the change into.";

    // Targets and progress.
    /// A single reading: nothing to measure from.
    OneReading = "one-reading",
        "Mới có một kỳ số liệu, chưa có kỳ gốc để so sánh nên chưa nói được tiến độ.",
        "There is only one reading: without a base there is nothing to measure progress from.";
    /// The two dates are one day.
    NoTimeElapsed = "no-time-elapsed",
        "Hai ngày trùng nhau nên không có khoảng thời gian để tính tốc độ.",
        "The two dates are the same, so no time has passed to measure a pace over.";
    /// Nothing moved between base and now.
    NoPace = "no-observed-pace",
        "Giá trị không đổi kể từ kỳ gốc nên không so được tốc độ cần đạt với tốc độ đã đạt.",
        "The value has not moved since the base, so the pace needed cannot be compared with the pace observed.";
    /// Growth from zero.
    ZeroBase = "zero-base",
        "Giá trị kỳ gốc bằng không nên không tính được tốc độ tăng trưởng; hãy xem khoảng cách tới đường thẳng.",
        "The base is zero, so a growth rate does not exist; read the distance to the straight line instead.";
    /// Growth across zero.
    SignChange = "sign-change",
        "Giá trị đổi dấu so với kỳ gốc nên không tính được tốc độ tăng trưởng.",
        "The sign differs from that of the base, so a growth rate does not exist.";
    /// Growth to zero.
    ZeroTarget = "zero-target",
        "Mục tiêu bằng không: giảm theo tỷ lệ không bao giờ về tới không nên không so được tốc độ tăng trưởng.",
        "The target is zero: shrinking at any rate never reaches it, so growth rates cannot be compared.";
    /// Nothing had to change.
    BaseEqualsTarget = "base-equals-target",
        "Kỳ gốc đã bằng mục tiêu nên không cần thay đổi; từ đó đến nay giá trị đã xấu đi.",
        "The base already equalled the target, so no change was needed; the value has worsened since.";
    /// The target asks for less than the base had.
    TargetOnWrongSide = "target-on-wrong-side-of-base",
        "Mục tiêu thấp hơn mức đã có ở kỳ gốc (hoặc cao hơn, khi càng thấp càng tốt); đang đạt nhưng nên xem lại mục tiêu.",
        "The target asks for less than the base already had; it is met, but it may have been set or read wrongly.";
    /// At most, though higher is better; or the reverse.
    TargetAgainstDirection = "target-against-direction",
        "Dấu so sánh của mục tiêu trái với chiều tốt lên của chỉ tiêu.",
        "The target's comparator contradicts the direction in which the indicator gets better.";
    /// The target date is not after the base.
    TargetDateNotAfterBase = "target-date-not-after-base",
        "Hạn của mục tiêu không sau kỳ gốc nên không có lộ trình để so sánh.",
        "The target date is not after the base, so there is no path to compare with.";
    /// The latest reading meets the target.
    AlreadyAchieved = "already-achieved",
        "Số liệu mới nhất đã đạt mục tiêu.",
        "The latest reading already meets the target.";
    /// Met once, not any more.
    AchievedThenLost = "achieved-then-lost",
        "Mục tiêu từng đạt trước đây nhưng số liệu mới nhất không còn đạt.",
        "The target was met before, but the latest reading no longer meets it.";
    /// A target without a figure.
    TargetInWords = "target-in-words",
        "Mục tiêu viết bằng lời, không có con số để so sánh.",
        "The target is in words; there is no figure to compare with.";
    /// A target between two figures.
    TargetIsRange = "target-is-a-range",
        "Mục tiêu là một khoảng; hãy so với từng đầu của khoảng.",
        "The target is a range; compare with each of its ends.";
    /// A target place in a ranking.
    TargetIsRank = "target-is-a-rank",
        "Mục tiêu là thứ hạng, phụ thuộc vào các đơn vị khác nên không dự báo từ một chuỗi số liệu.",
        "The target is a rank, which depends on others and cannot be projected from one series.";
    /// `=` away from the bounds.
    BareFigure = "bare-figure-needs-direction",
        "Mục tiêu là một con số trơn; cần nói rõ ít nhất (>=) hay nhiều nhất (<=) mới tính được xác suất.",
        "The target is a bare figure; say at least (>=) or at most (<=) before a probability is computed.";
    /// The target lies outside what the indicator can be.
    TargetOutsideBounds = "target-outside-bounds",
        "Mục tiêu nằm ngoài giới hạn đã khai báo của chỉ tiêu.",
        "The target lies outside the declared bounds of the indicator.";
    /// A word that is no comparator.
    UnknownComparator = "unknown-comparator",
        "Dấu so sánh không hợp lệ; hãy dùng >=, >, <=, < hoặc =.",
        "The comparator is unknown; use one of >=, >, <=, <, =.";
    /// A word that is no direction.
    UnknownDirection = "unknown-direction",
        "Chiều của chỉ tiêu không hợp lệ; hãy dùng higher hoặc lower.",
        "The direction is unknown; use higher or lower.";
    /// A descriptive indicator.
    NoDirection = "no-direction",
        "Chỉ tiêu chỉ mang tính mô tả, không có chiều tốt lên nên không xếp loại tiến độ.",
        "The indicator is descriptive: neither way is better, so progress cannot be classified.";

    /// A strict comparator, and its very figure.
    StrictTargetEqualled = "strict-target-equalled",
        "Giá trị bằng đúng con số mục tiêu, nhưng mục tiêu đòi lớn hơn hẳn (hoặc nhỏ hơn hẳn) nên chưa đạt.",
        "The value equals the target's figure, but the target asks for strictly more (or less), so it is not met.";
    /// Sizes or growth that floating point cannot hold.
    BeyondArithmetic = "beyond-arithmetic",
        "Có giá trị quá lớn, quá gần không hoặc thay đổi quá nhanh nên vượt phạm vi tính toán của phương pháp.",
        "A value is too large, too close to zero or changes too fast for the method's arithmetic.";
    /// Zero or the limit itself, where the logit does not exist.
    ValueOnBound = "value-on-bound",
        "Có giá trị bằng không hoặc bằng đúng mức trần nên phép biến đổi logit không tồn tại; không thay bằng số gần đó.",
        "A value is zero or at the limit itself, where the logit does not exist; no number near it is put in its place.";
    /// No limit to bend at.
    NoDeclaredLimit = "no-declared-limit",
        "Chỉ tiêu chưa khai báo mức trần nên phương pháp này kéo dài theo đường thẳng thay cho đường cong.",
        "No limit is declared for the indicator, so the method takes a straight line instead of a curve.";

    // Projection.
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
    /// A reading or target on a bound was moved.
    BoundaryMoved = "boundary-moved",
        "Giá trị nằm đúng giới hạn được dịch vào trong nửa đơn vị đo để tính được.",
        "A value on the bound was moved inward by half the measurement unit so that it could be computed with.";
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

    // Trend.
    /// Two readings are a difference, not a trend.
    TrendNeedsThree = "trend-needs-three-readings",
        "Cần ít nhất ba kỳ số liệu mới xét được xu hướng; hai kỳ chỉ cho biết mức chênh lệch.",
        "A trend needs at least three readings; two give a difference only.";
    /// All readings equal: the tests have nothing to go on.
    NoVariation = "no-variation",
        "Các kỳ số liệu đều bằng nhau: không thấy xu hướng, nhưng cũng không có căn cứ để nói là không có.",
        "All readings are equal: no trend is seen, but there is nothing to rule one out with either.";
    /// Ties make the median slope, or its whole interval, zero.
    ManyPairsTied = "many-pairs-tied",
        "Quá nhiều cặp số liệu bằng nhau nên độ dốc trung vị, hoặc cả khoảng của nó, bằng không; có thể số liệu được làm tròn quá thô.",
        "So many pairs of readings are equal that the median slope, or its whole interval, is zero; they may be rounded too coarsely.";
    /// The exact distribution has no interval at this level.
    LevelOutOfReach = "level-out-of-reach",
        "Số kỳ quá ít để có khoảng tin cậy cho độ dốc ở mức đã chọn, dù số liệu thế nào.",
        "There are too few readings for an interval of the slope at this level, whatever their values.";
    /// Neighbouring readings resemble each other too much for the p-value.
    Autocorrelated = "autocorrelated-readings",
        "Các kỳ liền nhau phụ thuộc nhau rõ rệt nên trị số p và khoảng tin cậy lạc quan hơn thực tế; hãy dùng trị số p đã hiệu chỉnh.",
        "Neighbouring readings clearly depend on each other, so p-value and interval are too optimistic; use the adjusted p-value.";
    /// Fewer than eight readings, or no scatter to judge by.
    AutocorrelationUnknown = "autocorrelation-unknown",
        "Chưa đủ tám kỳ, hoặc số liệu không dao động quanh xu hướng, nên không kiểm tra được các kỳ có độc lập với nhau hay không như phép kiểm định đòi hỏi.",
        "With fewer than eight readings, or none off the trend, it cannot be checked that they are independent, as the test assumes.";
    /// Too many pairs to go through.
    TooManyReadings = "too-many-readings",
        "Chuỗi dài hơn 4.000 kỳ nên không so từng cặp; hãy gộp theo tháng hoặc theo năm.",
        "The series is longer than 4,000 readings, too many to compare pair by pair; aggregate it by month or year.";
    /// A p-value outside 0 to 1.
    NotAProbability = "not-a-probability",
        "Trị số p phải nằm trong khoảng từ 0 đến 1.",
        "A p-value must lie between 0 and 1.";

    // Curves and least squares.
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

    // Reference classes.
    /// A level at which no window of the class began.
    LevelNeverSeen = "level-never-seen",
        "Nhóm tham chiếu chưa từng có nơi nào ở mức này nên không biết từ đây đi tiếp thế nào.",
        "No area of the reference class was ever at this level, so it cannot tell what follows from it.";
    /// Effective size below thirty.
    TooFewAnalogs = "too-few-analogs",
        "Nhóm tham chiếu có quá ít trường hợp ở gần mức này (cỡ mẫu hiệu dụng dưới 30) nên không dự báo.",
        "The reference class has too few cases near this level (effective size below 30) to project from.";
    /// Too few areas, or no horizon with a record.
    ClassTooSmall = "class-too-small",
        "Thư viện quá nhỏ để lập nhóm tham chiếu: cần ít nhất 10 đơn vị và 30 trường hợp để kiểm nghiệm.",
        "The library is too small for a reference class: it takes at least 10 areas and 30 cases to test it on.";
    /// Bandwidth, recency or window out of range.
    InvalidOptions = "invalid-class-options",
        "Tham số của nhóm tham chiếu nằm ngoài phạm vi tính được.",
        "The options of the reference class are out of the range that can be computed with.";
    /// A table with holes, or quantiles that fall.
    InvalidTable = "invalid-class-table",
        "Bảng của nhóm tham chiếu bị hỏng: thiếu ô, trùng ô, giá trị vô hạn hoặc phân vị giảm dần.",
        "The table of the reference class is damaged: a row is missing or twice there, or its quantiles fall or are not finite.";

    /// The project has no class of that name.
    UnknownClass = "unknown-reference-class",
        "Dự án không có nhóm tham chiếu tên này; xem milepost reference list.",
        "The project has no reference class of this name; see milepost reference list.";
    /// A class of shares asked about something else.
    ClassOfOtherBounds = "class-of-other-bounds",
        "Nhóm tham chiếu tính trên giới hạn khác với giới hạn đã khai báo của chỉ tiêu.",
        "The reference class has other bounds than those declared for the indicator.";

    /// Not even from the highest level seen did half of the class get there.
    NoLevelSuffices = "no-level-suffices",
        "Ngay cả từ mức cao nhất mà nhóm tham chiếu đã thấy, chưa tới một nửa đến kịp.",
        "Even from the highest level that the reference class has seen, fewer than half got there in time.";

    /// Where the class has no record.
    LevelNotRecorded = "level-outside-record",
        "Mức này nằm ngoài khoảng từ 2% đến 98% mà nhóm tham chiếu đã được kiểm nghiệm nên nhóm không trả lời.",
        "The level lies outside the 2% to 98% for which reference classes were backtested, so the class does not answer.";
    /// From every level seen, half of the class got there.
    AnyLevelSuffices = "any-level-suffices",
        "Từ mọi mức mà nhóm tham chiếu đã thấy, hơn một nửa đến kịp, miễn là việc triển khai đã bắt đầu.",
        "From every level that the reference class has seen, more than half got there in time, once it had begun at all.";
    /// A person asked for a class that nobody declared for the indicator.
    ClassNotDeclared = "class-not-declared",
        "Nhóm tham chiếu này không được khai báo cho chỉ tiêu; xem lý do trong danh mục reference_use.",
        "This reference class is not declared for the indicator; the catalogue's reference_use says why.";

    // Backtests.
    /// A plan or list of methods that makes no sense.
    InvalidBacktest = "invalid-backtest",
        "Kế hoạch kiểm nghiệm không hợp lệ: số kỳ dùng ít nhất là một, số năm dự báo phải dương, mỗi phương pháp một tên riêng.",
        "The plan of the backtest is invalid: readings used from one, horizons positive, every method with its own name.";
    /// Two histories of one name.
    DuplicatedHistories = "duplicated-histories",
        "Có hai chuỗi số liệu trùng tên nên không biết chuỗi nào đúng.",
        "Two histories carry the same name; someone must say which one holds.";
    /// Fewer histories than a probability needs behind it.
    TooFewHistories = "too-few-histories",
        "Phương pháp mới được kiểm nghiệm trên chưa đủ 20 chuỗi số liệu nên chưa đủ căn cứ để nêu xác suất.",
        "The method was backtested on fewer than 20 histories, too few to name a probability on.";
    /// The backtest does not show that the method is worth more than the latest value.
    NotBetterThanNaive = "not-better-than-naive",
        "Trên số liệu quá khứ, phương pháp không tốt hơn rõ rệt so với giữ nguyên giá trị mới nhất nên không nêu xác suất.",
        "In the backtest the method was not clearly better than repeating the latest value, so no probability is named.";
    /// Intervals that held far less than they claimed.
    IntervalsTooNarrow = "intervals-too-narrow",
        "Trong kiểm nghiệm, khoảng dự báo 90% của phương pháp chứa giá trị thực chưa tới 80% số lần: quá tự tin, không nêu xác suất.",
        "In the backtest less than 80% of the method's 90% intervals held the actual value: too sure of itself, so no probability is named.";
    /// Goals on a bound were not among those backtested.
    BoundNotBacktested = "bound-not-backtested",
        "Mục tiêu nằm đúng giới hạn của chỉ tiêu (như 100%), mà kiểm nghiệm không có mục tiêu như vậy: không nêu xác suất.",
        "The target is a bound of the indicator (such as 100%), and no such goal was backtested: no probability is named.";
}

impl fmt::Display for Refusal {
    /// The code.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl std::error::Error for Refusal {}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn an_unknown_code_is_nothing() {
        assert_eq!(Refusal::from_code(""), None);
        assert_eq!(Refusal::from_code("One-Reading"), None);
    }

    #[test]
    fn codes_are_kebab_case_unique_and_readable_back() {
        let mut seen = HashSet::new();
        for reason in Refusal::ALL {
            let code = reason.code();
            assert!(code.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{code}");
            assert!(seen.insert(code), "{code} stands twice");
            assert_eq!(Refusal::from_code(code), Some(*reason));
        }
    }

    #[test]
    fn every_reason_is_a_sentence_in_both_languages() {
        let mut seen = HashSet::new();
        for reason in Refusal::ALL {
            for language in [Language::Vi, Language::En] {
                let sentence = reason.sentence(language);
                assert!(sentence.ends_with('.') && sentence.len() > 20, "{sentence}");
                assert_eq!(crate::language::nfc(&sentence), sentence, "must be NFC");
                assert!(seen.insert(sentence), "{reason} shares its sentence");
            }
        }
    }
}
