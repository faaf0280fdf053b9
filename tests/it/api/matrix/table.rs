//! Who finds what: the table that the matrix holds the service to.

use placewell::domain::role::Role;

/// What an operation is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::api) enum Kind {
    OurHub,
    OurProvider,
    OurEmployer,
    User(Role),
    ApiKey(Role),
    Invitation,
    Contact,
    Offer,
    Learner,
    /// A learner who agreed that the hub sees what suits them, and has no job coach.
    AgreedLearner,
    Placement,
    Pack,
    Copy,
    PackDelivery,
    CopyDelivery,
    Report,
    Worry,
    Alert,
    Cohort,
    Webhook,
    Import,
    LearnerDraft,
    /// One that has not been approved.
    FamilyMessage,
    FamilySending,
    FamilyPerson,
}

/// Where a caller stands to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::api) enum Standing {
    /// It is their own organisation's.
    Ours,
    /// Another organisation that works with the same hub or employer, or a colleague who is not assigned.
    Neighbour,
    /// A hub that has nothing to do with it, and the hub's provider and employer.
    Elsewhere,
}

impl Kind {
    /// Whether an operation with this path is about it.
    pub(in crate::api) fn is_of(self, path: &str) -> bool {
        let of = match self {
            Self::OurHub | Self::OurProvider | Self::OurEmployer => "organisations",
            Self::User(_) => "users",
            Self::ApiKey(_) => "api-keys",
            Self::Invitation => "invitations",
            Self::Contact => "contacts",
            Self::Offer => "offers",
            Self::Learner | Self::AgreedLearner => "learners",
            Self::Placement => "placements",
            Self::Pack => "briefings",
            Self::Copy => "copies",
            Self::PackDelivery | Self::CopyDelivery => "deliveries",
            Self::Report | Self::Worry => "reports",
            Self::Alert => "alerts",
            Self::Cohort => "cohorts",
            Self::Webhook => "webhooks",
            Self::Import => "imports",
            Self::LearnerDraft => "learner-drafts",
            Self::FamilyMessage => "family-messages",
            Self::FamilySending => "family-sendings",
            Self::FamilyPerson => "families",
        };
        path.split('/').nth(3) == Some(of)
    }
}

/// Whether a caller of a role that can take the operation finds the thing that it is about.
pub(in crate::api) fn finds(standing: Standing, role: Role, operation: &str, kind: Kind) -> bool {
    match standing {
        Standing::Ours => ours(role, operation, kind),
        Standing::Neighbour => neighbour(role, operation, kind),
        // An employer itself says which hubs it works with, by the identifier that a hub gives it.
        Standing::Elsewhere => (role, operation, kind) == (Role::Employer, "link_organisation", Kind::OurHub),
    }
}

fn ours(role: Role, operation: &str, kind: Kind) -> bool {
    match kind {
        Kind::OurHub | Kind::OurProvider | Kind::OurEmployer => our_organisation(role, operation, kind),
        // Their own role they find, and cannot take from themselves.
        Kind::User(of) if operation == "revoke_membership" && of == role => true,
        Kind::User(of) => match role {
            Role::Admin => true,
            Role::Hub => of == Role::Employer,
            _ => is_school(of),
        },
        Kind::ApiKey(of) => of == role || (of == Role::Hub && is_hub(role)),
        Kind::Invitation => role != Role::Hub,
        Kind::Learner => role != Role::Hub,
        Kind::AgreedLearner => role != Role::JobCoach,
        // A sending of a copy is read with its copy.
        Kind::CopyDelivery => false,
        Kind::Worry => role == Role::SafeguardingLead,
        Kind::Webhook
        | Kind::Import
        | Kind::LearnerDraft
        | Kind::FamilyMessage
        | Kind::FamilySending
        | Kind::FamilyPerson => role == Role::Provider,
        Kind::Contact
        | Kind::Offer
        | Kind::Placement
        | Kind::Pack
        | Kind::Copy
        | Kind::PackDelivery
        | Kind::Alert
        | Kind::Cohort
        | Kind::Report => true,
    }
}

fn our_organisation(role: Role, operation: &str, kind: Kind) -> bool {
    match operation {
        "read_weights" | "read_concessions" | "change_weights" | "change_concessions" => kind == Kind::OurHub,
        "change_organisation" | "archive_organisation" | "require_second_factor" => {
            is_hub(role) || kind == home(role)
        }
        "link_organisation" => kind == Kind::OurHub,
        "unlink_organisation" if is_hub(role) => kind == Kind::OurEmployer,
        "unlink_organisation" => kind == Kind::OurHub,
        // A hub lets in its employers' users, and a provider its own.
        "list_users" | "list_invitations" | "create_user" => {
            role == Role::Admin || (role == Role::Hub && kind == Kind::OurEmployer) || kind == home(role)
        }
        _ => kind != Kind::OurProvider || role != Role::Employer,
    }
}

/// What organisations share: a hub's offers and employers with its providers, an employer with each of its hubs.
fn neighbour(role: Role, operation: &str, kind: Kind) -> bool {
    // A job coach's colleague is at the same provider, and is assigned to nobody.
    if role == Role::JobCoach && matches!(kind, Kind::OurHub | Kind::OurProvider | Kind::OurEmployer) {
        return our_organisation(role, operation, kind);
    }
    match kind {
        Kind::OurHub if operation == "change_weights" => false,
        Kind::OurHub => !is_hub(role) && !in_hand(operation),
        Kind::OurEmployer if operation == "unlink_organisation" || in_hand(operation) => is_hub(role),
        Kind::OurEmployer if operation == "read_weights" || operation == "read_concessions" => false,
        Kind::OurEmployer | Kind::Offer | Kind::Contact => is_hub(role) || is_school(role),
        Kind::User(of) => is_hub(role) && of == Role::Employer,
        _ => false,
    }
}

/// Whether an operation changes what an organisation says of itself.
fn in_hand(operation: &str) -> bool {
    ["change_organisation", "archive_organisation", "require_second_factor"].contains(&operation)
}

fn is_hub(role: Role) -> bool {
    matches!(role, Role::Hub | Role::Admin)
}

fn is_school(role: Role) -> bool {
    matches!(role, Role::Provider | Role::JobCoach | Role::SafeguardingLead)
}

fn home(role: Role) -> Kind {
    match role {
        Role::Hub | Role::Admin => Kind::OurHub,
        Role::Provider | Role::JobCoach | Role::SafeguardingLead => Kind::OurProvider,
        Role::Employer => Kind::OurEmployer,
    }
}
