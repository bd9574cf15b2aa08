//! From a word as written to the form that is compared.

use unicode_normalization::UnicodeNormalization;

use super::scan;

/// Writes the compared form of a raw token into `out`: lower case, straight apostrophes, no ligatures,
/// no soft hyphens, no dots of an acronym, no joining hyphen, no possessive ending, no plural `s` behind capitals.
pub(super) fn fold_into(raw: &str, out: &mut String) {
    out.clear();
    // Snowball keeps the `s` of "CSPs" and "VRUs", which are plurals all the same.
    let raw = raw.strip_suffix('s').filter(|letters| is_acronym(letters)).unwrap_or(raw);
    if raw.is_ascii() {
        out.extend(raw.chars().filter(|letter| *letter != '-').map(|letter| letter.to_ascii_lowercase()));
    } else {
        for letter in raw.nfkc().flat_map(char::to_lowercase) {
            match letter {
                '\u{ad}' | '\u{200d}' | '\u{200c}' | '\u{2060}' | '-' | '\u{2010}' | '\u{2011}' => {}
                _ if scan::is_apostrophe(letter) => out.push('\''),
                _ => out.push(letter),
            }
        }
    }
    if scan::is_dotted(out) {
        out.retain(|letter| letter != '.');
    }
    if let Some(bare) =
        out.strip_suffix("'s").or_else(|| out.strip_suffix("s'").map(|_| &out[..out.len() - 1]))
    {
        let length = bare.len();
        out.truncate(length);
    }
}

/// Writes `æ` and `œ` as two letters.
pub(super) fn split_ligatures(word: &mut String) {
    if !word.is_ascii() && word.contains(['æ', 'œ']) {
        *word = word.replace('æ', "ae").replace('œ', "oe");
    }
}

fn is_acronym(letters: &str) -> bool {
    letters.len() >= 2 && letters.chars().all(char::is_uppercase)
}

/// The words of `text` in the form tokens are compared in.
///
/// Characters in `keep` count as letters, so that a glob such as `co-op*` stays one word.
///
/// ```
/// use canvass_core::text::folded_words;
/// assert_eq!(folded_words("Co-op* CSP’s, multi-agency", &['*', '?']), ["coop*", "csp", "multi", "agency"]);
/// ```
pub fn folded_words(text: &str, keep: &[char]) -> Vec<String> {
    let mut words = Vec::new();
    let mut at = 0;
    while let Some(raw) = scan::next_word(text, at, keep) {
        let mut word = String::with_capacity(raw.len());
        fold_into(&text[raw.clone()], &mut word);
        words.push(word);
        at = raw.end;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::folded_words;

    #[test]
    fn spellings_of_one_word_fold_to_one_form() {
        for (one, other) in [
            ("children's", "children’s"),
            ("CSP's", "csp"),
            ("co-operation", "Cooperation"),
            ("e-mail", "email"),
            ("N.H.S.", "NHS"),
            ("\u{fb01}nance", "finance"),
            ("pub\u{ad}lic", "public"),
            ("members’", "members"),
            ("VRUs", "vru"),
        ] {
            assert_eq!(folded_words(one, &[]), folded_words(other, &[]), "{one} and {other}");
        }
    }

    #[test]
    fn contractions_and_figures_stay_whole() {
        assert_eq!(
            folded_words("We don’t want £1,000.50 or 3.5%", &[]),
            ["we", "don't", "want", "£", "1,000.50", "or", "3.5", "%"]
        );
    }
}
