//! The role x action table: every use case and the roles that may ever take it.

use crate::domain::placement::PlacementAction;
use crate::domain::role::Role;

/// Declares the actions, each with its code and its roles.
macro_rules! actions {
    ($($(#[$doc:meta])+ $name:ident $code:literal: $($role:ident),+;)+) => {
        /// A use case. Its code is also the operation id in the OpenAPI document.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Action { $($(#[$doc])+ $name,)+ }

        impl Action {
            /// Every action, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The stable code.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }

            /// The roles that may take it, on objects that are theirs.
            #[must_use]
            pub fn roles(self) -> &'static [Role] {
                match self { $(Self::$name => &[$(Role::$role),+],)+ }
            }
        }
    };
}

actions! {
    /// Reads who is signed in.
    ReadSession "read_session": Hub, Provider, JobCoach, Employer, Admin, SafeguardingLead;
    /// Confirms the caller's password again.
    ConfirmSession "confirm_session": Hub, Provider, JobCoach, Employer, Admin, SafeguardingLead;
    /// Begins to set up a second factor for the caller.
    BeginSecondFactor "begin_second_factor": Hub, Provider, JobCoach, Employer, Admin, SafeguardingLead;
    /// Has it asked for from now on.
    ActivateSecondFactor "activate_second_factor": Hub, Provider, JobCoach, Employer, Admin, SafeguardingLead;
    /// Removes the caller's second factor.
    EndSecondFactor "end_second_factor": Hub, Provider, JobCoach, Employer, Admin, SafeguardingLead;
    /// Changes the caller's password.
    ChangeOwnPassword "change_own_password": Hub, Provider, JobCoach, Employer, Admin, SafeguardingLead;
    /// Signs out.
    EndSession "end_session": Hub, Provider, JobCoach, Employer, Admin, SafeguardingLead;

    /// Adds a provider, an employer or a hub.
    CreateOrganisation "create_organisation": Hub, Admin;
    /// Lists the organisations in view.
    ListOrganisations "list_organisations": Hub, Provider, JobCoach, Employer, Admin, SafeguardingLead;
    /// Looks schools up in the register.
    ListSchools "list_schools": Hub, Admin;
    /// Reads one.
    ReadOrganisation "read_organisation": Hub, Provider, JobCoach, Employer, Admin, SafeguardingLead;
    /// Changes what one says of itself.
    ChangeOrganisation "change_organisation": Hub, Provider, Employer, Admin;
    /// Puts one away.
    ArchiveOrganisation "archive_organisation": Hub, Admin;
    /// Lets a hub work with the employer that says so.
    LinkOrganisation "link_organisation": Employer;
    /// Ends that, from either side.
    UnlinkOrganisation "unlink_organisation": Hub, Employer, Admin;

    /// Invites somebody to act in a role: a hub at its employers, a provider at its own.
    CreateUser "create_user": Hub, Provider, Admin;
    /// Lists invitations that are still to be taken up.
    ListInvitations "list_invitations": Hub, Provider, Admin;
    /// Revokes an invitation.
    RevokeInvitation "revoke_invitation": Hub, Provider, Admin;
    /// Lists users.
    ListUsers "list_users": Hub, Provider, Admin;
    /// Reads a user.
    ReadUser "read_user": Hub, Provider, Admin;
    /// Changes a user's name, address or state.
    ChangeUser "change_user": Hub, Provider, Admin;
    /// Sets whether an organisation requires a second factor.
    RequireSecondFactor "require_second_factor": Provider, Employer, Admin;
    /// Removes the second factor of a user who has lost it.
    RemoveSecondFactor "remove_second_factor": Hub, Provider, Admin;
    /// Gives a user a role in an organisation.
    GrantMembership "grant_membership": Hub, Provider, Admin;
    /// Revokes a role.
    RevokeMembership "revoke_membership": Hub, Provider, Admin;
    /// Makes an API key with the maker's own role and organisation.
    CreateApiKey "create_api_key": Hub, Provider, Employer, Admin;
    /// Lists an organisation's API keys.
    ListApiKeys "list_api_keys": Hub, Provider, Employer, Admin;
    /// Revokes an API key.
    RevokeApiKey "revoke_api_key": Hub, Provider, Employer, Admin;

    /// Adds a contact of an employer.
    CreateContact "create_contact": Hub, Employer;
    /// Lists an employer's contacts.
    ListContacts "list_contacts": Hub, Provider, Employer, SafeguardingLead;
    /// Reads a contact.
    ReadContact "read_contact": Hub, Provider, Employer, SafeguardingLead;
    /// Changes a contact.
    ChangeContact "change_contact": Hub, Employer;
    /// Archives a contact.
    ArchiveContact "archive_contact": Hub, Employer;

    /// Lists the occupations of the catalogue.
    ListOccupations "list_occupations": Hub, Provider, JobCoach, Employer, SafeguardingLead;
    /// Reads one occupation of the catalogue.
    ReadOccupation "read_occupation": Hub, Provider, JobCoach, Employer, SafeguardingLead;

    /// Drafts an offer from an occupation, without storing it.
    DraftOffer "draft_offer": Hub, Employer;
    /// Adds an offer; a hub may on an employer's behalf.
    CreateOffer "create_offer": Hub, Employer;
    /// Makes a draft like an offer.
    CopyOffer "copy_offer": Hub, Employer;
    /// Lists offers.
    ListOffers "list_offers": Hub, Provider, JobCoach, Employer, SafeguardingLead;
    /// Reads an offer.
    ReadOffer "read_offer": Hub, Provider, JobCoach, Employer, SafeguardingLead;
    /// Changes an offer or its state.
    ChangeOffer "change_offer": Hub, Employer;
    /// Puts an offer away.
    ArchiveOffer "archive_offer": Hub, Employer;
    /// Stands by what a hub entered.
    ConfirmOffer "confirm_offer": Employer;

    /// Adds a learner.
    CreateLearner "create_learner": Provider;
    /// Adds several learners.
    CreateLearners "create_learners": Provider;
    /// Reads from a text which needs it may mean, without storing either.
    SuggestNeeds "suggest_needs": Provider;
    /// Lists learners.
    ListLearners "list_learners": Provider, JobCoach, SafeguardingLead;
    /// Lists the learners who agreed to let the hub see which placements suit them.
    ListAgreedLearners "list_agreed_learners": Hub;
    /// Reads a learner's profile.
    ReadLearner "read_learner": Provider, JobCoach, SafeguardingLead;
    /// Changes a learner's profile.
    ChangeLearner "change_learner": Provider;
    /// Puts a learner away.
    ArchiveLearner "archive_learner": Provider;
    /// Exports everything held about a learner.
    ExportLearner "export_learner": Provider;
    /// Erases a learner.
    EraseLearner "erase_learner": Provider;
    /// Records an agreement of a learner or family.
    RecordAgreement "record_agreement": Provider;
    /// Lists a learner's agreements.
    ListAgreements "list_agreements": Provider, JobCoach, SafeguardingLead;
    /// Records the withdrawal of an agreement.
    WithdrawAgreement "withdraw_agreement": Provider;

    /// Brings in a file of learners, employers or offers, to look at first; only whoever may add what it holds.
    CreateImport "create_import": Provider, Hub;
    /// Lists the files that were brought in.
    ListImports "list_imports": Provider, Hub;
    /// Removes one.
    RemoveImport "remove_import": Provider, Hub;
    /// Reads what such a file comes to.
    ReadImport "read_import": Provider, Hub;
    /// Says what only its bringer can say of a file.
    AnswerImport "answer_import": Provider, Hub;
    /// Takes the rows of a file in.
    ConfirmImport "confirm_import": Provider, Hub;
    /// Takes an import back.
    UndoImport "undo_import": Provider, Hub;
    /// Lists learners of whom not every question has been answered.
    ListLearnerDrafts "list_learner_drafts": Provider;
    /// Reads what was said of one.
    ReadLearnerDraft "read_learner_draft": Provider;
    /// Makes a learner of one.
    FinishLearnerDraft "finish_learner_draft": Provider;
    /// Takes one out.
    RemoveLearnerDraft "remove_learner_draft": Provider;

    /// Ranks the offers for a learner; a hub only with the learner's agreement.
    ListMatches "list_matches": Hub, Provider, JobCoach;
    /// Ranks the offers for a learner as they could be.
    TryMatches "try_matches": Provider, JobCoach;
    /// Explains one offer for a learner.
    ReadMatch "read_match": Hub, Provider, JobCoach, SafeguardingLead;
    /// Explains what stands between a learner and one offer.
    ExplainMatch "explain_match": Hub, Provider, JobCoach;
    /// Lists the changes that would open more offers to a learner.
    ListUnlocks "list_unlocks": Hub, Provider, JobCoach;

    /// Lists what people decided about placements for a learner.
    ListShortlist "list_shortlist": Provider, JobCoach, SafeguardingLead;
    /// Records a decision about a placement for a learner.
    RecordShortlistDecision "record_shortlist_decision": Provider, JobCoach;

    /// Asks for a cohort to be placed.
    CreateCohort "create_cohort": Hub;
    /// Lists cohorts.
    ListCohorts "list_cohorts": Hub, Provider;
    /// Reads a cohort; a provider reads the part of its own learners.
    ReadCohort "read_cohort": Hub, Provider;
    /// Solves a cohort again from what was kept.
    ProveCohort "prove_cohort": Hub;
    /// Reads what a cohort shows its hub: what to ask of whom, and which offers are missing.
    ReadCohortDemand "read_cohort_demand": Hub;
    /// Takes a cohort out as spreadsheets.
    ExportCohort "export_cohort": Hub;
    /// Asks what a change would do to a cohort's answer.
    TryCohort "try_cohort": Hub;
    /// Proposes what was accepted of a cohort's answer.
    ProposeCohort "propose_cohort": Hub;

    /// Proposes a learner to an employer.
    ProposePlacement "propose_placement": Hub, Provider;
    /// Lists placements; an employer sees the functional summary only until agreed.
    ListPlacements "list_placements": Hub, Provider, JobCoach, Employer, SafeguardingLead;
    /// Reads a placement.
    ReadPlacement "read_placement": Hub, Provider, JobCoach, Employer, SafeguardingLead;
    /// Reads who did what to a placement when.
    ListTransitions "list_transitions": Hub, Provider, JobCoach, Employer, SafeguardingLead;
    /// Reads the notice of a placement.
    ReadNotice "read_notice": Hub, Provider, JobCoach, SafeguardingLead;
    /// Records that a shorter notice is enough for a placement.
    ShortenNotice "shorten_notice": Hub, Provider;
    /// Assigns a job coach to a placement.
    CreateAssignment "create_assignment": Provider;
    /// Lists a placement's job coaches.
    ListAssignments "list_assignments": Provider, JobCoach, SafeguardingLead;
    /// Ends an assignment.
    RemoveAssignment "remove_assignment": Provider;

    /// Records the employer's acceptance.
    AcceptPlacement "accept_placement": Hub, Employer;
    /// Records that the learner's and family's agreement stands.
    AgreePlacement "agree_placement": Provider;
    /// Records the site visit.
    VisitPlacementSite "visit_placement_site": Provider, JobCoach;
    /// Waives the site visit.
    WaivePlacementVisit "waive_placement_visit": Provider;
    /// Records the meeting.
    MeetForPlacement "meet_for_placement": Provider, JobCoach;
    /// Waives the meeting.
    WaivePlacementMeeting "waive_placement_meeting": Provider;
    /// Records that the programme is agreed.
    AgreePlacementPlan "agree_placement_plan": Provider;
    /// Takes the seats.
    ConfirmPlacement "confirm_placement": Hub, Provider;
    /// Records that the pack is with the employer.
    BriefPlacement "brief_placement": Provider;
    /// Records the start.
    StartPlacement "start_placement": Provider, JobCoach;
    /// Records the end as planned.
    CompletePlacement "complete_placement": Provider, JobCoach;
    /// Records the employer's no.
    DeclinePlacement "decline_placement": Hub, Employer;
    /// Records that the learner or family took it back.
    WithdrawPlacement "withdraw_placement": Provider;
    /// Calls a placement off.
    CancelPlacement "cancel_placement": Hub, Provider;
    /// Records an early end.
    BreakDownPlacement "break_down_placement": Provider, JobCoach;

    /// Reads a placement's programme.
    ReadProgramme "read_programme": Provider, JobCoach, SafeguardingLead, Employer;
    /// Plans the programme.
    PlanProgramme "plan_programme": Provider, JobCoach;
    /// Changes a block and has the checks run again.
    ChangeProgramme "change_programme": Provider, JobCoach;

    /// Previews a pack.
    PreviewBriefing "preview_briefing": Provider, JobCoach, SafeguardingLead;
    /// Approves exactly these bytes.
    ApproveBriefing "approve_briefing": Provider;
    /// Queues the approved pack.
    SendBriefing "send_briefing": Provider;
    /// Queues it once more.
    ResendBriefing "resend_briefing": Provider;
    /// Lists a placement's packs.
    ListBriefings "list_briefings": Provider, JobCoach, SafeguardingLead, Employer;
    /// Reads a pack as approved.
    ReadBriefing "read_briefing": Provider, JobCoach, SafeguardingLead, Employer;
    /// Lists the deliveries of a pack.
    ListDeliveries "list_deliveries": Provider, JobCoach, SafeguardingLead, Employer;
    /// Reads how one sending went.
    ReadDelivery "read_delivery": Provider, JobCoach, SafeguardingLead, Employer;

    /// Composes a copy for the learner, the family or the job coach to look at.
    PreviewCopy "preview_copy": Provider, JobCoach, SafeguardingLead;
    /// Approves exactly these bytes of a copy.
    ApproveCopy "approve_copy": Provider;
    /// Queues an approved copy to its reader.
    SendCopy "send_copy": Provider;
    /// Reads the copies as approved, and how each sending went.
    ReadCopy "read_copy": Provider, JobCoach, SafeguardingLead;

    /// Sends an employer's contact the link to the page of a placement.
    SendLink "send_link": Hub, Provider;
    /// Lists the links to a placement's page.
    ListLinks "list_links": Hub, Provider;
    /// Takes every link to a placement's page back.
    RevokeLinks "revoke_links": Provider;
    /// Lists what an employer told of a placement; worries for the safeguarding lead only.
    ListReports "list_reports": Provider, JobCoach, SafeguardingLead;
    /// Records that a report has been seen.
    SeeReport "see_report": Provider, JobCoach, SafeguardingLead;

    /// Records who came on a day.
    RecordAttendance "record_attendance": Provider, JobCoach;

    /// Says when somebody is rung about a placement.
    PlanCall "plan_call": Provider, JobCoach;
    /// Lists the calls that are planned.
    ListCalls "list_calls": Provider, JobCoach, SafeguardingLead;
    /// Calls a planned call off.
    EndCall "end_call": Provider, JobCoach;

    /// Lists what a placement suggests for the learner's profile and for the offer.
    ListLessons "list_lessons": Hub, Provider, JobCoach, Employer, SafeguardingLead;
    /// Accepts or declines something that a placement suggests.
    DecideLesson "decide_lesson": Hub, Provider, Employer;
    /// Says what was seen of a placement.
    TellObservation "tell_observation": Provider, JobCoach;

    /// Lists alerts that a learner is not known to have arrived.
    ListAlerts "list_alerts": Provider, JobCoach, SafeguardingLead;
    /// Acknowledges an alert.
    AcknowledgeAlert "acknowledge_alert": Provider, JobCoach, SafeguardingLead;

    /// Makes a webhook of the caller's organisation.
    CreateWebhook "create_webhook": Hub, Provider;
    /// Lists webhooks.
    ListWebhooks "list_webhooks": Hub, Provider;
    /// Rotates a webhook's secret.
    RotateWebhookSecret "rotate_webhook_secret": Hub, Provider;
    /// Ends a webhook.
    EndWebhook "end_webhook": Hub, Provider;
    /// Lists a webhook's messages and the attempts to deliver them.
    ListWebhookMessages "list_webhook_messages": Hub, Provider;
    /// Sends a webhook's message again.
    ReplayWebhookMessage "replay_webhook_message": Hub, Provider;

    /// Lists the letters about a placement beside its packs.
    ListLetters "list_letters": Provider, JobCoach, SafeguardingLead;

    /// Lists the messages that are planned for families.
    ListFamilyMessages "list_family_messages": Provider;
    /// Plans the year from the texts that the service offers.
    StartFamilyPlan "start_family_plan": Provider;
    /// Plans a message to families.
    CreateFamilyMessage "create_family_message": Provider;
    /// Reads one.
    ReadFamilyMessage "read_family_message": Provider;
    /// Changes one that has not been approved.
    ChangeFamilyMessage "change_family_message": Provider;
    /// Removes one that has not been approved.
    RemoveFamilyMessage "remove_family_message": Provider;
    /// Composes the letter of one to look at.
    PreviewFamilyMessage "preview_family_message": Provider;
    /// Lists who would get one, and who is left out.
    ListFamilyRecipients "list_family_recipients": Provider;
    /// Approves one: mails go, and sheets can be printed.
    ApproveFamilyMessage "approve_family_message": Provider;
    /// Lists to whom one went, and what they answered.
    ListFamilySendings "list_family_sendings": Provider;
    /// Prints the sheets of one.
    PrintFamilySheets "print_family_sheets": Provider;
    /// Records that the printed sheets of one were given out.
    HandOverFamilySheets "hand_over_family_sheets": Provider;
    /// Records an answer on paper or by telephone.
    RecordFamilyReply "record_family_reply": Provider;
    /// Records that somebody has seen what a family answered.
    SeeFamilyReply "see_family_reply": Provider;
    /// Lists the families of learners, and how they want messages.
    ListFamilies "list_families": Provider;
    /// Records how somebody of a family wants messages.
    RecordFamilyWish "record_family_wish": Provider;

    /// Lists who was told what about a learner.
    ListDisclosures "list_disclosures": Provider, SafeguardingLead;
    /// Reads who looked at what: identifiers only.
    ReadAccessLog "read_access_log": Provider, Admin, SafeguardingLead;
    /// Reads a hub's weights.
    ReadWeights "read_weights": Hub, Provider, JobCoach, Employer, Admin, SafeguardingLead;
    /// Says where a learner is some months after a placement.
    TellDestination "tell_destination": Provider, JobCoach;
    /// Lists where a learner was found to be after a placement.
    ListDestinations "list_destinations": Provider, JobCoach, SafeguardingLead;

    /// Records a review of a supported internship.
    RecordInternshipReview "record_internship_review": Provider, JobCoach;
    /// Lists the reviews of a supported internship.
    ListInternshipReviews "list_internship_reviews": Provider, JobCoach, SafeguardingLead;

    /// Reads a table of evidence.
    ReadEvidence "read_evidence": Hub, Provider, SafeguardingLead;
    /// Exports a table of evidence as a file.
    ExportEvidence "export_evidence": Hub, Provider, SafeguardingLead;
    /// Changes a hub's weights.
    ChangeWeights "change_weights": Hub;
    /// Reads the hours of free bus travel, by authority.
    ReadConcessions "read_concessions": Hub, Provider, JobCoach, Admin;
    /// Changes that.
    ChangeConcessions "change_concessions": Hub;
    /// Records a decision about a learner's part of a cohort's answer.
    RecordDecision "record_decision": Hub, Provider;
    /// Lists decisions.
    ListDecisions "list_decisions": Hub, Provider;
    /// Lists the safeguarding lead's decisions on vetting.
    ListVettingDecisions "list_vetting_decisions": Provider, SafeguardingLead;
    /// Records the safeguarding lead's decision on vetting.
    RecordVettingDecision "record_vetting_decision": SafeguardingLead;
}

impl Action {
    /// Whether it makes or changes what somebody gets in with or acts by: users, passwords, roles, API keys and the
    /// links between organisations. It needs a person who has confirmed lately that it is they.
    #[must_use]
    pub fn is_credential(self) -> bool {
        matches!(
            self,
            Self::CreateUser
                | Self::RevokeInvitation
                | Self::BeginSecondFactor
                | Self::ActivateSecondFactor
                | Self::EndSecondFactor
                | Self::RequireSecondFactor
                | Self::RemoveSecondFactor
                | Self::ChangeUser
                | Self::GrantMembership
                | Self::RevokeMembership
                | Self::CreateApiKey
                | Self::RevokeApiKey
                | Self::CreateWebhook
                | Self::RotateWebhookSecret
                | Self::EndWebhook
                | Self::LinkOrganisation
                | Self::UnlinkOrganisation
        )
    }
}

impl Action {
    /// Whether it can be taken by somebody who has yet to add the second factor that their organisation asks for.
    #[must_use]
    pub fn comes_before_second_factor(self) -> bool {
        matches!(
            self,
            Self::ReadSession
                | Self::ConfirmSession
                | Self::EndSession
                | Self::ChangeOwnPassword
                | Self::BeginSecondFactor
                | Self::ActivateSecondFactor
        )
    }
}

impl From<PlacementAction> for Action {
    fn from(action: PlacementAction) -> Self {
        match action {
            PlacementAction::Accept => Self::AcceptPlacement,
            PlacementAction::Agree => Self::AgreePlacement,
            PlacementAction::VisitSite => Self::VisitPlacementSite,
            PlacementAction::WaiveVisit => Self::WaivePlacementVisit,
            PlacementAction::Meet => Self::MeetForPlacement,
            PlacementAction::WaiveMeeting => Self::WaivePlacementMeeting,
            PlacementAction::AgreePlan => Self::AgreePlacementPlan,
            PlacementAction::Confirm => Self::ConfirmPlacement,
            PlacementAction::Brief => Self::BriefPlacement,
            PlacementAction::Start => Self::StartPlacement,
            PlacementAction::Complete => Self::CompletePlacement,
            PlacementAction::Decline => Self::DeclinePlacement,
            PlacementAction::Withdraw => Self::WithdrawPlacement,
            PlacementAction::Cancel => Self::CancelPlacement,
            PlacementAction::BreakDown => Self::BreakDownPlacement,
        }
    }
}
