//! What mail programs write around a message: fields, and the lines above what they quote.

const FIELDS: [&str; 9] = ["from", "to", "cc", "bcc", "sent", "date", "subject", "reply-to", "attachments"];
/// What stands between dashes above older mail.
const PARTS: [&str; 4] = ["original message", "original email", "forwarded message", "original appointment"];
const LONGEST_PART: usize = 80;

/// "Subject: buses", whatever stands behind it.
pub(super) fn is_field(inner: &str) -> bool {
    name(inner).is_some_and(|name| FIELDS.contains(&name.as_str()))
}

pub(super) fn is_from(inner: &str) -> bool {
    name(inner).is_some_and(|name| name == "from")
}

fn name(inner: &str) -> Option<String> {
    let head = &inner.as_bytes()[..inner.len().min(16)];
    let colon = head.iter().position(|byte| *byte == b':')?;
    inner.get(..colon).map(|name| name.trim_matches('*').trim().to_lowercase())
}

/// "-----Original Message-----", "Begin forwarded message:".
pub(super) fn parts(inner: &str) -> bool {
    if inner.len() > LONGEST_PART || !inner.starts_with(['-', '_', 'O', 'F', 'B', 'o', 'f', 'b']) {
        return false;
    }
    let bare = inner.trim_matches(|mark: char| !mark.is_alphanumeric()).to_lowercase();
    let bare = bare.strip_prefix("begin ").unwrap_or(&bare);
    PARTS.contains(&bare)
}

/// "On 3 June, Jo Smith wrote:", as programs put above what they quote.
pub(super) fn is_wrote(inner: &str) -> bool {
    let on = inner.get(..3).is_some_and(|head| head.eq_ignore_ascii_case("on "));
    on && (inner.ends_with("wrote:") || inner.ends_with("writes:"))
}
