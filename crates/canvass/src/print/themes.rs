//! What `canvass themes` shows.

pub(crate) mod audit;
pub(crate) mod suggestions;
pub(crate) mod trial;
