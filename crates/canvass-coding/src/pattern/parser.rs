//! A rule's text becomes an expression.

use std::ops::Range;

use canvass_core::text::{differs_by_hyphen, folded_words};

use super::lists::Lists;
use super::pieces::{self, Kind, Piece};
use super::syntax::SyntaxError;

const MAX_DEPTH: usize = 40;
/// Readings of one phrase; each becomes a path of the trie.
const MAX_READINGS: usize = 20_000;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Expr {
    Phrase(Vec<Item>),
    Or(Vec<Expr>),
    /// The matches of `first` where all of `with` and none of `without` stand in the scope.
    Filter {
        first: Box<Expr>,
        with: Vec<Expr>,
        without: Vec<Expr>,
    },
    Chain {
        first: Box<Expr>,
        steps: Vec<Step>,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) order: Order,
    pub(super) reach: u32,
    pub(super) operand: Expr,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    Either,
    Forward,
}

/// What stands at one place of a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Item {
    Word(Word),
    Either(Vec<Vec<Item>>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// Every inflection; still raw, so that the analyzer cuts it as it cuts texts.
    Stem(String),
    /// As written; still raw.
    Exact(String),
    /// Folded, with `*` or `?` in it.
    Glob(String),
    /// Any one word.
    Any,
}

pub(super) fn parse(rule: &str, lists: &Lists) -> Result<Expr, SyntaxError> {
    let pieces = pieces::cut(rule)?;
    let mut parser = Parser { rule, lists, pieces: &pieces, at: 0, depth: 0 };
    if pieces.is_empty() {
        return Err(SyntaxError::new(0..rule.len(), "the rule is empty").hint("write a word or a phrase"));
    }
    let expr = parser.not_level()?;
    match parser.peek() {
        None => Ok(expr),
        // Every other kind is taken by some level above.
        Some(piece) => Err(SyntaxError::new(piece.bytes.clone(), "`)` closes no parenthesis")
            .hint("remove it, or open it with `(` before")),
    }
}

struct Parser<'a> {
    rule: &'a str,
    lists: &'a Lists,
    pieces: &'a [Piece],
    at: usize,
    depth: usize,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<&'a Piece> {
        self.pieces.get(self.at)
    }

    fn peek_kind(&self) -> Option<Kind> {
        self.peek().map(|piece| piece.kind)
    }

    fn take(&mut self, kind: Kind) -> bool {
        let is_next = self.peek_kind() == Some(kind);
        self.at += usize::from(is_next);
        is_next
    }

    fn not_level(&mut self) -> Result<Expr, SyntaxError> {
        let first = self.or_level()?;
        let mut without = Vec::new();
        while self.take(Kind::Not) {
            without.push(self.or_level()?);
        }
        Ok(filter(first, Vec::new(), without))
    }

    fn or_level(&mut self) -> Result<Expr, SyntaxError> {
        let mut alternatives = vec![self.and_level()?];
        while self.take(Kind::Or) {
            alternatives.push(self.and_level()?);
        }
        let single = alternatives.len() == 1;
        Ok(if single { alternatives.remove(0) } else { Expr::Or(alternatives) })
    }

    fn and_level(&mut self) -> Result<Expr, SyntaxError> {
        let first = self.chain_level()?;
        let (mut with, mut without) = (Vec::new(), Vec::new());
        while self.take(Kind::And) {
            let side = if self.take(Kind::Not) { &mut without } else { &mut with };
            side.push(self.chain_level()?);
        }
        Ok(filter(first, with, without))
    }

    fn chain_level(&mut self) -> Result<Expr, SyntaxError> {
        let first = self.phrase()?;
        let mut steps = Vec::new();
        while let Some(Kind::Near(reach) | Kind::Then(reach)) = self.peek_kind() {
            let forward = matches!(self.peek_kind(), Some(Kind::Then(_)));
            let order = if forward { Order::Forward } else { Order::Either };
            self.at += 1;
            steps.push(Step { order, reach, operand: self.phrase()? });
        }
        Ok(if steps.is_empty() { first } else { Expr::Chain { first: Box::new(first), steps } })
    }

    fn phrase(&mut self) -> Result<Expr, SyntaxError> {
        let mut parts: Vec<(Expr, Range<usize>)> = Vec::new();
        while let Some(piece) = self.peek() {
            let part = match piece.kind {
                Kind::Word => Expr::Phrase(self.words(piece)?),
                Kind::Reference => self.reference(piece)?,
                Kind::Open => self.group(piece)?,
                Kind::Quote => Expr::Phrase(self.quotation(piece)?),
                _ => break,
            };
            let end = self.pieces[self.at - 1].bytes.end;
            parts.push((part, piece.bytes.start..end));
        }
        if parts.len() == 1 && !matches!(parts[0].0, Expr::Phrase(_)) {
            return Ok(parts.remove(0).0);
        }
        let bytes = match (parts.first(), parts.last()) {
            (Some((_, first)), Some((_, last))) => first.start..last.end,
            _ => return Err(self.missing_operand()),
        };
        let mut items = Vec::new();
        for (part, bytes) in parts {
            items.extend(as_items(part, bytes)?);
        }
        check_phrase(&items, self.rule, bytes)?;
        Ok(Expr::Phrase(items))
    }

    fn group(&mut self, open: &Piece) -> Result<Expr, SyntaxError> {
        self.at += 1;
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(SyntaxError::new(open.bytes.clone(), "parentheses are nested too deeply"));
        }
        if let Some(close) = self.peek().filter(|piece| piece.kind == Kind::Close) {
            return Err(SyntaxError::new(open.bytes.start..close.bytes.end, "the group is empty")
                .hint("remove it, or write words between the parentheses"));
        }
        let inner = self.not_level()?;
        self.depth -= 1;
        if self.take(Kind::Close) {
            return Ok(inner);
        }
        Err(SyntaxError::new(open.bytes.clone(), "`(` is never closed").hint("close it with `)`"))
    }

    /// What a name stands for.
    fn reference(&mut self, piece: &Piece) -> Result<Expr, SyntaxError> {
        self.at += 1;
        let name = &self.rule[piece.bytes.start + 1..piece.bytes.end];
        if let Some(expr) = self.lists.get(name) {
            return Ok(expr.clone());
        }
        let error = SyntaxError::new(piece.bytes.clone(), format!("nothing is called `{name}`"));
        Err(match self.lists.nearest(name) {
            Some(meant) => error.hint(format!("did you mean `@{meant}`?")),
            None => error.hint("`@` wants the id of a list or of a theme right behind it"),
        })
    }

    fn quotation(&mut self, open: &Piece) -> Result<Vec<Item>, SyntaxError> {
        self.at += 1;
        let mut items = Vec::new();
        loop {
            let Some(piece) = self.peek() else {
                return Err(SyntaxError::new(open.bytes.clone(), "the quotation mark is never closed"));
            };
            match piece.kind {
                Kind::Quote => break,
                Kind::Open => {
                    let group = self.group(piece)?;
                    let end = self.pieces[self.at - 1].bytes.end;
                    items.extend(as_items(group, piece.bytes.start..end)?);
                }
                Kind::Word => items.extend(self.words(piece)?),
                _ => return Err(SyntaxError::new(piece.bytes.clone(), "`)` closes no parenthesis")),
            }
        }
        let close = &self.pieces[self.at];
        self.at += 1;
        if items.is_empty() {
            return Err(SyntaxError::new(open.bytes.start..close.bytes.end, "the quotation is empty"));
        }
        Ok(items)
    }

    /// The words of one piece; none where it is only marks, such as a dash.
    fn words(&mut self, piece: &Piece) -> Result<Vec<Item>, SyntaxError> {
        self.at += 1;
        let written = &self.rule[piece.bytes.clone()];
        let (raw, exact) = match written.strip_prefix('=') {
            Some(raw) => (raw, true),
            None => (written, false),
        };
        let words = folded_words(raw, &['*', '?']);
        let has_glob = words.iter().any(|word| is_glob(word));
        if exact && (words.is_empty() || has_glob) {
            return Err(SyntaxError::new(piece.bytes.clone(), "`=` wants one plain word right behind it")
                .hint("write `=word` for that word alone, `word*` for every word that begins so"));
        }
        Ok(match (words.is_empty(), exact, has_glob) {
            (true, ..) => Vec::new(),
            (_, true, _) => vec![Item::Word(Word::Exact(raw.to_owned()))],
            (_, _, false) => vec![Item::Word(Word::Stem(raw.to_owned()))],
            _ => globs(words, raw),
        })
    }

    fn missing_operand(&self) -> SyntaxError {
        let before = self.at.checked_sub(1).map(|at| &self.pieces[at]).filter(|it| it.kind.is_operator());
        let after = self.peek().filter(|piece| piece.kind.is_operator());
        let Some(operator) = before.or(after) else {
            let bytes = self.peek().map_or(self.rule.len()..self.rule.len(), |piece| piece.bytes.clone());
            return SyntaxError::new(bytes, "a word is missing here")
                .hint("remove this, or write a word before it");
        };
        let name = &self.rule[operator.bytes.clone()];
        let side = if before.is_some() { "behind" } else { "before" };
        SyntaxError::new(operator.bytes.clone(), format!("`{name}` has nothing {side} it"))
            .hint(format!("write words on both sides, or `\"{name}\"` for the word itself"))
    }
}

/// The words of a piece with a glob, and where it is hyphenated the one word that it may be: `multi-agenc*`.
fn globs(words: Vec<String>, raw: &str) -> Vec<Item> {
    let bare = |word: &str| word.replace(['*', '?'], "");
    let is_apart = words.windows(2).any(|pair| differs_by_hyphen(&bare(&pair[0]), &bare(&pair[1])));
    let solid = folded_words(&raw.replace('-', ""), &['*', '?']);
    let items: Vec<Item> = words.into_iter().map(glob_or_stem).map(Item::Word).collect();
    let is_open = items.iter().any(|item| matches!(item, Item::Word(word) if is_bare(word)));
    match <[String; 1]>::try_from(solid) {
        Ok([solid]) if items.len() > 1 && !is_apart && !is_open => {
            vec![Item::Either(vec![items, vec![Item::Word(glob_or_stem(solid))]])]
        }
        _ => items,
    }
}

fn filter(first: Expr, with: Vec<Expr>, without: Vec<Expr>) -> Expr {
    if with.is_empty() && without.is_empty() {
        return first;
    }
    Expr::Filter { first: Box::new(first), with, without }
}

fn is_glob(word: &str) -> bool {
    word.contains(['*', '?'])
}

fn glob_or_stem(word: String) -> Word {
    if !word.is_empty() && word.chars().all(|mark| mark == '*') {
        Word::Any
    } else if is_glob(&word) {
        Word::Glob(word)
    } else {
        Word::Stem(word)
    }
}

/// A part of a phrase as items: a plain phrase is spliced in, a group gives alternatives.
fn as_items(part: Expr, bytes: Range<usize>) -> Result<Vec<Item>, SyntaxError> {
    match part {
        Expr::Phrase(items) => Ok(items),
        Expr::Or(alternatives) => {
            let readings: Result<Vec<_>, _> =
                alternatives.into_iter().map(|each| as_items(each, bytes.clone())).collect();
            Ok(vec![Item::Either(readings?)])
        }
        Expr::Filter { .. } | Expr::Chain { .. } => {
            Err(SyntaxError::new(bytes, "a group inside a phrase can only hold alternatives")
                .hint("use `OR` in it, or join it to the words beside it with `NEAR/1`"))
        }
    }
}

/// A phrase has a word, begins and ends with a real one, and has a bearable number of readings.
fn check_phrase(items: &[Item], rule: &str, bytes: Range<usize>) -> Result<(), SyntaxError> {
    let bare = |item: Option<&Item>| matches!(item, Some(Item::Word(word)) if is_bare(word));
    if items.is_empty() {
        let written = &rule[bytes.clone()];
        return Err(SyntaxError::new(bytes, format!("`{written}` holds no word")));
    }
    if bare(items.first()) || bare(items.last()) {
        return Err(SyntaxError::new(bytes, "`*` alone can only stand between two words")
            .hint("write some letters of the word beside it, such as `fund*`"));
    }
    if readings(items) > MAX_READINGS {
        return Err(SyntaxError::new(bytes, format!("the phrase has more than {MAX_READINGS} readings"))
            .hint("write several rules, or join the groups with `THEN/1`"));
    }
    Ok(())
}

fn is_bare(word: &Word) -> bool {
    match word {
        Word::Any => true,
        Word::Glob(glob) => glob.chars().all(|mark| matches!(mark, '*' | '?')),
        Word::Stem(_) | Word::Exact(_) => false,
    }
}

fn readings(items: &[Item]) -> usize {
    items.iter().fold(1, |product: usize, item| match item {
        Item::Word(_) => product,
        Item::Either(alternatives) => {
            product.saturating_mul(alternatives.iter().map(|each| readings(each)).sum())
        }
    })
}
