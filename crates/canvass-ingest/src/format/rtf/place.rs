//! Where the text of a group belongs: what the destinations of RTF mean to us.

/// Where text goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Place {
    Text,
    /// Left out, whatever it holds.
    Nowhere,
    FontTable,
    /// The number or bullet of a list item.
    Marker,
    /// What a field is to do.
    Instruction,
    /// The settings of a form control.
    Form,
    /// A choice of a form control.
    Choice,
    /// Something around a text box.
    Frame,
    /// Text that is written a second time in Unicode.
    Alternative,
}

/// What a control word makes of its group.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Destination {
    Place(Place),
    Field,
    Note,
    TextBox,
    /// The Unicode writing of what stands before it.
    Unicode,
    Comment,
    Embedded,
}

/// The destination of that name, if it is one we know.
pub(super) fn destination(name: &str) -> Option<Destination> {
    Some(Destination::Place(match name {
        "field" => return Some(Destination::Field),
        "footnote" => return Some(Destination::Note),
        "shptxt" | "dptxbxtext" => return Some(Destination::TextBox),
        "ud" => return Some(Destination::Unicode),
        "annotation" => return Some(Destination::Comment),
        "objdata" => return Some(Destination::Embedded),
        "upr" => Place::Alternative,
        "fonttbl" => Place::FontTable,
        "listtext" | "pntext" => Place::Marker,
        "fldinst" => Place::Instruction,
        "formfield" => Place::Form,
        "ffl" => Place::Choice,
        "shpinst" | "do" => Place::Frame,
        // Nested rows end within it.
        "nesttableprops" => Place::Text,
        _ if is_left_out(name) => Place::Nowhere,
        _ => return None,
    }))
}

/// Destinations without a star that are not text.
fn is_left_out(name: &str) -> bool {
    matches!(
        name,
        "aftncn"
            | "aftnsep"
            | "aftnsepc"
            | "atnauthor"
            | "atnid"
            | "bkmkend"
            | "bkmkstart"
            | "colortbl"
            | "falt"
            | "filetbl"
            | "footer"
            | "footerf"
            | "footerl"
            | "footerr"
            | "ftncn"
            | "ftnsep"
            | "ftnsepc"
            | "generator"
            | "header"
            | "headerf"
            | "headerl"
            | "headerr"
            | "info"
            | "listoverridetable"
            | "listtable"
            | "nextfile"
            | "nonesttables"
            | "nonshppict"
            | "objalias"
            | "objclass"
            | "objname"
            | "objsect"
            | "panose"
            | "pict"
            | "pntxta"
            | "pntxtb"
            | "private"
            | "revtbl"
            | "rxe"
            | "shprslt"
            | "sp"
            | "stylesheet"
            | "tc"
            | "tcn"
            | "template"
            | "txe"
            | "userprops"
            | "xe"
    )
}

/// The character that a control word stands for.
pub(super) fn character(name: &str) -> Option<char> {
    Some(match name {
        "tab" => '\t',
        "emdash" => '—',
        "endash" => '–',
        "lquote" => '‘',
        "rquote" => '’',
        "ldblquote" => '“',
        "rdblquote" => '”',
        "bullet" => '•',
        "emspace" => '\u{2003}',
        "enspace" => '\u{2002}',
        "qmspace" => '\u{2005}',
        "zwj" => '\u{200d}',
        "zwnj" => '\u{200c}',
        "ltrmark" => '\u{200e}',
        "rtlmark" => '\u{200f}',
        _ => return None,
    })
}

/// The character that a backslash and another stand for.
pub(super) fn symbol(symbol: u8) -> Option<char> {
    Some(match symbol {
        b'~' => '\u{a0}',
        b'-' => '\u{ad}',
        b'_' => '\u{2011}',
        b'{' | b'}' | b'\\' => char::from(symbol),
        b'\t' => '\t',
        _ => return None,
    })
}
