//! What the mail formats share: a mail taken apart, and how it is put together as one letter.

mod attachment;
mod flowed;
mod tidy;

use serde::{Deserialize, Serialize};

pub(crate) use attachment::{AN_IMAGE, NOT_SUPPORTED};
pub(super) use attachment::{Attachment, Content, too_deep};
pub(super) use flowed::unflow;
pub(super) use tidy::tidy;

use super::Letter;

/// Mails inside mails inside mails: no response lies deeper.
pub(super) const DEEPEST: usize = 4;

/// Who sent a mail, about what, when, and with what. None of it is part of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct MailHead {
    /// The sender's name as shown.
    pub(crate) from_name: Option<String>,
    /// The sender's address.
    pub(crate) from_address: Option<String>,
    /// The subject line.
    pub(crate) subject: Option<String>,
    /// When it was sent, as RFC 3339.
    pub(crate) date: Option<String>,
    /// The head of the one mail that is attached to it.
    pub(crate) carried: Option<Box<MailHead>>,
    /// Name of each attachment that may be the letter and cannot be read, and why; none where another could be.
    pub(crate) unread: Vec<(String, String)>,
}

/// A mail taken apart.
#[derive(Debug, Default)]
pub(super) struct Mail {
    pub(super) head: MailHead,
    /// The body alone.
    pub(super) text: String,
    /// What came with it, in order.
    pub(super) attachments: Vec<Attachment>,
    /// Kind and message of what was odd.
    pub(super) remarks: Vec<(&'static str, String)>,
}

impl MailHead {
    /// A head of what a program wrote down, cleaned of blanks and of what says nothing.
    pub(super) fn new(name: Option<&str>, address: Option<&str>, subject: Option<&str>) -> Self {
        let clean = |text: Option<&str>| {
            let text = text?.split_whitespace().collect::<Vec<_>>().join(" ");
            // Outlook puts a name it does not know between quotation marks.
            let text = text.trim_matches(['\'', '"', '\0']).trim();
            (!text.is_empty()).then(|| text.to_owned())
        };
        let from_address = clean(address).filter(|address| address.contains('@'));
        let from_name = clean(name).filter(|name| from_address.as_ref().is_none_or(|other| other != name));
        Self { from_name, from_address, subject: clean(subject), ..Self::default() }
    }

    /// The sender as a program names one in the head of a mail that it quotes: "Ada Penrose <ada@hall.example>".
    pub(crate) fn quoted(sender: &str) -> Self {
        let parts = sender.split(|mark: char| {
            mark.is_whitespace() || matches!(mark, '<' | '>' | '[' | ']' | '(' | ')' | ';')
        });
        let address = parts.map(|part| part.trim_start_matches("mailto:")).find(|part| part.contains('@'));
        let name = sender.split(['<', '[', '(']).next().filter(|name| !name.contains('@'));
        Self::new(name, address, None)
    }
}

/// The mail and what was attached to it as one text.
pub(super) fn letter(mail: Mail, language: &str) -> Letter {
    let head = head(&mail);
    let mut assembly = attachment::Assembly::new(language);
    assembly.mail(mail);
    let (text, remarks, unread) = assembly.finish();
    Letter { text, remarks, mail: Some(MailHead { unread, ..head }), margins: None }
}

/// A mail that merely carries another was written by the other's sender.
fn head(mail: &Mail) -> MailHead {
    let [Attachment { content: Content::Mail(inner), .. }] = mail.attachments.as_slice() else {
        return mail.head.clone();
    };
    let carried = head(inner);
    if mail.text.contains(char::is_alphanumeric) {
        MailHead { carried: Some(Box::new(carried)), ..mail.head.clone() }
    } else {
        carried
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_cleaned() {
        let head = MailHead::new(Some(" 'Ada  Penrose' "), Some("ada@hall.example"), Some(" "));
        assert_eq!(head.from_name.as_deref(), Some("Ada Penrose"));
        assert_eq!(head.subject, None);
        let head = MailHead::new(Some("ada@hall.example"), Some("ada@hall.example"), None);
        assert_eq!(head.from_name, None);
        assert_eq!(MailHead::new(None, Some("/O=HALL/CN=ADA"), None).from_address, None);
    }

    #[test]
    fn quoted_senders_are_taken_apart() {
        for (sender, name, address) in [
            ("Ada Penrose <ada@hall.example>", Some("Ada Penrose"), Some("ada@hall.example")),
            ("Penrose, Ada [mailto:ada@hall.example]", Some("Penrose, Ada"), Some("ada@hall.example")),
            ("\"Ada\" <mailto:ada@hall.example>", Some("Ada"), Some("ada@hall.example")),
            ("ada@hall.example", None, Some("ada@hall.example")),
            ("Ada Penrose", Some("Ada Penrose"), None),
            ("", None, None),
        ] {
            let head = MailHead::quoted(sender);
            assert_eq!((head.from_name.as_deref(), head.from_address.as_deref()), (name, address));
        }
    }

    #[test]
    fn an_empty_mail_that_carries_another_is_the_others() {
        let inner = Mail {
            head: MailHead::new(Some("Ada"), None, None),
            text: "We agree.".into(),
            ..Mail::default()
        };
        let content = Content::Mail(inner);
        let attachments = vec![Attachment { name: "Our view".into(), content, is_inline: false }];
        let carrier =
            Mail { head: MailHead::new(Some("The office"), None, None), attachments, ..Mail::default() };
        let letter = letter(carrier, "en");
        assert_eq!(letter.mail.and_then(|head| head.from_name).as_deref(), Some("Ada"));
        assert_eq!(letter.text, "[attachment: Our view]\n\nWe agree.");
    }
}
