//! What a rule that is tried would match, and what would come of it.

use std::io::Write;

use anstyle::{AnsiColor, Style};
use anyhow::Result;
use canvass_coding::pattern::Scope;
use canvass_coding::theme::Rule;
use canvass_core::{Mention, Response};
use serde::Serialize;

use super::super::{counted, readable, width};

/// Characters of text on either side of a match.
const CONTEXT: usize = 44;
/// Responses listed of those a theme gains, and of those it loses.
const LISTED: usize = 10;
const MARK: Style = AnsiColor::Yellow.on_default().bold();
const FAINT: Style = Style::new().dimmed();

/// The rule, what it matches, what the theme gains and loses.
#[derive(Debug, Serialize)]
pub(crate) struct Trial {
    rule: String,
    scope: &'static str,
    weight: f64,
    /// Where it is not for the consultation's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'static str>,
    /// Analysed responses of the run.
    #[serde(rename = "base")]
    pub(crate) n_responses: u64,
    /// Those it matches in.
    #[serde(rename = "responses")]
    pub(crate) n_matching: u64,
    mentions: u64,
    negated: u64,
    places: Vec<Place>,
    #[serde(skip_serializing_if = "Option::is_none")]
    theme: Option<ThemeEffect>,
}

/// What a theme would come to with the rule.
#[derive(Debug, Serialize)]
struct ThemeEffect {
    theme_id: String,
    /// Responses that mention it before and after.
    keeps: u64,
    gains: Vec<String>,
    loses: Vec<String>,
}

/// What the rule does to one response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    None,
    Keeps,
    Gains,
    Loses,
}

impl Effect {
    pub(crate) fn of(before: bool, after: bool) -> Self {
        match (before, after) {
            (true, true) => Self::Keeps,
            (false, true) => Self::Gains,
            (true, false) => Self::Loses,
            (false, false) => Self::None,
        }
    }
}

/// One match in its line of text.
#[derive(Debug, Serialize)]
pub(crate) struct Place {
    response_id: String,
    start: u32,
    end: u32,
    left: String,
    quote: String,
    right: String,
    negated: bool,
}

impl Place {
    /// The words of the answer that a mention stands in, their white space made single blanks.
    pub(crate) fn of(response: &Response, mention: &Mention) -> Self {
        let text = response.text.as_str();
        let (found, answer) = (mention.span, response.answers[mention.answer_idx].span);
        let before = &text[answer.start.min(found.start) as usize..found.start as usize];
        let after = &text[found.end as usize..answer.end.max(found.end) as usize];
        let first = before.char_indices().rev().nth(2 * CONTEXT).map_or(0, |(at, _)| at);
        let last = after.char_indices().nth(2 * CONTEXT).map_or(after.len(), |(at, _)| at);
        let left: Vec<char> = single(&before[first..]).chars().collect();
        Self {
            response_id: response.id.clone(),
            start: mention.span.start,
            end: mention.span.end,
            left: left[left.len().saturating_sub(CONTEXT)..].iter().collect(),
            quote: single(mention.span.of(text)).trim().to_owned(),
            right: single(&after[..last]).chars().take(CONTEXT).collect(),
            negated: mention.negated,
        }
    }
}

/// White space as single blanks, also at the ends.
fn single(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for letter in readable(text).chars() {
        if !letter.is_whitespace() {
            words.push(letter);
        } else if !words.ends_with(' ') {
            words.push(' ');
        }
    }
    words
}

impl Trial {
    pub(crate) fn new(rule: &Rule, theme: Option<&str>) -> Self {
        let gains =
            |id: &str| ThemeEffect { theme_id: id.to_owned(), keeps: 0, gains: vec![], loses: vec![] };
        Self {
            rule: rule.text().to_string(),
            scope: rule.scope().as_str(),
            weight: rule.weight(),
            language: rule.language(),
            n_responses: 0,
            n_matching: 0,
            mentions: 0,
            negated: 0,
            places: Vec::new(),
            theme: theme.map(gains),
        }
    }

    /// Takes a response into the account; `place` is asked for as many matches as are shown.
    pub(crate) fn add(
        &mut self,
        response: &Response,
        mentions: &[Mention],
        effect: Option<Effect>,
        limit: usize,
        place: impl Fn(&Response, &Mention) -> Place,
    ) {
        self.n_matching += u64::from(!mentions.is_empty());
        self.mentions += mentions.len() as u64;
        self.negated += mentions.iter().filter(|mention| mention.negated).count() as u64;
        let room = limit.saturating_sub(self.places.len());
        self.places.extend(mentions.iter().take(room).map(|mention| place(response, mention)));
        let Some((theme, effect)) = self.theme.as_mut().zip(effect) else { return };
        match effect {
            Effect::None => {}
            Effect::Keeps => theme.keeps += 1,
            Effect::Gains => theme.gains.push(response.id.clone()),
            Effect::Loses => theme.loses.push(response.id.clone()),
        }
    }

    /// What the rule has that a bare one has not.
    fn settings(&self) -> Option<String> {
        let scope = (self.scope != Scope::Sentence.as_str()).then(|| format!("scope `{}`", self.scope));
        let language = self.language.map(|language| format!("language `{language}`"));
        let weight = ((self.weight - 1.0).abs() > f64::EPSILON).then(|| format!("weight {}", self.weight));
        let settings: Vec<String> = [scope, language, weight].into_iter().flatten().collect();
        (!settings.is_empty()).then(|| settings.join(", "))
    }

    /// For people: the counts, then every place in its line.
    pub(crate) fn print(&self) -> Result<()> {
        let mut out = anstream::stdout().lock();
        let share = match self.n_responses {
            0 => String::new(),
            base => format!(" ({:.0} %)", self.n_matching as f64 * 100.0 / base as f64),
        };
        let negated =
            if self.negated > 0 { format!(", {} of them negated", self.negated) } else { String::new() };
        writeln!(
            out,
            "`{}` matches {}{negated}, in {} of {}{share}",
            self.rule,
            counted(self.mentions, "place"),
            self.n_matching,
            counted(self.n_responses, "response")
        )?;
        if let Some(theme) = &self.theme {
            if let Some(settings) = self.settings() {
                writeln!(out, "as a rule of the theme: {settings}")?;
            }
            writeln!(
                out,
                "theme `{}` would keep {}, gain {} and lose {}",
                theme.theme_id,
                counted(theme.keeps, "response"),
                theme.gains.len(),
                theme.loses.len()
            )?;
            for (word, ids) in [("gain", &theme.gains), ("lose", &theme.loses)] {
                let more = ids.len().saturating_sub(LISTED);
                for id in ids.iter().take(LISTED) {
                    writeln!(out, "  {word}  {id}")?;
                }
                if more > 0 {
                    writeln!(out, "  {FAINT}and {more} more; `--json` lists them all{FAINT:#}")?;
                }
            }
        }
        if !self.places.is_empty() {
            writeln!(out)?;
        }
        let room = (width().saturating_sub(2) / 2).min(CONTEXT);
        for place in &self.places {
            let skipped = place.left.chars().count().saturating_sub(room);
            let left: String = place.left.chars().skip(skipped).collect();
            let right: String = place.right.chars().take(room).collect();
            let negated = if place.negated { " negated" } else { "" };
            let Place { response_id, quote, .. } = place;
            writeln!(out, "{FAINT}{response_id}{negated}{FAINT:#}")?;
            writeln!(out, "{left:>room$}{MARK}{quote}{MARK:#}{right}")?;
        }
        let more = self.mentions.saturating_sub(self.places.len() as u64);
        if more > 0 {
            writeln!(out, "\n{FAINT}and {more} more places; `--limit` shows more{FAINT:#}")?;
        }
        Ok(())
    }
}
