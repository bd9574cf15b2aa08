//! One response: who sends it and what they reply.

use crate::random::Random;
use crate::sentences::Sentences;

/// What one respondent sends.
#[derive(Clone, Debug, Default)]
pub struct Response {
    /// Reference, such as `R0000012`.
    pub id: String,
    /// Name of the person or body.
    pub name: String,
    /// Kind of respondent.
    pub kind: &'static str,
    /// Replies in the order of [`crate::columns::REPLIES`]; empty where there is none.
    pub replies: [String; 9],
}

const KINDS: [&str; 4] = ["Resident", "Resident group", "Business", "Public body"];
const FIRST: [&str; 12] =
    ["Ada", "Ben", "Chi", "Dot", "Eli", "Fay", "Gus", "Hope", "Ivo", "June", "Kit", "Lena"];
const LAST: [&str; 12] = [
    "Archer", "Brook", "Carver", "Dale", "Elder", "Field", "Garner", "Hayes", "Innes", "Joiner", "Kerr",
    "Lund",
];
const TICKS: [&str; 6] = ["Strongly agree", "Agree", "Neither agree nor disagree", "Disagree", "No", "Yes"];

/// Share of the responses that campaigns send.
const CAMPAIGN_SHARE: f64 = 0.15;
const N_CAMPAIGNS: u64 = 8;
/// Share of a campaign's responses that are sent as they are.
const STANDARD_SHARE: f64 = 0.7;
const BLANK_SHARE: f64 = 0.01;
/// Places that no response has, where the templates are drawn.
const TEMPLATES: u64 = 1 << 60;

/// Writes responses.
pub struct Writer {
    seed: u64,
    sentences: Sentences,
    templates: Vec<[String; 9]>,
}

impl Writer {
    /// The responses of a seed.
    pub fn new(seed: u64) -> Self {
        let mut writer = Self { seed, sentences: Sentences::default(), templates: Vec::new() };
        for campaign in 0..N_CAMPAIGNS {
            let mut random = Random::at(seed, TEMPLATES + campaign);
            writer.templates.push(writer.replies(&mut random, 6));
        }
        writer
    }

    /// The response at a place.
    pub fn response(&self, place: u64) -> Response {
        let mut random = Random::at(self.seed, place);
        let replies = if random.chance(BLANK_SHARE) {
            Default::default()
        } else if random.chance(CAMPAIGN_SHARE) {
            self.copy(&mut random)
        } else {
            self.replies(&mut random, 1)
        };
        Response {
            id: format!("R{place:07}"),
            name: format!("{} {}", random.pick(&FIRST), random.pick(&LAST)),
            kind: KINDS[random.heavy_tail(2.0, 4.99) - 1],
            replies,
        }
    }

    /// A campaign's template, often with something added.
    fn copy(&self, random: &mut Random) -> [String; 9] {
        let mut replies = self.templates[random.below(self.templates.len())].clone();
        if !random.chance(STANDARD_SHARE) {
            let longest = (0..9).max_by_key(|at| replies[*at].len()).unwrap_or(8);
            replies[longest].push_str("\n\n");
            self.sentences.write(&mut replies[longest], 1 + random.below(3), None, random);
        }
        replies
    }

    /// Replies of at least `least` sentences each, where there is one.
    fn replies(&self, random: &mut Random, least: usize) -> [String; 9] {
        let mut replies: [String; 9] = Default::default();
        for option in 0..3 {
            if random.chance(0.85) {
                replies[2 * option].push_str(random.pick(&TICKS));
            }
            if random.chance(0.6) {
                self.reply(&mut replies[2 * option + 1], least, Some(option), random);
            }
        }
        for reply in &mut replies[6..] {
            if random.chance(0.45) {
                self.reply(reply, least, None, random);
            }
        }
        replies
    }

    fn reply(&self, text: &mut String, least: usize, option: Option<usize>, random: &mut Random) {
        let n_sentences = random.heavy_tail(1.7, 80.0).max(least);
        self.sentences.write(text, n_sentences, option, random);
    }
}
