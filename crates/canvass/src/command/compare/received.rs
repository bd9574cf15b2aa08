//! What was received in two runs: which responses are new or gone, and what of the others is not as it was.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Result;
use canvass_tables::Value;

use crate::complaint::Complaint;
use crate::print::compare::{OtherAttributes, OtherStatus, Responses};
use crate::{models, past};

/// The columns that hold what is known of a respondent, beside the other columns of a survey.
const ATTRIBUTES: [&str; 4] = ["respondent", "respondent_type", "region", "submitted_at"];

/// One response as it was received, and where it went.
pub(super) struct Received {
    /// Of the bytes.
    sha256: String,
    /// Of the text.
    text_sha256: String,
    /// What is known of the respondent, by its name; what is not known is not there.
    attributes: BTreeMap<String, String>,
    status: String,
}

/// Every response of an output by its id.
pub(super) fn read(out: &Path) -> Result<BTreeMap<String, Received>> {
    let rows = canvass_tables::rows(&out.join("tables"), "responses").map_err(Complaint::of)?;
    let at = |name| rows.column(name).map_err(Complaint::of);
    let (id, sha256, text, status) = (at("response_id")?, at("sha256")?, at("text")?, at("status")?);
    let others = at("attributes")?;
    let own = ATTRIBUTES.iter().map(|name| Ok((*name, at(name)?)));
    let own: Vec<(&str, usize)> = own.collect::<Result<_, Complaint>>()?;
    let mut received = BTreeMap::new();
    for row in rows {
        let row = row.map_err(Complaint::of)?;
        let cell = |at: usize| row[at].as_text().unwrap_or_default();
        let known = own.iter().filter(|(_, at)| row[*at] != Value::Null);
        let known = known.map(|(name, at)| ((*name).to_owned(), cell(*at).to_owned()));
        let one = Received {
            sha256: cell(sha256).to_owned(),
            text_sha256: models::sha256(&[cell(text)]),
            attributes: known.chain(past::attributes(cell(others))).collect(),
            status: cell(status).to_owned(),
        };
        received.insert(cell(id).to_owned(), one);
    }
    Ok(received)
}

/// What differs between two runs.
pub(super) fn compare(before: &BTreeMap<String, Received>, after: &BTreeMap<String, Received>) -> Responses {
    let only = |one: &BTreeMap<String, Received>, other: &BTreeMap<String, Received>| {
        one.keys().filter(|id| !other.contains_key(*id)).cloned().collect()
    };
    let mut found = Responses {
        received_before: before.len(),
        received_after: after.len(),
        new: only(after, before),
        gone: only(before, after),
        ..Responses::default()
    };
    for (id, was) in before {
        if let Some(is) = after.get(id) {
            note(&mut found, id, was, is);
        }
    }
    found
}

/// Notes what of one response is not as it was.
fn note(found: &mut Responses, id: &str, was: &Received, is: &Received) {
    let attributes = differing(&was.attributes, &is.attributes);
    let (same_text, same_attributes) = (was.text_sha256 == is.text_sha256, attributes.is_empty());
    if !same_text {
        found.changed_text.push(id.to_owned());
    }
    if !same_attributes {
        found.changed_attributes.push(OtherAttributes { response_id: id.to_owned(), attributes });
    }
    if was.status != is.status {
        let (before, after) = (was.status.clone(), is.status.clone());
        found.changed_status.push(OtherStatus { response_id: id.to_owned(), before, after });
    }
    if same_text && same_attributes && was.sha256 != is.sha256 {
        found.changed_bytes.push(id.to_owned());
    }
}

/// Names of the attributes that one of two has alone, or has otherwise.
fn differing(was: &BTreeMap<String, String>, is: &BTreeMap<String, String>) -> Vec<String> {
    let names: BTreeSet<&String> = was.keys().chain(is.keys()).collect();
    names.into_iter().filter(|name| was.get(*name) != is.get(*name)).cloned().collect()
}
