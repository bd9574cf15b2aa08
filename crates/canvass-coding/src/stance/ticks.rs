//! Where a response stands by its ticks alone: there are no models for the language of its words.

use canvass_core::text::Tokens;
use canvass_core::{OptionIdx, Response, StanceRow};

use super::model::StanceModel;
use super::verdict;

/// The rule of options that words would have to decide.
const RULE: &str = "language without models";
/// How surely such an option is left undecided: the words may say anything.
const CONFIDENCE: f32 = 0.2;

/// One row for every option, in the consultation's order.
///
/// An option without a tick on a scale is `unclear` where there are words or another tick under its question, else `not_addressed`,
/// and either way the row says that nobody has read the words.
pub fn judge_ticks(model: &StanceModel, response: &Response, tokens: &[&Tokens]) -> Vec<StanceRow> {
    let row = |option: OptionIdx| match verdict::ticked(model, response, option) {
        Some(ticked) => verdict::with_tick(&StanceRow::not_addressed(option), ticked, response),
        None => unread(response, tokens, option),
    };
    (0..model.n_options()).map(|at| row(OptionIdx(at as u16))).collect()
}

fn unread(response: &Response, tokens: &[&Tokens], option: OptionIdx) -> StanceRow {
    let asked = response.answers.iter().enumerate().filter(|(_, answer)| answer.topic == Some(option));
    let words = asked.map(|(at, _)| at).find(|at| verdict::says_something(response, tokens, *at));
    let first = words.and_then(|at| Some((at, tokens[at].sentences.first()?.span)));
    let row = match first.or_else(|| verdict::unread_tick(response, option)) {
        Some(place) => verdict::unclear(option, RULE, place),
        None => StanceRow { rule: Some(RULE.into()), ..StanceRow::not_addressed(option) },
    };
    StanceRow { confidence: CONFIDENCE, ..row }
}

#[cfg(test)]
mod tests {
    use canvass_core::text::{Analyzer, Language};
    use canvass_core::{Answer, Basis, ClosedReply, Consultation, Method, OptionDef, Span, Stance};

    use super::super::Lexicon;
    use super::*;

    fn consultation() -> Consultation {
        let option = |id: &str| OptionDef { id: id.into(), label: id.into(), aliases: vec![] };
        Consultation { options: ["a", "b", "c"].map(option).into(), ..Consultation::default() }
    }

    fn answer(topic: u16, span: Span, closed: Option<ClosedReply>) -> Answer {
        let (topic, method) = (Some(OptionIdx(topic)), Method::Column);
        Answer { topic, closed, method, ..Answer::whole(span) }
    }

    #[test]
    fn ticks_count_and_words_are_left_unread() {
        let text = "Yes\nRydym yn gwrthwynebu. Na!";
        let mut analyzer = Analyzer::new(Language::ENGLISH);
        let lexicon = Lexicon::built_in("en").expect("there is one");
        let model = StanceModel::compile(&lexicon, &consultation(), &mut analyzer).expect("it compiles");
        let tick = ClosedReply::on_scale(Span::new(0, 3), Some(Stance::Support));
        let words = Span::new(4, text.len());
        let answers = vec![answer(0, Span::new(3, 3), Some(tick)), answer(1, words, None)];
        let response = Response { text: text.into(), answers, ..Response::default() };
        let tokens: Vec<Tokens> =
            response.answers.iter().map(|answer| analyzer.tokens(text, answer.span, &[])).collect();
        let rows = judge_ticks(&model, &response, &tokens.iter().collect::<Vec<_>>());
        let stances: Vec<Stance> = rows.iter().map(|row| row.stance).collect();
        assert_eq!(stances, [Stance::Support, Stance::Unclear, Stance::NotAddressed]);
        assert_eq!((rows[0].basis, rows[0].words, rows[0].conflict), (Some(Basis::Closed), None, false));
        assert_eq!(rows[1].span.map(|span| span.of(text)), Some("Rydym yn gwrthwynebu."));
        for row in &rows[1..] {
            assert_eq!((row.rule.as_deref(), row.confidence, row.words), (Some(RULE), CONFIDENCE, None));
        }
    }

    #[test]
    fn a_tick_on_no_scale_leaves_its_option_undecided_whatever_stands_beside_it() {
        let text = "In winter\nThe gulls of the harbour are loud.";
        let mut analyzer = Analyzer::new(Language::ENGLISH);
        let lexicon = Lexicon::built_in("en").expect("there is one");
        let model = StanceModel::compile(&lexicon, &consultation(), &mut analyzer).expect("it compiles");
        let tick = ClosedReply::on_scale(Span::new(0, 9), None);
        let mut rows = Vec::new();
        for words in [Span::new(9, 9), Span::new(10, text.len())] {
            let answers = vec![answer(0, words, Some(tick))];
            let response = Response { text: text.into(), answers, ..Response::default() };
            let tokens = analyzer.tokens(text, words, &[]);
            let judged = super::super::StanceCoder::new().judge(&model, &analyzer, &response, &[&tokens]);
            assert_eq!((judged[0].stance, judged[1].stance), (Stance::Unclear, Stance::NotAddressed));
            assert_eq!((judged[0].basis, judged[0].closed), (Some(Basis::Closed), Some(tick.span)));
            rows.push((judged[0].rule.clone(), judged[0].span));
            assert_eq!(judge_ticks(&model, &response, &[&tokens])[0].stance, Stance::Unclear);
        }
        assert_eq!(rows[0], rows[1]);
    }
}
