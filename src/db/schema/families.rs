//! The tables of messages to families.

diesel::table! {
    family_messages (id) {
        id -> Text,
        provider_id -> Text,
        school_year -> Integer,
        due_on -> Date,
        state -> Text,
        doc -> Text,
        approved_by -> Nullable<Text>,
        approved_at -> Nullable<Timestamp>,
        handed_by -> Nullable<Text>,
        handed_at -> Nullable<Timestamp>,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    family_sendings (id) {
        id -> Text,
        message_id -> Text,
        person -> Text,
        way -> Text,
        language -> Text,
        doc -> Text,
        letter_id -> Nullable<Text>,
        state -> Nullable<Text>,
        problem -> Nullable<Text>,
        sent_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    family_sending_learners (sending_id, learner_id) {
        sending_id -> Text,
        learner_id -> Text,
    }
}

diesel::table! {
    family_replies (id) {
        id -> Text,
        sending_id -> Text,
        answer -> Text,
        doc -> Nullable<Text>,
        made_by -> Nullable<Text>,
        created_at -> Timestamp,
        seen_by -> Nullable<Text>,
        seen_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    family_wishes (id) {
        id -> Text,
        provider_id -> Text,
        person -> Text,
        wish -> Text,
        made_by -> Nullable<Text>,
        created_at -> Timestamp,
    }
}

diesel::allow_tables_to_appear_in_same_query!(
    family_messages,
    family_replies,
    family_sending_learners,
    family_sendings,
);
