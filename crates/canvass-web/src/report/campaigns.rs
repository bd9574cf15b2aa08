//! Letters that many sent.

use maud::{Markup, html};

use super::parts::{count, figure, figures, table, whole, words};
use crate::library::{CampaignRow, Results};

/// Templates shown whole.
const MOST: usize = 20;
/// Templates shown without being asked for.
const OPEN: usize = 3;

pub(super) fn section(results: &Results) -> Markup {
    html! {
        @if results.campaigns.is_empty() {
            p { "No template was found that several respondents sent." }
        } @else {
            p {
                "Copies of one template under different names are a campaign. Each copy is a response and is counted as one; "
                "the switch at the top shows what changes when each campaign counts once, or not at all. "
                "A standard copy differs from the template in names, places, dates and greetings alone, "
                "a personalised one in more."
            }
            (sizes(results))
            @for (at, campaign) in results.campaigns.iter().take(MOST).enumerate() { (template(at, campaign)) }
            @if results.campaigns.len() > MOST {
                p { "The other campaigns are in the table " code { "campaigns" } "." }
            }
        }
        @if results.n_passages > 0 {
            p {
                "Besides, respondents outside campaigns share sentences, which may be coordinated wording: "
                "see the table " code { "shared_passages" } "."
            }
        }
    }
}

fn sizes(results: &Results) -> Markup {
    let head = html! {
        (words("campaign")) (words("in the tables")) (figures("responses")) (figures("standard")) (figures("personalised"))
    };
    let body = html! {
        tbody {
            @for (at, campaign) in results.campaigns.iter().take(MOST).enumerate() {
                tr {
                    th scope="row" { (name(at)) }
                    td { code { (campaign.id) } }
                    (count(campaign.responses)) (count(campaign.standard)) (count(campaign.personalised))
                }
            }
        }
    };
    table("Campaigns, the largest first.", &head, &body)
}

fn name(at: usize) -> String {
    format!("Campaign {}", at + 1)
}

fn template(at: usize, campaign: &CampaignRow) -> Markup {
    html! {
        details open[at < OPEN] {
            summary { (name(at)) ": template of " (figure(&whole(campaign.responses))) " responses" }
            @match &campaign.template {
                Some(template) => { blockquote dir="auto" { (template) } }
                None => { p { "Its text is not shown: none of its senders agreed to publication." } }
            }
        }
    }
}
