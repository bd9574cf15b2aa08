//! Campaign platforms and web forms send mails for the people who fill them in, whom only the reply address names.

use crate::duplicates::is_robot;

/// What the addresses that programs and teams send from begin with; whoever writes in person may have one too.
const OF_MANY: [&str; 14] = [
    "action",
    "admin",
    "alerts",
    "campaign",
    "contact",
    "form",
    "hello",
    "info",
    "mail",
    "notification",
    "petition",
    "send",
    "web",
    "website",
];

/// Whether a mail from an address was written by somebody else, to whom a reply would go.
///
/// An address of many speaks for itself where the reply stays in its house.
pub(super) fn sends_for(sender: Option<&str>, reply_to: &str) -> bool {
    let Some(sender) = sender.map(str::to_lowercase) else { return false };
    let reply_to = reply_to.trim().to_lowercase();
    if sender == reply_to || !reply_to.contains('@') || is_robot(&reply_to) {
        return false;
    }
    is_robot(&sender) || is_of_many(&sender) && !is_of_many(&reply_to) && house(&sender) != house(&reply_to)
}

/// The person in "Kit Orr via Isle Action".
pub(super) fn represented(name: &str) -> Option<&str> {
    name.split_once(" via ").map(|(person, _)| person.trim())
}

fn is_of_many(address: &str) -> bool {
    OF_MANY.iter().any(|begin| address.starts_with(begin))
}

fn house(address: &str) -> &str {
    address.rsplit_once('@').map_or("", |(_, house)| house)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn platforms_send_for_others() {
        let (kit, rae) = ("kit@orr.example", "Ann@rae.example");
        for (sender, reply_to, is_for) in [
            ("noreply@isle.example", kit, true),
            ("petition-noreply@isle.example", kit, true),
            ("campaigns@isle.example", kit, true),
            ("info@rae.example", rae, false),
            ("noreply@isle.example", "no-reply@isle.example", false),
            ("campaigns@isle.example", "info@isle.example", false),
            ("kit@work.example", kit, false),
            (kit, "KIT@orr.example", false),
        ] {
            assert_eq!(sends_for(Some(sender), reply_to), is_for, "{sender} for {reply_to}");
        }
        assert!(!sends_for(None, kit));
        assert_eq!(represented("Kit Orr via Isle Action"), Some("Kit Orr"));
        assert_eq!(represented("Isle Action"), None);
    }
}
