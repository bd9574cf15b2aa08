//! What a sentence says without a cue: by a tick, by its place in a ranking, by an echo of the one before, as an order.

use canvass_core::OptionIdx;

use super::super::clause::ClauseRole;
use super::super::echo;
use super::super::lexicon::{Direction, Strength};
use super::super::model::Class;
use super::super::report::{self, Voice};
use super::super::scene::Scene;
use super::super::target::{self, Target};
use super::super::{negation, ranking};
use super::{Said, Signal, push, weight};

/// "Option 2: no", "Yes to the first, no to the second".
pub(super) fn ticks(scene: &Scene<'_>, answer_idx: usize, out: &mut Vec<Signal>) {
    for mention in &scene.mentions {
        let at = mention.tokens.end;
        if at >= scene.words.range.end || mention.is_denied {
            continue;
        }
        let (yes, no) = (scene.is(at, Class::Yes), scene.is(at, Class::No));
        let gap = scene.words.gap(at).trim();
        let is_marked = !gap.is_empty()
            && gap.chars().all(|mark| matches!(mark, ':' | '-' | '–' | '—' | '=' | ')' | '|' | ' '));
        // "Option 2 please".
        let start = mention.tokens.start;
        let is_denied = start > scene.words.range.start && scene.is(start - 1, Class::Negator);
        let asks =
            gap.is_empty() && scene.is(at, Class::Directive) && scene.is(at, Class::Courtesy) && !is_denied;
        if asks && ends_there(scene, at + 1) {
            let said = plain(scene, mention.options[0], Direction::Support, answer_idx);
            out.push(Signal { at: mention.tokens.start, ..said });
        }
        if yes == no || !(is_marked || gap.is_empty() && ends_there(scene, at + 1)) {
            continue;
        }
        let direction = if yes { Direction::Support } else { Direction::Oppose };
        out.push(Signal {
            at: mention.tokens.start,
            ..plain(scene, mention.options[0], direction, answer_idx)
        });
    }
}

/// "1st B, 2nd C, never A".
pub(super) fn ranking(scene: &Scene<'_>, answer_idx: usize, out: &mut Vec<Signal>) {
    for (mention, direction) in ranking::read(scene) {
        let said = plain(scene, mention.options[0], direction, answer_idx);
        out.push(Signal { rule: "ranking".into(), at: mention.tokens.start, ..said });
    }
}

/// "Option One makes sense; Option Two does not."
pub(super) fn echoes(
    scene: &Scene<'_>,
    answer_idx: usize,
    before: Option<Direction>,
    from: usize,
    out: &mut Vec<Signal>,
) {
    for mention in &scene.mentions {
        let is_judged = |signal: &Signal| mention.options.contains(&signal.option);
        if out[from..].iter().any(is_judged) {
            continue;
        }
        let earlier = out[from..].iter().rev().find(|signal| signal.at < mention.tokens.start);
        let Some(said) = earlier.map(|signal| signal.direction).or(before) else { continue };
        let Some(direction) = echo::direction(scene, mention, said) else { continue };
        let said = Said {
            direction,
            strength: Strength::Judgement,
            factor: 1.0,
            rule: "echo".into(),
            answer_idx,
            at: mention.tokens.start,
        };
        push(scene, &Target::of(mention, 1.0), &said, out);
    }
}

/// Whether nothing, a mark, or another option stands at a token.
fn ends_there(scene: &Scene<'_>, at: usize) -> bool {
    at >= scene.words.range.end
        || scene.has_mark_before(at, &[',', ';', '.', '-', '–', '—', '!'])
        || scene.mention_at(at).is_some()
        || scene.is(at, Class::Coordinator)
}

/// "Please ban them.", "They should be banned.", "No need to ban anything.": a call to do what the option would do.
pub(super) fn calls(scene: &Scene<'_>, answer_idx: usize, out: &mut Vec<Signal>) {
    let only = [OptionIdx(0)];
    let options = if scene.model.n_options() == 1 { &only } else { scene.topics };
    for at in scene.words.range.clone() {
        let is_title = scene.model.n_options() > 1
            && scene.mention_at(at).is_some_and(|named| named.tokens.start == scene.words.range.start);
        if is_title {
            continue;
        }
        let stem = scene.words.stem(at);
        let named = options.iter().find(|option| scene.model.names().is_action(**option, stem)).copied();
        let is_ordered =
            at > scene.words.range.start && scene.is(at - 1, Class::Directive) && scene.mentions.is_empty();
        let described = || is_ordered.then(|| Some(target::ordered(scene, at)?.options[0])).flatten();
        let Some(option) = named.or_else(described) else { continue };
        let is_assumed = scene.clause_at(at).role == ClauseRole::Condition;
        let may_lead = named.is_none_or(|option| {
            scene.model.names().is_order(option, stem) || scene.mention_at(at).is_none()
        });
        if is_assumed
            || negation::is_of_subject(scene, at)
            || !is_called_for(scene, at, may_lead)
            || report::voice(scene, &(at..at + 1)) == Voice::Other
        {
            continue;
        }
        // "Why should we pay twice?" calls for nothing.
        let is_turned = negation::covers(scene, at) != asks_why(scene);
        let direction = if is_turned { Direction::Oppose } else { Direction::Support };
        let rule = if is_turned { "not call" } else { "call" };
        out.push(Signal {
            rule: rule.into(),
            at,
            is_inferred: false,
            ..plain(scene, option, direction, answer_idx)
        });
    }
}

fn asks_why(scene: &Scene<'_>) -> bool {
    scene.is_question() && scene.words.written(scene.words.range.start).eq_ignore_ascii_case("why")
}

/// Whether the word at `at` is an imperative, which it `may` be where it leads the sentence, or stands behind a word that calls for it.
fn is_called_for(scene: &Scene<'_>, at: usize, may_lead: bool) -> bool {
    let start = scene.words.range.start;
    let lead = (start..at).rev().take_while(|before| {
        scene.is(*before, Class::Filler)
            || scene.is(*before, Class::Be)
            || scene.is(*before, Class::Directive)
            || scene.is(*before, Class::Negator)
            || scene.is(*before, Class::Yes)
    });
    let lead: Vec<usize> = lead.collect();
    if lead.iter().any(|before| scene.is(*before, Class::Directive)) {
        return true;
    }
    let written = scene.words.written(at);
    let is_base = !["ing", "s", "ed"].iter().any(|ending| written.ends_with(ending));
    let leads_sentence = lead.iter().all(|before| scene.is(*before, Class::Yes)) && lead.len() == at - start;
    may_lead && leads_sentence && is_base && scene.words.range.len() > 1 && !is_subject(scene, at)
}

/// Whether the first word is what the sentence is about, and no order: "Licence fees are a rip-off."
fn is_subject(scene: &Scene<'_>, at: usize) -> bool {
    let clause = scene.clause_at(at).tokens.clone();
    // "It" may stand for "it's".
    let is_verb = |word: &usize| {
        (scene.is(*word, Class::Be) || scene.is(*word, Class::Auxiliary)) && !scene.is(*word, Class::Pronoun)
    };
    let verb = (at + 1..clause.end).find(is_verb);
    verb.is_some_and(|verb| {
        !(at + 1..verb).any(|word| scene.is(word, Class::Relative) || scene.is(word, Class::Pronoun))
    })
}

pub(super) fn plain(scene: &Scene<'_>, option: OptionIdx, direction: Direction, answer_idx: usize) -> Signal {
    Signal {
        option,
        direction,
        strength: Strength::Position,
        weight: weight(Strength::Position),
        is_inferred: false,
        answer_idx,
        sentence: scene.sentence,
        rule: "reply".into(),
        at: scene.words.range.start,
    }
}

/// What stands before a "but" counts less where something behind it points the other way.
/// "None of the above.", "All three.", where nothing else is said.
pub(super) fn group(scene: &Scene<'_>, is_edge: bool, answer_idx: usize, out: &mut Vec<Signal>) {
    let [mention] = &scene.mentions[..] else { return };
    let is_all = mention.is_collective && !mention.is_rest && mention.tokens == scene.words.range;
    if !(is_all && is_edge && scene.chooses) {
        return;
    }
    let (direction, rule) = if mention.is_denied {
        (Direction::Oppose, "none-of-them")
    } else {
        (Direction::Support, "all-of-them")
    };
    let strength = Strength::Position;
    out.extend(mention.options.iter().map(|option| Signal {
        direction,
        strength,
        weight: weight(strength),
        rule: rule.into(),
        ..Signal::chosen(*option, scene.sentence, answer_idx)
    }));
}
