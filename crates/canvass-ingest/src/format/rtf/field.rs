//! Fields: instructions and the results that show, among them the controls of forms.

use super::super::symbol::{self, Font};

/// Words of an instruction that are looked at; more need not be kept.
const LONGEST_INSTRUCTION: usize = 1000;
/// Choices of a control that are kept.
const MOST_CHOICES: usize = 100;
/// The result of a control that was left as it was.
const UNTOUCHED: i32 = 25;

/// A field that is open.
#[derive(Default)]
pub(super) struct Field {
    instruction: String,
    /// Whether a result was written, so that nothing need stand in for it.
    pub(super) has_result: bool,
    result: Option<i32>,
    default: Option<i32>,
    choices: Vec<String>,
}

impl Field {
    /// Takes in part of what the field is to do.
    pub(super) fn instruct(&mut self, text: &str) {
        if self.instruction.len() < LONGEST_INSTRUCTION {
            self.instruction.push_str(text);
        }
    }

    /// Takes in a setting of a form control.
    pub(super) fn set(&mut self, name: &str, number: Option<i32>) {
        match name {
            "ffres" => self.result = number,
            "ffdefres" => self.default = number,
            "ffl" if self.choices.len() < MOST_CHOICES => self.choices.push(String::new()),
            _ => {}
        }
    }

    /// Takes in part of the wording of a choice.
    pub(super) fn name_choice(&mut self, text: &str) {
        if let Some(choice) = self.choices.last_mut() {
            choice.push_str(text);
        }
    }

    /// What shows where no result was written.
    pub(super) fn stand_in(&self) -> Option<String> {
        let mut words = self.instruction.split_whitespace();
        match words.next()?.to_ascii_uppercase().as_str() {
            "FORMCHECKBOX" => Some(symbol::tick(self.chosen() == Some(1)).to_string()),
            _ if self.has_result => None,
            "FORMDROPDOWN" => self.choices.get(usize::try_from(self.chosen()?).ok()?).cloned(),
            "SYMBOL" => drawing(words),
            _ => None,
        }
    }

    fn chosen(&self) -> Option<i32> {
        self.result.filter(|result| *result != UNTOUCHED).or(self.default)
    }
}

/// The character of `168 \f "Wingdings"`.
fn drawing<'a>(mut words: impl Iterator<Item = &'a str>) -> Option<String> {
    let code = words.next()?;
    let code = match code.strip_prefix("0x") {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => code.parse().ok()?,
    };
    let font: Vec<&str> = words.skip_while(|word| *word != "\\f").skip(1).take(2).collect();
    let font = font.join(" ");
    let font =
        font.strip_prefix('"').map_or(font.as_str(), |inside| inside.split('"').next().unwrap_or(inside));
    symbol::character(char::from_u32(code)?, Font::named(font)).map(String::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(instruction: &str, settings: &[(&str, i32)], expected: Option<&str>) {
        let mut field = Field::default();
        field.instruct(instruction);
        for (name, number) in settings {
            field.set(name, Some(*number));
        }
        assert_eq!(field.stand_in().as_deref(), expected);
    }

    #[test]
    fn controls_and_drawings_show() {
        check(" FORMCHECKBOX ", &[("ffres", 1)], Some("☒"));
        check(" FORMCHECKBOX ", &[("ffres", 25), ("ffdefres", 1)], Some("☒"));
        check(" FORMCHECKBOX ", &[("ffres", 0), ("ffdefres", 1)], Some("☐"));
        check(" SYMBOL 254 \\f \"Wingdings\" \\s 12", &[], Some("☒"));
        check("SYMBOL 0xA3 \\f \"Wingdings 2\"", &[], Some("☐"));
        check("PAGE", &[], None);
        check("", &[], None);
    }
}
