//! The tables of work that outlives a request.

diesel::table! {
    jobs (id) {
        id -> Text,
        kind -> Text,
        subject_id -> Text,
        dedup -> Nullable<Text>,
        state -> Text,
        due -> Timestamp,
        leased_until -> Nullable<Timestamp>,
        attempts -> Integer,
        failures -> Integer,
        problem -> Nullable<Text>,
        created_at -> Timestamp,
        done_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    cohorts (id) {
        id -> Text,
        hub_id -> Text,
        state -> Text,
        created_by -> Text,
        learners -> Integer,
        done -> Integer,
        problem -> Nullable<Text>,
        request -> Text,
        inputs -> Nullable<Text>,
        answer -> Nullable<Text>,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    cohort_learners (cohort_id, number) {
        cohort_id -> Text,
        number -> Integer,
        learner_id -> Text,
        provider_id -> Text,
        options -> Nullable<Text>,
        result -> Nullable<Text>,
        decision -> Nullable<Text>,
        offer_id -> Nullable<Text>,
        placement_id -> Nullable<Text>,
    }
}

diesel::table! {
    hub_figures (hub_id, term) {
        hub_id -> Text,
        term -> Text,
        doc -> Text,
        made_at -> Timestamp,
    }
}
