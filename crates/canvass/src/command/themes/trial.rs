//! `canvass themes try`: what a rule would match, and what a theme would gain and lose by it.

use anyhow::Result;
use canvass_coding::pattern::Scope;
use canvass_coding::theme::{Change, CodeFrame, ThemeCoder, ThemeModel};
use canvass_core::text::{Analyzer, Language, Tokens};
use canvass_core::{Mention, Response};

use crate::args::{ScopeArg, ThemesTryArgs};
use crate::coding::tokens_of;
use crate::command::require_output;
use crate::complaint::Complaint;
use crate::past::{self, Past};
use crate::print::themes::trial::{Effect, Place, Trial};
use crate::{Outcome, print};

pub(crate) fn run(args: &ThemesTryArgs) -> Result<Outcome> {
    require_output(&args.out)?;
    let files = past::models(&args.out)?;
    let home = files.definition.consultation.language.clone();
    let scope = match args.scope {
        ScopeArg::Sentence => Scope::Sentence,
        ScopeArg::Paragraph => Scope::Paragraph,
        ScopeArg::Answer => Scope::Answer,
    };
    let mut analyzer = Analyzer::new(Language::from_code(&home).unwrap_or(Language::ENGLISH));
    let frame = files.frame.of_rule(&args.rule, scope).map_err(Complaint::of)?;
    let change = match &args.replaces {
        Some(old) => Change::Replaces(old),
        None if args.except => Change::Excepts,
        None => Change::Adds,
    };
    let changed = args.theme.as_ref().map(|id| files.frame.with_change(id, change, &args.rule, scope));
    let changed = changed.transpose().map_err(Complaint::of)?;
    let mut rule = Coder::new(&frame, &mut analyzer, &home);
    let mut sides = changed.map(|(before, after)| {
        (Coder::new(&before, &mut analyzer, &home), Coder::new(&after, &mut analyzer, &home))
    });
    let mut trial = Trial::new(&args.rule, args.theme.as_deref());
    for coded in Past::open(&args.out, &files)? {
        let response = coded?.response;
        trial.n_responses += 1;
        if response.language.as_deref() != Some(&home) {
            continue;
        }
        let tokens = tokens_of(&mut analyzer, &response);
        let mentions = rule.mentions(&analyzer, &response, &tokens);
        let effect = sides.as_mut().map(|(before, after)| {
            let has = |coder: &mut Coder| !coder.mentions(&analyzer, &response, &tokens).is_empty();
            Effect::of(has(before), has(after))
        });
        trial.add(&response, &mentions, effect, args.limit, Place::of);
    }
    if args.json {
        print::json(&trial)?;
    } else {
        trial.print()?;
    }
    Ok(if trial.n_matching == 0 { Outcome::No } else { Outcome::Done })
}

/// A frame of one theme, compiled.
struct Coder {
    model: ThemeModel,
    coder: ThemeCoder,
}

impl Coder {
    fn new(frame: &CodeFrame, analyzer: &mut Analyzer, home: &str) -> Self {
        Self { model: frame.compile(analyzer, home), coder: ThemeCoder::new() }
    }

    /// The mentions in a response, each place once.
    fn mentions(&mut self, analyzer: &Analyzer, response: &Response, tokens: &[Tokens]) -> Vec<Mention> {
        let mut mentions = Vec::new();
        for (at, (answer, tokens)) in response.answers.iter().zip(tokens).enumerate() {
            self.coder.mentions(&self.model, analyzer, &response.text, at, answer, tokens, &mut mentions);
        }
        mentions.sort_by_key(|mention| mention.span);
        mentions.dedup_by_key(|mention| mention.span);
        mentions
    }
}
