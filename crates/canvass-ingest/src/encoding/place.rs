//! Which of the encodings of Western Europe a text is in: the one that leaves the fewest characters out of place.

use encoding_rs::{ISO_8859_14, MACINTOSH, WINDOWS_1252};

use super::Charset;

/// In order of preference: what nothing speaks against is Windows-1252.
const CANDIDATES: [Charset; 5] = [
    Charset::Web(WINDOWS_1252),
    Charset::Web(MACINTOSH),
    Charset::Dos850,
    Charset::Dos437,
    Charset::Web(ISO_8859_14),
];
/// Letters that are words of their own.
const WORDS: &str = "àåèéòóôöøÀÅÈÉÖ";
/// Letters of Welsh that no other encoding here has, and those that stand in their places elsewhere.
const WELSH: &str = "ŵŷŴŶ";
const ICELANDIC: &str = "ðþÐÞ";

/// The encoding of a text that is not in Unicode.
pub(super) fn western(bytes: &[u8]) -> Charset {
    let faults = |charset: &Charset| {
        let text: Vec<char> = charset.decode(bytes).0.chars().collect();
        let at = |place: Option<usize>| place.and_then(|place| text.get(place)).copied().unwrap_or(' ');
        let odd = (0..text.len()).filter(|place| {
            let mark = text[*place];
            !mark.is_ascii() && !is_in_place(at(place.checked_sub(1)), mark, at(Some(place + 1)))
        });
        odd.count()
    };
    CANDIDATES.into_iter().min_by_key(faults).unwrap_or(CANDIDATES[0])
}

/// Whether a character may stand between two others in a Western language.
fn is_in_place(before: char, mark: char, after: char) -> bool {
    let within_word = before.is_alphabetic() && after.is_alphabetic();
    match mark {
        '–' | '—' | '…' | '•' | '’' | '‘' | '´' | '\u{a0}' => true,
        '„' | '‚' => !before.is_alphanumeric() && after.is_alphanumeric(),
        '“' | '”' | '«' | '»' | '‹' | '›' => !(before.is_alphanumeric() && after.is_alphanumeric()),
        '£' | '€' | '§' | '©' | '®' | '™' | '±' | '×' | '÷' | '¶' | '†' => !within_word,
        '¥' | '¤' => before.is_ascii_digit() || after.is_ascii_digit(),
        '¢' | '‰' => before.is_ascii_digit(),
        '°' | 'º' | 'ª' => !after.is_lowercase(),
        '¹' | '²' | '³' => before != ' ' && !after.is_alphanumeric(),
        '¼' | '½' | '¾' => !before.is_alphabetic() && !after.is_alphabetic(),
        '¡' | '¿' => !before.is_alphabetic() && !after.is_whitespace(),
        'µ' => !before.is_alphabetic() && after.is_alphabetic(),
        '·' => !within_word || before == 'l' && after == 'l',
        _ => is_letter_in_place(before, mark, after),
    }
}

fn is_letter_in_place(before: char, mark: char, after: char) -> bool {
    let is_latin = mark.is_alphabetic() && ('\u{c0}'..='\u{17f}').contains(&mark) && mark != 'ı';
    if !is_latin || ICELANDIC.contains(mark) || after.is_ascii_digit() {
        false
    } else if WELSH.contains(mark) {
        is_welsh_in_place(before, mark, after)
    } else if !before.is_alphabetic() && !after.is_alphabetic() {
        WORDS.contains(mark)
    } else {
        // No capital stands behind a small letter, or within a word that goes on in small ones.
        !(mark.is_uppercase() && (before.is_lowercase() || before.is_alphabetic() && after.is_lowercase()))
    }
}

/// These are vowels: "dŵr", "siŵr", "tŷ". In their places stand consonants of Icelandic names.
fn is_welsh_in_place(before: char, mark: char, after: char) -> bool {
    let is_vowel = |letter: char| "aeiouáéíóúö".contains(letter);
    let is_broad = matches!(mark, 'ŵ' | 'Ŵ');
    let behind_vowel = is_vowel(before) && before != 'i';
    (before.is_alphabetic() || after.is_alphabetic()) && !behind_vowel && (is_broad || !is_vowel(after))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(charset: Charset, text: &str) -> Vec<u8> {
        let byte = |mark: char| {
            let is_it = |byte: &u8| charset.decode(&[*byte]).0.starts_with(mark);
            (0..=255).find(is_it).expect("in the encoding")
        };
        text.chars().map(byte).collect()
    }

    #[track_caller]
    fn check(charset: Charset, texts: &[&str]) {
        for text in texts {
            let found = western(&bytes(charset, text));
            assert_eq!(found.decode(&bytes(charset, text)).0, *text, "{found:?}");
        }
    }

    #[test]
    fn windows_1252_is_kept_wherever_it_makes_sense() {
        check(
            Charset::Web(WINDOWS_1252),
            &[
                "We don’t agree.",
                "“Safe” – or so they say… it cost £5, or 6 €.",
                "• first\n• second – ‘third’",
                "a naïve café, a 2ème étage, où l’on paie « rien »",
                "Größe, Straße, ÄRGER, „so“ und Öl",
                "Mañana, ¿qué? ¡No! nº 5, 1ª",
                "São Paulo, OPINIÕES, É NÃO",
                "5 °C, 20°, 3 m², CO², ½ mile, 1½, ±3, §4, 80 µm, © 2024, Brand™",
                "Å gå på øya, œuvre, Œuvre, FRANÇAIS",
                "Miloš Žižek and Guðrún Davíðsdóttir live at 5 Þórsgata",
                "wait—what, 1990–95, don´t, col·lectiu",
                "È vero, c’è; città",
            ],
        );
    }

    #[test]
    fn old_macs_and_dos_are_told() {
        check(
            Charset::Web(MACINTOSH),
            &[
                "We don’t agree.",
                "a café",
                "für Größe und Straße",
                "März",
                "“We agree.” – so",
                "été… déjà, garçon",
                "• one",
            ],
        );
        check(Charset::Dos850, &["a café", "£5", "für Größe", "garçon, déjà, côté", "señor"]);
        check(Charset::Dos437, &["a café costs £5", "für Größe"]);
    }

    #[test]
    fn welsh_has_letters_of_its_own() {
        check(Charset::Web(ISO_8859_14), &["dŵr", "y tŷ ar y bryn, siŵr o fod: pêl a grŵp", "Tŷ Hywel, £5"]);
    }
}
