//! A number as a list shows it: `3`, `iii`, `C`.

/// How the numbers of a list are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Numeral {
    Decimal,
    /// `01`, `02`.
    PaddedDecimal,
    /// `1st`, `2nd`.
    Ordinal,
    LowerLetter,
    UpperLetter,
    LowerRoman,
    UpperRoman,
}

/// Letters are repeated behind `z` up to this number; Word writes no more either.
const LAST_LETTER: u32 = 780;
const LAST_ROMAN: u32 = 3999;

/// Writes a number.
pub(super) fn write(number: u32, numeral: Numeral) -> String {
    match numeral {
        Numeral::PaddedDecimal => format!("{number:02}"),
        Numeral::Ordinal => format!("{number}{}", ending(number)),
        Numeral::LowerLetter if (1..=LAST_LETTER).contains(&number) => letters(number, b'a'),
        Numeral::UpperLetter if (1..=LAST_LETTER).contains(&number) => letters(number, b'A'),
        Numeral::LowerRoman if (1..=LAST_ROMAN).contains(&number) => roman(number),
        Numeral::UpperRoman if (1..=LAST_ROMAN).contains(&number) => roman(number).to_uppercase(),
        _ => number.to_string(),
    }
}

/// `a` to `z`, then `aa`, `bb`.
fn letters(number: u32, first: u8) -> String {
    let place = (number - 1) % 26;
    let letter = char::from(first + place as u8);
    std::iter::repeat_n(letter, ((number - 1) / 26 + 1) as usize).collect()
}

fn roman(mut number: u32) -> String {
    const PARTS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut written = String::new();
    for (value, part) in PARTS {
        while number >= value {
            written.push_str(part);
            number -= value;
        }
    }
    written
}

fn ending(number: u32) -> &'static str {
    match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_lists_show_them() {
        for (number, numeral, expect) in [
            (7, Numeral::Decimal, "7"),
            (7, Numeral::PaddedDecimal, "07"),
            (22, Numeral::Ordinal, "22nd"),
            (12, Numeral::Ordinal, "12th"),
            (3, Numeral::LowerLetter, "c"),
            (28, Numeral::UpperLetter, "BB"),
            (1994, Numeral::LowerRoman, "mcmxciv"),
            (4, Numeral::UpperRoman, "IV"),
            (0, Numeral::LowerLetter, "0"),
            (u32::MAX, Numeral::UpperLetter, "4294967295"),
        ] {
            assert_eq!(write(number, numeral), expect);
        }
    }
}
