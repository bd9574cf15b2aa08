//! Who responded and when, and the attributes, from the cells of a record.

use canvass_core::Response;
use canvass_core::spelling::given;
use csv::StringRecord;

use super::choice::{add, choice_of, said};
use crate::columns::{Column, NamePart, Role};
use crate::nobody::is_no_name;
use crate::table::Plan;

/// Fills in who responded and when; whatever has no field of its own becomes an attribute, and so does what counts are
/// broken down by under its own name.
pub(super) fn describe(response: &mut Response, groups: &[String], plan: &Plan, cells: &StringRecord) {
    let columns = &plan.alignment.columns;
    let is_group = |column: &Column| {
        groups.iter().any(|group| group.trim().to_lowercase() == column.header.trim().to_lowercase())
    };
    let mut names: Vec<(NamePart, &str, &str)> = Vec::new();
    // The choice before, and where it was put: nowhere stands for the field of its role.
    let mut before: Option<(&str, Option<usize>)> = None;
    for (column, cell) in columns.iter().zip(cells) {
        let Some(said) = said(Some(column), cell) else { continue };
        let (whole, cell) = (cell.trim(), said.trim());
        let field = match column.role {
            Role::Answer { .. } | Role::Letter => continue,
            Role::ResponseId if response.id == cell => continue,
            Role::Respondent(part) => {
                names.push((part, &column.header, whole));
                continue;
            }
            Role::RespondentType => Some(&mut response.respondent_type),
            Role::Region => Some(&mut response.region),
            Role::SubmittedAt => Some(&mut response.submitted_at),
            Role::ResponseId | Role::Attribute => None,
        };
        // A kind or region that is none stays an attribute, as it came.
        let field = field.filter(|_| given(cell).is_some());
        let of = choice_of(Some(column));
        let earlier = before.filter(|(earlier, _)| of == Some(*earlier)).map(|(_, at)| at);
        let at = match (field, earlier) {
            (Some(Some(written)), Some(None)) => {
                add(written, cell);
                None
            }
            (_, Some(Some(at))) => {
                add(&mut response.attributes[at].1, cell);
                Some(at)
            }
            (Some(field), _) if field.is_none() => {
                *field = Some(cell.to_owned());
                if is_group(column) {
                    response.attributes.push((column.header.clone(), cell.to_owned()));
                }
                None
            }
            _ => {
                let name = of.unwrap_or(&column.header);
                response.attributes.push((name.to_owned(), cell.to_owned()));
                Some(response.attributes.len() - 1)
            }
        };
        before = of.map(|of| (of, at));
    }
    name(response, &names);
}

/// The body's name where there is one, else the person's; the names not used stay attributes.
fn name(response: &mut Response, names: &[(NamePart, &str, &str)]) {
    let of = |part: NamePart| {
        let found = names.iter().find(|(other, _, name)| *other == part && !is_no_name(name));
        found.map(|(_, _, name)| (*name).to_owned())
    };
    let both = match (of(NamePart::Given), of(NamePart::Family)) {
        (Some(given), Some(family)) => Some(format!("{given} {family}")),
        (one, other) => one.or(other),
    };
    response.respondent = of(NamePart::Body).or_else(|| of(NamePart::Person)).or(both);
    let unused = names
        .iter()
        .filter(|(_, _, name)| response.respondent.as_ref().is_none_or(|used| !used.contains(name)));
    response.attributes.extend(unused.map(|(_, header, name)| ((*header).to_owned(), (*name).to_owned())));
}
