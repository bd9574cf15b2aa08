//! Progress on a terminal; silence in a pipe.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressStyle};

/// How far a run has come.
pub(crate) struct Progress(ProgressBar);

impl Progress {
    /// A bar over so many bytes of input; hidden where standard error is no terminal.
    pub(crate) fn new(bytes: u64) -> Self {
        if !std::io::stderr().is_terminal() {
            return Self(ProgressBar::hidden());
        }
        let style =
            ProgressStyle::with_template("{bar:30} {bytes}/{total_bytes} {bytes_per_sec} eta {eta} · {msg}")
                .expect("the template is fixed");
        Self(ProgressBar::new(bytes).with_style(style))
    }

    /// Notes bytes read and responses written.
    pub(crate) fn advance(&self, bytes: u64, responses: u64) {
        self.0.inc(bytes);
        let so_far: u64 = self.0.message().split(' ').next().and_then(|n| n.parse().ok()).unwrap_or(0);
        self.0.set_message(format!("{} responses", so_far + responses));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
