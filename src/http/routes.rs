//! The one list of handlers, from which both the routing and the OpenAPI document are made.

use actix_web::web::ServiceConfig;
use utoipa::OpenApi;

use super::api;

/// Registers handlers, module by module, and lists the same ones in [`Paths`].
macro_rules! routes {
    ($($module:ident { $($handler:ident),+ $(,)? })+) => {
        #[derive(OpenApi)]
        #[openapi(paths($($(api::$module::$handler,)+)+))]
        pub(super) struct Paths;

        pub(super) fn register(config: &mut ServiceConfig) {
            $($(config.service(api::$module::$handler);)+)+
        }
    };
}

routes! {
    session {
        create_session, refresh_session, read_session, confirm_session, end_session, change_own_password,
        request_password_reset, reset_password, begin_second_factor, activate_second_factor, end_second_factor,
    }
    organisations {
        create_organisation, list_organisations, read_organisation, change_organisation, archive_organisation,
        link_organisation, unlink_organisation,
    }
    schools { list_schools }
    concessions { read_concessions, change_concessions }
    users {
        create_user, list_invitations, revoke_invitation, accept_invitation, require_second_factor, remove_second_factor, list_users, read_user, change_user, set_user_password, grant_membership, revoke_membership,
    }
    api_keys { create_api_key, list_api_keys, revoke_api_key }
    contacts { create_contact, list_contacts, read_contact, change_contact, archive_contact }
    catalogue { list_occupations, read_occupation, draft_offer }
    offers { create_offer, list_offers, read_offer, copy_offer, change_offer, archive_offer, confirm_offer }
    learners {
        create_learner, create_learners, list_learners, list_agreed_learners, read_learner, change_learner, archive_learner, export_learner, export_learner_html,
        erase_learner,
    }
    needs { suggest_needs }
    imports { create_import, list_imports, read_import, remove_import, answer_import, confirm_import, undo_import, export_import_rest }
    learner_drafts { list_learner_drafts, read_learner_draft, finish_learner_draft, remove_learner_draft }
    agreements { record_agreement, list_agreements, withdraw_agreement }
    placements { propose_placement, list_placements, read_placement, list_transitions, step_placement }
    notices { read_notice, shorten_notice }
    cohorts { create_cohort, list_cohorts, read_cohort, prove_cohort, list_cohort_learners, read_cohort_learner, try_cohort,
        record_decision, propose_cohort, read_cohort_demand, export_cohort,
    }
    matches { list_matches, try_matches, read_match, explain_match, list_unlocks }
    shortlist { list_shortlist, record_shortlist_decision }
    programmes {
        plan_programme, read_programme, change_programme, record_vetting_decision, list_vetting_decisions,
    }
    briefings {
        preview_briefing, preview_briefing_html, preview_briefing_pdf, approve_briefing, list_briefings, read_briefing,
        send_briefing, list_deliveries, read_delivery, resend_briefing, list_letters
    }
    copies {
        preview_copy, preview_copy_html, preview_copy_pdf, approve_copy, list_copies, read_copy, read_copy_pdf, send_copy,
        list_copy_deliveries,
    }
    alerts { list_alerts, list_placement_alerts, acknowledge_alert }
    visits { send_link, list_links, revoke_links, list_reports, see_report, record_attendance }
    planned_calls { plan_call, list_calls, end_call }
    lessons { list_lessons, decide_lesson, tell_observation }
    webhooks {
        create_webhook, list_webhooks, rotate_webhook_secret, end_webhook, list_webhook_messages, replay_webhook_message,
    }
    weights { read_weights, change_weights }
    records { list_disclosures, read_access_log }
    evidence { read_evidence, export_evidence }
    destinations { tell_destination, list_destinations }
    internship_reviews { record_internship_review, list_internship_reviews }
    families {
        list_family_messages, create_family_message, start_family_plan, read_family_message, change_family_message,
        remove_family_message, preview_family_message, list_family_recipients, approve_family_message,
    }
    family_sendings {
        list_family_sendings, print_family_sheets, hand_over_family_sheets, record_family_reply, see_family_reply,
        list_families, record_family_wish,
    }
    assignments { create_assignment, list_assignments, remove_assignment }
}
