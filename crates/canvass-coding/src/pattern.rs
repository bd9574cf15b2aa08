//! The rule language of themes and stance cues, compiled into one automaton that reads a text once.
//!
//! # Words
//! | written | matches |
//! |---|---|
//! | `engage` | every inflection of the word, in British and American spelling: `engaged`, `engagement` |
//! | `=engage` | that word alone |
//! | `engag*`, `organi?ation` | words as written: `*` stands for any letters or none, `?` for one letter |
//!
//! Words of a rule are cut and folded as the words of a text are: `co-operat*` reads `cooperation` and `co-operation`,
//! `multi-agency` is two words in a row, `CSP's` is `csp`, and marks such as `&` and `-` between words say nothing.
//! `£5` and `20%` are two words in a row each, so that their sign counts.
//!
//! Two words of a text with a hyphen between are also one: `wellbeing` finds `well-being`, and `well-being` finds all of
//! `wellbeing`, `well-being` and `well being`; `wellbeing` does not find `well being`. A word in part that fits the first
//! of the two or the second alone keeps to that: `under*` finds `under` in `under-funded`.
//! Where English has two words, the hyphen tells them apart: `re-sign` is not `resign`, `re-form` not `reform`,
//! `re-cover` not `recover`; so with `collect`, `creation`, `dress`, `fund`, `lay`, `lease`, `mark`, `present`, `press`,
//! `prove`, `serve`, `sort`, `sound`, `strain` and `treat`, and with `un-ionised`.
//! A word that a line end breaks at its hyphen is read both ways where the text does not tell which it is:
//! `under-` and `funded` on the next line are matched by `underfunded`, `under-funded` and `fund*`.
//!
//! Spellings that meet: British and American ones of a word, `æ` and `ae`, `œ` and `oe`, `don't` and `dont`,
//! `O'Brien` and `OBrien`. Not those that are two words in Britain, such as `metre` and `meter`, `tyre` and `tire`,
//! nor what only a capital or an apostrophe tells apart, such as `we'll` and `well`.
//! In `=word` and with `*` or `?` the letters are as written.
//!
//! # Phrases
//! Words in a row are a phrase, with or without quotation marks; a phrase never crosses a sentence.
//! A group inside gives alternatives: `shared (leadership OR governance) model`.
//! Inside a phrase `*` alone is any one word: `lack of * funding`.
//! Within quotation marks `AND`, `OR` and `NOT` are words like any other: `"NOT proven"`.
//!
//! # Operators
//! Written in capitals; `and`, `or`, `not` are ordinary words. From the loosest to the tightest:
//!
//! | written | holds where | the match is |
//! |---|---|---|
//! | `a NOT b` | `a` stands and `b` does not, in the same sentence | each match of `a` |
//! | `a OR b` | either stands | each match of either |
//! | `a AND b`, `a AND NOT b` | both stand (or `b` does not) in the same sentence | each match of `a` |
//! | `a NEAR/3 b` | `b` is one of the 3 words before or behind `a` | from the first word involved to the last |
//! | `a THEN/3 b` | `b` is one of the 3 words behind `a` | from the first word involved to the last |
//! | `a b` | a phrase | its words |
//!
//! So `cuts OR loss NOT weight` reads `(cuts OR loss) NOT weight`, and `a AND b OR c` reads `(a AND b) OR c`.
//! Parentheses group as elsewhere. `NEAR/1` means next to it: with `NEAR/3`, two words may stand between.
//! The distance is taken between the nearest ends of the two matches, which never share a word.
//! `NEAR` and `THEN` chain from left to right, each operand measured from the one before:
//! in `a NEAR/3 b NEAR/3 c`, `c` is near `b`. Where one match of a chain holds another, the shorter counts;
//! but a chain that is an operand of another, as in `(a NEAR/3 b) THEN/1 c`, offers the longer ones too,
//! up to the eight shortest that end in the same match of its last operand.
//!
//! # Names
//! `@name` stands for every rule of the list or theme of that name, as a group would: `@councils NEAR/5 cuts`.
//! In a phrase it can stand only where the list holds nothing but words and phrases.
//! What a name stands for is seen in the scope of the rule that refers to it. Between quotation marks `@` says nothing.
//!
//! A [`Scope`] wider than the sentence widens `AND`, `NOT`, `NEAR` and `THEN`, never a phrase.
//!
//! # In code
//! ```
//! use canvass_coding::pattern::{PatternSetBuilder, Scanner, Scope};
//! use canvass_core::{Span, text::{Analyzer, Language}};
//!
//! let mut builder = PatternSetBuilder::new();
//! builder.add("(joint OR shared) governance NEAR/4 board*", Scope::Sentence)?;
//! let mut analyzer = Analyzer::new(Language::ENGLISH);
//! let set = builder.build(&mut analyzer);
//!
//! let text = "One board for shared governance.";
//! let tokens = analyzer.tokens(text, Span::all(text), &[]);
//! let mut found = Vec::new();
//! Scanner::new().scan(&set, &analyzer, &tokens, &|_| false, &mut found);
//! assert_eq!(found[0].tokens, 1..5);
//! # Ok::<(), canvass_coding::pattern::SyntaxError>(())
//! ```
//!
//! # Cost
//! Words, stems and globs of all rules are interned as atoms; each distinct word of a text is tried against them once.
//! The phrases of all rules form one trie over atoms, and operators are evaluated only for rules
//! of which some phrase was found, so that cost follows the text and not the number of rules.

mod atoms;
mod builder;
mod chain;
mod compounds;
mod evaluate;
mod exceptions;
mod glob;
mod lists;
mod parser;
mod pieces;
mod scanner;
mod syntax;
mod trie;

use std::ops::Range;

pub use builder::{Group, PatternSet, PatternSetBuilder, Role};
pub use lists::{Lists, references};
pub use scanner::Scanner;
pub use syntax::SyntaxError;

/// A rule's place in its set, counted from 0 in the order of adding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RuleId(pub u32);

impl RuleId {
    /// The same, for indexing.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// How far the operators of a rule see.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// One sentence.
    #[default]
    Sentence,
    /// One paragraph.
    Paragraph,
    /// The whole answer.
    Answer,
}

impl Scope {
    /// Its name in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sentence => "sentence",
            Self::Paragraph => "paragraph",
            Self::Answer => "answer",
        }
    }
}

/// A place where a rule matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// The rule.
    pub rule: RuleId,
    /// Its tokens in [`canvass_core::text::Tokens::tokens`], from the first to behind the last; never empty.
    pub tokens: Range<usize>,
    /// The sentence of the first token.
    pub sentence: usize,
}

#[cfg(test)]
mod tests;
