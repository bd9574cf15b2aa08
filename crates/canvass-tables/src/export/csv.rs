//! A CSV file a table, in UTF-8, every value as the table holds it.

use std::path::Path;

use csv::Writer;

use super::unwritable;
use crate::error::Error;
use crate::read::{names, rows};
use crate::schema;

/// Writes every table of `tables` into the folder `to`; gives the number of files.
pub fn csv(tables: &Path, to: &Path) -> Result<usize, Error> {
    std::fs::create_dir_all(to).map_err(|source| Error::Open { path: to.to_owned(), source })?;
    let names = names(tables)?;
    for name in &names {
        let path = to.join(format!("{name}.csv"));
        let mut file = Writer::from_path(&path).map_err(|reason| unwritable(&path, &reason))?;
        let def = schema::find(name).expect("tables are named as their files");
        let written = file.write_record(def.columns.iter().map(|(column, _)| column));
        written.map_err(|reason| unwritable(&path, &reason))?;
        for row in rows(tables, name)? {
            let row = row?.into_iter().map(|value| value.to_string());
            file.write_record(row).map_err(|reason| unwritable(&path, &reason))?;
        }
        file.flush().map_err(|reason| unwritable(&path, &reason))?;
    }
    Ok(names.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::Limits;
    use crate::fixture::{WORLD, responses, write};
    use crate::read::read;

    #[test]
    fn every_table_comes_back_as_it_is() {
        let dir = tempfile::tempdir().expect("a folder");
        let (tables, to) = (dir.path().join("tables"), dir.path().join("csv"));
        write(&tables, &responses(WORLD), 3, Limits::default());
        csv(&tables, &to).expect("written");
        for name in names(&tables).expect("names") {
            let table = read(&tables, &name).expect("a table");
            let mut file = ::csv::Reader::from_path(to.join(format!("{name}.csv"))).expect("a file");
            let headers: Vec<String> = file.headers().expect("headers").iter().map(str::to_owned).collect();
            assert_eq!(headers, table.columns);
            let found: Vec<Vec<String>> = file
                .records()
                .map(|record| record.expect("a record").iter().map(str::to_owned).collect())
                .collect();
            let expected: Vec<Vec<String>> =
                table.rows.iter().map(|row| row.iter().map(ToString::to_string).collect()).collect();
            assert_eq!(found, expected, "{name}");
        }
    }
}
