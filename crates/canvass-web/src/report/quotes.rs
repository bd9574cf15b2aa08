//! Words of respondents, attributed by their kind alone.

use maud::{Markup, html};

use crate::library::{Results, Verbatim};

pub(super) fn quotes<'r>(results: &'r Results, said: impl Iterator<Item = &'r Verbatim>) -> Markup {
    html! {
        @for one in said {
            blockquote {
                p lang=(results.consultation.language) dir="auto" { (one.words) }
                footer class="soft" {
                    span dir="auto" { (one.respondent_type.as_deref().unwrap_or("kind of respondent not given")) }
                    " · " (results.themes[one.theme].label)
                }
            }
        }
    }
}
