//! What a response is known by when it comes again.

use canvass_core::Response;

use super::detail::Details;
use super::person::Person;
use super::signature;
use crate::digest;
use crate::segment;
use crate::segment::placeholder::Placeholder;

/// A digest.
pub(super) type Key = [u8; 16];

/// Fewer words than this in all answers may be the same by chance.
const TELLING: usize = 3;
/// and fewer than this may be so among namesakes.
const TELLING_OF_NAMESAKES: usize = 5;

/// A kind of likeness.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    /// The bytes of a letter.
    File,
    /// A record's own id.
    Record,
    /// The words, and a name or an address.
    Person,
}

/// What is remembered of a response.
#[derive(Debug)]
pub(super) struct Trace {
    pub(super) id: Box<str>,
    pub(super) person: Person,
    /// What is signed below a letter.
    pub(super) signature: Option<Box<str>>,
    pub(super) keys: Vec<(By, Key)>,
    /// The words together with what is signed below them.
    pub(super) signed: Option<Key>,
    /// A record's own id.
    pub(super) own_id: Option<Box<str>>,
    source: Box<str>,
    record: Option<Record>,
    /// What a record under a name tells of its sender.
    details: Details,
}

/// A record that has an id of its own.
#[derive(Debug)]
struct Record {
    words: Key,
    cells: Key,
    /// All that is neither an answer nor says who and when.
    rest: Key,
    /// Figures of the date, sorted; spreadsheets write one date in many ways.
    date: Vec<u32>,
    /// Words besides ticks, which may be the same by chance.
    n_words: usize,
}

impl Trace {
    pub(super) fn of(response: &Response) -> Self {
        let person = Person::of(response);
        let is_record = response.source_row.is_some() && response.sender.is_none();
        let signature = if is_record { None } else { signature::of(response) };
        let own_id = response.own_id.as_deref();
        let is_known = person.name.is_some() || person.address.is_some() || signature.is_some();
        let words = (is_known || own_id.is_some()).then(|| words(response)).filter(|words| !words.is_empty());
        let digest = words.as_ref().map(|words| digest::hex_of_parts(words.iter().map(String::as_str)));
        let mut keys = Vec::new();
        if response.source_row.is_none() && response.sender.is_none() {
            keys.push((By::File, key("file", &[&response.sha256])));
        }
        keys.extend(own_id.map(|own_id| (By::Record, key("record", &[own_id]))));
        if let Some(digest) = &digest {
            keys.extend(persons(&person, digest));
        }
        let signed = signature.as_deref().zip(digest.as_deref());
        let signed = signed.map(|(signature, words)| key("signed", &[signature, words]));
        let is_namesake = is_record && person.name.is_some();
        let details = if is_namesake { Details::of(response) } else { Details::default() };
        let record = digest.filter(|_| own_id.is_some()).map(|digest| Record::of(response, &digest));
        Self {
            id: response.id.as_str().into(),
            person,
            signature,
            keys,
            signed,
            own_id: own_id.map(Into::into),
            source: response.source.as_str().into(),
            record,
            details,
        }
    }

    /// Whether anything says who sent it.
    pub(super) fn is_named(&self) -> bool {
        self.person.name.is_some()
            || self.person.address.is_some()
            || self.signature.is_some()
            || self.own_id.is_some()
    }

    /// Whether both are one record: exported twice, or twice in one table with every cell the same.
    pub(super) fn is_record(&self, earlier: &Self) -> bool {
        let (Some(one), Some(other)) = (&self.record, &earlier.record) else { return false };
        one.cells == other.cells
            || self.source != earlier.source
                && one.words == other.words
                && self.person.may_be(&earlier.person)
                && !one.is_at_odds(other)
                && (one.n_words >= TELLING || one.agrees(other))
    }

    /// Whether both, of the same words, are one person's.
    pub(super) fn is_person(&self, earlier: &Self) -> bool {
        self.person.may_be(&earlier.person)
            && (self.person.shares_address(&earlier.person)
                || !self.details.differ(&earlier.details) && !self.is_namesake(earlier))
    }

    /// Whether both, of the same words, have a name in common and nothing that tells more: two records of a table.
    pub(super) fn is_namesake(&self, earlier: &Self) -> bool {
        let (Some(one), Some(_)) = (&self.record, &earlier.record) else { return false };
        self.person.may_be(&earlier.person)
            && !self.person.shares_address(&earlier.person)
            && self.own_id != earlier.own_id
            && one.n_words < TELLING_OF_NAMESAKES
            && !self.details.differ(&earlier.details)
            && !self.details.agree(&earlier.details)
    }

    /// Whether a record has the other's id, and other cells agree too, but not the words.
    pub(super) fn is_revised(&self, earlier: &Self) -> bool {
        let (Some(one), Some(other)) = (&self.record, &earlier.record) else { return false };
        let same_name = self.person.name.is_some() && self.person.name == earlier.person.name;
        one.words != other.words
            && self.person.may_be(&earlier.person)
            && !one.is_at_odds(other)
            && (same_name || one.agrees(other))
    }
}

impl Record {
    fn of(response: &Response, words: &str) -> Self {
        let rest = [&response.respondent_type, &response.region].into_iter().flatten().map(String::as_str);
        let attributes =
            response.attributes.iter().flat_map(|(header, value)| [header.as_str(), value.trim()]);
        // The id stands among the attributes where an earlier response bears it.
        let attributes = attributes.filter(|cell| response.own_id.as_deref() != Some(*cell));
        let said = response.answers.iter().map(|answer| answer.span.of(&response.text));
        Self {
            words: key("words", &[words]),
            cells: key("cells", &[&response.sha256]),
            rest: digest::key_of_parts(rest.chain(attributes)),
            date: figures(response.submitted_at.as_deref().unwrap_or("")),
            n_words: said.flat_map(str::split_whitespace).take(TELLING_OF_NAMESAKES).count(),
        }
    }

    fn is_at_odds(&self, other: &Self) -> bool {
        !self.date.is_empty() && !other.date.is_empty() && !self.same_date(other)
    }

    /// Whether the date, or all the rest, is the same.
    fn agrees(&self, other: &Self) -> bool {
        if self.date.is_empty() && other.date.is_empty() {
            self.rest == other.rest
        } else {
            self.same_date(other)
        }
    }

    fn same_date(&self, other: &Self) -> bool {
        let within =
            |one: &[u32], other: &[u32]| !one.is_empty() && one.iter().all(|figure| other.contains(figure));
        within(&self.date, &other.date) || within(&other.date, &self.date)
    }
}

/// The figures in a date, each once.
fn figures(date: &str) -> Vec<u32> {
    let parts = date.split(|mark: char| !mark.is_ascii_digit());
    let mut figures: Vec<u32> = parts.filter_map(|part| part.parse().ok()).collect();
    figures.sort_unstable();
    figures.dedup();
    figures
}

/// Name and address, each with the words; the nearest to certain comes first.
fn persons(person: &Person, words: &str) -> Vec<(By, Key)> {
    let (name, address) = (person.name.as_deref(), person.address.as_deref());
    let whole = name.zip(address).map(|(name, address)| key("both", &[name, address, words]));
    let keys = [
        whole,
        person.own_address().map(|address| key("address", &[address, words])),
        name.map(|name| key("name", &[name, words])),
    ];
    keys.into_iter().flatten().map(|key| (By::Person, key)).collect()
}

/// The key of a kind that is made of some parts.
pub(super) fn key(kind: &str, parts: &[&str]) -> Key {
    digest::key_of_parts(std::iter::once(kind).chain(parts.iter().copied()))
}

/// All that was sent, apart from white space and from marks that do not show: of a record, with the questions it is
/// said to; of a letter, without a note that only points to what is attached.
///
/// What stands about the words stays: one office forwards the same letter for many, each under a name of its own.
fn words(response: &Response) -> Vec<String> {
    let text = response.text.as_str();
    if response.source_row.is_some() && response.sender.is_none() {
        let places = response.answers.iter().map(|answer| {
            format!("{:?}{}", answer.question.map(|question| question.0), answer.closed.is_some())
        });
        return std::iter::once(plain(text)).chain(places).collect();
    }
    let mut parts = vec![String::new()];
    for line in text.lines() {
        if segment::is_attachment(line.trim()) {
            parts.push(String::new());
        } else if let Some(part) = parts.last_mut() {
            part.push_str(line);
            part.push('\n');
        }
    }
    let is_note = parts.len() > 1 && Placeholder::of(&parts[0]).is_some();
    let said: Vec<String> = parts.iter().skip(usize::from(is_note)).map(|part| plain(part)).collect();
    let said = said.join(" ");
    if said.trim().is_empty() { Vec::new() } else { vec![said.trim().to_owned()] }
}

/// The text with one blank for white space, straight quotation marks, and nothing that does not show.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len() + 1);
    if text.is_ascii() && !text.contains('\u{b}') {
        for word in text.split_ascii_whitespace() {
            plain.push_str(word);
            plain.push(' ');
        }
        plain.pop();
        return plain;
    }
    for word in text.split_whitespace() {
        let start = plain.len();
        if word.is_ascii() {
            plain.push_str(word);
        } else {
            plain.extend(word.chars().filter_map(shown));
        }
        if plain.len() > start {
            plain.push(' ');
        }
    }
    plain.truncate(plain.trim_end().len());
    plain
}

/// A character as it is compared; none where it does not show.
fn shown(mark: char) -> Option<char> {
    match mark {
        '\u{feff}' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' => None,
        '‘' | '’' => Some('\''),
        '“' | '”' => Some('"'),
        '‐' | '‑' | '–' | '—' => Some('-'),
        _ => Some(mark),
    }
}
