//! Options called by name: in headings ("Option Two: ...") and elsewhere.

use canvass_core::OptionIdx;

use super::Outline;
use super::sheet::Sheet;
use super::vocabulary::class;

/// The option named at word `at`, and the place behind its name.
pub(super) fn named(outline: &Outline, sheet: &Sheet<'_>, at: usize) -> Option<(OptionIdx, usize)> {
    let words = &sheet.words[at..];
    if !words.first()?.is(class::NAME) {
        return None;
    }
    let fits = |stems: &[canvass_core::text::StemId]| {
        words.len() >= stems.len() && stems.iter().zip(words).all(|(stem, word)| *stem == word.stem)
    };
    outline.names.iter().find(|name| fits(&name.stems)).map(|name| (name.option, at + name.stems.len()))
}

/// Like [`named`], behind at most one article or "proposed".
pub(super) fn named_loosely(outline: &Outline, sheet: &Sheet<'_>, at: usize) -> Option<(OptionIdx, usize)> {
    named(outline, sheet, at).or_else(|| {
        let first = sheet.words.get(at)?;
        let skips = first.is(class::ARTICLE);
        if skips && at + 1 < sheet.words.len() { named(outline, sheet, at + 1) } else { None }
    })
}

/// All options named in a row from word `at`: "Options One and Two"; with the place behind the last.
pub(super) fn named_list(outline: &Outline, sheet: &Sheet<'_>, at: usize) -> Option<(Vec<OptionIdx>, usize)> {
    let (first, mut end) = named_loosely(outline, sheet, at)?;
    let mut found = vec![first];
    let head =
        outline.names.iter().find(|name| name.option == first && sheet.words[at].stem == name.stems[0]);
    while let Some(joint) = sheet.words.get(end)
        && (joint.span.of(sheet.text).eq_ignore_ascii_case("and") || sheet.gap_behind(end - 1).contains('&'))
    {
        let next = if sheet.gap_behind(end - 1).contains('&') { end } else { end + 1 };
        let whole = if next < sheet.words.len() { named(outline, sheet, next) } else { None };
        let short = || {
            // "Options One and Two" says "option" once.
            let stem = sheet.words.get(next)?.stem;
            let head = head.filter(|name| name.stems.len() == 2)?;
            let name = outline.names.iter().find(|name| {
                name.stems.len() == 2 && name.stems[0] == head.stems[0] && name.stems[1] == stem
            })?;
            Some((name.option, next + 1))
        };
        let Some((option, behind)) = whole.or_else(short) else { break };
        found.push(option);
        end = behind;
    }
    Some((found, end))
}

/// The one option whose name has all the telling words of `stems`, where they are most of one.
pub(super) fn hinted(outline: &Outline, stems: &[canvass_core::text::StemId]) -> Option<OptionIdx> {
    let telling: Vec<_> = stems.iter().filter(|stem| !outline.is_function(**stem)).collect();
    let has_all = |name: &&super::outline::Name| {
        telling.iter().all(|stem| name.stems.contains(stem)) && telling.len() * 2 >= name.stems.len()
    };
    let mut fitting = outline.names.iter().filter(has_all).map(|name| name.option);
    let option = fitting.next().filter(|_| telling.len() >= 2)?;
    let only = fitting.all(|other| other == option);
    // What another question speaks of as well may be meant for that.
    let asked_elsewhere =
        outline.questions.iter().zip(&outline.consultation.questions).any(|(wording, question)| {
            question.option != Some(option) && telling.iter().all(|stem| wording.bag.contains(stem))
        });
    (only && !asked_elsewhere).then_some(option)
}

/// Like [`hinted`], where the words are more than half of the name.
pub(super) fn mostly(outline: &Outline, stems: &[canvass_core::text::StemId]) -> Option<OptionIdx> {
    let telling = stems.iter().filter(|stem| !outline.is_function(**stem));
    let in_name = |name: &super::outline::Name| {
        let own = name.stems.iter().filter(|stem| !outline.is_function(**stem)).count();
        telling.clone().count() * 2 > own && telling.clone().all(|stem| name.stems.contains(stem))
    };
    hinted(outline, stems)
        .filter(|option| outline.names.iter().any(|name| name.option == *option && in_name(name)))
}

/// The one option whose keywords are among `stems`, where they are half of the telling ones.
pub(super) fn keyed(outline: &Outline, stems: &[canvass_core::text::StemId]) -> Option<OptionIdx> {
    let telling: Vec<_> = stems.iter().filter(|stem| !outline.is_function(**stem)).collect();
    let mut options = telling.iter().filter_map(|stem| outline.keyword(**stem)).map(|keyword| keyword.option);
    let option = options.next()?;
    let same = options.try_fold(1, |count, other| (other == option).then_some(count + 1))?;
    (same * 2 >= telling.len()).then_some(option)
}
