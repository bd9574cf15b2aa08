//! A vocabulary without end: common words first, and rarer ones for as long as anyone writes.

use crate::random::Random;

/// Words of letters, commonest first.
const COMMON: &str = "park council people area local tree space community year city street family place green \
    home time service public work road support resident need house way group town garden use plan play proposal \
    neighbourhood school money idea problem walk dog worker team event season fence pond bench gate lake field \
    football meeting decision officer contract manager record building owner business visitor tourist shop cafe \
    river canal bridge meadow wood orchard allotment cemetery square market history heritage survey report letter \
    answer question opinion concern example reason result change future past winter summer spring autumn evening \
    morning weekend holiday festival concert noise smell rubbish glass plastic water soil root leaf branch flower \
    grass hedge insect fish duck swan squirrel bat owl fox standard quality policy strategy programme target \
    measure risk benefit value price rate charge fee rent income saving grant loan job skill training contractor \
    equipment machine tool vehicle van bicycle bus train station parking traffic pollution air light shade heat \
    rain storm drain sewer pipe wall roof door sign map board notice website email phone app form list number";

/// Words between the others.
const LINKS: [&str; 24] = [
    "the", "a", "of", "and", "in", "to", "for", "with", "on", "by", "our", "their", "this", "that", "from",
    "at", "which", "is", "are", "has", "would", "near", "about", "without",
];

/// Ranks up to here come by Zipf's law, `1/r` as often as the first; they are most of any text.
const KERNEL: f64 = 6000.0;
/// Share of the words that come from behind the kernel, where new words keep turning up.
const RARE_SHARE: f64 = 0.03;
/// Behind the kernel frequencies fall faster, by this power of the rank (Ferrer i Cancho and Solé, 2001).
const RARE_EXPONENT: f64 = 1.9;
/// Ranks go so high, and the vocabulary grows until then.
const HIGHEST: f64 = 1e6;

const ONSETS: [&str; 16] =
    ["b", "br", "c", "d", "f", "gr", "h", "l", "m", "n", "p", "pl", "r", "s", "st", "t"];
const VOWELS: [&str; 6] = ["a", "e", "i", "o", "u", "ea"];
const ENDINGS: [&str; 6] = ["t", "ting", "ted", "ts", "tation", "tal"];

/// Draws words by frequency.
pub struct Words {
    common: Vec<&'static str>,
}

impl Default for Words {
    fn default() -> Self {
        Self { common: COMMON.split_whitespace().collect() }
    }
}

impl Words {
    /// A word that carries meaning.
    pub fn content(&self, random: &mut Random) -> String {
        let rank = if random.chance(RARE_SHARE) {
            KERNEL as usize * random.heavy_tail(RARE_EXPONENT, HIGHEST) + random.below(KERNEL as usize)
        } else {
            KERNEL.powf(random.unit()) as usize - 1
        };
        match self.common.get(rank) {
            Some(word) if random.chance(0.25) => format!("{word}s"),
            Some(word) => (*word).to_owned(),
            None => spell(rank - self.common.len()),
        }
    }

    /// A word that joins others.
    pub fn link(&self, random: &mut Random) -> &'static str {
        LINKS[random.heavy_tail(1.2, LINKS.len() as f64 + 0.99).min(LINKS.len()) - 1]
    }
}

/// The rare word of a rank; six ranks share a stem.
fn spell(rank: usize) -> String {
    let mut word = String::new();
    let mut rest = rank / ENDINGS.len() + 100;
    while rest > 0 {
        word.push_str(ONSETS[rest % ONSETS.len()]);
        rest /= ONSETS.len();
        word.push_str(VOWELS[rest % VOWELS.len()]);
        rest /= VOWELS.len();
    }
    word.push_str(ENDINGS[rank % ENDINGS.len()]);
    word
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn the_vocabulary_keeps_growing() {
        let words = Words::default();
        let mut random = Random::at(1, 1);
        let mut seen = HashSet::new();
        let mut sizes = Vec::new();
        for n_words in 1..=400_000 {
            seen.insert(words.content(&mut random));
            if n_words % 100_000 == 0 {
                sizes.push(seen.len());
            }
        }
        assert!(sizes.windows(2).all(|pair| pair[1] > pair[0] * 11 / 10), "{sizes:?}");
    }
}
