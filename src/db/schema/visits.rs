//! The tables of what employers do by their links.

diesel::table! {
    placement_links (id) {
        id -> Text,
        placement_id -> Text,
        contact_id -> Text,
        token_hash -> Text,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
        ended_because -> Nullable<Text>,
    }
}

diesel::table! {
    reports (id) {
        id -> Text,
        placement_id -> Text,
        contact_id -> Nullable<Text>,
        kind -> Text,
        date -> Nullable<Date>,
        alert_at -> Nullable<Timestamp>,
        doc -> Text,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        seen_by -> Nullable<Text>,
        seen_at -> Nullable<Timestamp>,
        user_id -> Nullable<Text>,
        role -> Nullable<Text>,
    }
}

diesel::table! {
    reminders (placement_id, contact_id, occasion) {
        placement_id -> Text,
        contact_id -> Text,
        occasion -> Text,
        outcome -> Text,
        at -> Timestamp,
    }
}

diesel::table! {
    reminder_stops (contact_id) {
        contact_id -> Text,
        at -> Timestamp,
    }
}

diesel::table! {
    side_links (id) {
        id -> Text,
        placement_id -> Text,
        reader -> Text,
        token_hash -> Text,
        made_by -> Text,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
        ended_because -> Nullable<Text>,
    }
}

diesel::table! {
    side_reports (id) {
        id -> Text,
        placement_id -> Text,
        reader -> Text,
        kind -> Text,
        date -> Nullable<Date>,
        doc -> Text,
        created_at -> Timestamp,
        seen_by -> Nullable<Text>,
        seen_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    planned_calls (id) {
        id -> Text,
        placement_id -> Text,
        contact_id -> Nullable<Text>,
        reader -> Nullable<Text>,
        at -> Timestamp,
        made_by -> Text,
        created_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    observations (id) {
        id -> Text,
        placement_id -> Text,
        contact_id -> Nullable<Text>,
        user_id -> Nullable<Text>,
        role -> Nullable<Text>,
        doc -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    lesson_decisions (id) {
        id -> Text,
        placement_id -> Text,
        doc -> Text,
        decided_by -> Text,
        decided_at -> Timestamp,
    }
}

diesel::table! {
    alerts (id) {
        id -> Text,
        placement_id -> Text,
        date -> Date,
        cause -> Text,
        raised_at -> Timestamp,
        rung -> Integer,
        next_at -> Nullable<Timestamp>,
        acknowledged_by -> Nullable<Text>,
        acknowledged_at -> Nullable<Timestamp>,
        settled_at -> Nullable<Timestamp>,
        version -> BigInt,
    }
}

diesel::table! {
    alert_steps (alert_id, number) {
        alert_id -> Text,
        number -> Integer,
        at -> Timestamp,
        step -> Text,
        rung -> Nullable<Integer>,
        user_id -> Nullable<Text>,
    }
}

diesel::table! {
    webhooks (id) {
        id -> Text,
        organisation_id -> Text,
        doc -> Text,
        events -> Text,
        created_by -> Text,
        version -> BigInt,
        created_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    webhook_messages (id) {
        id -> Text,
        webhook_id -> Text,
        event -> Text,
        body -> Text,
        state -> Text,
        created_at -> Timestamp,
        delivered_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    webhook_attempts (id) {
        id -> Text,
        message_id -> Text,
        at -> Timestamp,
        status -> Nullable<Integer>,
        problem -> Nullable<Text>,
    }
}

diesel::table! {
    internship_reviews (id) {
        id -> Text,
        placement_id -> Text,
        held_on -> Date,
        doc -> Text,
        made_by -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    destinations (id) {
        id -> Text,
        placement_id -> Text,
        after -> Text,
        doc -> Text,
        made_by -> Text,
        created_at -> Timestamp,
    }
}
