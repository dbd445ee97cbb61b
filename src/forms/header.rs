//! The header of a form's table: labels of several parts become rows of merged cells.

/// A header cell and what it spans; rows and columns counted from 0 within the header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    pub row: u32,
    pub column: u16,
    pub rows: u32,
    pub columns: u16,
    pub text: String,
}

/// What separates the parts of a label: `Hồ sơ tiếp nhận / Tổng số`.
const SEPARATOR: &str = " / ";

/// Number of header rows that these labels need.
pub fn depth(labels: &[&str]) -> u32 {
    labels.iter().map(|label| count(label.split(SEPARATOR).count())).max().unwrap_or(1)
}

/// The header's cells. Equal upper parts side by side become one cell; a last part reaches down to the last row.
pub fn blocks(labels: &[&str]) -> Vec<Block> {
    let depth = depth(labels);
    let parts: Vec<Vec<&str>> = labels.iter().map(|label| label.split(SEPARATOR).collect()).collect();
    let mut blocks = Vec::new();
    for level in 0..depth as usize {
        let mut column = 0;
        while column < parts.len() {
            let Some(text) = parts[column].get(level) else {
                column += 1;
                continue;
            };
            let last = level + 1 == parts[column].len();
            let same = |other: &&Vec<&str>| other.len() > level + 1 && other[..=level] == parts[column][..=level];
            let columns = if last { 1 } else { parts[column..].iter().take_while(same).count() };
            blocks.push(Block {
                row: count(level),
                column: u16::try_from(column).expect("a recipe has fewer columns than a sheet"),
                rows: if last { depth - count(level) } else { 1 },
                columns: u16::try_from(columns).expect("a recipe has fewer columns than a sheet"),
                text: (*text).to_owned(),
            });
            column += columns;
        }
    }
    blocks
}

fn count(n: usize) -> u32 {
    u32::try_from(n).expect("a label has few parts")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(labels: &[&str]) -> Vec<(u32, u16, u32, u16, String)> {
        blocks(labels).into_iter().map(|b| (b.row, b.column, b.rows, b.columns, b.text)).collect()
    }

    #[test]
    fn no_labels_make_no_cells() {
        assert_eq!(shape(&[]), []);
        assert_eq!(depth(&[]), 1);
    }

    #[test]
    fn equal_upper_parts_are_one_cell_and_single_parts_reach_down() {
        let labels = ["Xã", "Nhận / Tổng số", "Nhận / Trực tuyến", "Trả / Tổng số", "Nhận / Khác"];
        let expected = [
            (0, 0, 2, 1, "Xã".to_owned()),
            (0, 1, 1, 2, "Nhận".to_owned()),
            (0, 3, 1, 1, "Trả".to_owned()),
            (0, 4, 1, 1, "Nhận".to_owned()),
            (1, 1, 1, 1, "Tổng số".to_owned()),
            (1, 2, 1, 1, "Trực tuyến".to_owned()),
            (1, 3, 1, 1, "Tổng số".to_owned()),
            (1, 4, 1, 1, "Khác".to_owned()),
        ];
        assert_eq!(shape(&labels), expected);
    }

    #[test]
    fn parts_of_different_depth_fill_the_header() {
        let area: u32 = blocks(&["A", "B / C", "B / D / E", "B"]).iter().map(|b| b.rows * u32::from(b.columns)).sum();
        assert_eq!(area, 12);
    }
}
