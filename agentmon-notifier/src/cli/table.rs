//! Rows as plain text.

use tokio_postgres::Row;

use crate::text::clean;

/// A row of text columns; nothing shows as a dash.
pub fn cells(row: &Row) -> Result<Vec<String>, tokio_postgres::Error> {
    (0..row.len())
        .map(|at| {
            let cell: Option<String> = row.try_get(at)?;
            Ok(cell.filter(|cell| !cell.is_empty()).map_or_else(|| "-".into(), |cell| clean(&cell)))
        })
        .collect()
}

/// Columns as wide as their widest cell, two spaces apart.
pub fn aligned(table: &[Vec<String>]) -> String {
    let columns = table.iter().map(Vec::len).max().unwrap_or_default();
    let width = |at: usize| table.iter().filter_map(|row| row.get(at)).map(|cell| cell.chars().count()).max();
    let widths: Vec<_> = (0..columns).map(|at| width(at).unwrap_or_default()).collect();
    let mut text = String::new();
    for row in table {
        let padded: Vec<_> = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}")).collect();
        text.push_str(format!("  {}", padded.join("  ")).trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_aligned_by_their_widest_cell() {
        let table = [
            vec!["name".into(), "n".into()],
            vec!["é".into(), "10".into()],
            vec!["longer".into(), "7".into()],
        ];
        assert_eq!(aligned(&table), "  name    n\n  é       10\n  longer  7\n");
        assert_eq!(aligned(&[]), "");
    }
}
