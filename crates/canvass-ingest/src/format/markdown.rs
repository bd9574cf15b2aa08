//! Markdown: one letter a file; its marks stay in the text, and segmentation knows them.

use super::{Format, Reader, text};

pub(super) const FORMAT: Format =
    Format { name: "md", extensions: &["md", "markdown"], reader: Reader::Letter(text::read) };
