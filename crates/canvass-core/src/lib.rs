//! The nouns every room speaks, and the one way text becomes sentences, tokens and stems.
//!
//! Nothing comes in here: no file, no clock, no randomness, no engine.
//! Positions everywhere are byte offsets into the response's untouched text ([`Span`]),
//! so that `&text[span]` is always the very words a number came from.

pub mod campaign;
pub mod coded;
pub mod consultation;
pub mod explain;
pub mod notice;
pub mod response;
pub mod span;
pub mod spelling;
pub mod stance;
pub mod text;

pub use campaign::{Campaign, CampaignCopy, CampaignRole, Campaigns, Change, ChangeKind, Passage};
pub use coded::{CodedResponse, Mention, StanceRow};
pub use consultation::{Consultation, OptionDef, OptionIdx, Question, QuestionIdx, QuestionKind, ThemeDef};
pub use explain::{Explain, Place, nearest, toml_remedy};
pub use notice::Notice;
pub use response::{Answer, Aside, AsideKind, ClosedReply, Method, Response, Status};
pub use span::Span;
pub use stance::{Basis, Stance};
