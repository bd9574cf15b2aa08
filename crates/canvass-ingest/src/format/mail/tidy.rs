//! White space put in order: no trailing blanks, no more than one blank line in a row.

/// `text` with lines that end in `\n` alone.
pub(in super::super) fn tidy(text: &str) -> String {
    let mut tidied = String::with_capacity(text.len());
    let mut gap = 0;
    for line in text.replace("\r\n", "\n").split(['\n', '\r']) {
        let line = line.trim_end();
        if line.is_empty() {
            gap += 1;
            continue;
        }
        if !tidied.is_empty() {
            tidied.push_str(if gap > 0 { "\n\n" } else { "\n" });
        }
        gap = 0;
        tidied.push_str(line);
    }
    tidied
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_are_evened_out() {
        assert_eq!(tidy("\r\n one \r\ntwo\t\n\n \n\nthree\rfour\n"), " one\ntwo\n\nthree\nfour");
        assert_eq!(tidy(" \n"), "");
    }
}
