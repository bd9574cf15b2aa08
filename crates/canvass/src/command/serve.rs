//! `canvass serve`: the results of a run in a browser on this machine.

mod shelf;

use std::sync::Arc;

use anyhow::{Context as _, Result};

use crate::Outcome;
use crate::args::ServeArgs;
use crate::command::require_output;
use shelf::Shelf;

pub(crate) fn run(args: &ServeArgs) -> Result<Outcome> {
    require_output(&args.out)?;
    let shelf = Shelf::open(&args.out)?;
    let told = |address: std::net::SocketAddr| {
        anstream::println!("http://{address}/");
        anstream::eprintln!("only this machine can read it; Ctrl-C ends it");
    };
    canvass_web::serve(Arc::new(shelf), args.port, told)
        .with_context(|| format!("cannot serve on port {}", args.port))?;
    Ok(Outcome::Done)
}
