//! The parts of a message: which are its text, which are attached, and what is in them.

use encoding_rs::Encoding;
use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::charsets::map::charset_decoder;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Encoding as Transfer, Message, MessagePart, MimeHeaders, PartType};

use super::super::html;
use super::super::mail::{Attachment, Content, DEEPEST, Mail, tidy, too_deep, unflow};
use crate::encoding;

/// Parts nested deeper hold nothing.
const DEEPEST_PART: usize = 100;
/// Plain text of fewer words may be a mere pointer to the HTML beside it.
const POINTER_WORDS: usize = 60;
/// Kinds of text that nobody wrote to be read.
const UNSPOKEN: [&str; 3] = ["calendar", "x-amp-html", "rfc822-headers"];
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// What a part holds.
#[derive(Default)]
struct Piece {
    text: String,
    is_html: bool,
    attachments: Vec<Attachment>,
}

/// A message on its way to a mail.
struct Taken<'a> {
    message: &'a Message<'a>,
    language: &'a str,
    /// Messages this one lies in.
    depth: usize,
    remarks: Vec<(&'static str, String)>,
}

/// The mail that a message is.
pub(super) fn mail(message: &Message<'_>, language: &str, depth: usize) -> Result<Mail, String> {
    if let Some(reason) = locked(message) {
        return Err(reason.to_owned());
    }
    let mut taken = Taken { message, language, depth, remarks: Vec::new() };
    let piece = taken.piece(0, 0);
    let remarks = taken.remarks;
    Ok(Mail { head: super::head(message), text: piece.text, attachments: piece.attachments, remarks })
}

/// Why a mail as a whole cannot be read.
fn locked(message: &Message<'_>) -> Option<&'static str> {
    let root = message.root_part();
    let is = |kind: &str, of: &str| root.is_content_type(kind, of);
    if is("multipart", "encrypted") {
        Some("encrypted")
    } else if is("application", "pkcs7-mime") || is("application", "x-pkcs7-mime") {
        Some("encrypted or sealed (S/MIME)")
    } else {
        None
    }
}

impl Taken<'_> {
    fn piece(&mut self, id: u32, depth: usize) -> Piece {
        let Some(part) = self.message.parts.get(id as usize).filter(|_| depth < DEEPEST_PART) else {
            return Piece::default();
        };
        match &part.body {
            PartType::Multipart(ids) => {
                let pieces = ids.iter().map(|id| self.piece(*id, depth + 1)).collect();
                let kind = part.content_type().and_then(|kind| kind.subtype()).unwrap_or("").to_lowercase();
                match kind.as_str() {
                    "alternative" => alternative(pieces),
                    "related" => related(pieces),
                    _ => mixed(pieces),
                }
            }
            PartType::Message(inner) => attached(part, self.inner(inner)),
            PartType::Text(_) | PartType::Html(_) if !is_attached(part) => self.body(part),
            PartType::Text(_) => attached(part, file(part, self.decoded(part).into_bytes())),
            // What the page says of its encoding no longer holds: the mark has precedence.
            PartType::Html(html) => attached(part, file(part, [BYTE_ORDER_MARK, html.as_bytes()].concat())),
            PartType::Binary(bytes) | PartType::InlineBinary(bytes) => attached(part, binary(part, bytes)),
        }
    }

    fn inner(&self, message: &Message<'_>) -> Content {
        if self.depth + 1 >= DEEPEST {
            return Content::Lost(too_deep());
        }
        if message.parts.is_empty() {
            return Content::Lost("not an e-mail message".to_owned());
        }
        match mail(message, self.language, self.depth + 1) {
            Ok(mail) => Content::Mail(mail),
            Err(reason) => Content::Lost(reason),
        }
    }

    /// A text part as text.
    fn body(&mut self, part: &MessagePart<'_>) -> Piece {
        let text = self.decoded(part);
        let attribute = |name: &str, value: &str| {
            let kind = part.content_type();
            kind.and_then(|kind| kind.attribute(name)).is_some_and(|found| found.eq_ignore_ascii_case(value))
        };
        let is_html = matches!(part.body, PartType::Html(_));
        let text = if is_html {
            html::text_of(&text)
        } else if UNSPOKEN.iter().any(|kind| part.is_content_type("text", kind)) {
            String::new()
        } else if attribute("format", "flowed") {
            unflow(&text, attribute("delsp", "yes"))
        } else {
            text
        };
        Piece { text: tidy(&text), is_html, attachments: Vec::new() }
    }

    /// The part's words; what its charset does not explain is looked at as any file would be.
    fn decoded(&mut self, part: &MessagePart<'_>) -> String {
        let known = part.text_contents().unwrap_or("");
        let named = part.content_type().and_then(|kind| kind.attribute("charset"));
        let is_known = named.is_some_and(|name| charset_decoder(name.as_bytes()).is_some());
        if let Some(text) = named.and_then(|name| self.mislabelled(part, name)) {
            return text;
        }
        if !known.contains('\u{fffd}') {
            return known.to_owned();
        }
        let guessed = encoding::decode(&raw(self.message, part), self.language);
        let faults = |text: &str| text.matches('\u{fffd}').count();
        if is_known && faults(&guessed.text) >= faults(known) {
            return known.to_owned();
        }
        self.remarks.extend(guessed.oddities.remarks());
        guessed.text
    }

    /// The words of a part that is UTF-8 and says that it is in an encoding of one byte a letter, in which nobody writes
    /// what would be whole sequences of UTF-8.
    fn mislabelled(&mut self, part: &MessagePart<'_>, named: &str) -> Option<String> {
        Encoding::for_label(named.as_bytes()).filter(|encoding| encoding.is_single_byte())?;
        let text = String::from_utf8(raw(self.message, part)).ok().filter(|text| !text.is_ascii())?;
        let message = format!("a mail says that it is {named}, but it is UTF-8, and was read as that");
        self.remarks.push(("encoding", message));
        Some(text)
    }
}

/// The bytes of a part as they were before they were encoded for sending.
fn raw(message: &Message<'_>, part: &MessagePart<'_>) -> Vec<u8> {
    let range = part.offset_body as usize..part.offset_end as usize;
    let sent = message.raw_message.get(range).unwrap_or_default();
    let decoded = match part.encoding {
        Transfer::None => None,
        Transfer::Base64 => base64_decode(sent),
        Transfer::QuotedPrintable => quoted_printable_decode(sent),
    };
    decoded.unwrap_or_else(|| sent.to_vec())
}

/// Of several forms of one text: plain, unless it says little and the HTML much more.
fn alternative(pieces: Vec<Piece>) -> Piece {
    let mut best = Piece::default();
    let mut attachments = Vec::new();
    for mut piece in pieces {
        attachments.append(&mut piece.attachments);
        if is_better(&piece, &best) {
            best = piece;
        }
    }
    Piece { attachments, ..best }
}

fn is_better(piece: &Piece, than: &Piece) -> bool {
    let words = |piece: &Piece| piece.text.split_whitespace().count();
    let says_little = |plain: &Piece, html: &Piece| {
        words(plain) == 0 || words(plain) < POINTER_WORDS && 2 * words(plain) < words(html)
    };
    match (piece.is_html, than.is_html) {
        (true, false) => says_little(than, piece),
        (false, true) => !says_little(piece, than),
        _ => words(piece) > 0 && words(than) == 0,
    }
}

/// A page and its images: the first is the text.
fn related(pieces: Vec<Piece>) -> Piece {
    let mut pieces = pieces.into_iter();
    let mut first = pieces.next().unwrap_or_default();
    for piece in pieces {
        first.attachments.extend(piece.attachments);
    }
    first
}

/// Texts in order; one that says the same again is left out.
fn mixed(pieces: Vec<Piece>) -> Piece {
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let mut whole = Piece::default();
    let mut last = Vec::new();
    for piece in pieces {
        whole.attachments.extend(piece.attachments);
        let said = words(&piece.text);
        if said.is_empty() || said == last {
            continue;
        }
        last = said;
        if whole.text.is_empty() {
            whole.is_html = piece.is_html;
        } else {
            whole.text.push_str("\n\n");
        }
        whole.text.push_str(&piece.text);
    }
    whole
}

fn attached(part: &MessagePart<'_>, content: Content) -> Piece {
    let is_inline = !part.content_disposition().is_some_and(mail_parser::ContentType::is_attachment);
    Piece { attachments: vec![Attachment { name: name(part), content, is_inline }], ..Piece::default() }
}

fn file(part: &MessagePart<'_>, bytes: Vec<u8>) -> Content {
    let media_type = part.content_type().map_or(String::new(), |kind| {
        format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or("")).to_lowercase()
    });
    Content::File { media_type, bytes }
}

fn binary(part: &MessagePart<'_>, bytes: &[u8]) -> Content {
    let is_packed =
        part.is_content_type("application", "ms-tnef") || name(part).eq_ignore_ascii_case("winmail.dat");
    if is_packed {
        return Content::Lost("Outlook packed it for itself (TNEF)".to_owned());
    }
    file(part, bytes.to_vec())
}

/// Whether a text is a file beside the body.
fn is_attached(part: &MessagePart<'_>) -> bool {
    let disposed = part.content_disposition().is_some_and(mail_parser::ContentType::is_attachment);
    disposed || part.attachment_name().is_some_and(|name| !name.trim().is_empty())
}

fn name(part: &MessagePart<'_>) -> String {
    part.attachment_name().unwrap_or("").to_owned()
}
