//! `canvass tables`: a table of a run in the terminal.

use anyhow::Result;
use canvass_tables::Table;

use super::require_output;
use crate::args::TablesArgs;
use crate::complaint::Complaint;
use crate::{Outcome, print};

pub(crate) fn run(args: &TablesArgs) -> Result<Outcome> {
    require_output(&args.out)?;
    let dir = args.out.join("tables");
    let Some(name) = &args.name else {
        if args.json {
            print::table::list_json(&dir)?;
        } else {
            print::table::list(&dir)?;
        }
        return Ok(Outcome::Done);
    };
    let mut table = if args.json || !args.filters.is_empty() {
        canvass_tables::read(&dir, name)
    } else {
        // One more than is shown, to know whether there is more.
        canvass_tables::head(&dir, name, args.limit.saturating_add(1))
    }
    .map_err(Complaint::of)?;
    for filter in &args.filters {
        table = filtered(table, filter)?;
    }
    if args.json {
        print::table::json_lines(&table)?;
    } else {
        print::table::print(&table, args.limit)?;
    }
    Ok(if table.rows.is_empty() { Outcome::No } else { Outcome::Done })
}

/// The rows where `COLUMN=VALUE` holds; a null is the empty value.
fn filtered(mut table: Table, filter: &str) -> Result<Table> {
    let (column, value) = filter.split_once('=').ok_or_else(|| {
        let hint = format!("write it as --where COLUMN=VALUE, for example --where {}=...", table.columns[0]);
        Complaint::new(format!("`{filter}` is no filter"), vec![hint])
    })?;
    let Some(at) = table.column(column) else {
        let near = canvass_core::nearest(column, table.columns.iter().map(String::as_str));
        let mut hints: Vec<String> = near.iter().map(|near| format!("did you mean `{near}`?")).collect();
        hints.push(format!("its columns are: {}", table.columns.join(", ")));
        return Err(Complaint::new(format!("table `{}` has no column `{column}`", table.name), hints).into());
    };
    table.rows.retain(|row| row[at].to_string() == value);
    Ok(table)
}
