//! What the simulated province adds up to: the totals that document 004 prints, and the few that had to be invented.
//!
//! Lines are those of document 004, the province's report for 2025; the same figures stand, with their lines, in
//! `datasets/report-2025/observations.csv`. The report counts dossiers up to 28/12/2025 (line 188); here those totals
//! are spread over twelve whole months.

/// Dossiers received in 2025 (line 190, the denominator).
pub const RECEIVED: i64 = 228_769;
/// Of these, dossiers with components digitised (line 190, the numerator).
pub const COMPONENTS_DIGITISED: i64 = 217_339;
/// Dossiers whose result was returned in 2025 (line 192, the denominator); the simulation takes them as handled.
pub const HANDLED: i64 = 218_073;
/// Of these, results digitised (line 192, the numerator).
pub const RESULTS_DIGITISED: i64 = 208_037;
/// Received online: 68.07% of those received (line 342 prints the percentage alone; the count is the nearest whole).
pub const RECEIVED_ONLINE: i64 = 155_723;
/// Handled online: 67.5% of those handled (line 344 prints the percentage alone; the count is the nearest whole).
pub const HANDLED_ONLINE: i64 = 147_199;
/// Of those received online, the end-to-end ones. Invented.
pub const RECEIVED_ONLINE_FULL: i64 = 98_214;
/// Handled late. Invented.
pub const LATE: i64 = 2_612;
/// Paid online, before some communes leave the figure out. Invented.
pub const PAID_ONLINE: i64 = 61_430;

/// Procedures offered, by online level: end to end, in part, not online (lines 237-243: 2,163 in all).
pub const PROCEDURES: [(&str, usize); 3] = [("full", 941), ("part", 908), ("none", 314)];
/// Procedures that could be offered end to end, those that are among them (line 239).
pub const ELIGIBLE: usize = 1_065;

/// Villages: one digital team each, 2,233 teams in 100% of the villages (line 212).
pub const VILLAGES: i64 = 2_233;
/// Villages without 4G after the communes were merged (lines 1114-1116).
pub const WITHOUT_4G: i64 = 69;
/// Of these, covered by 10/11/2025 (line 1120).
pub const COVERED_4G: i64 = 26;
/// Of these, planned to be covered after that day and by 31/12/2025: 49 less the 26 (line 1122).
pub const PLANNED_4G: i64 = 23;
/// Villages without fixed broadband (line 1039).
pub const WITHOUT_BROADBAND: i64 = 449;
/// Villages without grid electricity. Invented.
pub const WITHOUT_ELECTRICITY: i64 = 37;

/// Archive pages to digitise and digitised, by office (footnotes 6-12, lines 1179-1185; 15,125,234 and 6,047,286 in
/// all, lines 1235-1237). The offices are named in lines 1255-1261.
pub const ARCHIVES: [(&str, i64, i64); 7] = [
    ("Trung tâm Lưu trữ lịch sử", 11_500_000, 2_422_052),
    ("Sở Nội vụ", 295_444, 295_444),
    ("Sở Ngoại vụ", 66_700, 66_700),
    ("Sở Xây dựng", 543_466, 543_466),
    ("Sở Giáo dục và Đào tạo", 680_669, 680_669),
    ("Sở Khoa học và Công nghệ", 38_955, 38_955),
    ("Sở Nông nghiệp và Môi trường", 2_000_000, 2_000_000),
];

/// Đồng that all budget figures are multiples of, so that offices can write them in millions with one decimal.
pub const BUDGET_STEP: i64 = 100_000;
/// Funds allotted for 2025, in đồng: 197,548 million (line 160).
pub const ALLOTTED: i64 = 197_548_000_000;
/// Disbursed by 20/12/2025, in đồng: 30.77% of it (line 166 prints the percentage alone).
pub const DISBURSED: i64 = 60_785_500_000;

#[cfg(test)]
mod tests {
    use super::*;

    /// Half up at `places` decimals of a percentage, in whole numbers.
    fn percent(part: i64, whole: i64, places: u32) -> i64 {
        (200 * 10_i64.pow(places) * part + whole) / (2 * whole)
    }

    #[test]
    fn parts_give_the_printed_percentages() {
        assert_eq!(percent(RECEIVED_ONLINE, RECEIVED, 2), 6807);
        assert_eq!(percent(HANDLED_ONLINE, HANDLED, 1), 675);
        assert_eq!(percent(HANDLED_ONLINE, HANDLED, 2), 6750);
        assert_eq!(percent(COMPONENTS_DIGITISED, RECEIVED, 0), 95);
        assert_eq!(percent(RESULTS_DIGITISED, HANDLED, 1), 954);
        assert_eq!(percent(DISBURSED / BUDGET_STEP, ALLOTTED / BUDGET_STEP, 2), 3077);
        assert_eq!((ALLOTTED % BUDGET_STEP, DISBURSED % BUDGET_STEP), (0, 0));
    }

    #[test]
    fn printed_parts_add_up_to_the_printed_totals() {
        assert_eq!(PROCEDURES.iter().map(|(_, n)| n).sum::<usize>(), 2_163);
        assert_eq!(ARCHIVES.iter().map(|(_, all, _)| all).sum::<i64>(), 15_125_234);
        assert_eq!(ARCHIVES.iter().map(|(_, _, done)| done).sum::<i64>(), 6_047_286);
        assert_eq!(COVERED_4G + PLANNED_4G, 49);
        assert_eq!(WITHOUT_4G - COVERED_4G - PLANNED_4G, 20);
    }

    /// The report's own figures, as transcribed, say the same.
    #[test]
    fn agree_with_the_transcribed_report() {
        let table = include_str!("../../datasets/report-2025/observations.csv");
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        let rows: Vec<csv::StringRecord> = reader.records().map(|r| r.expect("a row")).collect();
        let has = |measure: &str, numerator: &str, denominator: &str, value: &str| {
            let name = |r: &csv::StringRecord| r[0].rsplit(':').next() == Some(measure);
            rows.iter().any(|r| name(r) && &r[7] == numerator && &r[8] == denominator && (&r[9] == value))
        };
        assert!(has("dossiers.components_digitised", "217339", "228769", ""));
        assert!(has("dossiers.results_digitised", "208037", "218073", ""));
        assert!(has("dossiers.filed_online", "", "", "68.07"));
        assert!(has("dossiers.handled_online", "", "", "67.5"));
        assert!(has("procedures.total", "", "", "2163"));
        assert!(has("procedures.full_online", "941", "1065", ""));
        assert!(has("procedures.not_online", "", "", "314"));
        assert!(has("community_digital_teams.count", "", "", "2233"));
        assert!(has("villages.covered_4g", "26", "69", "") && has("villages.covered_4g", "49", "69", ""));
        assert!(has("villages.without_4g.no_operator_plan", "20", "69", ""));
        assert!(has("villages.without_fixed_broadband", "", "", "449"));
        assert!(has("archive.pages_digitised", "6047286", "15125234", ""));
        for (_, all, done) in ARCHIVES {
            assert!(rows.iter().any(|r| {
                r[0].starts_with("archive.pages_digitised.") && r[7] == done.to_string() && r[8] == all.to_string()
            }));
        }
        assert!(has("budget.sti_dt.allocated", "", "", "197548000000"));
        assert!(has("budget.sti_dt.disbursed", "", "", "30.77"));
    }
}
