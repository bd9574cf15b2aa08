//! What the sections share: the ways of counting, tables and figures.

use maud::{Markup, html};

use crate::library::Results;
pub(super) use crate::page::whole_number as whole;

/// The attribute that names all responses, and the view that counts each.
pub(super) const ALL: &str = "all";

/// The ways of counting; without campaigns all three are the same.
pub(super) fn views(results: &Results) -> &'static [&'static str] {
    if results.campaigns.is_empty() { &[ALL] } else { &[ALL, "campaigns_once", "campaigns_out"] }
}

/// What a view is called.
pub(super) fn view_name(view: &str) -> &str {
    match view {
        "campaigns_once" => "each campaign once",
        "campaigns_out" => "campaigns left out",
        _ => "all responses",
    }
}

/// The switch between the ways of counting, where there are several; style alone shows what is chosen.
pub(super) fn switch(results: &Results) -> Markup {
    let views = views(results);
    html! {
        @if views.len() > 1 {
            fieldset class="views" {
                legend { "Charts and tables count" }
                @for view in views {
                    span {
                        input type="radio" name="view" id=(format!("view-{view}")) checked[*view == ALL];
                        label for=(format!("view-{view}")) { (view_name(view)) }
                    }
                }
            }
        }
    }
}

/// What is shown of each way of counting; the reader chooses which.
pub(super) fn in_views(results: &Results, shown: impl Fn(&str) -> Markup) -> Markup {
    html! { @for view in views(results) { div class=(format!("view {view}")) { (shown(view)) } } }
}

/// The way of counting as the end of a caption, where there are several.
pub(super) fn counted<'v>(results: &Results, view: &'v str) -> Option<&'v str> {
    (views(results).len() > 1).then(|| view_name(view))
}

/// A table that scrolls by itself where it is wider than the screen.
pub(super) fn table(caption: &str, head: &Markup, rows: &Markup) -> Markup {
    html! {
        div class="scroll" tabindex="0" role="group" aria-label=(caption) {
            table { caption { span { (caption) } } thead { tr { (head) } } (rows) }
        }
    }
}

/// The head of a column of words.
pub(super) fn words(name: &str) -> Markup {
    html! { th scope="col" { (name) } }
}

/// The head of a column of figures.
pub(super) fn figures(name: &str) -> Markup {
    html! { th scope="col" class="n" { (name) } }
}

/// A cell with a whole number.
pub(super) fn count(n: u64) -> Markup {
    html! { td class="n" { (whole(n)) } }
}

/// A cell with a share.
pub(super) fn share(share: Option<f64>) -> Markup {
    html! { td class="n" { (percent(share)) } }
}

/// A cell with a whole number and the share that it is.
pub(super) fn count_and_share(n: u64, share: Option<f64>) -> Markup {
    html! { td class="n" { (figure(&whole(n))) br; span class="soft" { (figure(&percent(share))) } } }
}

/// A figure among words.
pub(super) fn figure(shown: &str) -> Markup {
    html! { span class="n" { (shown) } }
}

/// A share in whole percent, where there is one; what is not none and not all is not shown as such.
pub(super) fn percent(share: Option<f64>) -> String {
    let Some(share) = share else { return "–".to_owned() };
    match format!("{:.0}", share * 100.0).as_str() {
        "0" if share > 0.0 => "<1 %".to_owned(),
        "100" if share < 1.0 => ">99 %".to_owned(),
        rounded => format!("{rounded} %"),
    }
}

/// Every group but the whole, in the order of the rows.
pub(super) fn groups<'r>(rows: impl Iterator<Item = &'r str>) -> Vec<&'r str> {
    let mut groups: Vec<&str> = Vec::new();
    for group in rows {
        if group != ALL && !groups.contains(&group) {
            groups.push(group);
        }
    }
    groups
}

/// The name of a column as words.
pub(super) fn spaced(name: &str) -> String {
    name.replace('_', " ")
}

/// The word that stands for a share, where words are defined.
pub(super) fn quantity(results: &Results, share: Option<f64>) -> Option<&str> {
    let share = share?;
    results.quantifiers.iter().find(|(_, most)| share <= *most).map(|(word, _)| word.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_written_as_people_read_them() {
        assert_eq!([0, 999, 1_000, 17_000_000].map(whole), ["0", "999", "1,000", "17,000,000"]);
        let shares = [0.0, 0.001, 0.005, 0.445, 0.994, 0.996, 1.0];
        let shown = ["0 %", "<1 %", "<1 %", "44 %", "99 %", ">99 %", "100 %"];
        assert_eq!(shares.map(|share| percent(Some(share))), shown);
        assert_eq!(percent(None), "–");
    }
}
