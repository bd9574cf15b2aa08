//! What was attached to a mail: read by its own format's reader and set behind a line that names it.

use super::super::package::{self, Package};
use super::super::{self as format, Format, Reader, eml, msg};
use super::{DEEPEST, Mail, tidy};
use crate::{archive, walk};

/// Kind and message of what was odd.
type Remarks = Vec<(&'static str, String)>;

/// More attachments than anybody reads.
const MOST: usize = 50;
/// Smaller images are logos and smileys.
const SMALL_IMAGE: usize = 50_000;
/// Why an image is not read.
pub(crate) const AN_IMAGE: &str = "an image";
/// Why a file is not read that is of a format unknown here.
pub(crate) const NOT_SUPPORTED: &str = "its format is not supported";
/// No response says more.
const LONGEST_TEXT: usize = 64 << 20;
const IMAGES: [&str; 12] =
    ["png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "webp", "heic", "svg", "emf", "wmf"];
/// Appointments, visiting cards and signatures.
const TRIFLES: [&str; 7] = ["ics", "vcf", "p7s", "asc", "sig", "vcs", "gpg"];
const TRIFLING_TYPES: [&str; 9] = [
    "text/calendar",
    "text/vcard",
    "text/x-vcard",
    "text/directory",
    "application/ics",
    "message/delivery-status",
    "application/pgp-signature",
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
];
/// Endings by which attachments are read whose names tell nothing.
const ENDING_OF: [(&str, &str); 9] = [
    ("application/pdf", "pdf"),
    ("application/msword", "doc"),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    ("application/vnd.oasis.opendocument.text", "odt"),
    ("application/rtf", "rtf"),
    ("text/rtf", "rtf"),
    ("text/html", "html"),
    ("text/plain", "txt"),
    ("message/rfc822", "eml"),
];

/// Something attached to a mail.
#[derive(Debug)]
pub(in super::super) struct Attachment {
    /// Name of the file; may be empty.
    pub(in super::super) name: String,
    pub(in super::super) content: Content,
    /// Whether it is shown within the text.
    pub(in super::super) is_inline: bool,
}

/// What an attachment holds.
#[derive(Debug)]
pub(in super::super) enum Content {
    /// A file, and the media type that the mail says it has.
    File { media_type: String, bytes: Vec<u8> },
    /// A mail, taken apart.
    Mail(Mail),
    /// Nothing that can be had, and why.
    Lost(String),
}

/// A letter being put together of a mail and its attachments.
pub(super) struct Assembly<'a> {
    language: &'a str,
    text: String,
    remarks: Remarks,
    n_attachments: usize,
    depth: usize,
    /// Name of each attachment that was not read, and why.
    unread: Vec<(String, String)>,
    /// Whether an attachment says something.
    is_any_read: bool,
}

impl<'a> Assembly<'a> {
    pub(super) fn new(language: &'a str) -> Self {
        Self {
            language,
            text: String::new(),
            remarks: Vec::new(),
            n_attachments: 0,
            depth: 0,
            unread: Vec::new(),
            is_any_read: false,
        }
    }

    /// The text, what was odd, and the attachments that were not read where none was.
    pub(super) fn finish(mut self) -> (String, Remarks, Vec<(String, String)>) {
        if self.n_attachments > MOST {
            let more = self.n_attachments - MOST;
            self.tell(format!("{more} of {} attachments were not read", self.n_attachments));
        }
        let unread = if self.is_any_read { Vec::new() } else { self.unread };
        (self.text, self.remarks, unread)
    }

    /// Adds a mail's own text, then what was attached to it.
    pub(super) fn mail(&mut self, mail: Mail) {
        self.remarks.extend(mail.remarks);
        self.is_any_read |= self.depth > 0 && mail.text.contains(char::is_alphanumeric);
        self.add(&mail.text);
        for attachment in mail.attachments {
            self.attachment(attachment);
        }
    }

    fn attachment(&mut self, attachment: Attachment) {
        let Attachment { name, content, is_inline } = attachment;
        if let Content::File { media_type, bytes } = &content
            && is_passed_over(&name, media_type, bytes.len())
        {
            // A small image is nothing to tell, and yet may be all there is.
            if is_image(&name, media_type) && !bytes.is_empty() && !is_inline {
                let name = self.shown(&name, &content);
                self.unread.push((name, AN_IMAGE.to_owned()));
            }
            return;
        }
        self.n_attachments += 1;
        if self.n_attachments > MOST {
            return;
        }
        let name = self.shown(&name, &content);
        match content {
            Content::File { media_type, bytes } => self.file(&name, &media_type, &bytes),
            Content::Mail(mail) => self.inner(&name, Ok(mail)),
            Content::Lost(reason) => self.lose(&name, &reason),
        }
    }

    /// The name of the file on one line, or one made for it.
    fn shown(&self, name: &str, content: &Content) -> String {
        let shown: String = name.chars().map(|mark| if mark.is_control() { ' ' } else { mark }).collect();
        let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
        match content {
            _ if !shown.is_empty() => shown,
            Content::Mail(mail) => mail.head.subject.clone().unwrap_or_else(|| "message".to_owned()),
            _ => format!("attachment {}", self.n_attachments),
        }
    }

    fn file(&mut self, name: &str, media_type: &str, bytes: &[u8]) {
        if is_archive(name, media_type) {
            return self.archive(name, bytes);
        }
        let Some(format) = format_of(name, media_type) else {
            let what = if is_image(name, media_type) { AN_IMAGE } else { NOT_SUPPORTED };
            return self.lose(name, what);
        };
        let inner = self.depth + 1;
        match format.reader {
            Reader::Document(_) if inner >= DEEPEST && is_mail(format) => {
                self.lose(name, &too_deep());
            }
            Reader::Document(_) if format.name == eml::FORMAT.name => {
                self.inner(name, eml::take_apart(bytes, self.language, inner));
            }
            Reader::Document(_) if format.name == msg::FORMAT.name => {
                self.inner(name, msg::take_apart(bytes, self.language, inner));
            }
            Reader::Letter(read) | Reader::Document(read) => match read(bytes, self.language) {
                Ok(letter) => {
                    let remarks = letter.remarks.into_iter();
                    self.remarks.extend(
                        remarks.map(|(kind, message)| (kind, format!("attachment `{name}`: {message}"))),
                    );
                    self.block(name, &letter.text);
                }
                Err(reason) => self.lose(name, &reason),
            },
            Reader::Table(_) | Reader::Mailbox { .. } => {
                self.lose(name, "it holds many records, not a letter");
            }
        }
    }

    /// The files of an archive stand for attachments of their own.
    fn archive(&mut self, name: &str, bytes: &[u8]) {
        if self.depth + 1 >= DEEPEST {
            return self.lose(name, &format!("an archive inside {DEEPEST} others"));
        }
        let mut package = match Package::open(bytes, "a zip archive") {
            Ok(package) => package,
            Err(reason) => return self.lose(name, &reason),
        };
        if let Some(ending) = package::ending(package.noun()) {
            // A document that lost its ending.
            return self.file(&format!("{name}.{ending}"), "", bytes);
        }
        self.depth += 1;
        for (index, file) in package.files() {
            if file.split(['/', '\\']).any(walk::is_litter) {
                continue;
            }
            if self.n_attachments >= MOST {
                // Counted, and not unpacked.
                self.n_attachments += 1;
                continue;
            }
            let content = match package.bytes(index) {
                Ok(bytes) => Content::File { media_type: String::new(), bytes },
                Err(reason) => Content::Lost(reason),
            };
            self.attachment(Attachment { name: format!("{name}/{file}"), content, is_inline: false });
        }
        self.depth -= 1;
    }

    fn inner(&mut self, name: &str, mail: Result<Mail, String>) {
        match mail {
            Ok(mail) => {
                self.name(name);
                self.depth += 1;
                self.mail(mail);
                self.depth -= 1;
            }
            Err(reason) => self.lose(name, &reason),
        }
    }

    fn block(&mut self, name: &str, text: &str) {
        if text.contains(char::is_alphanumeric) {
            self.is_any_read = true;
            self.name(name);
            self.add(text);
        } else {
            self.tell(format!("the attachment `{name}` holds no text"));
        }
    }

    fn name(&mut self, name: &str) {
        let line = format!("[attachment: {name}]");
        self.add(&line);
    }

    fn add(&mut self, text: &str) {
        if self.text.len() + text.len() > LONGEST_TEXT {
            return self
                .tell("its text breaks off: with its attachments it is larger than 64 MiB".to_owned());
        }
        let tidied = tidy(text);
        if !self.text.is_empty() && !tidied.is_empty() {
            self.text.push_str("\n\n");
        }
        self.text.push_str(&tidied);
    }

    fn lose(&mut self, name: &str, reason: &str) {
        self.tell(format!("the attachment `{name}` was not read: {reason}"));
        self.unread.push((name.to_owned(), reason.to_owned()));
    }

    fn tell(&mut self, message: String) {
        self.remarks.push(("attachment", message));
    }
}

/// Why a mail inside too many others is not read.
pub(in super::super) fn too_deep() -> String {
    format!("a mail inside {DEEPEST} others")
}

fn is_mail(format: &Format) -> bool {
    format.name == eml::FORMAT.name || format.name == msg::FORMAT.name
}

fn is_archive(name: &str, media_type: &str) -> bool {
    const TYPES: [&str; 2] = ["application/zip", "application/x-zip-compressed"];
    archive::is_named(name)
        || format::of(name).is_none() && TYPES.iter().any(|known| media_type.eq_ignore_ascii_case(known))
}

/// The format by the file's name, else by what the mail says.
fn format_of(name: &str, media_type: &str) -> Option<&'static Format> {
    format::of(name).or_else(|| {
        let (_, ending) = ENDING_OF.into_iter().find(|(known, _)| media_type.eq_ignore_ascii_case(known))?;
        format::of(&format!("x.{ending}"))
    })
}

fn ending(name: &str) -> String {
    name.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.trim().to_lowercase())
}

fn is_image(name: &str, media_type: &str) -> bool {
    media_type.to_lowercase().starts_with("image/") || IMAGES.contains(&ending(name).as_str())
}

/// Whether there is nothing to say about an attachment.
fn is_passed_over(name: &str, media_type: &str, n_bytes: usize) -> bool {
    TRIFLES.contains(&ending(name).as_str())
        || TRIFLING_TYPES.contains(&media_type.to_lowercase().as_str())
        || n_bytes == 0
        || is_image(name, media_type) && n_bytes <= SMALL_IMAGE
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn file(name: &str, media_type: &str, bytes: &[u8]) -> Attachment {
        let content = Content::File { media_type: media_type.into(), bytes: bytes.to_vec() };
        Attachment { name: name.into(), content, is_inline: true }
    }

    #[track_caller]
    fn check(attachments: Vec<Attachment>, text: &str, remarks: &[&str]) {
        let mut assembly = Assembly::new("en");
        assembly.mail(Mail { text: "Hello".into(), attachments, ..Mail::default() });
        let (found, told, _) = assembly.finish();
        assert_eq!(found, text);
        assert_eq!(told.iter().map(|(_, message)| message.as_str()).collect::<Vec<_>>(), remarks);
    }

    #[test]
    fn files_are_read_by_name_or_by_type() {
        check(
            vec![file("a\tb.TXT", "application/octet-stream", b"one"), file("", "text/plain", b"two")],
            "Hello\n\n[attachment: a b.TXT]\n\none\n\n[attachment: attachment 2]\n\ntwo",
            &[],
        );
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        check(
            vec![
                file("a.exe", "application/octet-stream", b"MZ"),
                file("a.csv", "text/csv", b"a,b"),
                file("b.txt", "text/plain", b" "),
                file("scan.jpg", "application/octet-stream", &[0; 50_001]),
                file("c.eml", "message/rfc822", b"nothing"),
            ],
            "Hello",
            &[
                "the attachment `a.exe` was not read: its format is not supported",
                "the attachment `a.csv` was not read: it holds many records, not a letter",
                "the attachment `b.txt` holds no text",
                "the attachment `scan.jpg` was not read: an image",
                "the attachment `c.eml` was not read: not an e-mail message",
            ],
        );
    }

    #[test]
    fn files_of_an_archive_are_attachments_of_their_own() {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let parts: [(&str, &[u8]); 4] = [
            ("a.txt", b"one"),
            ("letters/b.html", b"<p>two</p>"),
            ("__MACOSX/._a.txt", b"x"),
            ("c.exe", b"MZ"),
        ];
        for (name, bytes) in parts {
            writer.start_file(name, SimpleFileOptions::default()).expect("a new part");
            writer.write_all(bytes).expect("memory");
        }
        let bytes = writer.finish().expect("memory").into_inner();
        check(
            vec![file("all.zip", "application/zip", &bytes), file("bad.zip", "", b"PK\x03\x04 cut short")],
            "Hello\n\n[attachment: all.zip/a.txt]\n\none\n\n[attachment: all.zip/letters/b.html]\n\ntwo",
            &[
                "the attachment `all.zip/c.exe` was not read: its format is not supported",
                "the attachment `bad.zip` was not read: damaged: invalid Zip archive: Could not find EOCD",
            ],
        );
    }

    #[test]
    fn logos_cards_and_signatures_are_passed_over() {
        check(
            vec![
                file("logo.png", "image/png", b"png"),
                file("x", "text/calendar", b"BEGIN"),
                file("smime.p7s", "application/octet-stream", b"sig"),
                file("empty.txt", "text/plain", b""),
            ],
            "Hello",
            &[],
        );
    }

    #[test]
    fn attachments_beyond_counting_are_counted() {
        let many = (0..52).map(|_| file("a.exe", "", b"x")).collect();
        let mut assembly = Assembly::new("en");
        assembly.mail(Mail { attachments: many, ..Mail::default() });
        let (_, told, _) = assembly.finish();
        assert_eq!(told.len(), 51);
        assert_eq!(told[50].1, "2 of 52 attachments were not read");
    }

    #[test]
    fn mails_inside_mails_are_read_to_a_depth() {
        let mut mail = b"Subject: 5\n\nfive".to_vec();
        for level in (1..5).rev() {
            let mut outer = format!(
                "Subject: {level}\nContent-Type: multipart/mixed; boundary=b{level}\n\n--b{level}\n\nlevel {level}\n\
                 --b{level}\nContent-Type: application/octet-stream; name=\"{level}.eml\"\n\n"
            )
            .into_bytes();
            outer.extend(mail);
            outer.extend(format!("\n--b{level}--\n").into_bytes());
            mail = outer;
        }
        let letter = super::super::letter(eml::take_apart(&mail, "en", 0).expect("a mail"), "en");
        assert!(letter.text.ends_with("level 4"), "{}", letter.text);
        assert_eq!(
            letter.remarks,
            [("attachment", "the attachment `4.eml` was not read: a mail inside 4 others".to_owned())]
        );
    }
}
