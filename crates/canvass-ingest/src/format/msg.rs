//! Outlook's own file of one mail: a compound file whose streams are the properties of a message.

mod compressed;
mod property;

use std::io::Cursor;
use std::path::Path;

use cfb::CompoundFile;
use mail_parser::DateTime;

use super::mail::{self, Attachment, Content, DEEPEST, Mail, MailHead, too_deep};
use super::{Format, Letter, Reader, eml};
use super::{html, rtf};
use property::{Properties, Store};

pub(super) const FORMAT: Format =
    Format { name: "msg", extensions: &["msg"], reader: Reader::Document(read) };

const NOT_OUTLOOK: &str = "not an Outlook message";
/// Bytes of a property stream before its first entry: in a message file, in a message inside one, in an attachment.
const FILE_HEAD: usize = 32;
const INNER_HEAD: usize = 24;
const ATTACHMENT_HEAD: usize = 8;
/// Seconds from 1601, where Outlook's clock begins, to 1970.
const EPOCH: i64 = 11_644_473_600;
/// Seconds from 1970 to 2100: no mail was sent later.
const LATEST: i64 = 4_102_444_800;

/// Numbers of properties, as Microsoft lists them (MS-OXPROPS).
mod id {
    pub(super) const CLASS: u16 = 0x001a;
    pub(super) const SUBJECT: u16 = 0x0037;
    pub(super) const SENT: u16 = 0x0039;
    pub(super) const DELIVERED: u16 = 0x0e06;
    pub(super) const HEADERS: u16 = 0x007d;
    pub(super) const NAMES: [u16; 2] = [0x0042, 0x0c1a];
    pub(super) const ADDRESSES: [u16; 4] = [0x5d02, 0x0065, 0x5d01, 0x0c1f];
    pub(super) const BODY: u16 = 0x1000;
    pub(super) const RTF: u16 = 0x1009;
    pub(super) const HTML: u16 = 0x1013;
    pub(super) const ATTACHED: u16 = 0x3701;
    pub(super) const FILE_NAMES: [u16; 3] = [0x3707, 0x3704, 0x3001];
    pub(super) const MEDIA_TYPE: u16 = 0x370e;
    pub(super) const CONTENT_ID: u16 = 0x3712;
}

fn read(bytes: &[u8], language: &str) -> Result<Letter, String> {
    Ok(mail::letter(take_apart(bytes, language, 0)?, language))
}

/// The mail in `bytes`, which lies inside `depth` others.
pub(super) fn take_apart(bytes: &[u8], language: &str, depth: usize) -> Result<Mail, String> {
    let file = CompoundFile::open(Cursor::new(bytes)).map_err(|_| NOT_OUTLOOK)?;
    let mut store = Store::new(file, language);
    message(&mut store, Path::new("/"), FILE_HEAD, depth)
}

/// The message whose properties are in `storage`.
fn message(store: &mut Store<'_>, storage: &Path, head: usize, depth: usize) -> Result<Mail, String> {
    let properties = store.properties(storage, head).ok_or(NOT_OUTLOOK)?;
    let class = store.text(&properties, id::CLASS).unwrap_or_default().to_lowercase();
    // Outlook keeps a mail that is merely signed whole, as its one attachment.
    if class.starts_with("ipm.note.smime") && !class.ends_with("multipartsigned") {
        return Err("encrypted or sealed (S/MIME)".to_owned());
    }
    let mut mail = Mail { head: mail_head(store, &properties), ..Mail::default() };
    mail.text = body(store, &properties, &mut mail.remarks);
    let attached = store.storages(storage, "__attach_version1.0_");
    mail.attachments = attached.iter().filter_map(|storage| attachment(store, storage, depth)).collect();
    Ok(mail)
}

/// Who sent it and when; what is missing is looked up in the headers it came with.
fn mail_head(store: &mut Store<'_>, properties: &Properties) -> MailHead {
    let name = id::NAMES.iter().find_map(|id| store.text(properties, *id));
    let mut addresses = id::ADDRESSES.iter().filter_map(|id| store.text(properties, *id));
    let address = addresses.find(|address| address.contains('@'));
    let subject = store.text(properties, id::SUBJECT);
    let head = MailHead::new(name.as_deref(), address.as_deref(), subject.as_deref());
    let date = [id::SENT, id::DELIVERED].iter().find_map(|id| written(properties.time(*id)?));
    let headers = store.text(properties, id::HEADERS).unwrap_or_default();
    let sent = eml::head_of(&headers);
    MailHead {
        from_name: head.from_name.or(sent.from_name),
        from_address: head.from_address.or(sent.from_address),
        subject: head.subject.or(sent.subject),
        date: date.or(sent.date),
        ..MailHead::default()
    }
}

/// A time in tenths of microseconds since 1601, as RFC 3339.
fn written(time: u64) -> Option<String> {
    let seconds = i64::try_from(time / 10_000_000).ok()? - EPOCH;
    (1..LATEST).contains(&seconds).then(|| DateTime::from_timestamp(seconds).to_rfc3339())
}

/// The plain text, else the HTML or the RTF as text.
fn body(store: &mut Store<'_>, properties: &Properties, remarks: &mut Vec<(&'static str, String)>) -> String {
    let says = |text: &String| text.contains(char::is_alphanumeric);
    if let Some(text) = store.text(properties, id::BODY).filter(says) {
        return text;
    }
    if let Some(html) = store.text(properties, id::HTML).or_else(|| store.html(properties, id::HTML)) {
        return html::text_of(&html);
    }
    let Some(packed) = store.bytes(properties, id::RTF) else { return String::new() };
    match rich_text(&packed, store.language) {
        Ok(letter) => {
            remarks.extend(letter.remarks);
            letter.text
        }
        Err(reason) => {
            remarks.push(("mail-body", format!("the body was not read: {reason}")));
            String::new()
        }
    }
}

fn rich_text(packed: &[u8], language: &str) -> Result<Letter, String> {
    let unpacked = compressed::unpack(packed).ok_or("its packed RTF is damaged")?;
    rtf::read(&unpacked, language)
}

fn attachment(store: &mut Store<'_>, storage: &Path, depth: usize) -> Option<Attachment> {
    let properties = store.properties(storage, ATTACHMENT_HEAD)?;
    let name = id::FILE_NAMES.iter().find_map(|id| store.text(&properties, *id)).unwrap_or_default();
    let media_type = store.text(&properties, id::MEDIA_TYPE).unwrap_or_default();
    let inner = store.inner(&properties, id::ATTACHED);
    let content = match (store.bytes(&properties, id::ATTACHED), inner) {
        (Some(bytes), _) => Content::File { media_type, bytes },
        (None, Some(_)) if depth + 1 >= DEEPEST => Content::Lost(too_deep()),
        (None, Some(inner)) => match message(store, &inner, INNER_HEAD, depth + 1) {
            Ok(mail) => Content::Mail(mail),
            Err(reason) if reason == NOT_OUTLOOK => Content::Lost("an object of another program".to_owned()),
            Err(reason) => Content::Lost(reason),
        },
        (None, None) => Content::Lost("only a link to it was sent".to_owned()),
    };
    // The page of a mail shows a picture by its id.
    let is_inline = store.text(&properties, id::CONTENT_ID).is_some();
    Some(Attachment { name, content, is_inline })
}

#[cfg(test)]
mod tests;
