//! Writes a consultation folder: `generate FOLDER N [SEED]`.

use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, n, rest @ ..] = arguments.as_slice() else {
        return Err("usage: generate FOLDER N [SEED]".into());
    };
    let seed = rest.first().map_or(Ok(1), |seed| seed.parse())?;
    canvass_bench::folder::write(Path::new(folder), n.parse()?, seed)
}
