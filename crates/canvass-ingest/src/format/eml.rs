//! Internet mail, one message a file: headers, and a body of parts inside parts.

mod part;
mod platform;

use mail_parser::{HeaderName, Message, MessageParser};

use super::mail::{self, Mail, MailHead};
use super::{Format, Letter, Reader};

pub(super) const FORMAT: Format =
    Format { name: "eml", extensions: &["eml"], reader: Reader::Document(read) };

/// Messages nested this deep are no mail; taking them apart would exhaust the stack.
const DEEPEST_NESTING: usize = 512;

pub(super) fn read(bytes: &[u8], language: &str) -> Result<Letter, String> {
    Ok(mail::letter(take_apart(bytes, language, 0)?, language))
}

/// The mail in `bytes`, which lies inside `depth` others.
pub(super) fn take_apart(bytes: &[u8], language: &str, depth: usize) -> Result<Mail, String> {
    let bytes = message_of(bytes);
    if nestings(bytes) > DEEPEST_NESTING {
        return Err("too many messages inside each other".to_owned());
    }
    let message = MessageParser::default().parse(bytes).filter(is_mail);
    part::mail(&message.ok_or("not an e-mail message")?, language, depth)
}

/// The message without what programs put before it: a byte order mark, blank lines, the line of a mailbox.
fn message_of(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    if !bytes.starts_with(b"From ") {
        return bytes;
    }
    let end = bytes.iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |at| at + 1);
    &bytes[end..]
}

/// Parts that may be messages, told without taking anything apart.
fn nestings(bytes: &[u8]) -> usize {
    const NAME: &[u8] = b"content-type";
    let heads = bytes.windows(NAME.len()).enumerate().filter(|(_, name)| name.eq_ignore_ascii_case(NAME));
    let nests = |at: usize| {
        let value = bytes[at..bytes.len().min(at + 100)].to_ascii_lowercase();
        [&b"rfc822"[..], b"global", b"digest"]
            .iter()
            .any(|kind| value.windows(kind.len()).any(|window| window == *kind))
    };
    heads.filter(|(at, _)| nests(*at)).count()
}

/// Any text has a line with a colon somewhere; a mail says who, when, what or how.
fn is_mail(message: &Message<'_>) -> bool {
    const TELLING: [HeaderName<'_>; 9] = [
        HeaderName::From,
        HeaderName::To,
        HeaderName::Date,
        HeaderName::Subject,
        HeaderName::Received,
        HeaderName::MessageId,
        HeaderName::ReturnPath,
        HeaderName::MimeVersion,
        HeaderName::ContentType,
    ];
    !message.parts.is_empty() && TELLING.iter().any(|name| message.header(name.clone()).is_some())
}

/// Who sent it and when.
fn head(message: &Message<'_>) -> MailHead {
    let (name, address) = sender(message);
    let received = || message.received_all().find_map(|received| received.date.as_ref());
    let date = message.date().filter(|date| date.is_valid()).or_else(received);
    let date = date.filter(|date| date.is_valid()).map(mail_parser::DateTime::to_rfc3339);
    MailHead { date, ..MailHead::new(name, address, message.subject()) }
}

/// Name and address of whoever wrote it: where a platform sends for somebody, whom a reply would reach.
fn sender<'m>(message: &'m Message<'_>) -> (Option<&'m str>, Option<&'m str>) {
    let senders = [message.from(), message.sender(), message.reply_to()];
    let sender = senders.into_iter().flatten().find_map(|address| address.first());
    let name = sender.and_then(|sender| sender.name());
    let address = sender.and_then(|sender| sender.address());
    let reply_to = message.reply_to().and_then(|to| to.first());
    let behind = reply_to.filter(|to| to.address().is_some_and(|to| platform::sends_for(address, to)));
    match behind {
        Some(behind) => (behind.name().or(name.and_then(platform::represented)), behind.address()),
        None => (name, address),
    }
}

/// The head of a mail of which only the headers are at hand.
pub(super) fn head_of(headers: &str) -> MailHead {
    let message = MessageParser::default().parse_headers(headers).filter(|message| !message.parts.is_empty());
    message.map_or_else(MailHead::default, |message| head(&message))
}

#[cfg(test)]
mod tests;
