//! The text of two calculations, in both languages.
//!
//! Numbers computed from METHODS 3 and 4 with numpy and scipy 1.17.1 (scipy.stats.t for quantiles and probabilities,
//! scipy.stats.kendalltau with method="exact" for p and tau-b), rounded to six digits. The readings are made up.

use super::yearly;
use crate::language::Language;
use crate::statistics::*;
use jiff::civil::date;

const VALUES: [f64; 5] = [45.0, 53.0, 58.1, 69.8, 68.7];

const DRIFT_VI: &str = "\
g(y) = −ln(−ln(y / 100))  (thang Gompertz giữa 0 và 100)
z_i = g(y_i) = 0,225011; 0,454322; 0,610638; 1,02294; 0,979707  (các kỳ số liệu đặt trên thang)
z_1 = g(y_1) = −ln(−ln(45 / 100)) = 0,225011  (kỳ đầu, 31/12/2015)
z_n = g(y_n) = −ln(−ln(68,7 / 100)) = 0,979707  (kỳ mới nhất, 31/12/2019)
Δt_i = 1,00205; 0,999316; 0,999316; 0,999316  (số năm giữa hai kỳ liền nhau: số ngày chia 365,25)
t_n − t_1 = 1.461 / 365,25 = 4  (số năm từ 31/12/2015 đến 31/12/2019)
μ = (z_n − z_1) / (t_n − t_1) = (0,979707 − 0,225011) / 4 = 0,188674  (độ dốc mỗi năm trên thang)
s² = Σ((Δz_i − μ·Δt_i)² / Δt_i) / (n − 2) = (0,00161672 + 0,00103944 + 0,0501019 + 0,0537579) / (5 − 2) = 0,0355053  (phương sai mỗi năm trên thang)
ν = n − 2 = 5 − 2 = 3  (bậc tự do: số kỳ trừ số đại lượng đã ước lượng)
h = 2,00137  (số năm từ kỳ mới nhất 31/12/2019 đến ngày dự báo)
m = z_n + μ·h = 0,979707 + 0,188674 × 2,00137 = 1,35731  (trung vị trên thang)
se = √(s²·(h + h² / (t_n − t_1))) = √(0,0355053 × (2,00137 + 2,00137² / 4)) = 0,326517  (sai số chuẩn trên thang)
t = F_ν⁻¹((1 + γ) / 2) = F_3⁻¹((1 + 0,8) / 2) = 1,63774  (phân vị của phân phối Student 3 bậc tự do, γ là mức tin cậy)
m ± t·se = 1,35731 ± 1,63774 × 0,326517 = [0,822563; 1,89206]  (khoảng trên thang)
ŷ = g⁻¹(m) = 100 × exp(−exp(−1,35731)) = 77,3097  (trung vị dự báo)
g⁻¹(m ± t·se) = [100 × exp(−exp(−0,822563)); 100 × exp(−exp(−1,89206))] = [64,4485; 86,0054]  (khoảng dự báo 80%)
z* = g(y*) = −ln(−ln(80 / 100)) = 1,49994  (mục tiêu trên thang)
P = 1 − F_ν((z* − m) / se) = 1 − F_3((1,49994 − 1,35731) / 0,326517) = 0,345889  (xác suất giá trị ≥ 80 vào ngày 31/12/2021)
";

const DRIFT_EN: &str = "\
g(y) = −ln(−ln(y / 100))  (Gompertz scale between 0 and 100)
z_i = g(y_i) = 0.225011; 0.454322; 0.610638; 1.02294; 0.979707  (the readings placed on the scale)
z_1 = g(y_1) = −ln(−ln(45 / 100)) = 0.225011  (the first reading, 31 December 2015)
z_n = g(y_n) = −ln(−ln(68.7 / 100)) = 0.979707  (the latest reading, 31 December 2019)
Δt_i = 1.00205; 0.999316; 0.999316; 0.999316  (years between neighbours: days over 365.25)
t_n − t_1 = 1,461 / 365.25 = 4  (years from 31 December 2015 to 31 December 2019)
μ = (z_n − z_1) / (t_n − t_1) = (0.979707 − 0.225011) / 4 = 0.188674  (drift per year on the scale)
s² = Σ((Δz_i − μ·Δt_i)² / Δt_i) / (n − 2) = (0.00161672 + 0.00103944 + 0.0501019 + 0.0537579) / (5 − 2) = 0.0355053  (variance per year on the scale)
ν = n − 2 = 5 − 2 = 3  (degrees of freedom: readings less what was estimated)
h = 2.00137  (years from the latest reading, 31 December 2019, to the day projected)
m = z_n + μ·h = 0.979707 + 0.188674 × 2.00137 = 1.35731  (median on the scale)
se = √(s²·(h + h² / (t_n − t_1))) = √(0.0355053 × (2.00137 + 2.00137² / 4)) = 0.326517  (standard error on the scale)
t = F_ν⁻¹((1 + γ) / 2) = F_3⁻¹((1 + 0.8) / 2) = 1.63774  (quantile of Student's t on 3 degrees of freedom, γ being the level)
m ± t·se = 1.35731 ± 1.63774 × 0.326517 = [0.822563; 1.89206]  (the interval on the scale)
ŷ = g⁻¹(m) = 100 × exp(−exp(−1.35731)) = 77.3097  (the median projected)
g⁻¹(m ± t·se) = [100 × exp(−exp(−0.822563)); 100 × exp(−exp(−1.89206))] = [64.4485; 86.0054]  (the 80% interval)
z* = g(y*) = −ln(−ln(80 / 100)) = 1.49994  (the target on the scale)
P = 1 − F_ν((z* − m) / se) = 1 − F_3((1.49994 − 1.35731) / 0.326517) = 0.345889  (probability of a value ≥ 80 on 31 December 2021)
";

const RANKS_VI: &str = "\
t_i = 0; 1,00205; 2,00137; 3,00068; 4  (số năm kể từ kỳ đầu 31/12/2015: số ngày chia 365,25)
Mann-Kendall (mann-kendall-exact/1): các kỳ sau có cao hơn các kỳ trước không
N = n·(n − 1) / 2 = 5 × (5 − 1) / 2 = 10  (số cặp)
S = 9 − 1 = 8  (9 cặp tăng trừ 1 cặp giảm; 0 cặp bằng nhau)
p = 2·A(S ≥ |s|) / n! = 2 × 5 / 120 = 0,0833333  (trị số p hai phía chính xác: 5 trong 120 thứ tự có S từ 8 trở lên, và cũng từng ấy ở phía kia)
τ_b = S / √(N·(N − N_0)) = 8 / √(10 × (10 − 0)) = 0,8  (hệ số Kendall; N_0 là số cặp bằng nhau)
";

const RANKS_EN: &str = "\
t_i = 0; 1.00205; 2.00137; 3.00068; 4  (years from the first reading, 31 December 2015: days over 365.25)
Mann-Kendall (mann-kendall-exact/1): are later readings higher
N = n·(n − 1) / 2 = 5 × (5 − 1) / 2 = 10  (pairs)
S = 9 − 1 = 8  (9 pairs rise less 1 that falls; 0 are equal)
p = 2·A(S ≥ |s|) / n! = 2 × 5 / 120 = 0.0833333  (exact two-sided p-value: 5 of 120 orders have S of 8 or more, and as many on the other side)
τ_b = S / √(N·(N − N_0)) = 8 / √(10 × (10 − 0)) = 0.8  (Kendall's tau-b; N_0 pairs are equal)
";

fn text(lines: &[Working], language: Language) -> String {
    lines.iter().map(|line| line.line(language) + "\n").collect()
}

#[test]
fn a_random_walk_with_drift_and_its_probability() {
    let fitted = RwDrift.fit(&yearly(&VALUES), &Declared::on(Scale::Gompertz { lower: 0.0, upper: 100.0 })).unwrap();
    let day = date(2021, 12, 31);
    let mut lines = fitted.workings(fitted.horizon(day).unwrap(), Level::EIGHTY).unwrap();
    let target = Target::reach(80.0, day, Direction::HigherIsBetter);
    lines.extend(attainment_workings(fitted.as_ref(), &target).unwrap());
    assert_eq!(text(&lines, Language::Vi), DRIFT_VI);
    assert_eq!(text(&lines, Language::En), DRIFT_EN);
}

#[test]
fn mann_kendall() {
    let lines = trend::workings(&yearly(&VALUES), Level::new(0.95).unwrap());
    assert_eq!(text(&lines[..6], Language::Vi), RANKS_VI);
    assert_eq!(text(&lines[..6], Language::En), RANKS_EN);
}

const FASTEST_EN: &str = "\
best-commune-pace/1: at the fastest pace seen, of Mai Sơn
y_n = 68.7  (the latest reading, 31 December 2019)
g(y) = −ln(−ln(y / 100))  (Gompertz scale between 0 and 100)
z_1 = g(x_1) = −ln(−ln(30 / 100)) = −0.185627  (of Mai Sơn, 31 December 2015)
z_2 = g(x_2) = −ln(−ln(41 / 100)) = 0.11474  (of Mai Sơn, 31 December 2018)
u_2 − u_1 = 1,096 / 365.25 = 3.00068  (years from 31 December 2015 to 31 December 2018)
b = (z_2 − z_1) / (u_2 − u_1) = (0.11474 − (−0.185627)) / 3.00068 = 0.100099  (change per year on the scale, the fastest)
z_n = g(y_n) = −ln(−ln(68.7 / 100)) = 0.979707
h = 2,192 / 365.25 = 6.00137  (years from 31 December 2019 to 31 December 2025)
z = g(y_n) + b·h = 0.979707 + 0.100099 × 6.00137 = 1.58044  (place on the scale)
ŷ = g⁻¹(z) = 100 × exp(−exp(−1.58044)) = 81.3927  (the scenario's value on 31 December 2025)
This is a scenario, not a forecast: it has no interval and no probability.
";

const NEEDED_VI: &str = "\
required-pace/1: đi thẳng tới 95 vào ngày 31/12/2030
y_n = 68,7  (kỳ mới nhất, 31/12/2019)
t* − t_n = 4.018 / 365,25 = 11,0007  (số năm từ 31/12/2019 đến 31/12/2030)
b = (y* − y_n) / (t* − t_n) = (95 − 68,7) / 11,0007 = 2,39076  (thay đổi cần có mỗi năm)
h = 2.192 / 365,25 = 6,00137  (số năm từ 31/12/2019 đến 31/12/2025)
ŷ = y_n + b·h = 68,7 + 2,39076 × 6,00137 = 83,0478  (giá trị của kịch bản vào ngày 31/12/2025)
Đây là kịch bản, không phải dự báo: không có khoảng và không có xác suất.
";

#[test]
fn scenarios() {
    let (own, peer) = (yearly(&VALUES), yearly(&[30.0, 33.0, 36.0, 41.0]));
    let declared = Declared::on(Scale::Gompertz { lower: 0.0, upper: 100.0 });
    let fastest = best_commune_pace(&own, &declared, &[("Mai Sơn", &peer)], Direction::HigherIsBetter).unwrap();
    assert_eq!(text(&fastest.workings(date(2025, 12, 31)).unwrap(), Language::En), FASTEST_EN);
    let target = Target::reach(95.0, date(2030, 12, 31), Direction::HigherIsBetter);
    let needed = required_pace(&own, &declared, &target).unwrap();
    assert_eq!(text(&needed.workings(date(2025, 12, 31)).unwrap(), Language::Vi), NEEDED_VI);
}
