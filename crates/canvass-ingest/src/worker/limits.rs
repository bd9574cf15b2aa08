//! What one document may cost: a worker that goes over it ends itself.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

/// Seconds that reading one document may take.
pub(super) const SECONDS: u64 = 60;
/// Bytes of memory that a worker may take.
pub(super) const MEMORY: u64 = 2 << 30;
/// How a worker ends that took too long.
pub(super) const TOO_LONG: i32 = 124;
/// How a worker ends whose run has ended before it.
const ALONE: i32 = 125;
/// How often a worker that is reading looks whether its run is still there.
const ROUND: Duration = Duration::from_secs(1);

/// From now on no more than [`MEMORY`] is given to this process; asking for more aborts it.
pub(super) fn bound_memory() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        let bound = Rlimit { current: Some(MEMORY), maximum: Some(MEMORY) };
        // Where the system has no such limit, the time limit alone holds.
        let _ = setrlimit(Resource::As, bound);
    }
}

/// Ends the process where a document takes too long.
pub(super) struct Watch {
    beat: Sender<()>,
}

impl Watch {
    pub(super) fn start(limit: Duration) -> Self {
        let (beat, beats) = channel();
        std::thread::spawn(move || watch(&beats, limit));
        Self { beat }
    }

    /// Says that a document is begun, or done with.
    pub(super) fn beat(&self) {
        // The watching thread ends with the process alone.
        let _ = self.beat.send(());
    }
}

/// Waits without limit for a document's beginning, and within it for its end.
fn watch(beats: &Receiver<()>, limit: Duration) {
    let run = parent();
    while beats.recv().is_ok() {
        let begun = Instant::now();
        loop {
            let left = limit.saturating_sub(begun.elapsed());
            match beats.recv_timeout(left.min(ROUND)) {
                Ok(()) => break,
                Err(RecvTimeoutError::Timeout) if begun.elapsed() >= limit => std::process::exit(TOO_LONG),
                // Nobody waits for this document any more, and its reader may never end by itself.
                Err(RecvTimeoutError::Timeout) if parent() != run => std::process::exit(ALONE),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }
}

/// The process that started this one; another one takes its place where it ends.
fn parent() -> u32 {
    #[cfg(unix)]
    return std::os::unix::process::parent_id();
    #[cfg(not(unix))]
    return 0;
}
