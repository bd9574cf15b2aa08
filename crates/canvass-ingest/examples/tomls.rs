//! x
use canvass_core::Explain;
fn main() {
    let h = "[consultation]\nid = \"c\"\n";
    for s in [
        "number = = \"2\"\n", "id = \"c\n", "title = c\"\n", "title = Serious thing\n", "title = \n", "title \"x\"\n", "title\n", "title: \"x\"\n",
        "groups = [\"a\" \"b\"]\n", "groups = [\"a\", \"b\"\n", "groups = [\"a\", \"b\"\n[[option]]\nid = \"x\"\n", "groups = [\"a\"\n\"b\"]\n", "groups = [a, b]\n", "groups = \"a\"]\n", "[[option]\nid = \"x\"\n", "[option\nid=\"x\"\n", "[[option\nid=\"x\"\n",
        "id = \"d\"\n", "[consultation]\n", "[[question]]\nid = \"q\"\nclosed = { Yes = \"support\" No = \"oppose\" }\n", "closed = { Yes = \"support\"\n", "closed = { Yes, No }\n",
        "title = \"say \"this\" now\"\n", "title = 'it's'\n", "title = “x”\n", "title = \"a\\d\"\n", "title = \"\"\"abc\n", "a b = \"x\"\n", "title = yes\n", "n = 01\n", "// x\n", "title = \"a\" \"b\"\n", "title = \"a\", x = 1\n", "option]]\n", "[[option]]]\n", "= 3\n", "groups = [\"a\",, \"b\"]\n", "date = 2019-13-01\n", "title = True\n", "é = 1\n", "closed = { Yes: \"support\" }\n", "groups = [\"a, \"b\"]\n", "title = \"a\nother = \"b\"\n", "path = \"C:\\new\"\n","title = \"a\"]\n", "title = 'x\n", "groups = (\"a\")\n", "[question]\nid=\"a\"\n[[question]]\nid=\"b\"\n", "title.x = 1\ntitle = 2\n", "\u{7}a = 1\n",
    ] {
        let s = format!("{h}{s}");
        match canvass_ingest::definition::parse("c.toml", &s) {
            Ok(_) => println!("OK          {s:?}"),
            Err(e) => { let p = e.place().unwrap(); println!("{:60} | line {} {:?} | {:?} | {:?}", e.to_string(), p.line(), &s[p.bytes.clone()], &s[h.len()..], e.hints()); }
        }
    }
}
