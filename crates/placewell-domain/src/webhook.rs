//! Webhooks: events that another system is told of.

use super::code::vocabulary;

vocabulary! {
    /// What happened.
    WebhookEvent {
        /// A placement was proposed, or a step of it was taken.
        PlacementChanged = "placement.changed",
        /// A version of a briefing pack was approved.
        BriefingApproved = "briefing.approved",
        /// The sending of a pack came to another state.
        DeliveryChanged = "delivery.changed",
        /// The employer, or staff of the provider, ticked a day.
        TickGiven = "tick.given",
        /// An alert was raised, escalated, acknowledged or settled.
        AlertChanged = "alert.changed",
        /// The employer gave feedback.
        FeedbackGiven = "feedback.given",
    }
}

vocabulary! {
    /// How the delivery of a message stands.
    WebhookState {
        /// It waits for its first or next attempt.
        Queued = "queued",
        /// The receiver took it.
        Delivered = "delivered",
        /// It was given up; it can be replayed.
        Failed = "failed",
    }
}
