//! No connection without a permit: the compiler holds that (see `auth::permit`). What it cannot hold stands here: who
//! may claim to need no caller, and who opens the store itself.

use std::collections::BTreeSet;
use std::path::Path;

use super::sources;

/// The files that claim an exemption, by exemption. The reason of each is told at `auth::Exemption`.
const CLAIMS: &[(&str, &[&str])] = &[
    (
        "Credential",
        &[
            "src/services/api_keys.rs",
            "src/services/invitations.rs",
            "src/services/links.rs",
            "src/services/sessions.rs",
            "src/services/sessions/attempts.rs",
            "src/services/sessions/reset.rs",
            "src/services/sides/links.rs",
            "src/services/visits/links.rs",
        ],
    ),
    (
        "Job",
        &[
            "src/jobs/posting.rs",
            "src/jobs/recurring.rs",
            "src/jobs/retention.rs",
            "src/jobs/send_link.rs",
            "src/jobs/send_webhook.rs",
            "src/jobs/worker.rs",
            "src/services/alerts/watch.rs",
            "src/services/cohorts/run.rs",
            "src/services/reminders.rs",
        ],
    ),
    (
        "Operator",
        &["src/maintenance.rs", "src/services/learners/operator.rs", "src/services/users/founding.rs"],
    ),
];

/// Rooms that open the store: the service once, an operator's command for itself.
const OPENERS: &[&str] = &["src/app/opening.rs", "src/db.rs"];

fn naming(words: &str) -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let found = sources("src").into_iter().filter(|(_, text)| {
        text.lines().any(|line| !line.trim_start().starts_with("//") && line.contains(words))
    });
    found.map(|(path, _)| path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned()).collect()
}

#[test]
fn only_listed_files_work_without_a_caller() {
    for (exemption, files) in CLAIMS {
        let listed = files.iter().map(|file| (*file).to_owned()).collect();
        assert_eq!(naming(&format!("Exemption::{exemption}")), listed, "{exemption}");
    }
    let listed: usize = CLAIMS.iter().map(|(_, files)| files.len()).sum();
    assert_eq!(naming("Permit::exempt(").len(), listed, "each file claims one exemption");
}

#[test]
fn nobody_else_opens_the_store() {
    let listed = OPENERS.iter().map(|file| (*file).to_owned()).collect::<BTreeSet<_>>();
    let opening = naming("Db::open(");
    assert!(!opening.is_empty() && opening.is_subset(&listed), "{opening:?}");
}
