//! x
use canvass_core::text::{Analyzer, Language};
use canvass_ingest::{Intake, definition, open};
fn main() {
    let n: usize = std::env::args().nth(1).unwrap().parse().unwrap();
    let cases: Vec<(&str, String)> = vec![
        ("repeat", "\"The staff are kind, \"".repeat(n)),
        ("repeat2", "The staff are kind, ".repeat(n)),
        (
            "distinct",
            (0..n).map(|i| format!("head{i}")).collect::<Vec<_>>().join(",") + "\n" + &"x,".repeat(n),
        ),
        ("name", "name,".repeat(n) + "\n" + &"x,".repeat(n)),
        (
            "question",
            "Do you agree that visitors should pay an entry fee?,".repeat(n)
                + "\n"
                + &"yes we do because it is right for all of us,".repeat(n),
        ),
        ("prose", "So what,".repeat(n) + "\n" + &"yes we do because it is right for all of us,".repeat(n)),
        ("surplus", format!("id,text\n1,x{}\n", ",The staff are kind".repeat(n))),
        ("ragged", ("a,".repeat(n)) + "\n" + &"x,yes\n".repeat(n)),
        (
            "follow",
            "Please explain why.,".repeat(n)
                + "\n"
                + &"yes we do because it is right for all of us,".repeat(n),
        ),
        ("jsonl", (0..n).map(|i| format!("{{\"k{i}\":\"x\"}}\n")).collect()),
        (
            "jsonl1",
            format!(
                "{{{}}}",
                (0..n)
                    .map(|i| format!("\"k{i}\":\"yes we do because it is right for all of us\""))
                    .collect::<Vec<_>>()
                    .join(",")
            ),
        ),
    ];
    for (name, text) in cases {
        let folder = std::path::PathBuf::from("/tmp/fix/w");
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(folder.join("responses")).unwrap();
        std::fs::copy("/tmp/fix/consultation.toml", folder.join("consultation.toml")).unwrap();
        std::fs::write(
            folder.join("responses").join(if name.starts_with("jsonl") { "a.jsonl" } else { "a.csv" }),
            text,
        )
        .unwrap();
        let definition = definition::load(&folder).unwrap();
        let mut analyzer = Analyzer::new(Language::ENGLISH);
        let intake = Intake::new(&definition, &mut analyzer);
        let t = std::time::Instant::now();
        let (mut r, mut a, mut m) = (0, 0, 0);
        let mut read = std::time::Duration::ZERO;
        for batch in open(&folder, &definition).unwrap() {
            let batch = batch.unwrap();
            m += batch.notices.len();
            for item in batch.items {
                let t = std::time::Instant::now();
                let (resp, n) = intake.read(&mut analyzer, item);
                read += t.elapsed();
                r += 1;
                a += resp.answers.len();
                m += n.len();
            }
        }
        println!("{name}: {:?} (intake {read:?}) responses {r} answers {a} notices {m}", t.elapsed());
    }
}
