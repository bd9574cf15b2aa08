//! Whole letters through all three steps.

use canvass_core::{CampaignRole, Campaigns, ChangeKind, Span};
use proptest::prelude::*;

use crate::{Collector, Fingerprint, Resolver};

/// What is found in letters, all of whose words are their senders' own.
fn resolve(letters: &[String]) -> Campaigns {
    let mut collector = Collector::default();
    for text in letters {
        collector.add(&Fingerprint::of(text, vec![Span::all(text)]));
    }
    let mut resolver = Resolver::new(collector, []);
    while !resolver.is_done() {
        (0..).zip(letters).for_each(|(at, text)| resolver.look(at, text));
        resolver.end_pass();
    }
    resolver.finish()
}

/// The responses of each campaign.
fn groups(resolved: &Campaigns) -> Vec<Vec<u32>> {
    let of = |campaign: u32| resolved.copies.iter().filter(move |copy| copy.campaign == campaign);
    (0..resolved.campaigns.len() as u32).map(|at| of(at).map(|copy| copy.response).collect()).collect()
}

/// A sentence of made-up words that no other number gives.
fn sentence(number: usize) -> String {
    sentence_of(number, 16)
}

/// The same of so many words.
fn sentence_of(number: usize, n_words: usize) -> String {
    let mut random = fastrand::Rng::with_seed(number as u64);
    let word = |random: &mut fastrand::Rng| -> String {
        (0..random.usize(2..8)).map(|_| random.lowercase()).collect()
    };
    let words: Vec<String> = (0..n_words).map(|_| word(&mut random)).collect();
    format!("{}.", words.join(" "))
}

fn letter(sentences: impl IntoIterator<Item = usize>) -> String {
    sentences.into_iter().map(sentence).collect::<Vec<_>>().join(" ")
}

#[test]
fn equal_letters_are_one_campaign_of_standard_copies() {
    let letters = vec![letter(0..5), letter(10..15), letter(0..5), letter(0..5).to_uppercase()];
    let resolved = resolve(&letters);
    assert_eq!(groups(&resolved), [vec![0, 2, 3]]);
    let campaign = &resolved.campaigns[0];
    assert_eq!((campaign.standard, campaign.personalised, campaign.first), (3, 0, 0));
    assert_eq!(campaign.template, letters[0]);
}

#[test]
fn a_letter_sent_through_forms_that_ask_in_another_order_is_one_campaign() {
    let (one, other) = (letter(0..6), letter([4, 5, 2, 3, 0, 1]));
    let letters: Vec<String> = [&one, &other, &other, &one, &other].into_iter().cloned().collect();
    let resolved = resolve(&letters);
    assert_eq!(groups(&resolved), [vec![0, 1, 2, 3, 4]]);
    assert_eq!((resolved.campaigns[0].standard, resolved.campaigns[0].personalised), (5, 0));
    assert_eq!(resolved.campaigns[0].template, other);
}

#[test]
fn a_template_is_taken_from_its_copies_alone() {
    // Letters of people's own in which three of the template's seven sentences stand, as slogans do.
    let own = |number: usize| {
        let at = 100 + 10 * number;
        letter((0..3).chain(at..at + 4))
    };
    let mut letters: Vec<String> = (0..30).map(own).collect();
    letters.extend([letter(0..7), letter(0..7), letter(0..7)]);
    let resolved = resolve(&letters);
    assert_eq!(groups(&resolved), [vec![30, 31, 32]]);
    assert_eq!(resolved.campaigns[0].template, letters[30]);
}

#[test]
fn copies_are_found_whatever_is_done_to_them() {
    let template = letter(0..6);
    let letters = vec![
        template.clone(),
        template.clone(),
        format!("I am Ann of Ashby. {template} Ann Lee"),
        template.replace(&sentence(2), &sentence(90)),
        format!("{} {template}", letter(20..26)),
        format!("{template} {}", letter(30..60)),
        letter(0..4),
        letter(40..46),
    ];
    let resolved = resolve(&letters);
    assert_eq!(groups(&resolved), [vec![0, 1, 2, 3, 4, 5, 6]]);
    let kinds = |response: u32| -> Vec<ChangeKind> {
        let copy = resolved.copies.iter().find(|copy| copy.response == response).expect("a copy");
        copy.changes.iter().map(|change| change.kind).collect()
    };
    assert_eq!(kinds(3), [ChangeKind::Changed]);
    assert_eq!(kinds(4), [ChangeKind::Added]);
    assert_eq!(kinds(6), [ChangeKind::Removed]);
    let own: Vec<&str> =
        resolved.copies[5].changes.iter().map(|change| change.span.of(&letters[5])).collect();
    assert_eq!(own, [letter(30..60).trim_end_matches('.')]);
}

#[test]
fn names_alone_make_no_personal_copy() {
    let with = |name: &str, place: &str| {
        format!("Dear {name}, {} I live in {place}. {}", letter(0..3), letter(3..6))
    };
    let letters = vec![with("Ms Hill", "Ashby"), with("Mr Vale", "Upper Marlow"), with("Sir", "Tring")];
    let resolved = resolve(&letters);
    assert!(resolved.copies.iter().all(|copy| copy.role == CampaignRole::Standard), "{:?}", resolved.copies);
    assert_eq!(resolved.campaigns[0].standard, 3);
    assert!(resolved.campaigns[0].template.contains("I live in […] "), "{}", resolved.campaigns[0].template);
}

#[test]
fn letters_that_each_share_a_sentence_with_the_next_do_not_chain() {
    let letters: Vec<String> = (0..20).map(|at| letter(at * 5..at * 5 + 6)).collect();
    let resolved = resolve(&letters);
    assert_eq!(groups(&resolved), [[0; 0]; 0]);
    // What they share is told as passages.
    assert_eq!(resolved.passages.len(), 19);
    let first = &resolved.passages[0];
    assert_eq!(first.text, sentence(5).trim_end_matches('.'));
    assert_eq!(first.places.iter().map(|(response, _)| *response).collect::<Vec<_>>(), [0, 1]);
}

#[test]
fn bodies_that_share_a_paragraph_are_no_campaign() {
    let body = |own: usize| letter((own..own + 20).chain(0..4).chain(own + 20..own + 40));
    let resolved = resolve(&[body(100), body(200), body(300)]);
    assert!(resolved.campaigns.is_empty());
    assert_eq!(resolved.passages.len(), 4);
}

#[test]
fn short_answers_are_no_campaign() {
    let letters = vec!["I agree with all of this, and so do my neighbours.".to_owned(); 50];
    assert!(resolve(&letters).campaigns.is_empty());
}

/// Copies of a letter that has a long sentence, each with something of its sender's own.
fn personal(n: usize) -> impl Iterator<Item = String> {
    let copy =
        |at| format!("{} {} {} {}", letter(0..2), sentence_of(900, 26), letter(2..4), sentence(100 + at));
    (0..n).map(copy)
}

/// Short replies that quote its long sentence.
fn quoting(n: usize) -> impl Iterator<Item = String> {
    (0..n).map(|at| format!("{} {}", sentence_of(900, 26), sentence_of(300 + at, 3)))
}

/// Letters of which each differs from the next by 3 of 48 words.
fn chain(n: usize) -> impl Iterator<Item = String> {
    let words: Vec<String> = (2000..2048 + 3 * n).map(|at| sentence_of(at, 1).replace('.', "")).collect();
    (0..n).map(move |at| words[3 * at..3 * at + 48].join(" "))
}

#[test]
fn short_replies_that_quote_a_sentence_do_not_touch_a_campaign() {
    for n_copies in [3, 6, 10, 15] {
        for n_quoting in [0, 1, 2, 5, 40] {
            for quoting_first in [true, false] {
                let mut letters: Vec<String> = personal(n_copies).chain(quoting(n_quoting)).collect();
                letters.rotate_left(if quoting_first { n_copies } else { 0 });
                let resolved = resolve(&letters);
                let start = if quoting_first { n_quoting } else { 0 } as u32;
                let copies: Vec<u32> = (start..start + n_copies as u32).collect();
                assert!(
                    groups(&resolved).contains(&copies),
                    "{n_copies} {n_quoting} {:?}",
                    groups(&resolved)
                );
            }
        }
    }
}

#[test]
fn a_short_letter_is_no_template_of_the_long_ones_that_quote_it() {
    let long = |at: usize| format!("{} {}", sentence_of(900, 26), letter(100 + 10 * at..104 + 10 * at));
    let letters: Vec<String> = quoting(2).chain((0..8).map(long)).collect();
    let resolved = resolve(&letters);
    assert!(groups(&resolved).iter().all(|group| *group == [0, 1]), "{:?}", groups(&resolved));
}

#[test]
fn a_sentence_is_a_passage_of_all_who_have_it_outside_campaigns() {
    let own = |at: usize| sentence_of(1000 + at, 1 + 12 * (at / 2));
    let body = |at: usize| format!("{} {} {}", own(2 * at), sentence_of(900, 24), own(2 * at + 1));
    let mut letters: Vec<String> = (0..12).map(body).collect();
    letters.push(sentence_of(900, 24));
    letters.extend((0..3).map(|_| format!("{} {}", letter(0..5), sentence_of(900, 24))));
    let resolved = resolve(&letters);
    assert_eq!(groups(&resolved), [[13, 14, 15]]);
    let [passage] = &resolved.passages[..] else { panic!("{:?}", resolved.passages) };
    let responses: Vec<u32> = passage.places.iter().map(|(response, _)| *response).collect();
    assert_eq!(responses, (0..13).collect::<Vec<_>>());
}

#[test]
fn eight_words_make_a_passage_in_long_and_short_responses() {
    let shared = sentence_of(900, 8);
    let letters =
        vec![shared.clone(), letter(0..9), format!("{} {shared}", letter(10..20)), sentence_of(900, 7)];
    let resolved = resolve(&letters);
    let [passage] = &resolved.passages[..] else { panic!("{:?}", resolved.passages) };
    assert_eq!(passage.places.iter().map(|(response, _)| *response).collect::<Vec<_>>(), [0, 2]);
}

#[test]
fn what_fits_no_template_is_grouped_anew() {
    // Excerpts of a long letter, each with the same words of their own: too little of it to be copies of it.
    let long = || letter(0..12);
    let excerpt = || format!("{} {}", letter(0..4), sentence(50));
    let letters = vec![long(), excerpt(), long(), excerpt(), excerpt(), long()];
    assert_eq!(groups(&resolve(&letters)), [vec![0, 2, 5], vec![1, 3, 4]]);
}

#[test]
fn a_letter_that_holds_two_templates_leaves_both_alone() {
    let both = format!("{} {}", letter(0..5), letter(20..40));
    let letters: Vec<String> =
        [letter(0..5), letter(20..40)].into_iter().cycle().take(8).chain([both]).collect();
    let mut found = groups(&resolve(&letters));
    for group in &mut found {
        group.retain(|response| *response < 8);
    }
    assert_eq!(found, [vec![1, 3, 5, 7], vec![0, 2, 4, 6]]);
}

#[test]
fn a_template_is_shown_as_most_people_wrote_it() {
    let loud = letter(0..5).to_uppercase();
    for at in 0..3 {
        let mut letters = vec![letter(0..5), letter(0..5), loud.clone()];
        letters.rotate_left(at);
        assert_eq!(resolve(&letters).campaigns[0].template, letter(0..5));
    }
}

/// Letters made of few sentences, so that they share some.
fn letters() -> impl Strategy<Value = Vec<String>> {
    let letter = prop::collection::vec(0..12_usize, 0..8).prop_map(letter);
    prop::collection::vec(letter, 1..12)
}

/// Of each campaign its id and template, then its copies, in what role and with what changes.
type Sent<'t> = Vec<(String, String, Vec<(&'t str, &'static str, String)>)>;

/// What is found, without the places of responses: campaigns, and of each shared sentence who has it.
fn contents(letters: &[String]) -> (Sent<'_>, Vec<(String, Vec<&str>)>) {
    let resolved = resolve(letters);
    let text = |response: u32| letters[response as usize].as_str();
    let sent = |at: usize| {
        let copies = resolved.copies.iter().filter(move |copy| copy.campaign as usize == at);
        let copies =
            copies.map(|copy| (text(copy.response), copy.role.as_str(), format!("{:?}", copy.changes)));
        let mut sent: Vec<_> = copies.collect();
        sent.sort_unstable();
        sent
    };
    let campaigns = resolved.campaigns.iter().enumerate();
    let mut campaigns: Vec<_> =
        campaigns.map(|(at, one)| (one.id.clone(), one.template.clone(), sent(at))).collect();
    campaigns.sort_unstable();
    let passages = resolved.passages.iter().map(|passage| {
        let mut places: Vec<&str> = passage.places.iter().map(|(response, _)| text(*response)).collect();
        places.sort_unstable();
        (passage.text.to_lowercase(), places)
    });
    let mut passages: Vec<_> = passages.collect();
    passages.sort_unstable();
    (campaigns, passages)
}

proptest! {
    #[test]
    fn places_are_those_of_the_very_text(letters in letters()) {
        let resolved = resolve(&letters);
        for copy in &resolved.copies {
            for change in &copy.changes {
                let text = &letters[copy.response as usize];
                prop_assert!(text.get(change.span.range()).is_some());
                prop_assert_eq!(change.span.is_empty(), change.kind == ChangeKind::Removed);
            }
        }
        let of: u32 = resolved.campaigns.iter().map(|campaign| campaign.standard + campaign.personalised).sum();
        prop_assert_eq!(of as usize, resolved.copies.len());
    }

    #[test]
    fn equal_letters_are_judged_equally(letters in letters(), at in 0..12_usize) {
        let mut letters = letters;
        letters.push(letters[at % letters.len()].clone());
        let resolved = resolve(&letters);
        let of = |response: usize| {
            let copy = resolved.copies.iter().find(|copy| copy.response as usize == response);
            copy.map(|copy| (copy.campaign, copy.role, copy.changes.clone()))
        };
        prop_assert_eq!(of(at % (letters.len() - 1)), of(letters.len() - 1));
    }

    #[test]
    fn a_campaign_is_the_same_in_any_order(n in 2..20_usize, shift in 0..20_usize) {
        let mut letters: Vec<String> =
            (0..n).map(|at| if at % 3 == 2 { format!("{} {}", letter(0..6), sentence(100 + at)) } else { letter(0..6) }).collect();
        letters.extend((0..5).map(|at| letter(200 + at * 10..206 + at * 10)));
        letters.rotate_left(shift % n);
        let resolved = resolve(&letters);
        prop_assert_eq!(resolved.campaigns.len(), 1);
        prop_assert_eq!(resolved.copies.len(), n);
        prop_assert_eq!(&resolved.campaigns[0].template, &letter(0..6));
    }

    #[test]
    fn responses_in_another_order_are_the_same_campaigns(
        sizes in (0..12_usize, 0..6_usize, 0..16_usize), others in letters(), seed: u64,
    ) {
        let loud: Vec<String> = others.iter().step_by(3).map(|letter| letter.to_uppercase()).collect();
        let made = personal(sizes.0).chain(quoting(sizes.1)).chain(chain(sizes.2));
        let letters: Vec<String> = made.chain(others).chain(loud).collect();
        let mut shuffled = letters.clone();
        fastrand::Rng::with_seed(seed).shuffle(&mut shuffled);
        prop_assert_eq!(contents(&letters), contents(&shuffled));
    }
}
