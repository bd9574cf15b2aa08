//! Scans read by `tesseract`, where it is installed: another program, so that its end is not ours.
//!
//! Pages become pictures by `pdftoppm` (of poppler) and pictures become text, a page at a time, within a limit of time.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::format::Letter;

/// Longer scans are given up.
const MOST_TIME: Duration = Duration::from_mins(10);
/// Pages read of one scan.
const MOST_PAGES: u32 = 200;
/// Dots per inch: what the engine was trained on.
const RESOLUTION: &str = "300";
/// How often an unfinished program is looked after.
const PAUSE: Duration = Duration::from_millis(20);

/// The engine, found and asked for its languages.
#[derive(Debug)]
pub struct Ocr {
    languages: Vec<String>,
}

impl Ocr {
    /// Looks for both programs; otherwise says which is missing.
    pub fn find() -> Result<Self, String> {
        let missing = |name: &str| format!("`{name}` is not installed");
        let listed = Command::new("tesseract").arg("--list-langs").stderr(Stdio::null()).output();
        let listed = listed.map_err(|_| missing("tesseract"))?;
        let pages = Command::new("pdftoppm").arg("-v").stdout(Stdio::null()).stderr(Stdio::null()).status();
        pages.map_err(|_| missing("pdftoppm"))?;
        let listed = String::from_utf8_lossy(&listed.stdout);
        Ok(Self { languages: listed.lines().skip(1).map(|line| line.trim().to_owned()).collect() })
    }

    /// The text of a scanned PDF, its pages parted by form feeds.
    pub(crate) fn read(&self, document: &[u8], language: &str) -> Result<Letter, String> {
        let begin = Instant::now();
        let folder = tempfile::tempdir().map_err(|error| format!("no room for its pages: {error}"))?;
        let failed = |error: io::Error| format!("OCR failed: {error}");
        let scan = folder.path().join("scan.pdf");
        std::fs::write(&scan, document).map_err(failed)?;
        let (language, is_known) = self.language(language);
        let mut pages: Vec<String> = Vec::new();
        for number in 1..=MOST_PAGES {
            let Some(picture) = picture(&scan, number, begin)? else { break };
            pages.push(recognised(folder.path(), &picture, &language, begin)?);
        }
        let text = pages.join("\u{c}\n");
        if !text.chars().any(char::is_alphanumeric) {
            return Err("no text layer, and OCR found no text".to_owned());
        }
        let mut message =
            format!("its {} pages were read by OCR: compare them with the original", pages.len());
        if !is_known {
            message.push_str("; the language of the consultation is not installed for tesseract");
        }
        Ok(Letter { text, remarks: vec![("ocr", message)], ..Letter::default() })
    }

    /// The engine's name of a language, and whether it has it; else English.
    fn language(&self, code: &str) -> (String, bool) {
        let name = NAMES.iter().find(|(known, _)| *known == code).map_or("eng", |(_, name)| name);
        let is_known = self.languages.iter().any(|language| language == name);
        (if is_known { name } else { "eng" }.to_owned(), is_known)
    }
}

/// A page as a picture; none behind the last.
fn picture(scan: &Path, number: u32, begin: Instant) -> Result<Option<Vec<u8>>, String> {
    let number = number.to_string();
    let mut command = Command::new("pdftoppm");
    command.args(["-f", &number, "-l", &number, "-r", RESOLUTION, "-gray", "-png"]).arg(scan);
    let (picture, is_done) = finished(command, None, begin)?;
    Ok((is_done && !picture.is_empty()).then_some(picture))
}

fn recognised(folder: &Path, picture: &[u8], language: &str, begin: Instant) -> Result<String, String> {
    let page = folder.join("page.png");
    std::fs::write(&page, picture).map_err(|error| format!("OCR failed: {error}"))?;
    let mut command = Command::new("tesseract");
    // One thread: pages of other documents are read beside this one.
    command.env("OMP_THREAD_LIMIT", "1").arg(&page).args(["stdout", "-l", language]);
    let (text, is_done) = finished(command, Some(&folder.join("page.txt")), begin)?;
    if !is_done {
        return Err("OCR failed on one of its pages".to_owned());
    }
    Ok(String::from_utf8_lossy(&text).trim_end_matches('\u{c}').to_owned())
}

/// What a program prints, and whether it ended well; it is ended where the document's time is over.
fn finished(mut command: Command, through: Option<&Path>, begin: Instant) -> Result<(Vec<u8>, bool), String> {
    let failed = |error: io::Error| format!("OCR failed: {error}");
    // Through a file, since a pipe that nobody empties would hold the program up.
    let mut printed = match through {
        Some(path) => File::options().read(true).write(true).create(true).truncate(true).open(path),
        None => tempfile::tempfile(),
    }
    .map_err(failed)?;
    let to = printed.try_clone().map_err(failed)?;
    let mut child = command.stdin(Stdio::null()).stdout(to).stderr(Stdio::null()).spawn().map_err(failed)?;
    let status = loop {
        if let Some(status) = child.try_wait().map_err(failed)? {
            break status;
        }
        if begin.elapsed() > MOST_TIME {
            child.kill().and_then(|()| child.wait()).map_err(failed)?;
            return Err(format!("OCR took longer than {} minutes", MOST_TIME.as_secs() / 60));
        }
        std::thread::sleep(PAUSE);
    };
    let mut bytes = Vec::new();
    io::Seek::rewind(&mut printed).and_then(|()| printed.read_to_end(&mut bytes)).map_err(failed)?;
    Ok((bytes, status.success()))
}

/// Languages by their codes here and there.
const NAMES: &[(&str, &str)] = &[
    ("en", "eng"),
    ("fr", "fra"),
    ("de", "deu"),
    ("es", "spa"),
    ("it", "ita"),
    ("pt", "por"),
    ("nl", "nld"),
    ("da", "dan"),
    ("sv", "swe"),
    ("no", "nor"),
    ("fi", "fin"),
    ("hu", "hun"),
    ("ro", "ron"),
    ("ru", "rus"),
    ("tr", "tur"),
    ("el", "ell"),
    ("ar", "ara"),
];

#[cfg(test)]
mod tests {
    use super::*;

    const SCAN: &[u8] = include_bytes!("../tests/fixtures/pdf/scan.pdf");

    #[test]
    fn a_scan_is_read_where_the_engine_is() {
        let ocr = match Ocr::find() {
            Ok(ocr) => ocr,
            Err(reason) => {
                let _ = io::Write::write_all(&mut io::stderr(), format!("skipped: {reason}\n").as_bytes());
                return;
            }
        };
        let letter = ocr.read(SCAN, "en").expect("it can be read");
        assert!(letter.text.contains("library open"), "{}", letter.text);
        assert!(ocr.read(b"no PDF at all", "en").is_err());
    }

    #[test]
    fn a_language_that_is_not_installed_is_told() {
        let ocr = Ocr { languages: vec!["eng".to_owned(), "deu".to_owned()] };
        assert_eq!(ocr.language("de"), ("deu".to_owned(), true));
        assert_eq!(ocr.language("fr"), ("eng".to_owned(), false));
    }
}
