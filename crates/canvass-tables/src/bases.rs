//! What is counted, what a share is a share of, and the few statistics beside them.
//!
//! A **response** is counted when its status is `analysed`; a view says how often (`all`: once).
//! Counts stay whole numbers until the end. A share whose base is 0 is null.
//!
//! | table | responses | base |
//! |---|---|---|
//! | `option_support` | analysed responses of the group with that stance | those that take the option up: support + oppose + mixed + unclear |
//! | `option_themes` | responses with that stance that mention the theme under the option | responses with that stance |
//! | `theme_counts`, question `all` | responses of the group that mention the theme anywhere | analysed responses of the group |
//! | `theme_counts`, a question | those that mention it in an answer to the question | responses of the group with an answer to it, in words or by a tick alone |
//! | `closed_counts` | responses of the group that gave the reply, answered `in words only`, or not at all (`not answered`) | analysed responses of the group |
//!
//! **Groups.** The group `all` has the one value `all`. After it comes each attribute named in
//! `consultation.groups`: `respondent_type`, `region`, `language`, `format`, or any other column.
//! Values that differ only in case, spacing or closing punctuation are one, shown in their most usual spelling;
//! a response that gives none, or "N/A", a dash or the like in its place, is in `not given`.
//! Values stand by falling size, then by name. Where nearly all of them are steps by a number ("Under 18", "18-24", "75 and over"), they stand by it, and those that say nothing
//! ("not given", "Prefer not to say") last.
//!
//! **`option_support`.** support + oppose + mixed + unclear + `not_addressed` are the analysed responses of the group.
//! `support_share` and `oppose_share` need not add up to 1: the rest is mixed or unclear.
//!
//! **`option_themes`.** An answer stands under the option of its question, or else of its section.
//! A theme counts for an option when it is mentioned in an answer under it.
//! Of a response with no answer under the option, such as an undivided letter, all that stands under no other option
//! speaks of it. Cells without a response are left out.
//! `keyness` compares the stance with the other stances of those that take the option up; see [`keyness`].
//!
//! **Hierarchies.** A theme that others are part of is mentioned wherever they are:
//! a response counts for it once, however many of them it mentions, and words that two of them claim are one place.
//! `mentions` names the theme whose rule matched alone.
//!
//! **`theme_counts`.** `mentions` are places: stretches of words that rules of the theme, or of a theme below it, match.
//! Matches that share a word are one place, so that `mentions` are fewer than the rows of the table `mentions` where
//! themes are part of others, and where `overlaps = "all"` has each match told.
//! A place counts once, though one reply may stand under several questions:
//! mentions under `all` can be fewer than the sum over questions. They can be more as well,
//! since text that belongs to no question counts under `all` only.
//! Under a question the base is all who answer it: who ticks and writes nothing is among them, and mentions nothing;
//! of a question that asks for a tick alone, no theme has responses.
//! `rank` is by responses, then mentions; equals share the better rank and stand in the code frame's order.
//! Every theme has a row wherever the base is not 0, also when nobody mentions it.
//!
//! **`theme_pairs`.** Each pair that some analysed response mentions together, the theme earlier in the code frame first,
//! but for a theme and what it is part of, which always come together;
//! see [`jaccard`] and [`lift`].
//!
//! **`closed_counts`.** A response's first reply to a question counts, on whatever scale or none. Questions nobody
//! ticked are left out. "N/A", a dash and what survey tools write for none in a column of ticks are no reply.
//! Replies on a known scale stand in its order, from full agreement to full disagreement; then what is on no scale; then
//! those who do not know, those who tick that they give no reply ("Prefer not to say"), those who ticked nothing and
//! answered `in words only`, if any, and `not answered` last. A scale that the
//! consultation lists for a question stands as it is listed. Where no scale is known, and within a step, replies stand
//! by falling number over all responses, then by the alphabet. In each group they add up to the base.
//! Where several choices can be ticked, ranked or graded, each that a response has counts once (`On foot`, `Books: 1`):
//! they can add up to more than the base, and shares to more than 1.
//!
//! **`keywords`.** `count` are responses that use the word, in any inflection: with that stance, under the option
//! (`scope` is the option, `scope_value` the stance), or of that value of a group. `reference_count` are those of the
//! other stances of those that take the option up, or of the other values of the group. `keyness` compares the two,
//! as shares of the responses on either side. Words used more here than there stand by falling keyness, at most 30;
//! articles and their like, and differences that chance explains in 1 of 100 cases, are left out.
//! Responses in other languages than the consultation's are not compared.
//!
//! **Views.** `all`: every analysed response. `campaigns_once`: of each campaign one response stands for all: of its
//! standard copies, if it has any, one with the stances that most of them have; of several such always the same,
//! whatever order they came in. `campaigns_out`: none. `theme_pairs` and `keywords` are of all responses.
//! `campaigns` has a row for each, those of most responses first, with the response that stands for it in
//! `campaigns_once` as `counted_response_id`; `campaign_changes` what each copy makes of the
//! template, and whether that is formal (names, places, dates, greetings); `shared_passages` a row for each response
//! outside campaigns that has a sentence which another has too.
//!
//! **`waterfall`.** received = unreadable + blank + duplicate + excluded + analysed. A step has a row for each reason,
//! null where none is given; duplicates are one row, since the reason of each names the response it repeats.
//!
//! **`exclusions`.** A row for each response that is not analysed, in the order in which they came, with the step and the
//! reason of its row of `waterfall`: the rows of a step and reason are as many as it says. `repeats` is the response that
//! a duplicate repeats.

/// A count as a share of its base; null for a base of 0.
pub fn share(count: i64, base: i64) -> Option<f64> {
    (base > 0).then(|| count as f64 / base as f64)
}

/// How much more (or, below 0, less) often something is found here than elsewhere: the signed log-likelihood ratio G².
///
/// `here` responses of `base` have it, and `elsewhere` of `other_base`; a response has it or has it not,
/// so G² sums over all four cells of the table (Dunning 1993, "Accurate methods for the statistics of surprise
/// and coincidence"; for its use on corpora see Rayson and Garside 2000). Null where there is nothing to compare.
///
/// ```
/// # use canvass_tables::bases::keyness;
/// assert!(keyness(8, 10, 2, 10).is_some_and(|keyness| (keyness - 7.7098).abs() < 0.001));
/// assert!(keyness(2, 10, 8, 10).is_some_and(|keyness| (keyness + 7.7098).abs() < 0.001));
/// assert_eq!(keyness(5, 10, 0, 0), None);
/// ```
pub fn keyness(here: i64, base: i64, elsewhere: i64, other_base: i64) -> Option<f64> {
    if base == 0 || other_base == 0 {
        return None;
    }
    let all = (base + other_base) as f64;
    let has = (here + elsewhere) as f64;
    let cell = |count: i64, row: i64, column: f64| {
        let expected = row as f64 * column / all;
        if count == 0 { 0.0 } else { count as f64 * (count as f64 / expected).ln() }
    };
    let g2 = 2.0
        * (cell(here, base, has)
            + cell(elsewhere, other_base, has)
            + cell(base - here, base, all - has)
            + cell(other_base - elsewhere, other_base, all - has));
    // Rounding may leave a hair below zero where nothing differs.
    let g2 = g2.max(0.0);
    let over = i128::from(here) * i128::from(other_base) >= i128::from(elsewhere) * i128::from(base);
    Some(if over { g2 } else { -g2 })
}

/// Responses with both of two things as a share of those with either (Jaccard 1912).
pub fn jaccard(both: i64, a: i64, b: i64) -> Option<f64> {
    share(both, a + b - both)
}

/// How many times more often two things meet than if they were independent, among `n` responses; 1 is chance.
pub fn lift(both: i64, a: i64, b: i64, n: i64) -> Option<f64> {
    (a > 0 && b > 0).then(|| both as f64 * n as f64 / (a as f64 * b as f64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_of_nothing_is_null() {
        assert_eq!(share(0, 0), None);
        assert_eq!(share(1, 4), Some(0.25));
    }

    #[test]
    fn keyness_is_zero_where_nothing_differs() {
        assert_eq!(keyness(5, 10, 10, 20), Some(0.0));
        assert_eq!(keyness(0, 10, 0, 20), Some(0.0));
        assert_eq!(keyness(10, 10, 20, 20), Some(0.0));
    }

    #[test]
    fn pairs_are_compared_with_chance() {
        // 4 responses, a in two of them, b in two, both in one: exactly chance.
        assert_eq!(lift(1, 2, 2, 4), Some(1.0));
        assert_eq!(jaccard(1, 2, 2), Some(1.0 / 3.0));
    }
}
