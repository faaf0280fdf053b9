//! The learner or somebody of the family who opened their link, and what it lets them do.

use crate::domain::code::vocabulary;
use crate::domain::ids::{LearnerId, OrganisationId, PlacementId, UserId};
use crate::domain::reader::Reader;

vocabulary! {
    /// What can be done by a link of the learner's side. Nothing else can.
    SideAct {
        /// Looks at the page.
        Read = "side_read",
        /// Reads their copy of the plan.
        ReadCopy = "side_read_copy",
        /// Agrees to the placement.
        Agree = "side_agree",
        /// Says that the learner cannot come today.
        Absent = "side_absent",
        /// Complains.
        Complain = "side_complain",
        /// Says how it was.
        Reflect = "side_reflect",
        /// Reads what they did, to keep.
        ReadDid = "side_read_did",
        /// Has a new link sent to the same address.
        Renew = "side_renew",
    }
}

/// Somebody of the learner's side who opened a link that is good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SideVisitor {
    /// The link.
    pub link: String,
    /// Who they are.
    pub reader: Reader,
    /// The one placement that the link is to.
    pub placement: PlacementId,
    /// Whose it is.
    pub learner: LearnerId,
    /// Of which provider.
    pub provider: OrganisationId,
    /// Who of the provider had the link sent.
    pub sent_by: UserId,
}
