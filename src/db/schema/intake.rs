//! The tables of files that are brought in, of learners of whom not every question has been answered, and of the numbers
//! that organisations give employers and offers.

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

diesel::table! {
    schools (urn) {
        urn -> Text,
        name -> Text,
        folded -> Text,
        kind -> Text,
        phase -> Text,
        postcode -> Text,
        nation -> Text,
    }
}

diesel::table! {
    brought_numbers (organisation_id, kind, number_index) {
        organisation_id -> Text,
        kind -> Text,
        number_index -> Text,
        subject_id -> Text,
    }
}
