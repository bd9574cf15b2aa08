//! The run's side: hands documents to workers, and starts another where one ended.

use std::io;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::{Reading, Request, frame, limits};

/// Worker processes, as many at a time as there are threads that ask.
pub struct Workers {
    command: Box<dyn Fn() -> Command + Send + Sync>,
    idle: Mutex<Vec<Worker>>,
}

impl Workers {
    /// Workers started by `command`, which runs [`super::serve`] on its standard input and output.
    pub fn new(command: impl Fn() -> Command + Send + Sync + 'static) -> Self {
        Self { command: Box::new(command), idle: Mutex::new(Vec::new()) }
    }

    /// The letter in a document, or why there is none.
    ///
    /// A worker that has read other documents may die of what they left behind, or of a signal that was meant
    /// for none; so what kills it is read once more by a fresh one, whose end tells of this document alone.
    pub(crate) fn read(&self, format: &str, language: &str, document: &[u8]) -> Result<Reading, String> {
        let request = Request { format: format.to_owned(), language: language.to_owned() };
        let waiting = self.idle().pop();
        if let Some(reply) = waiting.and_then(|worker| self.try_again(worker, &request, document)) {
            return reply;
        }
        let mut worker = Worker::start((self.command)())
            .map_err(|error| format!("no process could be started to read it: {error}"))?;
        match worker.ask(&request, document) {
            Ok(reply) => self.keep(worker, reply),
            Err(_) => Err(worker.end().reason()),
        }
    }

    /// What a worker that was used before says; nothing where it dies and a fresh one might not.
    fn try_again(
        &self,
        mut worker: Worker,
        request: &Request,
        document: &[u8],
    ) -> Option<Result<Reading, String>> {
        if let Ok(reply) = worker.ask(request, document) {
            return Some(self.keep(worker, reply));
        }
        match worker.end() {
            End::TooLong => Some(Err(End::TooLong.reason())),
            End::Died => None,
        }
    }

    /// Keeps a worker that behaved for the next document.
    fn keep(&self, worker: Worker, reply: Result<Reading, String>) -> Result<Reading, String> {
        self.idle().push(worker);
        reply
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Worker>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One worker process.
struct Worker {
    process: Child,
    to: ChildStdin,
    from: ChildStdout,
}

impl Worker {
    fn start(mut command: Command) -> io::Result<Self> {
        let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut process = piped.spawn()?;
        let (to, from) = process.stdin.take().zip(process.stdout.take()).expect("both are piped");
        Ok(Self { process, to, from })
    }

    fn ask(&mut self, request: &Request, document: &[u8]) -> io::Result<Result<Reading, String>> {
        frame::write(&mut self.to, &serde_json::to_vec(request)?)?;
        frame::write(&mut self.to, document)?;
        let reply = frame::read(&mut self.from)?.ok_or(io::ErrorKind::UnexpectedEof)?;
        Ok(serde_json::from_slice(&reply)?)
    }

    /// How it ended.
    fn end(mut self) -> End {
        let _ = self.process.kill();
        match self.process.wait() {
            Ok(status) if status.code() == Some(limits::TOO_LONG) => End::TooLong,
            _ => End::Died,
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // One that was waited for before is not signalled again.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// How a worker ended that gave no answer.
#[derive(Clone, Copy)]
enum End {
    TooLong,
    Died,
}

impl End {
    /// Why the document it was reading is unreadable.
    fn reason(self) -> String {
        match self {
            Self::TooLong => format!("reading it took longer than {} seconds", limits::SECONDS),
            Self::Died => {
                format!("its reader crashed, or needed more than {} GiB of memory", limits::MEMORY >> 30)
            }
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: impl Into<String>) -> Workers {
        let script = script.into();
        Workers::new(move || {
            let mut command = Command::new("sh");
            command.args(["-c", &script]);
            command
        })
    }

    #[track_caller]
    fn check(script: &'static str, reason: &str) {
        let workers = shell(script);
        for _ in 0..2 {
            assert_eq!(workers.read("x", "en", b"document").expect_err("no letter"), reason);
        }
    }

    #[test]
    fn a_worker_that_ends_costs_its_document_alone() {
        let crashed = "its reader crashed, or needed more than 2 GiB of memory";
        check("exit 0", crashed);
        check("kill -SEGV $$", crashed);
        check("printf 'no frame'", crashed);
        check("head -c 20 >/dev/null; exit 124", "reading it took longer than 60 seconds");
    }

    #[test]
    fn a_fresh_worker_decides_where_a_used_one_dies() {
        // Takes one request, replies, and ends.
        let request = Request { format: "x".to_owned(), language: "en".to_owned() };
        let n_asked = 8 + serde_json::to_vec(&request).expect("JSON").len() + 8 + b"document".len();
        let reply = r#"{"Err":"blank"}"#;
        let length: String = (reply.len() as u64).to_le_bytes().map(|byte| format!("\\{byte:03o}")).concat();
        let script = format!("head -c {n_asked} >/dev/null; printf '{length}'; printf '%s' '{reply}'");
        let workers = shell(script);
        for _ in 0..3 {
            assert_eq!(workers.read("x", "en", b"document").expect_err("no letter"), "blank");
        }
    }

    #[test]
    fn a_large_document_is_no_matter_to_a_dead_worker() {
        let document = vec![b'x'; 1 << 20];
        assert!(shell("exit 3").read("x", "en", &document).is_err());
    }

    #[test]
    fn what_cannot_be_started_is_told() {
        let workers = Workers::new(|| Command::new("/nowhere/canvass"));
        let reason = workers.read("x", "en", b"").expect_err("no letter");
        assert!(reason.starts_with("no process could be started"), "{reason}");
    }
}
