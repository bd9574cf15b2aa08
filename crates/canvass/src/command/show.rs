//! `canvass show`: one response with its evidence marked.

use anyhow::Result;
use canvass_tables::{Table, Value, read_where};

use super::require_output;
use crate::args::ShowArgs;
use crate::complaint::Complaint;
use crate::{Outcome, print};

pub(crate) fn run(args: &ShowArgs) -> Result<Outcome> {
    require_output(&args.out)?;
    let dir = args.out.join("tables");
    let rows = |name: &str| read_where(&dir, name, "response_id", &args.response).map_err(Complaint::of);
    let responses = rows("responses")?;
    if responses.rows.is_empty() {
        let all = canvass_tables::read(&dir, "responses").map_err(Complaint::of)?;
        return Err(unknown(&all, &args.response).into());
    }
    let evidence = print::response::Evidence {
        responses,
        answers: rows("answers")?,
        mentions: rows("mentions")?,
        stances: rows("stances")?,
    };
    if args.json {
        print::json(&evidence.to_json())?;
    } else {
        print::response::print(&evidence)?;
    }
    Ok(Outcome::Done)
}

fn unknown(all: &Table, id: &str) -> Complaint {
    let at = all.column("response_id").unwrap_or(0);
    let ids: Vec<&str> = all.rows.iter().filter_map(|row| row[at].as_text()).collect();
    let mut hints = Vec::new();
    let part = ids.iter().copied().find(|known| known.to_lowercase().contains(&id.to_lowercase()));
    if let Some(near) = part.or_else(|| canvass_core::nearest(id, ids.iter().copied())) {
        hints.push(format!("did you mean `{near}`?"));
    }
    hints.push("`canvass tables OUT responses` lists them".to_owned());
    Complaint::new(format!("there is no response `{id}`"), hints)
}

/// Cell of a row by column name.
pub(crate) fn cell<'a>(table: &Table, row: &'a [Value], column: &str) -> &'a Value {
    table.column(column).map_or(&Value::Null, |at| &row[at])
}
