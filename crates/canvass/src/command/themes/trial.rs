//! `canvass themes try`: what a rule would match, and what a theme would gain and lose by it.

use std::collections::BTreeMap;

use anyhow::Result;
use canvass_coding::pattern::Scope;
use canvass_coding::theme::{Change, Changed, CodeFrame, Rule, ThemeCoder, ThemeModel};
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
    let home = files.definition.consultation.language.as_str();
    let tried = Tried::new(&files.frame, args)?;
    let mut trial = Trial::new(&tried.rule, args.theme.as_deref());
    let mut readers: BTreeMap<&str, Reader> = BTreeMap::new();
    for coded in Past::open(&args.out, &files)? {
        let response = coded?.response;
        trial.n_responses += 1;
        let language = Language::of(response.language.as_deref());
        let reader = readers.entry(language.code()).or_insert_with(|| Reader::new(&tried, language, home));
        let (mentions, effect) = reader.read(&response);
        trial.add(&response, &mentions, effect, args.limit, Place::of);
    }
    if args.json {
        print::json(&trial)?;
    } else {
        trial.print()?;
    }
    Ok(if trial.n_matching == 0 { Outcome::No } else { Outcome::Done })
}

/// The rule, and what the theme asked for is before and after.
struct Tried {
    rule: Rule,
    alone: CodeFrame,
    theme: Option<(CodeFrame, CodeFrame)>,
}

impl Tried {
    fn new(frame: &CodeFrame, args: &ThemesTryArgs) -> Result<Self, Complaint> {
        let scope = args.scope.map(|scope| match scope {
            ScopeArg::Sentence => Scope::Sentence,
            ScopeArg::Paragraph => Scope::Paragraph,
            ScopeArg::Answer => Scope::Answer,
        });
        let change = match &args.replaces {
            Some(old) => Change::Replaces(old),
            None if args.except => Change::Excepts,
            None => Change::Adds,
        };
        let (rule, theme) = match &args.theme {
            Some(id) => {
                let changed = frame.with_change(id, change, &args.rule, scope).map_err(Complaint::of)?;
                let Changed { rule, before, after } = changed;
                (rule, Some((before, after)))
            }
            None => (frame.rule(&args.rule, scope.unwrap_or_default()).map_err(Complaint::of)?, None),
        };
        Ok(Self { alone: frame.of_rule(rule.clone()), rule, theme })
    }
}

/// What is tried, compiled for one language.
struct Reader {
    analyzer: Analyzer,
    rule: Coder,
    theme: Option<(Coder, Coder)>,
}

impl Reader {
    fn new(tried: &Tried, language: Language, home: &str) -> Self {
        let mut analyzer = Analyzer::new(language);
        let mut coder = |frame: &CodeFrame| Coder::new(frame, &mut analyzer, home);
        let rule = coder(&tried.alone);
        let theme = tried.theme.as_ref().map(|(before, after)| (coder(before), coder(after)));
        Self { analyzer, rule, theme }
    }

    /// The places where the rule matches, and what comes of it for the theme.
    fn read(&mut self, response: &Response) -> (Vec<Mention>, Option<Effect>) {
        let tokens = tokens_of(&mut self.analyzer, response);
        let analyzer = &self.analyzer;
        let effect = self.theme.as_mut().map(|(before, after)| {
            let has = |coder: &mut Coder| !coder.mentions(analyzer, response, &tokens).is_empty();
            Effect::of(has(before), has(after))
        });
        (self.rule.mentions(analyzer, response, &tokens), effect)
    }
}

/// A frame, compiled.
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
