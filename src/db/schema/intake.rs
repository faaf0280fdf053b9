//! The tables of files that are brought in, and of learners of whom not every question has been answered.

diesel::table! {
    imports (id) {
        id -> Text,
        organisation_id -> Text,
        kind -> Text,
        state -> Text,
        doc -> Text,
        made_by -> Text,
        version -> BigInt,
        created_at -> Timestamp,
        confirmed_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    import_columns (id) {
        id -> Text,
        doc -> Text,
    }
}

diesel::table! {
    learner_drafts (id) {
        id -> Text,
        provider_id -> Text,
        external_index -> Text,
        said -> Text,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}
