//! What people write where they are asked for a name and give none: "N/A", "Private individual", "Myself", "x".

/// Words of which such an entry is made; a name has one of its own.
const WORDS: [&str; 114] = [
    "a",
    "am",
    "an",
    "and",
    "anon",
    "anonymous",
    "anonymously",
    "answer",
    "answered",
    "applicable",
    "as",
    "behalf",
    "body",
    "business",
    "capacity",
    "charity",
    "citizen",
    "citizens",
    "company",
    "concerned",
    "confidential",
    "constituent",
    "consumer",
    "customer",
    "customers",
    "cyclist",
    "disclosed",
    "dr",
    "driver",
    "employed",
    "employee",
    "for",
    "from",
    "general",
    "give",
    "given",
    "home",
    "homeowner",
    "household",
    "householder",
    "i",
    "in",
    "individual",
    "individually",
    "individuals",
    "just",
    "landlord",
    "leaseholder",
    "local",
    "me",
    "member",
    "members",
    "miss",
    "mr",
    "mrs",
    "ms",
    "my",
    "myself",
    "n",
    "na",
    "name",
    "named",
    "neighbour",
    "nil",
    "no",
    "nobody",
    "none",
    "not",
    "nothing",
    "null",
    "of",
    "on",
    "one",
    "only",
    "organisation",
    "organization",
    "other",
    "own",
    "owner",
    "parent",
    "passenger",
    "patient",
    "pensioner",
    "person",
    "personal",
    "personally",
    "prefer",
    "private",
    "provided",
    "public",
    "rather",
    "redacted",
    "resident",
    "residents",
    "responding",
    "retired",
    "say",
    "self",
    "stated",
    "student",
    "supplied",
    "taxpayer",
    "tbc",
    "tenant",
    "the",
    "this",
    "to",
    "unknown",
    "unnamed",
    "user",
    "visitor",
    "voter",
    "withheld",
    "x",
];

/// Whether an entry names nobody: what sort of person it is may be told by many.
pub(crate) fn is_no_name(entry: &str) -> bool {
    let entry = entry.to_lowercase();
    let mut letters = entry.chars().filter(|mark| mark.is_alphanumeric());
    // "x", "xxx" and "-"; ideographs are names by themselves.
    if letters.clone().all(|letter| letter == 'x') || letters.all(|letter| letter.is_ascii_digit()) {
        return true;
    }
    if let [_] = entry.trim().as_bytes() {
        return true;
    }
    let mut words = entry.split(|mark: char| !mark.is_alphanumeric()).filter(|word| !word.is_empty());
    words.all(|word| WORDS.binary_search(&word).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_of_people_are_no_names() {
        assert!(WORDS.is_sorted());
        for entry in [
            "",
            "-",
            "N/A",
            "x",
            "XX",
            "Self",
            "Private individual",
            "private-individual",
            "Member of the public",
            "Not applicable",
            "On behalf of myself",
            "Local resident",
            "Prefer not to say",
            "Mrs",
            "I am responding as an individual",
        ] {
            assert!(is_no_name(entry), "{entry}");
        }
        for entry in ["Ann", "Bo", "Na Li", "Ms Rae", "Skarra Residents Association", "李", "B&Q", "3M", "EE"]
        {
            assert!(!is_no_name(entry), "{entry}");
        }
    }
}
