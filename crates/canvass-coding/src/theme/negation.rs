//! Whether words stand under negation.
//!
//! A negator reaches over a few words to its right, within its clause: up to a mark such as a comma,
//! or a word such as "but". The approach is that of `NegEx` (Chapman et al. 2001, doi:10.1006/jbin.2001.1029);
//! the word lists are our own, one table a language.

use std::ops::Range;

use canvass_core::text::{Language, Token, Tokens};

use crate::pattern::{Match, PatternSetBuilder, Scope};

/// Words that may stand between a negator and what it denies.
const REACH: usize = 5;
/// No rule of negation matches more words than this.
const LONGEST: usize = 8;

/// The words of negation in one language, as rules.
struct Words {
    language: &'static str,
    /// They deny what follows.
    negators: &'static [&'static str],
    /// They hold a negator and deny nothing.
    harmless: &'static [&'static str],
    /// They begin a new clause.
    borders: &'static [&'static str],
}

const LANGUAGES: [Words; 3] = [ENGLISH, GERMAN, FRENCH];

const ENGLISH: Words = Words {
    language: "en",
    negators: &[
        "=no",
        "=not",
        "=cannot",
        "*n't",
        "=dont OR =doesnt OR =didnt OR =isnt OR =arent OR =wasnt OR =wont OR =cant OR =shouldnt OR =wouldnt",
        "=never",
        "=neither OR =nor",
        "=none OR =nothing OR =nobody OR nowhere",
        "=without",
        "=lack OR =lacks OR =lacked OR =lacking",
        "=absence OR =absent",
        "devoid of",
        "=hardly OR =scarcely OR =barely",
        "unable to",
        "fail* to",
    ],
    harmless: &[
        "=not (=only OR =just OR =merely OR =simply OR =solely OR =least OR =exclusively)",
        "*n't (=only OR =just OR =merely OR =simply OR =solely)",
        "=not to mention",
        "=not because",
        "=not (limited to OR confined to OR opposed OR against OR averse OR unreasonable OR unlikely)",
        "=not (=withstanding OR =without OR =unlike OR =uncommon)",
        "(=no OR =without) (doubt OR question OR objection OR exception OR problem OR concerns)",
        "=no (=lack OR =absence OR =shortage)",
        "(=cannot OR =can =not OR =can't) THEN/2 (overstate OR underestimate OR overemphasise)",
        "=no matter",
        "=nothing but",
        "(=whether OR =if) or =not",
        "=whether or =not",
        "=why =not",
        // "No we think ..." answers a question.
        "=no (=we OR =i OR =it OR =they OR =he OR =she OR =you OR =there OR =this OR =these OR =that OR =the OR =our OR =my)",
        // "no. 5" and "No 5" are numbers.
        "=no (1* OR 2* OR 3* OR 4* OR 5* OR 6* OR 7* OR 8* OR 9*)",
    ],
    borders: &[
        "=but OR =however OR =although OR =though OR =yet OR =nevertheless OR =whereas OR =while OR =whilst",
        "=because OR =since OR =unless OR =until OR =if OR =when OR =where OR =which OR =who OR =whose",
        "=therefore OR =hence OR =thus OR =instead OR =rather OR =except OR =despite OR =as OR =than OR =then",
        "=and (=we OR =i OR =it OR =they OR =there OR =this OR =these OR =that OR =the OR =our OR =so)",
    ],
};

const GERMAN: Words = Words {
    language: "de",
    negators: &[
        "=nicht",
        "=kein OR =keine OR =keinen OR =keiner OR =keinem OR =keines",
        "=nie OR =niemals OR =nirgends",
        "=weder OR =noch",
        "=ohne",
        "=nichts OR =niemand",
        "=kaum",
        "mangel* an",
        "=fehlt OR =fehlen OR =fehlende OR =fehlender OR =fehlendes",
    ],
    harmless: &[
        "=nicht (=nur OR =bloß OR =allein OR =zuletzt OR =lediglich)",
        "=ohne (=zweifel OR =frage OR =einwände)",
        "=kein =zweifel OR =keine =frage",
        "=nicht =umhin",
        "=noch (=mehr OR =immer OR =einmal OR =besser OR =weiter)",
    ],
    borders: &[
        "=aber OR =jedoch OR =doch OR =dennoch OR =sondern OR =obwohl OR =während OR =allerdings",
        "=weil OR =denn OR =wenn OR =falls OR =sofern OR =bis OR =dass OR =damit",
        "=daher OR =deshalb OR =also OR =als",
        "=und (=wir OR =ich OR =es OR =sie OR =die OR =der OR =das OR =dies)",
    ],
};

/// "Pas" stands behind the verb and before what it denies; "ne" would deny the same once more.
const FRENCH: Words = Words {
    language: "fr",
    negators: &[
        "=pas OR =point OR =guère",
        "=aucun OR =aucune",
        "=jamais",
        "=ni",
        "=sans",
        "=rien OR =personne",
        "(manque OR absence OR défaut) (=de OR =d)",
        "=faute (=de OR =d)",
    ],
    harmless: &[
        "=pas (=seulement OR =uniquement OR =simplement OR =que)",
        "=sans (=doute OR =réserve OR =problème OR =hésiter)",
        "=aucun (doute OR problème) OR =aucune (objection OR réserve)",
        "=pourquoi =pas",
        "=rien =que",
    ],
    borders: &[
        "=mais OR =cependant OR =toutefois OR =néanmoins OR =pourtant OR =quoique",
        "=car OR =parce OR =puisque OR =si OR =quand OR =lorsque OR =que OR =qui OR =dont",
        "=donc OR =ainsi OR =plutôt OR =sauf OR =malgré",
        "=et (=nous OR =je OR =il OR =elle OR =ils OR =elles OR =on OR =cela OR =ce)",
    ],
};

/// What a rule of this table tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    Negator,
    Harmless,
    Border,
}

/// Adds the rules of a language; a sign for each, in the order of adding.
pub(super) fn add_rules(language: Language, builder: &mut PatternSetBuilder) -> Vec<Sign> {
    let Some(words) = LANGUAGES.iter().find(|words| words.language == language.code()) else {
        return Vec::new();
    };
    let lists =
        [(words.negators, Sign::Negator), (words.harmless, Sign::Harmless), (words.borders, Sign::Border)];
    let mut signs = Vec::new();
    for (rules, sign) in lists {
        for rule in rules {
            builder.add(rule, Scope::Sentence).expect("the rules of this file parse, as its tests show");
            signs.push(sign);
        }
    }
    signs
}

/// The signs of negation found in an answer, in order.
#[derive(Debug, Default)]
pub(super) struct Signs {
    found: Vec<(Sign, Match)>,
}

impl Signs {
    pub(super) fn clear(&mut self) {
        self.found.clear();
    }

    /// Takes matches in order of their start.
    pub(super) fn push(&mut self, sign: Sign, found: Match) {
        self.found.push((sign, found));
    }

    /// Whether a negator denies the tokens `place`.
    pub(super) fn negate(&self, text: &str, tokens: &Tokens, place: &Range<usize>, sentence: usize) -> bool {
        let before = &self.found[..self.found.partition_point(|(_, found)| found.tokens.start < place.start)];
        before
            .iter()
            .rev()
            .take_while(|(_, found)| {
                found.sentence == sentence && place.start - found.tokens.start <= REACH + LONGEST
            })
            .filter(|(sign, found)| *sign == Sign::Negator && found.tokens.end <= place.start)
            .any(|(_, negator)| {
                place.start - negator.tokens.end <= REACH
                    && !self.is_harmless(negator)
                    && !self.parts(text, tokens, negator.tokens.end..place.start)
            })
    }

    fn is_harmless(&self, negator: &Match) -> bool {
        let until = self.found.partition_point(|(_, found)| found.tokens.start <= negator.tokens.start);
        self.found[..until]
            .iter()
            .rev()
            .take_while(|(_, found)| negator.tokens.start - found.tokens.start <= LONGEST)
            .any(|(sign, found)| *sign == Sign::Harmless && negator.tokens.end <= found.tokens.end)
    }

    /// Whether a clause ends among the tokens `between`, or right before or behind them.
    fn parts(&self, text: &str, tokens: &Tokens, between: Range<usize>) -> bool {
        let from = self.found.partition_point(|(_, found)| found.tokens.start < between.start);
        let has_border = self.found[from..]
            .iter()
            .take_while(|(_, found)| found.tokens.start < between.end)
            .any(|(sign, _)| *sign == Sign::Border);
        let gaps = tokens.tokens[between.start - 1..=between.end].windows(2);
        has_border || gaps.into_iter().any(|pair| ends_clause(gap(text, pair)))
    }
}

fn gap<'a>(text: &'a str, pair: &[Token]) -> &'a str {
    &text[pair[0].span.end as usize..pair[1].span.start as usize]
}

/// Whether the marks between two words end a clause; a hyphen inside a word does not, a dash does.
fn ends_clause(gap: &str) -> bool {
    gap.contains([',', ';', ':', '.', '!', '?', '(', ')', '–', '—', '…', '•']) || gap.contains(" -")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_parses() {
        for words in &LANGUAGES {
            let language = Language::from_code(words.language).expect("the table names a language");
            assert!(!add_rules(language, &mut PatternSetBuilder::new()).is_empty());
        }
    }
}
