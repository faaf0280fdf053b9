//! The tables, as diesel sees them. Tests hold this against both engines.

#![expect(missing_docs, reason = "the migrations say what the tables and columns are")]

mod factors;
mod families;
mod intake;
mod visits;
mod work;

pub use factors::{second_factor_policies, second_factors};
pub use families::{
    family_messages, family_replies, family_sending_learners, family_sendings, family_wishes,
};
pub use intake::{brought_numbers, import_columns, imports, learner_drafts, schools};
pub use visits::{
    alert_steps, alerts, destinations, internship_reviews, lesson_decisions, observations, placement_links,
    planned_calls, reminder_stops, reminders, reports, side_links, side_reports, webhook_attempts,
    webhook_messages, webhooks,
};
pub use work::{cohort_learners, cohorts, hub_figures, jobs};

diesel::table! {
    organisations (id) {
        id -> Text,
        kind -> Text,
        hub_id -> Nullable<Text>,
        name -> Text,
        doc -> Text,
        archived_at -> Nullable<Timestamp>,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    hub_employers (hub_id, employer_id) {
        hub_id -> Text,
        employer_id -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    users (id) {
        id -> Text,
        email_index -> Text,
        identity -> Text,
        password_hash -> Nullable<Text>,
        disabled_at -> Nullable<Timestamp>,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    memberships (user_id, organisation_id, role) {
        user_id -> Text,
        organisation_id -> Text,
        role -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    api_keys (id) {
        id -> Text,
        organisation_id -> Text,
        created_by -> Text,
        role -> Text,
        label -> Text,
        secret_hash -> Text,
        created_at -> Timestamp,
        expires_at -> Nullable<Timestamp>,
        revoked_at -> Nullable<Timestamp>,
        scopes -> Nullable<Text>,
    }
}

diesel::table! {
    refresh_families (id) {
        id -> Text,
        user_id -> Text,
        organisation_id -> Text,
        role -> Text,
        token_hash -> Text,
        generation -> Integer,
        created_at -> Timestamp,
        used_at -> Timestamp,
        expires_at -> Timestamp,
        revoked_at -> Nullable<Timestamp>,
        revoked_because -> Nullable<Text>,
        confirmed_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    login_failures (account_index) {
        account_index -> Text,
        failures -> Integer,
        last_at -> Timestamp,
        signed_in_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    contacts (id) {
        id -> Text,
        organisation_id -> Text,
        details -> Text,
        bounce_state -> Text,
        archived_at -> Nullable<Timestamp>,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    offers (id) {
        id -> Text,
        employer_id -> Text,
        state -> Text,
        soc -> Text,
        pattern -> Text,
        nation -> Text,
        postcode -> Text,
        entered_by -> Text,
        confirmed_by_employer_at -> Nullable<Timestamp>,
        doc -> Text,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    offer_windows (offer_id, id) {
        offer_id -> Text,
        id -> Text,
        from_date -> Date,
        to_date -> Date,
        capacity -> Integer,
    }
}

diesel::table! {
    learners (id) {
        id -> Text,
        provider_id -> Text,
        state -> Text,
        external_index -> Nullable<Text>,
        identity -> Text,
        profile -> Text,
        home -> Text,
        codes -> Nullable<Text>,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    placements (id) {
        id -> Text,
        reference -> Text,
        provider_id -> Text,
        learner_id -> Text,
        employer_id -> Text,
        offer_id -> Text,
        window_id -> Text,
        state -> Text,
        first_date -> Date,
        last_date -> Date,
        accepted_at -> Nullable<Timestamp>,
        agreed_at -> Nullable<Timestamp>,
        visited_at -> Nullable<Timestamp>,
        met_at -> Nullable<Timestamp>,
        plan_agreed_at -> Nullable<Timestamp>,
        doc -> Text,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        marked_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    placement_days (placement_id, date) {
        placement_id -> Text,
        date -> Date,
        offer_id -> Text,
        window_id -> Text,
    }
}

diesel::table! {
    transitions (id) {
        id -> Text,
        placement_id -> Text,
        action -> Text,
        from_state -> Text,
        to_state -> Text,
        actor_id -> Nullable<Text>,
        at -> Timestamp,
        reason -> Nullable<Text>,
        contact_id -> Nullable<Text>,
        details -> Nullable<Text>,
    }
}

diesel::table! {
    agreements (id) {
        id -> Text,
        learner_id -> Text,
        placement_id -> Nullable<Text>,
        scope -> Text,
        actor -> Text,
        agreed_on -> Date,
        withdrawn_at -> Nullable<Timestamp>,
        recorded_by -> Text,
        doc -> Text,
        created_at -> Timestamp,
        withdrawn_by -> Nullable<Text>,
    }
}

diesel::table! {
    assignments (coach_id, placement_id) {
        coach_id -> Text,
        placement_id -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    programmes (placement_id, version) {
        placement_id -> Text,
        version -> BigInt,
        hash -> Text,
        doc -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    briefings (id) {
        id -> Text,
        placement_id -> Text,
        edition -> Text,
        number -> Integer,
        state -> Text,
        hash -> Text,
        programme_version -> BigInt,
        artefacts -> Text,
        approved_by -> Nullable<Text>,
        approved_at -> Nullable<Timestamp>,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    deliveries (id) {
        id -> Text,
        briefing_id -> Text,
        contact_id -> Nullable<Text>,
        message_id -> Text,
        state -> Text,
        attempt -> Integer,
        copies_possible -> Integer,
        problem -> Nullable<Text>,
        server_words -> Nullable<Text>,
        replaces -> Nullable<Text>,
        sent_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        reader -> Nullable<Text>,
    }
}

diesel::table! {
    letters (id) {
        id -> Text,
        kind -> Text,
        placement_id -> Nullable<Text>,
        recipient_kind -> Text,
        recipient_id -> Text,
        artefacts -> Nullable<Text>,
        message_id -> Text,
        state -> Text,
        attempt -> Integer,
        copies_possible -> Integer,
        problem -> Nullable<Text>,
        server_words -> Nullable<Text>,
        sent_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    disclosures (id) {
        id -> Text,
        learner_id -> Text,
        placement_id -> Text,
        briefing_id -> Nullable<Text>,
        contact_id -> Nullable<Text>,
        actor_id -> Text,
        edition -> Text,
        purpose -> Text,
        basis -> Text,
        fields -> Text,
        hash -> Text,
        at -> Timestamp,
        expires_at -> Nullable<Timestamp>,
        reader -> Nullable<Text>,
    }
}

diesel::table! {
    idempotency (caller_id, route, key) {
        caller_id -> Text,
        route -> Text,
        key -> Text,
        fingerprint -> Text,
        response -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    access_log (id) {
        id -> Text,
        at -> Timestamp,
        actor_id -> Text,
        organisation_id -> Text,
        action -> Text,
        object_kind -> Text,
        object_id -> Text,
        purpose -> Text,
        details -> Nullable<Text>,
    }
}

diesel::table! {
    postcodes (postcode) {
        postcode -> Text,
        lat_udeg -> Integer,
        lon_udeg -> Integer,
    }
}

diesel::table! {
    feeds (id) {
        id -> Text,
        kind -> Text,
        name -> Text,
        hash -> Text,
        valid_from -> Nullable<Date>,
        valid_to -> Nullable<Date>,
        doc -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    feed_chunks (feed_id, seq) {
        feed_id -> Text,
        seq -> Integer,
        bytes -> Binary,
    }
}

diesel::table! {
    weights (hub_id, version) {
        hub_id -> Text,
        version -> BigInt,
        doc -> Text,
        set_by -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    concessions (hub_id, version) {
        hub_id -> Text,
        version -> BigInt,
        doc -> Text,
        set_by -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    decisions (id) {
        id -> Text,
        subject_kind -> Text,
        subject_id -> Text,
        kind -> Text,
        outcome -> Text,
        decided_by -> Text,
        decided_at -> Timestamp,
        note -> Nullable<Text>,
    }
}

diesel::table! {
    changes (seq) {
        seq -> BigInt,
        kind -> Text,
        object_id -> Text,
        version -> BigInt,
        at -> Timestamp,
    }
}

diesel::table! {
    sealing_keys (id) {
        id -> Text,
        canary -> Text,
        index_mark -> Text,
        enrolled_at -> Timestamp,
        retired_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    mailed_links (id) {
        id -> Text,
        kind -> Text,
        person -> Text,
        email_index -> Text,
        organisation_id -> Nullable<Text>,
        role -> Nullable<Text>,
        made_by -> Nullable<Text>,
        token_hash -> Text,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
        ended_because -> Nullable<Text>,
    }
}

diesel::joinable!(offer_windows -> offers (offer_id));
diesel::joinable!(memberships -> users (user_id));
diesel::joinable!(deliveries -> briefings (briefing_id));

diesel::allow_tables_to_appear_in_same_query!(
    access_log,
    agreements,
    alerts,
    api_keys,
    assignments,
    briefings,
    changes,
    cohort_learners,
    cohorts,
    concessions,
    contacts,
    decisions,
    deliveries,
    disclosures,
    feed_chunks,
    feeds,
    hub_employers,
    idempotency,
    jobs,
    learners,
    letters,
    login_failures,
    mailed_links,
    memberships,
    offer_windows,
    offers,
    organisations,
    placement_days,
    placements,
    planned_calls,
    postcodes,
    programmes,
    refresh_families,
    sealing_keys,
    transitions,
    users,
    weights,
);
