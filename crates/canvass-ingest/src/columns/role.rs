//! Columns about the respondent and the sending, told by their headers.

use super::body;
use super::header::Heading;
use super::{NamePart, Role};

/// A header that names such a column; of several for one role the lowest rank is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) role: Role,
    pub(super) rank: usize,
}

/// Headers as one word, most telling first.
const IDS: [&str; 42] = [
    "responseid",
    "uniqueresponsenumber",
    "uniqueresponseid",
    "responseidentifier",
    "submissionid",
    "respondentid",
    "respondentidentifier",
    "themefinderid",
    "answerid",
    "recordid",
    "responsereference",
    "responseref",
    "responsenumber",
    "responseno",
    "anonid",
    "submissionref",
    "submissionreference",
    "submissionnumber",
    "respondentref",
    "respondentreference",
    "respondentnumber",
    "participantid",
    "caseid",
    "caseref",
    "casereference",
    "casenumber",
    "entryid",
    "respid",
    "réf",
    "uniqueid",
    "uniquereference",
    "referencenumber",
    "documentid",
    "commentid",
    "reference",
    "ref",
    "urn",
    "uuid",
    "userid",
    "userno",
    "trackingnumber",
    "id",
];
/// Headers up to this rank name an id whatever the values are.
const SURE_IDS: usize = 28;
const BODIES: [&str; 19] = [
    "organisation",
    "organisationname",
    "nameoforganisation",
    "nameoftheorganisation",
    "nameofyourorganisation",
    "whatisyourorganisation",
    "whatisyourorganisationsname",
    "whatistheofyourorganisation",
    "yourorganisation",
    "yourorganisationname",
    "respondentorganisation",
    "company",
    "companyname",
    "onbehalfof",
    "grouporganisation",
    "organisationifapplicable",
    "nameofgroup",
    "bodyname",
    "employer",
];
const PERSONS: [&str; 13] = [
    "respondent",
    "respondentname",
    "nameofrespondent",
    "name",
    "fullname",
    "yourname",
    "yourfullname",
    "whatisyourname",
    "whatisyourfullname",
    "contactname",
    "submittername",
    "author",
    "sender",
];
const GIVEN: [&str; 5] = ["firstname", "givenname", "forename", "recipientfirstname", "yourfirstname"];
const FAMILY: [&str; 5] = ["lastname", "surname", "familyname", "recipientlastname", "yourlastname"];
const TYPES: [&str; 18] = [
    "respondenttype",
    "typeofrespondent",
    "respondentcategory",
    "categoryofrespondent",
    "respondentgroup",
    "stakeholdertype",
    "typeofstakeholder",
    "stakeholdergroup",
    "stakeholdercategory",
    "respondingas",
    "capacity",
    "iam",
    "iama",
    "iaman",
    "typeoforganisation",
    "organisationtype",
    "sector",
    "type",
];
const TYPE_PHRASES: [&str; 13] = [
    "responding as",
    "respond as",
    "responding on behalf",
    "responding to this consultation as",
    "responding to this survey as",
    "answering as",
    "answering on behalf",
    "replying as",
    "best describes you",
    "in what capacity",
    "type of respondent",
    "respondent type",
    "category of respondent",
];
const REGIONS: [&str; 20] = [
    "region",
    "yourregion",
    "regionname",
    "respondentregion",
    "geographicalregion",
    "geographicregion",
    "whichregion",
    "area",
    "yourarea",
    "borough",
    "district",
    "ward",
    "location",
    "stateprovince",
    "state",
    "province",
    "nation",
    "country",
    "county",
    "localauthority",
];
const REGION_PHRASES: [&str; 11] = [
    "which region",
    "what region",
    "which area",
    "where do you live",
    "where are you based",
    "where are you located",
    "which country",
    "which nation",
    "which part of the",
    "do you live in",
    "where is your organisation",
];
const DATES: [&str; 33] = [
    "submittedat",
    "submitted",
    "datesubmitted",
    "submissiondate",
    "dateofsubmission",
    "submissiontime",
    "submissiondatetime",
    "submittedon",
    "completiontime",
    "completedat",
    "completed",
    "datecompleted",
    "completeddate",
    "enddate",
    "endtime",
    "recordeddate",
    "timestamp",
    "ended",
    "finishedat",
    "datefinished",
    "completedon",
    "datereceived",
    "receiveddate",
    "receivedat",
    "received",
    "posteddate",
    "dateposted",
    "postedon",
    "posted",
    "datecreated",
    "createdat",
    "date",
    "datetime",
];
const CONTACTS: [&str; 12] = [
    "email",
    "emailaddress",
    "youremail",
    "youremailaddress",
    "whatisyouremailaddress",
    "whatisyouremail",
    "phone",
    "telephone",
    "phonenumber",
    "ipaddress",
    "postcode",
    "useragent",
];
/// What forms ask about the respondent and what may be done with the response.
const PERSONAL: [&str; 26] = [
    "what is your age",
    "how old are you",
    "age group",
    "age range",
    "date of birth",
    "your sex",
    "your gender",
    "gender identity",
    "ethnic group",
    "ethnicity",
    "your religion",
    "sexual orientation",
    "marital status",
    "employment status",
    "consider yourself",
    "have a disability",
    "health condition",
    "physical or mental",
    "caring responsibilities",
    "do you consent",
    "i consent",
    "privacy notice",
    "publish your response",
    "publish your name",
    "response to be published",
    "contact you",
];
/// Rank of what a phrase tells that a question may hold as well; below it an essay is not believed.
const UNSURE: usize = 101;
/// A header with more words asks something else.
const LONGEST: usize = 25;

/// What a header says the column holds, if it is about the respondent or the sending.
pub(super) fn of(heading: &Heading) -> Option<Candidate> {
    let key = heading.key();
    by_key(&key).or_else(|| by_key(heading.leaf.as_deref()?)).or_else(|| by_phrase(heading))
}

fn by_key(key: &str) -> Option<Candidate> {
    let lists: [(&[&str], Role); 9] = [
        (&IDS, Role::ResponseId),
        (&BODIES, Role::Respondent(NamePart::Body)),
        (&PERSONS, Role::Respondent(NamePart::Person)),
        (&GIVEN, Role::Respondent(NamePart::Given)),
        (&FAMILY, Role::Respondent(NamePart::Family)),
        (&TYPES, Role::RespondentType),
        (&REGIONS, Role::Region),
        (&DATES, Role::SubmittedAt),
        (&CONTACTS, Role::Attribute),
    ];
    lists.into_iter().find_map(|(keys, role)| {
        let rank = keys.iter().position(|known| *known == key)?;
        Some(Candidate { role, rank })
    })
}

fn by_phrase(heading: &Heading) -> Option<Candidate> {
    if heading.words.is_empty() || heading.words.len() > LONGEST {
        return None;
    }
    let line = heading.words.join(" ").replace("organiz", "organis");
    let says = |phrase: &str| line.contains(phrase);
    let candidate = |role| Some(Candidate { role, rank: 100 });
    if body::is_asked(&heading.words) {
        candidate(Role::Respondent(NamePart::Body))
    } else if TYPE_PHRASES.iter().any(|phrase| says(phrase))
        || (line.starts_with("i am ") && heading.words.len() <= 8)
    {
        candidate(Role::RespondentType)
    } else if line.starts_with("what is your organisation")
        || says("name of your organisation")
        || says("name of the organisation")
        || says("organisation name")
    {
        candidate(Role::Respondent(NamePart::Body))
    } else if says("what is your name")
        || says("your full name")
        || says("enter your name")
        || says("your name") && heading.words.len() <= 8
    {
        candidate(Role::Respondent(NamePart::Person))
    } else if says("your email") || says("email address") {
        candidate(Role::Attribute)
    } else if heading.words.len() <= 8 && is_of_sending(&heading.words) {
        candidate(Role::SubmittedAt)
    } else if REGION_PHRASES.iter().any(|phrase| says(phrase)) && heading.words.len() <= 15 {
        candidate(Role::Region)
    } else if PERSONAL.iter().any(|phrase| says(phrase)) {
        Some(Candidate { role: Role::Attribute, rank: UNSURE })
    } else {
        None
    }
}

/// Whether words name the time of sending: "Date and time response submitted".
fn is_of_sending(words: &[String]) -> bool {
    let any = |known: &[&str]| words.iter().any(|word| known.contains(&word.as_str()));
    any(&["date", "time", "datetime"]) && any(&["submitted", "completed", "finished", "received"])
}

/// Whether a header names an id so plainly that its values need not be looked at.
pub(super) fn is_sure_id(rank: usize) -> bool {
    rank < SURE_IDS
}

/// Whether values say what kind of respondent it is: "Individual", "An organisation".
pub(super) fn are_types<'a>(mut values: impl Iterator<Item = &'a str>) -> bool {
    values.any(|value| {
        let value = value.trim().to_lowercase().replace("organiz", "organis");
        let value = value.strip_prefix("an ").unwrap_or(&value);
        matches!(value, "individual" | "organisation" | "member of the public" | "private individual")
    })
}

/// Whether values are the references Citizen Space gives.
pub(super) fn are_references<'a>(values: impl Iterator<Item = &'a str>) -> bool {
    let mut values = values.map(str::trim).filter(|value| !value.is_empty()).peekable();
    values.peek().is_some() && values.all(|value| value.starts_with("ANON-") || value.starts_with("BHLF-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(header: &str, expect: Option<Role>) {
        assert_eq!(of(&Heading::read(header)).map(|candidate| candidate.role), expect, "{header}");
    }

    #[test]
    fn usual_headers_are_known() {
        check("Response ID", Some(Role::ResponseId));
        check("respondent_id", Some(Role::ResponseId));
        check("1. What is your name?", Some(Role::Respondent(NamePart::Person)));
        check("What is the name of your organization?", Some(Role::Respondent(NamePart::Body)));
        for body in [
            "If you are responding on behalf of an organisation, what is its name?",
            "Name of organisation (if responding on behalf of one)",
            "Please give the name of the company you represent",
            "Which organisation do you represent?",
            "Company / organisation",
            "Organisation or group (if any)",
        ] {
            check(body, Some(Role::Respondent(NamePart::Body)));
        }
        check("What type of organisation are you responding on behalf of?", Some(Role::RespondentType));
        check("Are you responding on behalf of an organisation?", Some(Role::RespondentType));
        check("First Name", Some(Role::Respondent(NamePart::Given)));
        check(
            "Are you responding as an individual or on behalf of an organisation?",
            Some(Role::RespondentType),
        );
        check("I am a...", Some(Role::RespondentType));
        check("In which region are you based?", Some(Role::Region));
        check("Submission date", Some(Role::SubmittedAt));
        check("Date and time response submitted", Some(Role::SubmittedAt));
        check("Date and time response started", None);
        check("What is your e-mail address?", Some(Role::Attribute));
        check("Do you consider yourself to be disabled?", Some(Role::Attribute));
    }

    #[test]
    fn questions_are_not() {
        check("Should each region name a lead?", None);
        check("Name of a contact at your organisation", None);
        check("Which organisation should run the scheme?", None);
        check("Do you agree with the name proposed for the new body?", None);
        check(
            "I am content that the proposals protect the organisations and people they are meant for",
            None,
        );
    }
}
