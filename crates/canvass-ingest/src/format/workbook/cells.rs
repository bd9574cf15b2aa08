//! What a cell of a workbook says, as text: numbers as Excel shows them, dates as ISO 8601.

use calamine::{Data, ExcelDateTime, ExcelDateTimeType};

/// Figures that a number of Excel has at most.
const FIGURES: usize = 15;
const ERRORS: [&str; 8] =
    ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#GETTING_DATA"];
const DAY: i64 = 86_400;

/// The text of a cell; a cell that holds an error is empty.
pub(super) fn written(value: &Data) -> String {
    match value {
        Data::String(text) => string(text).to_owned(),
        Data::DateTimeIso(text) => text.clone(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number_text(*number),
        Data::Bool(true) => "TRUE".to_owned(),
        Data::Bool(false) => "FALSE".to_owned(),
        Data::DateTime(moment) if moment.is_duration() => duration(moment.as_f64()),
        Data::DateTime(moment) => moment_text(moment),
        Data::DurationIso(text) => clock(text).unwrap_or_else(|| text.clone()),
        Data::Error(_) | Data::Empty => String::new(),
    }
}

/// A text; `OpenDocument` writes down an error as the text that shows it.
pub(super) fn string(text: &str) -> &str {
    if ERRORS.contains(&text) { "" } else { text }
}

/// A number without what binary fractions add to it: `1`, `0.3`, `118012345678`.
fn number_text(number: f64) -> String {
    if !number.is_finite() {
        return String::new();
    }
    let rounded = format!("{number:.*e}", FIGURES - 1).parse().unwrap_or(number);
    if rounded == 0.0 {
        "0".to_owned()
    } else if (1e-9..1e21).contains(&rounded.abs()) {
        rounded.to_string()
    } else {
        format!("{rounded:E}")
    }
}

/// A date, a time of day, or both, to the second.
fn moment_text(moment: &ExcelDateTime) -> String {
    let (days, seconds) = to_seconds(moment.as_f64());
    let time = clock_text(seconds);
    // The first day there is a date for is 1.
    if days == 0 {
        return time;
    }
    // Which epoch it counts from is not told otherwise.
    let same = |is_1904| ExcelDateTime::new(moment.as_f64(), ExcelDateTimeType::DateTime, is_1904) == *moment;
    let midnight = ExcelDateTime::new(days as f64, ExcelDateTimeType::DateTime, same(true));
    let (year, month, day, ..) = midnight.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    if seconds == 0 { date } else { format!("{date}T{time}") }
}

/// Whole days, and the seconds of the last one, rounded.
fn to_seconds(days: f64) -> (i64, i64) {
    let seconds = (days * DAY as f64).round() as i64;
    (seconds.div_euclid(DAY), seconds.rem_euclid(DAY))
}

fn clock_text(seconds: i64) -> String {
    format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// A span of time in hours, as Excel shows it: `30:05:00`.
fn duration(days: f64) -> String {
    let sign = if days < 0.0 { "-" } else { "" };
    let (days, seconds) = to_seconds(days.abs());
    let hours = days.saturating_mul(24).saturating_add(seconds / 3600);
    format!("{sign}{hours}:{:02}:{:02}", seconds / 60 % 60, seconds % 60)
}

/// `09:31:05` for the `PT09H31M05S` of `OpenDocument`.
fn clock(text: &str) -> Option<String> {
    let (hours, rest) = text.strip_prefix("PT")?.split_once('H')?;
    let (minutes, rest) = rest.split_once('M')?;
    let seconds = rest.strip_suffix('S')?;
    let seconds = seconds.split('.').next().unwrap_or(seconds);
    let figures = |part: &str| part.len() <= 6 && part.parse::<u32>().is_ok();
    (figures(hours) && figures(minutes) && figures(seconds))
        .then(|| format!("{hours:0>2}:{minutes:0>2}:{seconds:0>2}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(value: &Data, expect: &str) {
        assert_eq!(written(value), expect);
    }

    fn moment(days: f64) -> Data {
        Data::DateTime(ExcelDateTime::new(days, ExcelDateTimeType::DateTime, false))
    }

    #[test]
    fn numbers_are_shown_as_excel_shows_them() {
        check(&Data::Float(1.0), "1");
        check(&Data::Float(-34.0), "-34");
        check(&Data::Float(0.1 + 0.2), "0.3");
        check(&Data::Float(118_012_345_678.0), "118012345678");
        check(&Data::Float(1.5e300), "1.5E300");
        check(&Data::Float(-0.0), "0");
        check(&Data::Float(f64::NAN), "");
        check(&Data::Int(7), "7");
        check(&Data::Bool(true), "TRUE");
        check(&Data::Error(calamine::CellErrorType::NA), "");
    }

    #[test]
    fn dates_are_iso() {
        check(&moment(46146.0), "2026-05-04");
        check(&moment(46146.396), "2026-05-04T09:30:14");
        // Within half a second of midnight.
        check(&moment(46_146.999_999), "2026-05-05");
        check(&moment(0.5), "12:00:00");
        check(
            &Data::DateTime(ExcelDateTime::new(44_684.999_999, ExcelDateTimeType::DateTime, true)),
            "2026-05-05",
        );
        check(
            &Data::DateTime(ExcelDateTime::new(1.253_472_222, ExcelDateTimeType::TimeDelta, false)),
            "30:05:00",
        );
        check(&Data::DurationIso("PT09H31M05S".into()), "09:31:05");
        check(&Data::DurationIso("P1D".into()), "P1D");
    }
}
