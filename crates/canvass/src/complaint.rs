//! How an error is told: once, with where it happened and what to do.

use std::error::Error;
use std::fmt;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use canvass_core::{Explain, Place};

/// A library's error with its place and hints, taken off before its type is lost.
#[derive(Debug)]
pub(crate) struct Complaint {
    error: Box<dyn Error + Send + Sync>,
    place: Option<Place>,
    hints: Vec<String>,
}

impl Complaint {
    /// Takes what an error can tell.
    pub(crate) fn of(error: impl Explain + Send + Sync + 'static) -> Self {
        Self { place: error.place().cloned(), hints: error.hints(), error: Box::new(error) }
    }

    /// A complaint of the command itself.
    pub(crate) fn new(message: String, hints: Vec<String>) -> Self {
        Self { error: message.into(), place: None, hints }
    }
}

impl fmt::Display for Complaint {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.error, out)
    }
}

impl Error for Complaint {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.error.source()
    }
}

/// Whether whoever read our output has stopped reading.
pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause
            .downcast_ref::<std::io::Error>()
            .is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
    })
}

/// Prints an error on standard error.
pub(crate) fn print(error: &anyhow::Error) {
    anstream::eprintln!("{}", render(error));
}

fn render(error: &anyhow::Error) -> String {
    let complaint = error.chain().find_map(|cause| cause.downcast_ref::<Complaint>());
    let mut message = error.to_string();
    for cause in error.chain().skip(1).map(ToString::to_string) {
        if !message.contains(&cause) {
            message = format!("{message}: {cause}");
        }
    }
    let mut report = vec![];
    let title = Level::ERROR.primary_title(message);
    match complaint.and_then(|complaint| complaint.place.as_ref()) {
        Some(place) => report.push(title.element(snippet(place))),
        None => report.push(Group::with_title(title)),
    }
    let mut text = Renderer::styled().render(&report).clone();
    for hint in complaint.map_or(&[][..], |complaint| &complaint.hints) {
        text.push_str("\nhint: ");
        text.push_str(hint);
    }
    text
}

fn snippet(place: &Place) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
    // A place at the end of a line, or of the file, still gets its caret.
    let length = place.source.len();
    let start = place.bytes.start.min(length);
    let end = place.bytes.end.clamp(start, length);
    Snippet::source(&*place.source).path(&*place.path).annotation(AnnotationKind::Primary.span(start..end))
}
