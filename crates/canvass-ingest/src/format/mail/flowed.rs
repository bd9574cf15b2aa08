//! Plain text whose lines were broken for sending, joined again (RFC 3676, `format=flowed`).

/// Joins the lines of `text` that end in a blank with the next; `delsp` says that the blank was put in.
pub(in super::super) fn unflow(text: &str, delsp: bool) -> String {
    let mut joined = String::with_capacity(text.len());
    // Depth of quotation of the line that is still open.
    let mut open: Option<usize> = None;
    for line in text.lines() {
        let (depth, inner) = dress(line);
        let is_rule = inner == "-- ";
        if open.is_some_and(|before| before != depth || is_rule) {
            end(&mut joined);
            open = None;
        }
        if open.is_none() {
            joined.push_str(&">".repeat(depth));
            joined.push_str(if depth > 0 && !inner.is_empty() { " " } else { "" });
        }
        let flows = inner.ends_with(' ') && !is_rule;
        joined.push_str(if flows && delsp { &inner[..inner.len() - 1] } else { inner });
        open = flows.then_some(depth);
        if !flows {
            end(&mut joined);
        }
    }
    joined
}

/// How often a line is quoted, and the line without marks and the blank that stuffs it.
fn dress(line: &str) -> (usize, &str) {
    let inner = line.trim_start_matches('>');
    (line.len() - inner.len(), inner.strip_prefix(' ').unwrap_or(inner))
}

fn end(joined: &mut String) {
    joined.truncate(joined.trim_end_matches(' ').len());
    joined.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, delsp: bool, expect: &str) {
        assert_eq!(unflow(text, delsp), expect);
    }

    #[test]
    fn soft_line_ends_are_joined_and_hard_ones_kept() {
        check("We agree, but \r\nnot yet.\r\nAda\r\n", false, "We agree, but not yet.\nAda\n");
        check("zu \nsammen\n", true, "zusammen\n");
    }

    #[test]
    fn a_quotation_ends_where_its_depth_changes() {
        check("> Do you \n> agree? \nYes\n>> old\n", false, "> Do you agree?\nYes\n>> old\n");
    }

    #[test]
    fn stuffing_goes_and_the_rule_above_a_signature_stays() {
        check(" > not quoted\nand so \n-- \nAda\n", false, "> not quoted\nand so\n--\nAda\n");
        check("", false, "");
    }
}
