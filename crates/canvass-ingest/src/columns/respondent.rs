//! Finds the columns about the respondent and the sending, one for each role.

use super::draft::Draft;
use super::likeness::Likeness;
use super::values::{self, Look};
use super::{NamePart, Role, role};

/// A header like a question is not believed to name the respondent from this confidence on.
const STRONG: f32 = 0.75;

/// Rank of a column that its values alone tell.
const TOLD_BY_VALUES: usize = 100;

/// Gives the columns about the respondent and the sending their roles, unless they are strongly like a question.
pub(super) fn assign(table: &mut Draft<'_>, ranked: &[Vec<Likeness>]) {
    let strong = |at: usize| ranked[at].first().is_some_and(|best| best.confidence >= STRONG);
    let mut candidates: Vec<(usize, role::Candidate)> = Vec::new();
    for at in 0..table.columns.len() {
        if table.columns[at].is_some() || strong(at) {
            continue;
        }
        if let Some(candidate) = candidate(table, at) {
            candidates.push((at, candidate));
        }
    }
    let served = served(table, &candidates);
    for (at, candidate) in &candidates {
        let is_best = || served.iter().any(|(role, best)| *role == candidate.role && best == at);
        let is_told = || table.columns.iter().flatten().any(|column| column.role == candidate.role);
        if candidate.role == Role::Attribute {
            table.set(*at, Role::Attribute, 0.95, "about the respondent");
        } else if is_best() && !is_told() {
            table.set(*at, candidate.role, 0.95, "the usual name of such a column");
        } else {
            table.set(*at, Role::Attribute, 0.9, "another column serves for this");
        }
    }
}

/// Each role with the column whose header names it best, of equals the first; one that nobody fills in serves last.
fn served(table: &Draft<'_>, candidates: &[(usize, role::Candidate)]) -> Vec<(Role, usize)> {
    let is_idle = |at: usize| table.values(at).all(is_idle);
    let mut by_rank: Vec<&(usize, role::Candidate)> = candidates.iter().collect();
    by_rank.sort_by_cached_key(|(at, candidate)| (is_idle(*at), candidate.rank, *at));
    let mut served: Vec<(Role, usize)> = Vec::new();
    for (at, candidate) in by_rank {
        if served.iter().all(|(role, _)| *role != candidate.role) {
            served.push((candidate.role, *at));
        }
    }
    served
}

/// Whether a cell names nobody and nothing; forms that ask for no account fill in `anonymous`.
fn is_idle(value: &str) -> bool {
    matches!(value.trim().to_lowercase().as_str(), "" | "-" | "n/a" | "anonymous")
}

fn candidate(table: &Draft<'_>, at: usize) -> Option<role::Candidate> {
    let mut candidate = match role::of(&table.headings[at]) {
        Some(candidate) => candidate,
        None if role::are_references(table.values(at)) => role::Candidate { role: Role::ResponseId, rank: 0 },
        None if role::are_types(table.values(at)) => {
            role::Candidate { role: Role::RespondentType, rank: TOLD_BY_VALUES }
        }
        None => return None,
    };
    if candidate.role == Role::ResponseId
        && !role::is_sure_id(candidate.rank)
        && !values::identify(table.values(at))
    {
        return None;
    }
    let is_name = candidate.role == Role::Respondent(NamePart::Person);
    if is_name && role::are_types(table.values(at)) {
        candidate.role = Role::RespondentType;
    }
    // Headers such as "Area" or "Sector" may stand over an essay.
    (table.look(at, None) != Look::Prose || candidate.rank < 5 || candidate.rank == 100).then_some(candidate)
}
