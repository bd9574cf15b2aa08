//! `closed_counts`: how many gave each closed answer.

use canvass_core::QuestionIdx;

use super::Source;
use super::breakdown::{Breakdown, Part};
use crate::bases::share;
use crate::error::Error;
use crate::facts::Keys;
use crate::file::TableFile;
use crate::view::View;

/// Shown in place of a reply for those who ticked none and answered all the same.
const IN_WORDS: &str = "in words only";
/// Shown for those who did not answer.
const NOT_ANSWERED: &str = "not answered";

/// A closed reply as shown, with its key in the tallies.
struct Reply {
    label: String,
    key: u32,
}

/// Writes the rows of one view.
pub(super) fn write(
    source: Source<'_>,
    view: View,
    breakdowns: &[Breakdown],
    file: &mut TableFile,
) -> Result<(), Error> {
    for (question, def) in source.context.consultation.questions() {
        let replies = replies(source, question, &breakdowns[0]);
        if replies.is_empty() {
            continue;
        }
        let in_words = |breakdown: &Breakdown, part: u32| {
            let ticked = breakdown.closed.get(part, Keys::ticked(u32::from(question.0))).responses;
            let answered = breakdown.answered.get(part, u32::from(question.0)).responses;
            (answered - ticked, answered)
        };
        let has_words = in_words(&breakdowns[0], 0).0 > 0;
        for breakdown in breakdowns {
            for part in &breakdown.parts {
                let (words, answered) = in_words(breakdown, part.code);
                let words = has_words.then_some(words);
                write_part(view, &def.id, (&replies, words, answered), (breakdown, part), file)?;
            }
        }
    }
    Ok(())
}

/// The replies anybody in the view gave, in the order of all tables: that of their scale, then the most usual first,
/// then the alphabet. The scale is told from every reply given, so that a view does not change it.
fn replies(source: Source<'_>, question: QuestionIdx, whole: &Breakdown) -> Vec<Reply> {
    let Source { context, facts, order } = source;
    let labels = facts.replies[usize::from(question.0)].labels();
    let places = order(context.consultation.question(question), &labels);
    let key = |code| facts.keys.closed(u32::from(question.0), code);
    let replies = (0..).zip(labels).map(|(code, label)| Reply { label, key: key(code) });
    let responses = |reply: &Reply| whole.closed.get(0, reply.key).responses;
    let mut replies: Vec<(u32, Reply)> =
        places.into_iter().zip(replies).filter(|(_, reply)| responses(reply) > 0).collect();
    replies.sort_by(|(place, one), (other_place, other)| {
        let by_number = || responses(other).cmp(&responses(one));
        place.cmp(other_place).then_with(by_number).then_with(|| one.label.cmp(&other.label))
    });
    replies.into_iter().map(|(_, reply)| reply).collect()
}

fn write_part(
    view: View,
    question_id: &str,
    (replies, words, answered): (&[Reply], Option<i64>, i64),
    (breakdown, part): (&Breakdown, &Part),
    file: &mut TableFile,
) -> Result<(), Error> {
    let mut put = |closed: &str, responses: i64| {
        file.push(&[
            view.as_str().into(),
            question_id.into(),
            (&breakdown.group).into(),
            (&part.label).into(),
            closed.into(),
            responses.into(),
            part.size.into(),
            share(responses, part.size).into(),
        ])
    };
    for reply in replies {
        put(&reply.label, breakdown.closed.get(part.code, reply.key).responses)?;
    }
    if let Some(words) = words {
        put(IN_WORDS, words)?;
    }
    put(NOT_ANSWERED, part.size - answered)
}

#[cfg(test)]
mod tests {
    use crate::fixture::{check, responses, show, table};

    #[test]
    fn replies_and_their_absence_add_up_to_the_base() {
        check(
            "closed_counts",
            &["question_id=q1"],
            "group group_value closed responses base share",
            "all | all | YES | 2 | 5 | 0.400
             all | all | No | 1 | 5 | 0.200
             all | all | not answered | 2 | 5 | 0.400
             respondent_type | Individual | YES | 2 | 2 | 1.000
             respondent_type | Individual | No | 0 | 2 | 0.000
             respondent_type | Individual | not answered | 0 | 2 | 0.000
             respondent_type | charity | YES | 0 | 2 | 0.000
             respondent_type | charity | No | 1 | 2 | 0.500
             respondent_type | charity | not answered | 1 | 2 | 0.500
             respondent_type | not given | YES | 0 | 1 | 0.000
             respondent_type | not given | No | 0 | 1 | 0.000
             respondent_type | not given | not answered | 1 | 1 | 1.000",
        );
    }

    #[test]
    fn replies_stand_in_the_order_of_their_scale_in_every_group() {
        let coded = responses(
            "a respondent_type=body | q1 No: words\nb | q1 no: words\nc | q1 Tram: words\nd | q1 Bus: words\n\
             e | q1 Tram: words\nf | q1 Tram: words\ng | q1 Yes: words",
        );
        let shown = show(&table(&coded, "closed_counts"), "group_value closed responses");
        let expect =
            ["all | Yes | 1", "all | No | 2", "all | Tram | 3", "all | Bus | 1", "all | not answered | 0"];
        assert_eq!(shown.lines().take(5).collect::<Vec<_>>(), expect);
        let body: Vec<&str> = shown.lines().filter(|line| line.starts_with("body")).collect();
        assert_eq!(body[..2], ["body | Yes | 0", "body | No | 1"]);
    }

    #[test]
    fn the_first_of_two_replies_counts_and_unticked_questions_are_left_out() {
        let coded = responses("a | q1: words | q1 Yes: words | q1 No: words");
        let shown = show(&table(&coded, "closed_counts"), "question_id group closed responses");
        let expect = ["q1 | all | Yes | 1", "q1 | all | not answered | 0"];
        assert_eq!(shown.lines().take(2).collect::<Vec<_>>(), expect);
        assert!(!shown.contains("q2"), "{shown}");
    }

    #[test]
    fn every_choice_of_several_counts_once() {
        let coded =
            responses("a | q1 Bus; Tram: words | q1 Tram; Cycle: words\nb | q1 Tram: words\nc | q2: words");
        let shown = show(&table(&coded, "closed_counts"), "question_id group closed responses base");
        let expect = [
            "q1 | all | Tram | 2 | 3",
            "q1 | all | Bus | 1 | 3",
            "q1 | all | Cycle | 1 | 3",
            "q1 | all | not answered | 1 | 3",
        ];
        assert_eq!(shown.lines().take(4).collect::<Vec<_>>(), expect);
    }

    #[test]
    fn kinds_that_say_there_is_none_are_not_given() {
        let coded = responses(
            "a respondent_type=body | q1 Yes: words\nb respondent_type=N/A | q1 Yes: words\n\
             c respondent_type=- | q1 Yes: words\nd | q1 Yes: words",
        );
        let table = table(&coded, "closed_counts");
        let shown = show(&table, "group group_value closed responses");
        let kinds: Vec<&str> = shown
            .lines()
            .filter(|line| line.starts_with("respondent_type") && line.contains("Yes"))
            .collect();
        assert_eq!(kinds, ["respondent_type | not given | Yes | 3", "respondent_type | body | Yes | 1"]);
    }
}
