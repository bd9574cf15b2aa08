//! What rules cost: the same made-up text coded with 30, 300 and 3,000 of them, beside a plain search for their words.
//!
//! `rules [MEGABYTES]` prints, for each number of rules, CPU-bound seconds per 100 MB of text on one thread,
//! the median of five rounds in turn.

use std::collections::BTreeSet;
use std::io::{self, Write as _};
use std::time::Instant;

use aho_corasick::AhoCorasick;
use canvass_coding::theme::{self, ThemeCoder, ThemeModel};
use canvass_core::text::{Analyzer, Language};
use canvass_core::{Answer, Method, Span};
use fastrand::Rng;

const RULES: [usize; 3] = [30, 300, 3000];
const ROUNDS: usize = 5;
const WORDS: usize = 20_000;
/// Bytes of one answer.
const ANSWER: usize = 1500;

fn main() -> io::Result<()> {
    let megabytes: usize = std::env::args().nth(1).and_then(|size| size.parse().ok()).unwrap_or(10);
    let mut random = Rng::with_seed(11);
    let words = vocabulary(&mut random);
    let answers = answers(&mut random, &words, megabytes << 20);
    let n_bytes: usize = answers.iter().map(String::len).sum();
    let per_100 = 100.0 * f64::from(1 << 20) / n_bytes as f64;
    let frames: Vec<(String, Vec<String>)> = RULES.iter().map(|n| frame(&mut random, &words, *n)).collect();
    let mut taken = vec![[const { Vec::new() }; 3]; RULES.len()];
    for _ in 0..ROUNDS {
        for ((source, plain), taken) in frames.iter().zip(&mut taken) {
            for (seconds, kept) in
                code(source, &answers).into_iter().chain([search(plain, &answers)]).zip(taken)
            {
                kept.push(seconds * per_100);
            }
        }
    }
    let mut out = io::stdout().lock();
    writeln!(out, "{} MB in {} answers; seconds per 100 MB", n_bytes >> 20, answers.len())?;
    writeln!(out, "{:>6} {:>8} {:>8} {:>14}", "rules", "tokens", "themes", "plain search")?;
    for (n, taken) in RULES.iter().zip(&mut taken) {
        let [tokens, themes, plain] = taken.each_mut().map(|all| median(all));
        writeln!(out, "{n:>6} {tokens:>8.2} {themes:>8.2} {plain:>14.2}")?;
    }
    let themes = |at: usize| taken[at][1][ROUNDS / 2];
    writeln!(out, "3,000 rules cost {:.2} times 30, without tokens", themes(2) / themes(0))?;
    let whole = |at: usize| taken[at][0][ROUNDS / 2] + themes(at);
    writeln!(out, "3,000 rules cost {:.2} times 30, with tokens", whole(2) / whole(0))
}

fn median(all: &mut [f64]) -> f64 {
    all.sort_by(f64::total_cmp);
    all[all.len() / 2]
}

fn vocabulary(random: &mut Rng) -> Vec<String> {
    let parts =
        ["ba", "kor", "ri", "ten", "mu", "sal", "vo", "der", "lin", "pa", "gos", "fer", "ne", "tur", "eli"];
    let word = |random: &mut Rng| -> String {
        (0..random.usize(2..6)).map(|_| parts[random.usize(..parts.len())]).collect()
    };
    let mut known = BTreeSet::new();
    let words = std::iter::repeat_with(|| word(random)).filter(|word| known.insert(word.clone()));
    words.take(WORDS).collect()
}

/// A place in the vocabulary, most often a small one.
fn skewed(random: &mut Rng) -> usize {
    random.usize(..WORDS) * random.usize(..WORDS) / WORDS * random.usize(..WORDS) / WORDS
}

fn answers(random: &mut Rng, words: &[String], n_bytes: usize) -> Vec<String> {
    let mut answers = Vec::new();
    let mut written = 0;
    while written < n_bytes {
        let mut answer = String::with_capacity(ANSWER + 20);
        while answer.len() < ANSWER {
            answer.push_str(&words[skewed(random)]);
            answer.push_str(if random.usize(..12) == 0 { ". " } else { " " });
        }
        written += answer.len();
        answers.push(answer);
    }
    answers
}

/// A code frame of `n` rules of every kind, and their words alone.
///
/// Whatever their number, 30 are over words that occur and the others over words that hardly do:
/// what is measured is what rules cost, not what mentions do.
fn frame(random: &mut Rng, words: &[String], n: usize) -> (String, Vec<String>) {
    let mut rules = Vec::new();
    let mut plain = Vec::new();
    for at in 0..n {
        let known = if at < RULES[0] { 100..WORDS / 4 } else { WORDS * 9 / 10..WORDS };
        let word = |random: &mut Rng| words[random.usize(known.clone())].clone();
        let (one, other) = (word(random), word(random));
        rules.push(match at % 5 {
            0 => one.clone(),
            1 => format!("={one}"),
            2 => format!("{one}*"),
            3 => format!("{one} {other}"),
            _ => format!("{one} NEAR/5 {other}"),
        });
        plain.push(one);
    }
    let lists = rules.chunks(10).enumerate().map(|(at, rules)| {
        let quoted: Vec<String> = rules.iter().map(|rule| format!("'{rule}'")).collect();
        format!("[[theme]]\nid = 't{at}'\nany = [{}]\n", quoted.join(", "))
    });
    (lists.collect(), plain)
}

/// Seconds for the tokens of all answers, and for the themes in them.
fn code(source: &str, answers: &[String]) -> [f64; 2] {
    let mut analyzer = Analyzer::new(Language::ENGLISH);
    let frame = theme::parse("themes.toml", source).expect("the frame is right");
    let model: ThemeModel = frame.compile(&mut analyzer, "en");
    let mut coder = ThemeCoder::new();
    let (mut tokens_seconds, mut themes_seconds) = (0.0, 0.0);
    let mut mentions = Vec::new();
    let mut n_mentions = 0;
    for text in answers {
        let span = Span::all(text);
        let begin = Instant::now();
        let tokens = analyzer.tokens(text, span, &[]);
        tokens_seconds += begin.elapsed().as_secs_f64();
        let answer = Answer {
            id: String::new(),
            question: None,
            topic: None,
            span,
            closed: None,
            method: Method::Whole,
            confidence: 1.0,
            asides: Vec::new(),
            choices: Vec::new(),
        };
        let begin = Instant::now();
        mentions.clear();
        coder.mentions(&model, &analyzer, text, 0, &answer, &tokens, &mut mentions);
        themes_seconds += begin.elapsed().as_secs_f64();
        n_mentions += mentions.len();
    }
    assert!(n_mentions > 0, "the words are there");
    [tokens_seconds, themes_seconds]
}

/// Seconds for a search for the words of the rules, as they are written.
fn search(words: &[String], answers: &[String]) -> f64 {
    let searcher = AhoCorasick::builder().ascii_case_insensitive(true).build(words).expect("a searcher");
    let begin = Instant::now();
    let found: usize = answers.iter().map(|text| searcher.find_iter(text).count()).sum();
    let seconds = begin.elapsed().as_secs_f64();
    assert!(found > 0, "the words are there");
    seconds
}
