//! What an API key may be used for.

use super::Action;
use crate::domain::code::{Code, CodeSet};
use crate::domain::role::Role;
use crate::domain::scope::Scope;

/// How an API key stands to an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyReach {
    /// Any key may.
    Any,
    /// A key with this scope may.
    With(Scope),
    /// No key may: a person must be signed in.
    PersonOnly,
}

/// The scopes of reading that are of any use in a role: what a key gets when none are named.
#[must_use]
pub fn reading(role: Role) -> CodeSet<Scope> {
    Scope::ALL.iter().copied().filter(|scope| scope.only_reads() && is_of_use(role, *scope)).collect()
}

/// Whether a scope opens anything to a role.
#[must_use]
pub fn is_of_use(role: Role, scope: Scope) -> bool {
    let opens = |action: &Action| reach(*action) == KeyReach::With(scope) && action.roles().contains(&role);
    Action::ALL.iter().any(opens)
}

/// How an API key stands to an action.
#[must_use]
pub fn reach(action: Action) -> KeyReach {
    use Action as A;
    use Scope as S;
    let scope = match action {
        A::ReadSession
        | A::EndSession
        // The scope is that of what the file holds, which the service asks for.
        | A::CreateImport
        | A::AnswerImport
        | A::RemoveImport
        | A::ConfirmImport
        | A::ReadImport
        | A::ListImports => return KeyReach::Any,
        A::ConfirmSession
        | A::ChangeOwnPassword
        | A::CreateUser
        | A::BeginSecondFactor
        | A::ActivateSecondFactor
        | A::EndSecondFactor
        | A::RequireSecondFactor
        | A::RemoveSecondFactor
        | A::ListInvitations
        | A::RevokeInvitation
        | A::ListUsers
        | A::ReadUser
        | A::ChangeUser
        | A::GrantMembership
        | A::RevokeMembership
        | A::CreateApiKey
        | A::ListApiKeys
        | A::RevokeApiKey
        | A::LinkOrganisation
        | A::UnlinkOrganisation
        | A::RecordVettingDecision
        | A::ShortenNotice
        | A::AcknowledgeAlert
        | A::DecideLesson
        | A::CreateWebhook
        | A::ListWebhooks
        | A::RotateWebhookSecret
        | A::EndWebhook
        | A::ListWebhookMessages
        | A::ReplayWebhookMessage
        | A::UndoImport
        | A::RecordShortlistDecision
        // A person looks at who gets what.
        | A::ApproveFamilyMessage
        | A::RecordDecision => return KeyReach::PersonOnly,
        A::ListOrganisations
        | A::ListSchools
        | A::ReadOrganisation
        | A::ListContacts
        | A::ReadContact
        | A::ReadWeights
        | A::ReadConcessions => S::OrganisationsRead,
        A::CreateOrganisation
        | A::ChangeOrganisation
        | A::ArchiveOrganisation
        | A::CreateContact
        | A::ChangeContact
        | A::ArchiveContact
        | A::ChangeWeights
        | A::ChangeConcessions => S::OrganisationsWrite,
        A::ListOffers | A::ReadOffer | A::ListOccupations | A::ReadOccupation => S::OffersRead,
        A::DraftOffer
        | A::CreateOffer
        | A::CopyOffer
        | A::ChangeOffer
        | A::ArchiveOffer
        | A::ConfirmOffer => S::OffersWrite,
        A::ListLearners
        | A::ListAgreedLearners
        | A::ReadLearner
        | A::ListAgreements
        | A::ListLearnerDrafts
        | A::ReadLearnerDraft
        | A::ListFamilyMessages
        | A::ReadFamilyMessage
        | A::PreviewFamilyMessage
        | A::ListFamilyRecipients
        | A::ListFamilySendings
        | A::PrintFamilySheets
        | A::ListFamilies => S::LearnersRead,
        A::CreateLearner
        | A::CreateLearners
        | A::SuggestNeeds
        | A::FinishLearnerDraft
        | A::RemoveLearnerDraft
        | A::ChangeLearner
        | A::ArchiveLearner
        | A::RecordAgreement
        | A::StartFamilyPlan
        | A::CreateFamilyMessage
        | A::ChangeFamilyMessage
        | A::RemoveFamilyMessage
        | A::HandOverFamilySheets
        | A::RecordFamilyReply
        | A::SeeFamilyReply
        | A::RecordFamilyWish
        | A::WithdrawAgreement => S::LearnersWrite,
        A::EraseLearner => S::LearnersErase,
        A::ListMatches
        | A::TryMatches
        | A::ReadMatch
        | A::ExplainMatch
        | A::ListUnlocks
        | A::ListShortlist
        | A::ListCohorts
        | A::ReadCohort
        | A::ProveCohort
        | A::ReadCohortDemand
        | A::ExportCohort
        | A::TryCohort
        | A::ListPlacements
        | A::ReadPlacement
        | A::ListTransitions
        | A::ListAssignments
        | A::ListReports
        | A::ListLessons
        | A::ListCalls
        | A::ListLinks
        | A::ListAlerts
        | A::ListDestinations
        | A::ListInternshipReviews
        | A::ReadNotice
        | A::ReadProgramme => S::PlacementsRead,
        A::ProposePlacement
        | A::CreateCohort
        | A::ProposeCohort
        | A::CreateAssignment
        | A::RemoveAssignment
        | A::AcceptPlacement
        | A::AgreePlacement
        | A::VisitPlacementSite
        | A::WaivePlacementVisit
        | A::MeetForPlacement
        | A::WaivePlacementMeeting
        | A::AgreePlacementPlan
        | A::ConfirmPlacement
        | A::BriefPlacement
        | A::StartPlacement
        | A::CompletePlacement
        | A::DeclinePlacement
        | A::WithdrawPlacement
        | A::CancelPlacement
        | A::BreakDownPlacement
        | A::PlanProgramme
        | A::ChangeProgramme
        | A::SendLink
        | A::RevokeLinks
        | A::SeeReport
        | A::RecordAttendance
        | A::PlanCall
        | A::EndCall
        | A::TellObservation
        | A::RecordInternshipReview
        | A::TellDestination => S::PlacementsWrite,
        A::ListLetters
        | A::PreviewBriefing
        | A::ListBriefings
        | A::ReadBriefing
        | A::ListDeliveries
        | A::ReadDelivery
        | A::PreviewCopy
        | A::ReadCopy => S::BriefingsRead,
        A::ApproveBriefing | A::SendBriefing | A::ResendBriefing | A::ApproveCopy | A::SendCopy => {
            S::BriefingsWrite
        }
        A::ExportLearner
        | A::ListDisclosures
        | A::ReadAccessLog
        | A::ListDecisions
        | A::ReadEvidence
        | A::ExportEvidence
        | A::ListVettingDecisions => S::RecordsRead,
    };
    KeyReach::With(scope)
}
