//! Letters that many sent.

use maud::{Markup, html};

use super::count;
use crate::library::Results;

/// Templates shown whole.
const MOST: usize = 20;

pub(super) fn section(results: &Results) -> Markup {
    html! {
        @if results.campaigns.is_empty() {
            p { "No template was found that several respondents sent." }
        } @else {
            p {
                "Copies of one template under different names are a campaign. Each copy is a response and is counted as one; "
                "the tables above show what changes when each campaign counts once, or not at all. "
                "A standard copy differs from the template in names, places, dates and greetings alone."
            }
            @for campaign in results.campaigns.iter().take(MOST) {
                h3 { (campaign.id) }
                div class="scroll" tabindex="0" role="group" aria-label="table, wider than some screens" {
                    table {
                        thead { tr { th scope="col" class="n" { "responses" } th scope="col" class="n" { "standard" } th scope="col" class="n" { "personalised" } } }
                        tbody { tr { (count(campaign.responses)) (count(campaign.standard)) (count(campaign.personalised)) } }
                    }
                }
                @match &campaign.template {
                    Some(template) => { blockquote { (template) } }
                    None => { p { "Its text is not shown: none of its senders agreed to publication." } }
                }
            }
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
