//! Checks the attributes that counts are broken down by.

use canvass_core::Place;
use toml::Spanned;

use crate::error::Error;

/// The group of all responses; it stands before the others unasked.
const TOTAL: &str = "all";
/// Attributes that every response has a field for; any other name is that of a column.
const FIELDS: [&str; 2] = ["respondent_type", "region"];

/// Whether a name is that of the total.
pub(super) fn is_total(name: &str) -> bool {
    name.trim().eq_ignore_ascii_case(TOTAL)
}

/// The groups as named, if each can be one.
pub(super) fn check(
    groups: Vec<Spanned<String>>,
    place: impl Fn(&Spanned<String>) -> Place,
) -> Result<Vec<String>, Error> {
    let mut seen: Vec<String> = Vec::new();
    for group in &groups {
        let name = group.get_ref().clone();
        let folded = name.trim().to_lowercase();
        let place = || Box::new(place(group));
        if folded.is_empty() || name.contains(char::is_control) {
            return Err(Error::BadName { noun: "group", name, place: place() });
        }
        if is_total(&name) {
            return Err(Error::ReservedGroup { name, place: place() });
        }
        if seen.contains(&folded) {
            return Err(Error::RepeatedGroup { name, place: place() });
        }
        if !FIELDS.contains(&name.as_str())
            && let Some(near) = FIELDS.into_iter().find(|field| is_slip(&folded, field))
        {
            return Err(Error::MistypedGroup { name, near, place: place() });
        }
        seen.push(folded);
    }
    Ok(groups.into_iter().map(Spanned::into_inner).collect())
}

/// Whether one name is the other, spacing aside, but for one letter.
///
/// Closer than [`canvass_core::nearest`] looks: a column "Religion" is no slip of `region`.
fn is_slip(wrong: &str, right: &str) -> bool {
    let letters = |name: &str| name.chars().filter(|letter| letter.is_alphanumeric()).collect::<Vec<_>>();
    let (wrong, right) = (letters(wrong), letters(right));
    let same = wrong.iter().zip(&right).take_while(|(one, other)| one == other).count();
    let (wrong, right) = (&wrong[same..], &right[same..]);
    let ending = wrong.iter().rev().zip(right.iter().rev()).take_while(|(one, other)| one == other).count();
    let (wrong, right) = (&wrong[..wrong.len() - ending], &right[..right.len() - ending]);
    match (wrong, right) {
        ([a, b], [c, d]) => a == d && b == c,
        _ => wrong.len() <= 1 && right.len() <= 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_one_letter() {
        for wrong in ["region ", "regions", "regoin", "regon", "regien"] {
            assert!(is_slip(wrong, "region"), "{wrong}");
        }
        assert!(is_slip("respondent type", "respondent_type"));
        for other in ["religion", "nation", "legions", "type", "re", ""] {
            assert!(!is_slip(other, "region"), "{other}");
        }
    }
}
