//! The tables a run writes: their names, their columns and the order of both.

use canvass_core::nearest;

/// Raised whenever a column changes its name, place, kind or meaning.
pub const VERSION: &str = "1";

/// Key under which a parquet file says its schema version.
pub const VERSION_KEY: &str = "canvass.schema_version";

/// Key under which a parquet file says which table it is.
pub const TABLE_KEY: &str = "canvass.table";

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// UTF-8 text; ids are text too.
    Text,
    /// A signed whole number of 64 bits.
    Int,
    /// A floating-point number of 64 bits.
    Float,
    /// True or false.
    Flag,
}

impl Kind {
    /// The name it is told by.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Int => "integer",
            Self::Float => "float",
            Self::Flag => "boolean",
        }
    }
}

/// The columns of one table.
#[derive(Debug, PartialEq, Eq)]
pub struct TableDef {
    /// Name of the table, and of its file without `.parquet`.
    pub name: &'static str,
    /// Names and kinds in order; every column may hold nulls.
    pub columns: &'static [(&'static str, Kind)],
}

impl TableDef {
    /// Name of the file inside `tables/`.
    pub fn file_name(&self) -> String {
        format!("{}.parquet", self.name)
    }

    /// Place of a column.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|(column, _)| *column == name)
    }
}

/// The table of that name.
pub fn find(name: &str) -> Option<&'static TableDef> {
    TABLES.into_iter().find(|table| table.name == name)
}

/// The name of the table that `wrong` may have meant.
pub fn suggest(wrong: &str) -> Option<&'static str> {
    nearest(wrong, TABLES.into_iter().map(|table| table.name))
}

macro_rules! tables {
    ($($(#[$about:meta])* $constant:ident = $name:literal { $($column:literal: $kind:ident),* $(,)? })*) => {
        $(
            $(#[$about])*
            pub const $constant: &TableDef =
                &TableDef { name: $name, columns: &[$(($column, Kind::$kind)),*] };
        )*

        /// Every table, in the order they are listed to people.
        pub const TABLES: [&TableDef; [$($name),*].len()] = [$($constant),*];
    };
}

tables! {
    /// Every response received, analysed or not.
    RESPONSES = "responses" {
        "response_id": Text, "source": Text, "source_row": Int, "sha256": Text, "format": Text,
        "respondent": Text, "respondent_type": Text, "region": Text, "submitted_at": Text,
        "language": Text, "status": Text, "reason": Text, "campaign_id": Text, "campaign_role": Text,
        "n_answers": Int, "n_words": Int, "attributes": Text, "text": Text,
    }
    /// Every reply to a question.
    ANSWERS = "answers" {
        "answer_id": Text, "response_id": Text, "question_id": Text, "closed": Text, "text": Text,
        "start": Int, "end": Int, "method": Text, "confidence": Float, "n_words": Int,
    }
    /// Every stretch of an answer that is not the respondent speaking, from which nothing is read.
    ASIDES = "asides" {
        "answer_id": Text, "response_id": Text, "question_id": Text, "kind": Text, "start": Int, "end": Int,
        "quote": Text,
    }
    /// Every place where a theme's rule matched.
    MENTIONS = "mentions" {
        "answer_id": Text, "response_id": Text, "question_id": Text, "option_id": Text, "theme_id": Text,
        "rule": Text, "start": Int, "end": Int, "quote": Text, "sentence_start": Int, "sentence_end": Int,
        "negated": Flag,
    }
    /// Every analysed response's stance towards every option.
    STANCES = "stances" {
        "response_id": Text, "option_id": Text, "stance": Text, "basis": Text, "confidence": Float,
        "rule": Text, "answer_id": Text, "start": Int, "end": Int, "quote": Text, "closed": Text,
        "words": Text, "conflict": Flag,
    }
    /// Who supports and who opposes each option.
    OPTION_SUPPORT = "option_support" {
        "view": Text, "group": Text, "group_value": Text, "option_id": Text, "support": Int,
        "oppose": Int, "mixed": Int, "unclear": Int, "not_addressed": Int, "base": Int,
        "support_share": Float, "oppose_share": Float,
    }
    /// The themes behind each stance towards each option.
    OPTION_THEMES = "option_themes" {
        "view": Text, "option_id": Text, "stance": Text, "theme_id": Text, "responses": Int,
        "base": Int, "share": Float, "keyness": Float,
    }
    /// How many mention each theme, over all and by question.
    THEME_COUNTS = "theme_counts" {
        "view": Text, "question_id": Text, "group": Text, "group_value": Text, "theme_id": Text,
        "responses": Int, "mentions": Int, "base": Int, "share": Float, "rank": Int,
    }
    /// Which themes come together.
    THEME_PAIRS = "theme_pairs" {
        "theme_a": Text, "theme_b": Text, "both": Int, "a": Int, "b": Int, "jaccard": Float,
        "lift": Float,
    }
    /// How many gave each closed answer.
    CLOSED_COUNTS = "closed_counts" {
        "view": Text, "question_id": Text, "group": Text, "group_value": Text, "closed": Text,
        "responses": Int, "base": Int, "share": Float,
    }
    /// Words that set a stance or a group of respondents apart.
    KEYWORDS = "keywords" {
        "scope": Text, "scope_value": Text, "term": Text, "count": Int, "reference_count": Int, "keyness": Float,
    }
    /// Copies of one template.
    CAMPAIGNS = "campaigns" {
        "campaign_id": Text, "responses": Int, "standard": Int, "personalised": Int, "template": Text,
        "first_response_id": Text, "counted_response_id": Text,
    }
    /// What each copy makes of its template.
    CAMPAIGN_CHANGES = "campaign_changes" {
        "campaign_id": Text, "response_id": Text, "change": Text, "formal": Flag, "start": Int, "end": Int,
        "quote": Text, "template": Text,
    }
    /// Sentences that several respondents outside campaigns share.
    SHARED_PASSAGES = "shared_passages" {
        "passage": Text, "responses": Int, "response_id": Text, "start": Int, "end": Int, "quote": Text,
    }
    /// From received to analysed.
    WATERFALL = "waterfall" { "step": Text, "reason": Text, "responses": Int }
    /// Every response that is not analysed, and the step that took it off.
    EXCLUSIONS = "exclusions" {
        "response_id": Text, "source": Text, "source_row": Int, "step": Text, "reason": Text, "repeats": Text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_found_by_name() {
        assert_eq!(find("stances"), Some(STANCES));
        assert_eq!(find("stance"), None);
        assert_eq!(suggest("stance"), Some("stances"));
        assert_eq!(WATERFALL.column("responses"), Some(2));
    }
}
