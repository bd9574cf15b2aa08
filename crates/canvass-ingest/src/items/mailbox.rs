//! A mailbox being read: each message is an item of its own.

use std::fs::File;
use std::io::BufReader;
use std::sync::Arc;

use canvass_core::Notice;

use super::{Batch, Item, Payload, Place};
use crate::digest;
use crate::format::{Message, Messages, ReadLetter};
use crate::walk::Found;

/// The mailbox, and how much of its file is accounted for.
pub(super) struct OpenMailbox {
    pub(super) source: Arc<str>,
    messages: Messages<BufReader<File>>,
    read: ReadLetter,
    format: &'static str,
    number: u64,
    bytes: u64,
    bytes_done: u64,
}

impl OpenMailbox {
    pub(super) fn new(
        file: &Found,
        format: &'static str,
        messages: Messages<BufReader<File>>,
        read: ReadLetter,
    ) -> Self {
        let source = file.source.as_str().into();
        Self { source, messages, read, format, number: 0, bytes: file.bytes, bytes_done: 0 }
    }

    /// Number of the message given last, from 1.
    pub(super) fn number(&self) -> u64 {
        self.number
    }

    /// What the next message holds; none at the end, where what is left of the file is accounted for.
    pub(super) fn next(&mut self, batch: &mut Batch) -> Option<Payload> {
        let message = match self.messages.next() {
            Some(Ok(message)) => Ok(message),
            Some(Err(error)) if self.bytes_done < self.bytes => {
                Err(format!("the mailbox breaks off: {error}"))
            }
            _ if self.number == 0 && self.bytes_done < self.bytes => Err("no message in it".to_owned()),
            _ => return self.close(batch),
        };
        self.number += 1;
        let end = message.as_ref().map_or(self.bytes, |message| message.end.min(self.bytes));
        batch.bytes += end - self.bytes_done.min(end);
        self.bytes_done = end.max(self.bytes_done);
        Some(match message {
            Ok(message) => self.payload(message, batch),
            Err(reason) => self.refused(reason, &[], batch),
        })
    }

    fn payload(&self, message: Message, batch: &mut Batch) -> Payload {
        if message.is_cut {
            return self.refused("larger than 64 MiB".to_owned(), &message.bytes, batch);
        }
        Payload::Letter { bytes: message.bytes, read: self.read, place: Place::Apart }
    }

    fn refused(&self, reason: String, bytes: &[u8], batch: &mut Batch) -> Payload {
        batch.notices.push(Notice::new(&self.source, "not-readable", reason.clone()).at_row(self.number));
        Payload::Unreadable { reason, raw: String::new(), sha256: digest::hex(bytes) }
    }

    fn close(&mut self, batch: &mut Batch) -> Option<Payload> {
        if self.number == 0 {
            batch.notices.push(Notice::new(&self.source, "empty-mailbox", "the mailbox is empty"));
        }
        batch.bytes += self.bytes - self.bytes_done.min(self.bytes);
        self.bytes_done = self.bytes;
        None
    }

    /// The item of the message given last.
    pub(super) fn item(&self, id: String, payload: Payload) -> Item {
        let (source, row) = (Arc::clone(&self.source), Some(self.number));
        Item { id, source, row, format: self.format, payload }
    }
}
