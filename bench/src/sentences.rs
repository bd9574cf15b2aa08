//! Sentences as respondents write them.

use crate::random::Random;
use crate::words::Words;

/// Sentences on the themes; `{}` stands for any word.
const ON_THEMES: [&str; 48] = [
    "There is simply not enough funding for the {} as it is.",
    "Who will pay for the {} once the first budget has been spent?",
    "We already pay council tax for the upkeep of the {}.",
    "The council should invest in {} before it asks residents for more.",
    "It is unfair that deprived areas get fewer {} than the wealthy ones.",
    "A fair share for every neighbourhood should come before the {}.",
    "Developers make large profits from {} and can afford this.",
    "It will push up house prices and stop new homes near the {}.",
    "Litter and broken benches around the {} are never dealt with.",
    "The bins by the {} are not emptied and the paths are overgrown.",
    "Maintenance has been cut year after year, and the {} shows it.",
    "I do not feel safe by the {} after dark.",
    "Better street lighting near the {} would make people feel safer.",
    "Vandalism and antisocial behaviour have made the {} unusable.",
    "Wildlife needs mature trees, not another {}.",
    "Birds and hedgehogs have gone since the {} was cleared.",
    "Please plant more trees along the {} and stop felling the old ones.",
    "With climate change we will need the shade in summer, and the {} gives none.",
    "The {} floods every winter because the ground was paved over.",
    "Parks are vital for mental health and wellbeing, as the {} has shown.",
    "My doctor told me to exercise daily, and the {} is where I do it.",
    "Children need playgrounds within reach of the {}.",
    "There is nothing for teenagers or young people but the {}.",
    "Wheelchair users cannot get through the {} gate.",
    "The path to the {} is narrow and uneven, and there are no toilets.",
    "Disabled people were not thought of when the {} was planned.",
    "Volunteers cannot replace trained gardeners at the {}.",
    "The Friends of the {} have done this for years without thanks.",
    "You cannot rely on volunteers for the {}, and who pays their insurance?",
    "Stewards would have to be trained and insured for {} work.",
    "Trustees are not elected and nobody would be accountable for the {}.",
    "It must be transparent how it is decided which {} comes first.",
    "This is privatisation by the back door, whatever the {} says.",
    "I fear that the trust will sell off the {} or fill it with ticketed events.",
    "The survey was hard to complete and the question about the {} is a leading question.",
    "I suspect it has already been decided, as with the {}.",
    "The parish council and the city should work together on the {}.",
    "A partnership with the schools would share staff and {} equipment.",
    "Where is the evidence that this worked for the {} in other cities?",
    "Run a pilot with one {} first and publish the data you collect.",
    "We have no concerns about funding the {}.",
    "Nobody has asked for more {}, only for what was promised.",
    "Our members have not seen any benefit from the {} so far.",
    "As a charity we look after three {} and employ two people.",
    "I have lived near the {} for thirty years.",
    "It is not the volunteers who are the problem but the {}.",
    "Net zero will not be reached by cutting the {}.",
    "The joint board for the {} met twice and then no more.",
];

/// For, against and neither, of each option in turn.
const ON_OPTIONS: [[&str; 6]; 3] = [
    [
        "We support Option A, provided that the money is spent locally.",
        "The proposed levy is our preferred option.",
        "We do not support the park levy.",
        "I am strongly opposed to a levy on new buildings.",
        "There was no support for Option A among our members.",
        "It is unclear to us how the levy would work.",
    ],
    [
        "Option B is a welcome step and we support it.",
        "I agree with the stewardship scheme.",
        "Option B would not work in our area.",
        "We cannot support neighbourhood stewards without paid staff.",
        "Option B is less favourable than Option A.",
        "We have no strong view on Option B.",
    ],
    [
        "A single parks trust would be the best way forward.",
        "On balance we are in favour of Option C.",
        "We oppose the city parks trust.",
        "Option C is the least preferred option.",
        "I am not opposed to Option C, but it must stay accountable.",
        "Some of us like Option C and some do not.",
    ],
];

/// Writes sentences from a vocabulary.
#[derive(Default)]
pub struct Sentences {
    words: Words,
}

impl Sentences {
    /// Adds `n` sentences to `text`, now and then a new paragraph; those on an option speak of `option` most.
    pub fn write(&self, text: &mut String, n: usize, option: Option<usize>, random: &mut Random) {
        for at in 0..n {
            if at > 0 {
                text.push_str(if random.chance(0.12) { "\n\n" } else { " " });
            }
            let roll = random.unit();
            match option {
                Some(option) if roll < 0.12 => text.push_str(random.pick(&ON_OPTIONS[option])),
                None if roll < 0.04 => {
                    let sentences = random.pick(&ON_OPTIONS);
                    text.push_str(random.pick(&sentences));
                }
                _ if roll < 0.40 => {
                    let sentence = random.pick(&ON_THEMES);
                    text.push_str(&sentence.replace("{}", &self.words.content(random)));
                }
                _ => self.plain(text, random),
            }
        }
    }

    /// Words in a natural rhythm, about nothing in particular.
    fn plain(&self, text: &mut String, random: &mut Random) {
        let start = text.len();
        let n_words = 6 + random.below(8) + random.below(10);
        for at in 0..n_words {
            if at > 0 {
                text.push_str(if random.chance(0.06) { ", " } else { " " });
            }
            if at % 2 == 0 || random.chance(0.2) {
                text.push_str(self.words.link(random));
            } else {
                text.push_str(&self.words.content(random));
            }
        }
        let first = text[start..=start].to_uppercase();
        text.replace_range(start..=start, &first);
        text.push_str(if random.chance(0.05) { "?" } else { "." });
    }
}
