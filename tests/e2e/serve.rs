//! `canvass serve`: pages on this machine.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use super::harness::{CANVASS, World};

/// A server that ends with the test.
struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start(world: &World) -> Self {
        let mut child = Command::new(CANVASS)
            .current_dir(world.path(""))
            .args(["serve", "out", "--port", "0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the command starts");
        let mut line = String::new();
        let stdout = child.stdout.take().expect("it is piped");
        BufReader::new(stdout).read_line(&mut line).expect("the address is told");
        let address = line.trim().trim_start_matches("http://").trim_end_matches('/').to_owned();
        Self { child, address }
    }

    /// Head and body of an answer.
    fn get(&self, path: &str, host: &str) -> (String, String) {
        let mut stream = TcpStream::connect(&self.address).expect("it listens");
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").expect("asked");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("answered");
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
        (head.to_owned(), body.to_owned())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.child.kill().expect("it runs");
        self.child.wait().expect("it ends");
    }
}

#[test]
fn report_search_and_responses_are_shown_to_this_machine_alone() {
    let world = World::sample();
    world.run();
    let server = Server::start(&world);
    assert!(server.address.starts_with("127.0.0.1:"), "{}", server.address);
    let (head, body) = server.get("/", "localhost");
    assert!(head.starts_with("HTTP/1.1 200") && head.contains("default-src 'none'"), "{head}");
    assert!(
        body.contains("<nav aria-label=\"Pages\"")
            && body.contains("Support for each option")
            && body.contains("href=\"/search\"")
    );
    let (_, body) = server.get("/search?q=sanctions&theme=sanctions", "127.0.0.1");
    assert!(body.contains("<mark>sanctions</mark>"), "{body}");
    let (_, body) = server.get("/search?q=sanctions+OR&theme=sanctions", "127.0.0.1");
    assert!(body.contains("a word is missing here, behind “sanctions OR”"), "{body}");
    assert!(body.contains("value=\"sanctions OR\"") && body.contains("Start again"), "{body}");
    let (head, body) = server.get("/response?id=letters/hollin-city-council.txt", "127.0.0.1");
    assert!(head.starts_with("HTTP/1.1 200") && body.contains("<mark>"), "{head}");
    assert!(server.get("/response?id=nobody", "127.0.0.1").0.starts_with("HTTP/1.1 404"));
    assert!(server.get("/", "evil.example").0.starts_with("HTTP/1.1 403"));
}

#[test]
fn every_passage_is_on_one_page_of_what_was_found() {
    let world = World::library();
    let rows = (0..120).map(|at| format!("r{at:03},The staff are kind on day {at} of the year.\n"));
    let head = "Response ID,3. What else would you change about the library?\n";
    world.write("consultation/responses/survey.csv", format!("{head}{}", rows.collect::<String>()));
    world.run();
    let server = Server::start(&world);
    let mut seen = Vec::new();
    for (page, n) in [(1, 50), (2, 50), (3, 20), (4, 0)] {
        let (_, body) = server.get(&format!("/search?q=staff&page={page}"), "127.0.0.1");
        let ids = body.split("href=\"/response?id=").skip(1).filter_map(|rest| rest.split('"').next());
        let ids: Vec<String> = ids.map(str::to_owned).collect();
        assert_eq!(ids.len(), n, "page {page}");
        seen.extend(ids);
    }
    let shown = seen.clone();
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), 120);
    let found = world.canvass(&["search", "out", "staff", "--limit", "120", "--json"]).exits(0).json();
    let hits = found["hits"].as_array().expect("a list").iter();
    let hits: Vec<&str> = hits.filter_map(|hit| hit["response_id"].as_str()).collect();
    assert_eq!(shown, hits, "in the order of the command");
}

#[test]
fn what_is_no_output_is_not_served() {
    let ran = World::library().canvass(&["serve", "consultation"]).exits(2);
    assert!(ran.stderr.contains("no output of a run"), "{}", ran.stderr);
}
