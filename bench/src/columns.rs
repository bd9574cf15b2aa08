//! The columns of the survey tables.

/// Heading of the response's reference.
pub const ID: &str = "Response ID";
/// Heading of the respondent's name.
pub const NAME: &str = "Name";
/// Heading of the kind of respondent.
pub const KIND: &str = "Are you replying as a resident or for an organisation?";
/// Headings of the replies in their order; those of ticks first where a question has both.
pub const REPLIES: [&str; 9] = [
    "1. Levy",
    "1a. Levy: please explain",
    "2. Stewards",
    "2a. Stewards: please explain",
    "3. Trust",
    "3a. Trust: please explain",
    "4. What matters",
    "5. Effects",
    "6. Anything else",
];
