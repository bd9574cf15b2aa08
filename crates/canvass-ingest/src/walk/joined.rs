//! Folders whose files are one table: `ThemeFinder`'s, a folder a question.

use std::collections::BTreeMap;

use canvass_core::Notice;

use super::Found;
use crate::archive::Origin;
use crate::format::themefinder::{self, ANSWERS, QUESTION, QUESTION_FOLDER, RESPONDENTS};

/// What such a folder is called where it is the folder of responses itself.
const ROOT: &str = "question_parts";

/// Puts the files of each such folder together, in its place; what was computed from them is told and left out.
pub(super) fn join(files: Vec<Found>) -> (Vec<Found>, Vec<Notice>) {
    let folders: Vec<String> = files.iter().filter_map(|file| folder_of(&file.source)).collect();
    if folders.is_empty() {
        return (files, Vec::new());
    }
    let mut joined: BTreeMap<&str, Vec<Found>> = BTreeMap::new();
    let mut outputs: BTreeMap<&str, usize> = BTreeMap::new();
    let mut kept = Vec::new();
    for file in files {
        // What cannot be had is told as any file is.
        let is_there = !matches!(file.origin, Origin::Refused(_));
        if let Some(folder) = folders.iter().find(|folder| is_there && belongs(&file.source, folder)) {
            joined.entry(folder).or_default().push(file);
        } else if let Some(folder) = folders.iter().find(|folder| is_output(&file.source, folder)) {
            *outputs.entry(folder).or_default() += 1;
        } else {
            kept.push(file);
        }
    }
    kept.extend(joined.into_iter().map(|(folder, members)| found(folder, members)));
    kept.sort_by(|one, other| one.source.cmp(&other.source));
    (kept, outputs.into_iter().map(|(folder, n)| tell(folder, n)).collect())
}

fn found(folder: &str, members: Vec<Found>) -> Found {
    let bytes = members.iter().map(|member| member.bytes).sum();
    let members = members.into_iter().map(|member| {
        let name = inside(&member.source, folder).unwrap_or_default().to_owned();
        (name, member.origin)
    });
    Found {
        source: if folder.is_empty() { ROOT.to_owned() } else { folder.to_owned() },
        origin: Origin::Folder(members.collect()),
        bytes,
        format: Some(&themefinder::FORMAT),
    }
}

fn tell(folder: &str, n: usize) -> Notice {
    let message =
        format!("{n} files in `outputs` beside it were computed from the responses and are not read");
    Notice::new(folder, "outputs-left-out", message)
}

/// The folder that the answers to a question stand in, less the question's own.
fn folder_of(source: &str) -> Option<String> {
    let (question, _) = source.rsplit_once('/').filter(|(_, name)| *name == ANSWERS[0])?;
    let (folder, name) = question.rsplit_once('/').unwrap_or(("", question));
    name.starts_with(QUESTION_FOLDER).then(|| folder.to_owned())
}

/// What a path says inside a folder.
fn inside<'a>(source: &'a str, folder: &str) -> Option<&'a str> {
    if folder.is_empty() { Some(source) } else { source.strip_prefix(folder)?.strip_prefix('/') }
}

fn belongs(source: &str, folder: &str) -> bool {
    let Some(inside) = inside(source, folder) else { return false };
    match inside.split_once('/') {
        None => inside == RESPONDENTS,
        Some((question, name)) => {
            question.starts_with(QUESTION_FOLDER) && (name == QUESTION || ANSWERS.contains(&name))
        }
    }
}

/// Whether a file stands in the folder `outputs` beside `inputs`.
fn is_output(source: &str, folder: &str) -> bool {
    let Some(beside) = folder.strip_suffix("inputs") else { return false };
    (beside.is_empty() || beside.ends_with('/'))
        && source.strip_prefix(beside).is_some_and(|rest| rest.starts_with("outputs/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(sources: &[&str], expect: &[(&str, u64)], n_notices: usize) {
        let found = |source: &&str| Found::new((*source).to_owned(), Origin::File(source.into()), 1);
        let (files, notices) = join(sources.iter().map(found).collect());
        let files: Vec<(&str, u64)> = files.iter().map(|file| (file.source.as_str(), file.bytes)).collect();
        assert_eq!((files.as_slice(), notices.len()), (expect, n_notices));
    }

    #[test]
    fn the_files_of_a_folder_are_one() {
        check(
            &[
                "a.txt",
                "study/inputs/question_part_1/notes.docx",
                "study/inputs/question_part_1/question.json",
                "study/inputs/question_part_1/responses.jsonl",
                "study/inputs/question_part_2/multi_choice.jsonl",
                "study/inputs/respondents.jsonl",
                "study/outputs/mapping/themes.json",
                "zoo.csv",
            ],
            &[
                ("a.txt", 1),
                ("study/inputs", 4),
                ("study/inputs/question_part_1/notes.docx", 1),
                ("zoo.csv", 1),
            ],
            1,
        );
        check(&["question_part_1/responses.jsonl"], &[("question_parts", 1)], 0);
        check(
            &["outputs/x.csv", "q/respondents.jsonl", "survey.csv"],
            &[("outputs/x.csv", 1), ("q/respondents.jsonl", 1), ("survey.csv", 1)],
            0,
        );
    }
}
