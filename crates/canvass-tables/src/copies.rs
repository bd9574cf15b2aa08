//! What is known of campaigns, once every response is: their tables, and their columns in `responses`.

use std::path::Path;

use canvass_core::{CampaignCopy, Campaigns, Span, Status};
use polars::prelude::*;

use crate::buffer::Cell;
use crate::error::Error;
use crate::file::{Limits, TableFile};
use crate::read::TableReader;
use crate::rows::DRAFT;
use crate::schema::{CAMPAIGN_CHANGES, CAMPAIGNS, RESPONSES, SHARED_PASSAGES, TableDef};
use crate::view::Represented;
use crate::writer::Context;

/// Writes the tables of campaigns, and `responses` from its draft; gives names and numbers of rows.
pub(crate) fn write(
    dir: &Path,
    context: &Context,
    represented: &Represented<'_>,
    limits: Limits,
) -> Result<Vec<(String, u64)>, Error> {
    let create = |table: &'static TableDef| TableFile::create(dir, table, &context.metadata, limits);
    let mut changes = create(CAMPAIGN_CHANGES)?;
    let mut passages = create(SHARED_PASSAGES)?;
    let mut table = create(CAMPAIGNS)?;
    let mut second = Second::new(represented);
    second.write(dir, create(RESPONSES)?, &mut changes)?;
    let ids = second.first_ids.iter().zip(&second.counted_ids);
    for (campaign, (first, counted)) in represented.campaigns.campaigns.iter().zip(ids) {
        table.push(&[
            (&campaign.id).into(),
            (campaign.standard + campaign.personalised).into(),
            campaign.standard.into(),
            campaign.personalised.into(),
            (&campaign.template).into(),
            first.into(),
            counted.into(),
        ])?;
    }
    second.write_passages(&mut passages)?;
    [(CAMPAIGNS, table), (CAMPAIGN_CHANGES, changes), (SHARED_PASSAGES, passages)]
        .into_iter()
        .map(|(table, file)| Ok((table.name.to_owned(), file.finish()?)))
        .collect()
}

/// The writing of `responses` from its draft, with what is gathered on the way.
struct Second<'a> {
    campaigns: &'a Campaigns,
    /// Place of the response that stands for each campaign.
    counted: &'a [u32],
    /// Copies that are still to come, in order.
    copies: std::iter::Peekable<std::slice::Iter<'a, CampaignCopy>>,
    /// Id of each campaign's first response.
    first_ids: Vec<String>,
    /// Id of the response that stands for each campaign.
    counted_ids: Vec<String>,
    /// Places of passages that are still to come, the next last: response, passage, place in it.
    places: Vec<(u32, usize, usize)>,
    /// For every place of every passage the response's id and its words.
    found: Vec<Vec<(String, String)>>,
    /// Analysed responses so far.
    n_analysed: u32,
}

impl<'a> Second<'a> {
    fn new(Represented { campaigns, counted }: &'a Represented<'a>) -> Self {
        let each = campaigns.passages.iter().enumerate();
        let mut places: Vec<(u32, usize, usize)> = each
            .flat_map(|(at, passage)| {
                (0..).zip(&passage.places).map(move |(n, (response, _))| (*response, at, n))
            })
            .collect();
        places.sort_unstable_by(|one, other| other.cmp(one));
        let found =
            campaigns.passages.iter().map(|one| vec![<(String, String)>::default(); one.places.len()]);
        Self {
            copies: campaigns.copies.iter().peekable(),
            first_ids: vec![String::new(); campaigns.campaigns.len()],
            counted_ids: vec![String::new(); campaigns.campaigns.len()],
            counted,
            places,
            found: found.collect(),
            n_analysed: 0,
            campaigns,
        }
    }

    fn write(&mut self, dir: &Path, mut file: TableFile, changes: &mut TableFile) -> Result<(), Error> {
        let draft = dir.join(DRAFT);
        let reader = TableReader::open(&draft, RESPONSES.name)?;
        let mut start = 0;
        for n_rows in reader.groups() {
            let frame = reader.frame(start, n_rows, None)?;
            let frame = self.with_campaigns(frame, changes).map_err(|reason| match reason {
                Failed::Frame(reason) => {
                    Error::Read { path: draft.join(RESPONSES.file_name()), reason: reason.to_string() }
                }
                Failed::File(error) => error,
            })?;
            file.push_frame(&frame)?;
            start += n_rows;
        }
        file.finish()?;
        std::fs::remove_dir_all(&draft).map_err(|source| Error::Open { path: draft, source })
    }

    /// The rows with their campaigns; what copies change is written on the way.
    fn with_campaigns(&mut self, mut frame: DataFrame, changes: &mut TableFile) -> Result<DataFrame, Failed> {
        let text_column = |name: &str| frame.column(name).and_then(Column::str).cloned();
        let (ids, statuses) = (text_column("response_id")?, text_column("status")?);
        let texts = text_column("text")?;
        let mut of = (Vec::with_capacity(frame.height()), Vec::with_capacity(frame.height()));
        for ((id, status), text) in ids.iter().zip(statuses.iter()).zip(texts.iter()) {
            let (id, text) = (id.unwrap_or_default(), text.unwrap_or_default());
            let copy = (status == Some(Status::Analysed.as_str())).then(|| self.next(id, text)).flatten();
            if let Some(copy) = copy {
                self.write_changes(copy, id, text, changes).map_err(Failed::File)?;
            }
            of.0.push(copy.map(|copy| self.campaigns.campaigns[copy.campaign as usize].id.as_str()));
            of.1.push(copy.map(|copy| copy.role.as_str()));
        }
        frame.with_column(Column::new("campaign_id".into(), of.0))?;
        frame.with_column(Column::new("campaign_role".into(), of.1))?;
        Ok(frame)
    }

    /// What the next analysed response is to a campaign.
    fn next(&mut self, id: &str, text: &str) -> Option<&'a CampaignCopy> {
        let response = self.n_analysed;
        self.n_analysed += 1;
        while let Some((_, passage, at)) = self.places.pop_if(|(next, ..)| *next == response) {
            let (_, span) = self.campaigns.passages[passage].places[at];
            self.found[passage][at] = (id.to_owned(), span.of(text).to_owned());
        }
        let copy = self.copies.next_if(|copy| copy.response == response)?;
        let campaign = copy.campaign as usize;
        if self.campaigns.campaigns[campaign].first == response {
            id.clone_into(&mut self.first_ids[campaign]);
        }
        if self.counted[campaign] == response {
            id.clone_into(&mut self.counted_ids[campaign]);
        }
        Some(copy)
    }

    fn write_changes(
        &self,
        copy: &CampaignCopy,
        id: &str,
        text: &str,
        file: &mut TableFile,
    ) -> Result<(), Error> {
        let campaign = &self.campaigns.campaigns[copy.campaign as usize].id;
        copy.changes.iter().try_for_each(|change| {
            file.push(&[
                campaign.into(),
                id.into(),
                change.kind.as_str().into(),
                change.is_formal.into(),
                change.span.start.into(),
                change.span.end.into(),
                change.span.of(text).into(),
                text_or_null(&change.template),
            ])
        })
    }

    fn write_passages(&self, file: &mut TableFile) -> Result<(), Error> {
        for (passage, found) in self.campaigns.passages.iter().zip(&self.found) {
            for ((_, Span { start, end }), (id, quote)) in passage.places.iter().zip(found) {
                file.push(&[
                    (&passage.text).into(),
                    (passage.places.len() as u32).into(),
                    id.into(),
                    (*start).into(),
                    (*end).into(),
                    quote.into(),
                ])?;
            }
        }
        Ok(())
    }
}

fn text_or_null(text: &str) -> Cell<'_> {
    if text.is_empty() { Cell::Null } else { text.into() }
}

/// Why rows could not be written anew.
enum Failed {
    Frame(PolarsError),
    File(Error),
}

impl From<PolarsError> for Failed {
    fn from(error: PolarsError) -> Self {
        Self::Frame(error)
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::{responses, show, table};

    const LETTERS: &str = "
        a copy=A | q1: funding is short | one=support
        b | q1: other words | one=oppose
        c blank
        d copy=A+ | q1: well funding is short | one=support";

    #[test]
    fn responses_know_their_campaign() {
        let responses = table(&responses(LETTERS), "responses");
        assert_eq!(
            show(&responses, "response_id status campaign_id campaign_role"),
            "a | analysed | A | standard\nb | analysed | - | -\nc | blank | - | -\nd | analysed | A | personalised\n"
        );
    }

    #[test]
    fn a_campaign_is_a_row_and_so_is_each_change() {
        let coded = responses(LETTERS);
        assert_eq!(
            show(
                &table(&coded, "campaigns"),
                "campaign_id responses standard personalised first_response_id counted_response_id"
            ),
            "A | 2 | 1 | 1 | a | a\n"
        );
        let changes = table(&coded, "campaign_changes");
        assert_eq!(
            show(&changes, "campaign_id response_id change formal quote template"),
            "A | d | added | false | well | -\n"
        );
    }
}
