//! Made-up files of the offices, with a blank wherever a form may have one.

use super::common::Copy;
use super::made_up::Dice;
use std::fmt::Write as _;
use std::fs;

/// Writes files of the offices with a blank in every third field or so; their names.
pub fn write(copy: &Copy, dice: &mut Dice) -> Vec<String> {
    let units = ["Phường Tô Hiệu", "Phường Chiềng An", "Phường Chiềng Cơi"];
    let mut files = Vec::new();
    let mut send = |name: &str, text: String| {
        fs::write(copy.path(name), text).expect("written");
        files.push(name.to_owned());
    };
    for (n, day) in ["30/06/2025", "31/12/2025"].iter().enumerate() {
        let mut villages = format!(
            "Tính đến ngày: {day}\nXã, phường;Thôn, bản;Số hộ;Sóng 4G / Viettel;Sóng 4G / VNPT;Sóng 4G / MobiFone;Ngày có sóng;Ngày dự kiến;Băng rộng cố định;Điện lưới\n"
        );
        // The last commune sends its second statement only, the first its first only.
        for (at, unit) in units.iter().enumerate().filter(|(at, _)| *at != 2 * (1 - n)) {
            for village in 0..40 {
                let mut flag = || dice.of(&["Có", "Không", "Không", ""]);
                let flags = [flag(), flag(), flag()].join(";");
                let covered = dice.of(&["", "", "01/05/2025", "01/08/2025", "15/01/2026"]);
                let planned = dice.of(&["", "01/06/2026"]);
                let (fixed, grid) = (dice.of(&["Có", "Không", ""]), dice.of(&["Có", "Không", ""]));
                writeln!(villages, "{unit};Bản {};40;{flags};{covered};{planned};{fixed};{grid}", village + at + n)
                    .expect("text");
            }
        }
        send(&format!("villages-{n}.csv"), villages);
    }
    // Funds of two years, and lines that come and go.
    for (n, day) in ["31/12/2024", "30/06/2025", "31/12/2025"].iter().enumerate() {
        let mut funds =
            format!("Tính đến ngày: {day}\nXã, phường;Cơ quan;Nhiệm vụ;Nguồn vốn;Kinh phí bố trí;Lũy kế giải ngân\n");
        for (at, unit) in units.iter().enumerate().filter(|(at, _)| n > 0 || *at > 0) {
            for task in 0..10 {
                let allotted = 200 + dice.below(900);
                let disbursed =
                    if dice.below(3) == 0 { String::new() } else { (dice.below(50) + 50 * n as u64).to_string() };
                let number = task + n % 2;
                let source = ["NST", "NSTW", "NSX"][(number + at) % 3];
                writeln!(funds, "{unit};;Nhiệm vụ {number};{source};{allotted};{disbursed}").expect("text");
            }
        }
        send(&format!("funds-{n}.csv"), funds);
    }
    // A village of a statement that was sent already, in another file.
    let head = "Xã, phường;Thôn, bản;Số hộ;Sóng 4G / Viettel;Sóng 4G / VNPT;Sóng 4G / MobiFone;Ngày có sóng;Ngày dự kiến;Băng rộng cố định;Điện lưới";
    send("again.csv", format!("Tính đến ngày: 31/12/2025\n{head}\n{};Bản 2;41;Có;Có;Có;;;Có;Có\n", units[1]));
    let records = "Xã, phường;Cơ quan;Tháng;Hồ sơ tiếp nhận;Hồ sơ đã số hóa;Kết quả đã trả;Kết quả đã số hóa;Trang cần số hóa;Trang đã số hóa\n";
    let dossiers = "Xã, phường;Cơ quan;Lĩnh vực;Tháng;Tổng số hồ sơ tiếp nhận;Tiếp nhận trực tuyến toàn trình;Tiếp nhận trực tuyến một phần;Tổng số hồ sơ đã giải quyết;Giải quyết trực tuyến;Giải quyết đúng hạn;Giải quyết quá hạn;Thanh toán trực tuyến\n";
    let senders = units.map(|unit| (unit, "")).into_iter().chain([("Tỉnh Sơn La", "Sở Nội vụ")]);
    for (n, (unit, office)) in senders.enumerate() {
        let (mut of_records, mut of_dossiers) = (records.to_owned(), dossiers.to_owned());
        for month in 1..=9 {
            let mut pair = || {
                let whole = dice.below(200);
                let part = dice.below(whole + 1);
                let blank = |number: u64, which: u64| if which == 0 { String::new() } else { number.to_string() };
                format!("{};{}", blank(whole, dice.below(4)), blank(part, dice.below(4)))
            };
            let (components, results) = (pair(), pair());
            // The last month does not say how many pages are done.
            let pages = if month == 9 { "100;".to_owned() } else { pair() };
            writeln!(of_records, "{unit};{office};{month:02}/2025;{components};{results};{pages}").expect("text");
            // One commune has nothing for its first month, one has a month of no dossiers; the months that are compared
            // are without gaps.
            for field in ["Đất đai", "Hộ tịch"].iter().filter(|_| month > 1 || unit != units[1]) {
                let received = if month == 1 && unit == units[2] { 0 } else { 10 + dice.below(90) };
                let mut of = |whole: u64| {
                    if dice.below(5) == 0 && (2..9).contains(&month) {
                        String::new()
                    } else {
                        dice.below(whole + 1).to_string()
                    }
                };
                let (full, some) = (of(received / 2), of(received / 2));
                let handled = of(received);
                let less: u64 = handled.parse().unwrap_or(0);
                let (online, on_time, paid) = (of(less), of(less), of(received));
                writeln!(of_dossiers, "{unit};{office};{field};{month:02}/2025;{received};{full};{some};{handled};{online};{on_time};;{paid}").expect("text");
            }
        }
        send(&format!("records-{n}.csv"), of_records);
        send(&format!("dossiers-{n}.csv"), of_dossiers);
    }
    files
}
