//! The tables of second factors.

diesel::table! {
    second_factors (user_id) {
        user_id -> Text,
        doc -> Text,
        active_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    second_factor_policies (organisation_id) {
        organisation_id -> Text,
        set_by -> Text,
        set_at -> Timestamp,
    }
}
