//! What people coded by hand, for measuring what a run found against it.
//!
//! ```csv
//! response_id,unit,target,label,coder
//! letters/hill.docx,stance,option-1,oppose,anna
//! letters/hill.docx,theme,funding,yes,anna
//! letters/hill.docx,theme,sanctions,no,anna
//! R-17,theme,,,anna
//! letters/hill.docx,question,q7,yes,anna
//! ```
//!
//! A `stance` says where the response stands towards an option. A `theme` is in the response or not, and a `question`
//! is answered or not: `yes`, `1`, `true`, `present` or nothing; `no`, `0`, `false`, `absent`.
//! A coder who labels one theme of a response has looked for all the themes that coder uses anywhere in the file:
//! those not named are not in it. A row without target says that there was none at all. Questions likewise.
//! A coder says one thing of a unit: two rows that contradict each other are an error.
//! Who coded may be left out. Other columns are passed over.

mod ledger;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use canvass_core::{Consultation, Stance};

use crate::encoding;
use crate::error::Error;
use crate::worksheet::{Columns, Row, Sheet};
use ledger::{Label, Ledger};

const COLUMNS: Columns = Columns {
    names: &["response_id", "unit", "target", "label", "coder"],
    required: &[RESPONSE_ID, UNIT, TARGET, LABEL],
    others: true,
};
const RESPONSE_ID: usize = 0;
const UNIT: usize = 1;
const TARGET: usize = 2;
const LABEL: usize = 3;
const CODER: usize = 4;

/// A coder who is not named.
const UNNAMED: &str = "gold";
const UNITS: [&str; 3] = ["stance", "theme", "question"];
const YES: [&str; 6] = ["", "yes", "1", "true", "present", "y"];
const NO: [&str; 5] = ["no", "0", "false", "absent", "n"];

/// The labels of a file, by coder.
#[derive(Clone, Debug, Default)]
pub struct Gold {
    /// What each coder said, by name.
    pub coders: BTreeMap<String, Coder>,
    sheet: Sheet,
    /// The first row of each response.
    first: BTreeMap<String, Row>,
}

/// What one coder said.
#[derive(Clone, Debug, Default)]
pub struct Coder {
    /// Stances by response and place of the option.
    pub stances: BTreeMap<(String, usize), Stance>,
    /// Themes looked for and found.
    pub themes: Marks,
    /// Questions looked for and found answered.
    pub questions: Marks,
}

/// Things that are in a response or not.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    /// Places of all that was looked for.
    pub sought: BTreeSet<usize>,
    /// Places of what is in each response that was looked at.
    pub found: BTreeMap<String, BTreeSet<usize>>,
}

impl Coder {
    fn marks(&mut self, unit: &str) -> &mut Marks {
        if unit == "theme" { &mut self.themes } else { &mut self.questions }
    }
}

impl Marks {
    fn add(&mut self, response: &str, target: Option<usize>, is_there: bool) {
        let found = self.found.entry(response.to_owned()).or_default();
        if let Some(target) = target {
            self.sought.insert(target);
            if is_there {
                found.insert(target);
            }
        }
    }
}

impl Gold {
    /// Reads a file for a consultation and the ids of its themes.
    pub fn load(path: &Path, consultation: &Consultation, themes: &[&str]) -> Result<Self, Error> {
        let bytes = std::fs::read(path).map_err(|reason| Error::Read { path: path.to_owned(), reason })?;
        let text = encoding::decode(&bytes, &consultation.language).text;
        Self::parse(&path.display().to_string(), text, consultation, themes)
    }

    fn parse(path: &str, text: String, consultation: &Consultation, themes: &[&str]) -> Result<Self, Error> {
        let (sheet, rows) = Sheet::read(path, text, COLUMNS)?;
        let mut gold = Self { sheet, ..Self::default() };
        let options: Vec<&str> = consultation.options.iter().map(|option| option.id.as_str()).collect();
        let questions: Vec<&str> =
            consultation.questions.iter().map(|question| question.id.as_str()).collect();
        let mut ledger = Ledger::default();
        for row in rows {
            let response = gold.required(&row, RESPONSE_ID)?.to_owned();
            let name = Some(row.cells[CODER].as_str()).filter(|name| !name.is_empty()).unwrap_or(UNNAMED);
            let known = |kind, ids: &[&str]| gold.target(&row, kind, ids);
            let (target, label) = match row.cells[UNIT].as_str() {
                "stance" => {
                    gold.required(&row, TARGET)?;
                    (known("option", &options)?, Label::Stance(gold.stance(&row)?))
                }
                "theme" => (known("theme", themes)?, Label::Mark(gold.mark(&row)?)),
                "question" => (known("question", &questions)?, Label::Mark(gold.mark(&row)?)),
                _ => return Err(gold.unknown(&row, UNIT, "unit", &UNITS)),
            };
            if let Some(first) = ledger.note([name, &response, &row.cells[UNIT]], target, label, &row) {
                return Err(gold.contradicted(name, &row, &first));
            }
            let coder = gold.coders.entry(name.to_owned()).or_default();
            match (label, target) {
                (Label::Stance(stance), Some(option)) => {
                    coder.stances.insert((response.clone(), option), stance);
                }
                (Label::Mark(is_there), target) => {
                    coder.marks(&row.cells[UNIT]).add(&response, target, is_there);
                }
                (Label::Stance(_), None) => {}
            }
            gold.first.entry(response).or_insert(row);
        }
        Ok(gold)
    }

    /// The responses that anybody coded.
    pub fn responses(&self) -> impl Iterator<Item = &str> {
        self.first.keys().map(String::as_str)
    }

    /// The complaint about a response that is coded here and was not received; `ids` are those that were.
    pub fn unknown_response<'a>(&self, id: &str, ids: impl Iterator<Item = &'a str>) -> Error {
        Error::UnknownResponse {
            id: id.to_owned(),
            near: canvass_core::nearest(id, ids).map(str::to_owned),
            place: self.sheet.place(&self.first[id], RESPONSE_ID).into(),
        }
    }

    fn required<'r>(&self, row: &'r Row, column: usize) -> Result<&'r str, Error> {
        let cell = row.cells[column].as_str();
        if !cell.is_empty() {
            return Ok(cell);
        }
        let what = row.cells[UNIT].clone();
        Err(Error::EmptyCell {
            column: COLUMNS.names[column],
            what,
            place: self.sheet.place(row, column).into(),
        })
    }

    /// The place of the target among `ids`; none where there is no target.
    fn target(&self, row: &Row, noun: &'static str, ids: &[&str]) -> Result<Option<usize>, Error> {
        match row.cells[TARGET].as_str() {
            "" => Ok(None),
            target => match ids.iter().position(|id| *id == target) {
                Some(at) => Ok(Some(at)),
                None => Err(self.unknown(row, TARGET, noun, ids)),
            },
        }
    }

    fn stance(&self, row: &Row) -> Result<Stance, Error> {
        let name = row.cells[LABEL].trim().to_lowercase().replace([' ', '-'], "_");
        let names = Stance::ALL.map(Stance::as_str);
        Stance::from_name(&name).ok_or_else(|| self.unknown(row, LABEL, "stance", &names))
    }

    fn mark(&self, row: &Row) -> Result<bool, Error> {
        let label = row.cells[LABEL].to_lowercase();
        match label.as_str() {
            label if YES.contains(&label) => Ok(true),
            label if NO.contains(&label) => Ok(false),
            _ => Err(self.unknown(row, LABEL, "label", &["yes", "no"])),
        }
    }

    fn contradicted(&self, coder: &str, row: &Row, first: &Row) -> Error {
        Error::Contradicted {
            coder: coder.to_owned(),
            first: self.sheet.whole(first).line(),
            place: self.sheet.whole(row).into(),
        }
    }

    fn unknown(&self, row: &Row, column: usize, noun: &'static str, known: &[&str]) -> Error {
        Error::Unknown {
            noun,
            name: row.cells[column].clone(),
            known: known.iter().map(ToString::to_string).collect(),
            place: self.sheet.place(row, column).into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use canvass_core::Explain as _;

    use super::*;

    fn read(rows: &str) -> Result<Gold, Error> {
        let mut consultation = Consultation::default();
        for id in ["one", "two"] {
            let (id, label, aliases) = (id.to_owned(), id.to_owned(), Vec::new());
            consultation.options.push(canvass_core::OptionDef { id, label, aliases });
        }
        let text = format!("response_id,unit,target,label,coder\n{rows}");
        Gold::parse("gold.csv", text, &consultation, &["funding", "sanctions", "training"])
    }

    #[test]
    fn themes_not_named_are_not_there() {
        let gold = read("a,theme,funding,,x\na,theme,sanctions,no,x\nb,theme,,,x\na,theme,training,yes,y\n")
            .expect("gold");
        let x = &gold.coders["x"].themes;
        assert_eq!(x.sought, BTreeSet::from([0, 1]));
        assert_eq!(x.found["a"], BTreeSet::from([0]));
        assert_eq!(x.found["b"], BTreeSet::new());
        assert_eq!(gold.coders["y"].themes.sought, BTreeSet::from([2]));
        assert_eq!(gold.responses().collect::<Vec<_>>(), ["a", "b"]);
    }

    #[test]
    fn stances_may_be_written_with_blanks_and_coders_left_out() {
        let gold = read("a,stance,two,Not addressed,\n").expect("gold");
        assert_eq!(gold.coders[UNNAMED].stances[&("a".to_owned(), 1)], Stance::NotAddressed);
    }

    #[test]
    fn a_coder_says_one_thing_of_a_unit() {
        let complaint = |rows: &str| {
            let error = read(rows).expect_err("a contradiction");
            (error.to_string(), error.place().expect("a place").line())
        };
        let said =
            |coder: &str, first: usize| format!("`{coder}` labels the same unit differently in line {first}");
        let marks = "a,theme,funding,yes,x\nb,theme,funding,no,x\na,theme,funding,no,x\n";
        assert_eq!(complaint(marks), (said("x", 2), 4));
        let stances = "a,stance,two,oppose,x\n\na,stance,two,support,x\n";
        assert_eq!(complaint(stances), (said("x", 2), 4));
        assert_eq!(complaint("a,theme,,,x\na,theme,funding,yes,x\n"), (said("x", 2), 3));
        assert_eq!(complaint("a,theme,funding,yes,\na,theme,,,\n"), (said(UNNAMED, 2), 3));
    }

    #[test]
    fn repeating_oneself_and_differing_from_others_is_allowed() {
        let rows = "a,theme,funding,yes,x\na,theme,funding,1,x\na,theme,funding,no,y\nb,theme,funding,no,x\n\
            b,theme,,,x\nb,theme,,no,x\na,stance,two,oppose,x\na,stance,one,support,x\na,stance,two,Oppose,x\n";
        let gold = read(rows).expect("gold");
        assert_eq!(gold.coders["x"].themes.found["a"], BTreeSet::from([0]));
        assert_eq!(gold.coders["y"].themes.found["a"], BTreeSet::new());
        assert_eq!(gold.coders["x"].stances.len(), 2);
    }

    #[test]
    fn what_cannot_be_meant_is_pointed_at() {
        let complaint = |rows: &str| {
            let error = read(rows).expect_err("wrong");
            let place = error.place().expect("a place");
            (error.to_string(), place.source[place.bytes.clone()].to_owned(), error.hints())
        };
        let (message, at, hints) = complaint("a,theme,fundng,,x\n");
        assert_eq!((message.as_str(), at.as_str()), ("unknown theme `fundng`", "fundng"));
        assert_eq!(hints, ["did you mean `funding`?"]);
        assert_eq!(complaint("a,stance,one,for,x\n").0, "unknown stance `for`");
        assert_eq!(complaint("a,opinion,one,for,x\n").0, "unknown unit `opinion`");
        assert_eq!(complaint("a,stance,,oppose,x\n").0, "`target` is empty");
        assert_eq!(complaint(",theme,funding,,x\n").0, "`response_id` is empty");
    }
}
