//! What the learner and the family do by the link in their letter, without an account: read their copy, agree, say that
//! the learner cannot come today, complain, say how it was.
//!
//! A link is to one placement and for one person. Opening it changes nothing.

mod agree;
mod did;
mod links;
mod page;
mod tell;

pub use agree::{ShownWording, agree};
pub use did::{Did, did};
pub use links::{SideOpened, open, renew, send};
pub use page::{SidePage, copy_html, copy_pdf, page};
pub use tell::{absent, complain, reflect};
