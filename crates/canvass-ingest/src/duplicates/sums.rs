//! What is told once for all responses of a sort: how many there are, and which was the first.

use canvass_core::Notice;

/// How many there were.
#[derive(Debug, Default)]
pub(super) struct Sum {
    count: u64,
    /// The first, and the one that it is like.
    first: Option<(String, String)>,
}

/// Files without a name that came again.
#[derive(Debug, Default)]
pub(super) struct Unsigned(pub(super) Sum);

/// Records of which only a name and a few ticks are the same.
#[derive(Debug, Default)]
pub(super) struct Namesakes(pub(super) Sum);

impl Sum {
    pub(super) fn note(&mut self, id: &str, earlier: &str) {
        self.count += 1;
        self.first.get_or_insert_with(|| (id.to_owned(), earlier.to_owned()));
    }

    /// How many there are of a noun, with its verb.
    fn counted(&self, one: &str, several: &str) -> String {
        let noun = if self.count == 1 { one } else { several };
        format!("{} {noun}", self.count)
    }
}

impl Unsigned {
    pub(super) fn notice(&self) -> Option<Notice> {
        let (again, first) = self.0.first.as_ref()?;
        let are = self.0.counted("file is", "files are");
        let message = format!(
            "{are} the same as another and name no sender, as `{again}` is the same as `{first}`: such a file counts \
             once; where different people sent them, a `respondent` for each in assignments.csv makes them count"
        );
        Some(Notice::new("", "same-file", message))
    }
}

impl Namesakes {
    pub(super) fn notice(&self) -> Option<Notice> {
        let (again, first) = self.0.first.as_ref()?;
        let have = self.0.counted("record has", "records have");
        let message = format!(
            "{have} the name and the ticks of another, as `{again}` those of `{first}`, and an id of its own: each \
             counts, since namesakes may tick alike; where one person sent both, `exclude` one in assignments.csv"
        );
        Some(Notice::new("", "same-name", message))
    }
}
