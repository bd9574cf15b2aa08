//! Letters with planted campaigns, and what is found of them: `planted make N FILE`, then `planted find FILE`.
//!
//! A line of the file is a letter: the number of its campaign (`-` for none), a tab, its text.
//! `find` prints, for pairs of letters that are copies of one template, precision and recall, and the time taken.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead as _, BufReader, BufWriter, Write as _};
use std::time::Instant;

use canvass_campaigns::{Collector, Fingerprint, Resolver};
use canvass_core::Span;
use fastrand::Rng;

const WORDS: usize = 6000;

fn main() -> io::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["make", n, path] => make(n.parse().expect("a number of letters"), path),
        ["find", path] => find(path),
        _ => {
            writeln!(io::stderr(), "usage: planted make N FILE | planted find FILE")?;
            std::process::exit(2);
        }
    }
}

/// A language of made-up words, the first of them far more frequent than the last.
struct Language {
    words: Vec<String>,
    stock: Vec<String>,
}

impl Language {
    fn new(random: &mut Rng) -> Self {
        let syllables =
            ["ba", "ko", "ri", "ten", "mu", "sal", "vo", "der", "lin", "pa", "go", "fer", "ne", "tu"];
        let word = |random: &mut Rng| -> String {
            (0..random.usize(1..5)).map(|_| syllables[random.usize(..syllables.len())]).collect()
        };
        let mut language = Self { words: (0..WORDS).map(|_| word(random)).collect(), stock: Vec::new() };
        language.stock = (0..300).map(|_| language.sentence(random)).collect();
        language
    }

    fn sentence(&self, random: &mut Rng) -> String {
        let word = |random: &mut Rng| self.words[skewed(random, WORDS)].as_str();
        let words: Vec<&str> = (0..random.usize(8..25)).map(|_| word(random)).collect();
        format!("{}.", words.join(" "))
    }

    fn sentences(&self, random: &mut Rng, n: usize) -> Vec<String> {
        (0..n).map(|_| self.sentence(random)).collect()
    }

    /// A letter of nobody else's, with phrases that everybody uses.
    fn letter(&self, random: &mut Rng) -> Vec<String> {
        let n = random.usize(3..14);
        let mut letter = self.sentences(random, n);
        for _ in 0..random.usize(0..3) {
            let at = random.usize(..letter.len());
            letter.insert(at, self.stock[random.usize(..self.stock.len())].clone());
        }
        letter
    }
}

/// A number below `n`, most often a small one.
fn skewed(random: &mut Rng, n: usize) -> usize {
    random.usize(..n) * random.usize(..n) / n * random.usize(..n) / n
}

/// A copy of a template as people make them.
fn copy(language: &Language, template: &[String], random: &mut Rng) -> Vec<String> {
    let mut letter = template.to_vec();
    match random.usize(..10) {
        0..=5 => {}
        6 | 7 => {
            let own = random.usize(1..6);
            let at = random.usize(..=letter.len());
            let own = language.sentences(random, own);
            letter.splice(at..at, own);
        }
        8 => {
            let at = random.usize(..letter.len());
            letter[at] = language.sentence(random);
        }
        _ => {
            let at = random.usize(..letter.len());
            letter.remove(at);
        }
    }
    let name = random.usize(..WORDS);
    letter.push(format!("Yours {} {}", language.words[name], language.words[(name * 7 + 1) % WORDS]));
    letter
}

fn make(n: usize, path: &str) -> io::Result<()> {
    let mut random = Rng::with_seed(7);
    let language = Language::new(&mut random);
    let n_campaigns = (n / 1000).max(2);
    let templates: Vec<Vec<String>> = (0..n_campaigns)
        .map(|_| {
            let n = random.usize(5..15);
            language.sentences(&mut random, n)
        })
        .collect();
    let mut file = BufWriter::new(File::create(path)?);
    for _ in 0..n {
        // Two of five letters are copies; a few campaigns have most of them.
        if random.usize(..5) < 2 {
            let campaign = skewed(&mut random, n_campaigns);
            let letter = copy(&language, &templates[campaign], &mut random);
            writeln!(file, "{campaign}\t{}", letter.join(" "))?;
        } else {
            writeln!(file, "-\t{}", language.letter(&mut random).join(" "))?;
        }
    }
    file.flush()
}

fn find(path: &str) -> io::Result<()> {
    let mut truth = Vec::new();
    let mut texts = Vec::new();
    for line in BufReader::new(File::open(path)?).lines() {
        let line = line?;
        let (label, text) = line.split_once('\t').expect("a label and a text");
        truth.push(label.parse::<u32>().ok());
        texts.push(text.to_owned());
    }
    let start = Instant::now();
    let mut collector = Collector::default();
    for text in &texts {
        collector.add(&Fingerprint::of(text, vec![Span::all(text)]));
    }
    let mut resolver = Resolver::new(collector, []);
    let mut n_passes = 0;
    while !resolver.is_done() {
        (0..).zip(&texts).for_each(|(at, text)| resolver.look(at, text));
        resolver.end_pass();
        n_passes += 1;
    }
    let found = resolver.finish();
    let taken = start.elapsed();
    let mut group = vec![None; texts.len()];
    for one in &found.copies {
        group[one.response as usize] = Some(one.campaign);
    }
    let mut out = io::stdout().lock();
    let (precision, recall) = scores(&truth, &group);
    writeln!(out, "letters {} campaigns {} passes {n_passes}", texts.len(), found.campaigns.len())?;
    writeln!(out, "precision {precision:.4} recall {recall:.4} seconds {:.2}", taken.as_secs_f64())
}

/// Precision and recall of pairs in one group.
fn scores(truth: &[Option<u32>], found: &[Option<u32>]) -> (f64, f64) {
    let pairs = |n: u64| n * n.saturating_sub(1) / 2;
    let (mut both, mut true_sizes, mut found_sizes) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    for (one, other) in truth.iter().zip(found) {
        if let Some(one) = one {
            *true_sizes.entry(*one).or_insert(0_u64) += 1;
        }
        if let Some(other) = other {
            *found_sizes.entry(*other).or_insert(0_u64) += 1;
        }
        if let (Some(one), Some(other)) = (one, other) {
            *both.entry((*one, *other)).or_insert(0_u64) += 1;
        }
    }
    let sum = |sizes: &mut dyn Iterator<Item = u64>| sizes.map(pairs).sum::<u64>() as f64;
    let right = sum(&mut both.values().copied());
    (right / sum(&mut found_sizes.values().copied()), right / sum(&mut true_sizes.values().copied()))
}
