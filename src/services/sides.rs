//! What the learner and the family do by the link in their letter, without an account: read their copy, agree, say that
//! the learner cannot come today, complain, say how it was.
//!
//! A link is to one placement and for one person. Opening it changes nothing.

mod agree;
mod links;
mod page;
mod tell;

use crate::app::App;
use crate::auth::side_visitor::{SideAct, SideVisitor};
use crate::db::Conn;

use super::{ServiceError, access};

pub use agree::{ShownWording, agree};
pub use links::{SideOpened, open, renew, send};
pub use page::{SidePage, copy_html, copy_pdf, page};
pub use tell::{absent, complain, reflect};

fn note(c: &mut Conn, app: &App, visitor: &SideVisitor, act: SideAct) -> Result<(), ServiceError> {
    access::side_visited(c, app, visitor, act)
}
