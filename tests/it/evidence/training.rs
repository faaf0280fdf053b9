//! The tables of supported internships over a whole story: every figure is added up again by SQL over the raw rows, and from
//! the API's own records.

use diesel::RunQueryDsl;
use placewell::clock::Clock;
use placewell::db::{Conn, DbError};
use placewell::domain::code::Code;
use placewell::domain::role::Role;
use placewell::domain::support::HelpLevel;
use placewell::words::label::Label;
use rstest::rstest;
use serde_json::{Value, json};

use super::recount::{programme, reports, work_of};
use super::walk::Story;
use crate::support::database::Engine;
use crate::support::operator;
use crate::web::browser::Browser;
use crate::web::visit::link_to;

/// The story of a placement as a supported internship, with what a job coach saw and where the learner was found to be.
fn told(engine: Engine) -> Option<Story> {
    let story = Story::told(engine)?;
    let id = story.placed.id.clone();
    let change =
        format!("UPDATE placements SET doc = '{{\"programme\":\"supported_internship\"}}' WHERE id = '{id}'");
    let write = |c: &mut Conn| Ok::<_, DbError>(diesel::sql_query(&change).execute(c)?);
    assert_eq!(story.scene.test.app.write(&operator(), write).unwrap(), 1);
    let link = link_to(&story.scene.test, super::walk::CONTACT).unwrap();
    Browser::new(&story.scene.test).post(&format!("{link}/acknowledge"), &[("number", "1")]).expect(303);
    let seen = format!("/placements/{id}/observations");
    story.scene.post(Role::JobCoach, &seen, &json!({"help": "shown_once"})).expect(204);
    story.scene.test.clock.advance(chrono::TimeDelta::hours(1));
    story.scene.post(Role::JobCoach, &seen, &json!({"help": "alone"})).expect(204);
    Some(story)
}

fn count(story: &Story, query: &str) -> u64 {
    story.sql(&format!("SELECT CAST(COUNT(*) AS TEXT) AS line FROM {query}")).parse().unwrap()
}

fn of_placement(story: &Story, table: &str, rest: &str) -> u64 {
    count(story, &format!("{table} WHERE placement_id = '{}' {rest}", story.placed.id))
}

#[rstest]
fn internships_are_what_the_records_add_up_to(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(story) = told(engine) else { return };
    let table = story.table("internships");
    let today = story.scene.test.clock.now().date_naive().to_string();
    assert_eq!(table.rows().len(), 1, "one rotation, one period of six weeks");
    let row = &table.rows()[0];
    let dates = story.sql(&format!(
        "SELECT CAST(first_date AS TEXT) || '|' || CAST(last_date AS TEXT) AS line FROM placements WHERE id = '{}'",
        story.placed.id
    ));
    let told = ["from", "to"].map(|column| table.of(row, column).as_str().unwrap().to_owned());
    assert_eq!(told.join("|"), dates, "a placement of less than six weeks is one period");
    assert_eq!(table.of(row, "planned_days"), json!(of_placement(&story, "placement_days", "")));

    // Whoever came, by the ticks; the hours by the blocks of those days, from when they came.
    let ticks = reports(&story.scene, &story.placed.id, "tick");
    assert_eq!(ticks.len() as u64, of_placement(&story, "reports", "AND kind = 'tick'"));
    let came: Vec<&Value> = ticks.iter().filter(|one| one["report"]["arrival"] == "arrived").collect();
    assert_eq!(table.of(row, "days"), json!(came.len()));
    let planned = programme(&story.scene, &story.placed.id);
    let days = planned["programme"]["days"].as_array().unwrap();
    let minutes: u32 = came
        .iter()
        .map(|tick| {
            let day = days.iter().find(|day| day["date"] == tick["date"]).unwrap();
            let (hour, minute) = tick["report"]["at"].as_str().unwrap().split_once(':').unwrap();
            work_of(day, hour.parse::<u32>().unwrap() * 60 + minute.parse::<u32>().unwrap())
        })
        .sum();
    assert_eq!(table.of(row, "hours"), json!(minutes));

    // Days without a record: those that have come, less those of which a tick or an absence tells.
    let come = of_placement(&story, "placement_days", &format!("AND date <= '{today}'"));
    let absent = of_placement(&story, "side_reports", "AND kind = 'absence'");
    assert_eq!(table.of(row, "unrecorded"), json!(come - ticks.len() as u64 - absent));
    assert_eq!(table.of(row, "coaches"), json!(of_placement(&story, "assignments", "")));
    let order = HelpLevel::ALL;
    let levels = days.iter().flat_map(|day| day["blocks"].as_array().unwrap());
    let levels = levels.filter_map(|block| order.iter().position(|level| block["level"] == level.code()));
    let levels: Vec<usize> = levels.collect();
    let label = |at: Option<&usize>| json!(order[*at.unwrap()].label());
    assert_eq!(table.of(row, "most_help"), label(levels.iter().min()));
    assert_eq!(table.of(row, "least_help"), label(levels.iter().max()));
    assert_eq!(of_placement(&story, "observations", ""), 2);
    assert_eq!(table.of(row, "seen_help"), json!(HelpLevel::Alone.label()), "the newest counts");
    assert_eq!(table.of(row, "review_due"), table.of(row, "to"));
    assert_eq!(table.of(row, "review_held"), "not_recorded", "no review was held");
}

#[rstest]
fn the_lines_of_quality_are_what_the_records_add_up_to(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(story) = told(engine) else { return };
    // A hundred days after the last one somebody asks.
    let last: chrono::NaiveDate = story.days.last().unwrap().parse().unwrap();
    let later = last.checked_add_days(chrono::Days::new(100)).unwrap();
    story.scene.test.clock.set(format!("{later}T12:00:00Z").parse().unwrap());
    let job = json!({"after": "3", "code": "JOB", "source": "learner", "asked_on": later, "paid": true});
    story
        .scene
        .post(Role::Provider, &format!("/placements/{}/destinations", story.placed.id), &job)
        .expect(200);

    let table = story.table("siqaf");
    let line = |words: &str| {
        let row = table.rows().iter().find(|row| table.of(row, "line") == words).expect(words);
        (table.of(row, "met"), table.of(row, "of"))
    };
    // A line of which nothing is recorded says so; none is a nought.
    let said = |met: u64, of: u64| match (met, of) {
        (_, 0) => (json!("does_not_apply"), json!("nothing")),
        (0, of) => (json!("not_recorded"), json!(of)),
        (met, of) => (json!(met), json!(of)),
    };
    let id = &story.placed.id;
    let all = count(&story, "placements WHERE doc LIKE '%supported_internship%'");
    let is = |found: u64| said(found.min(1), all);
    let vetted = format!("decisions WHERE subject_id = '{id}' AND kind = 'vetting'");
    assert_eq!(line("The safeguarding lead decided on vetting"), is(count(&story, &vetted)));
    assert_eq!(line("A plan of every day was made"), is(of_placement(&story, "programmes", "")));
    let agreements =
        story.scene.get(Role::Provider, &format!("/learners/{}/agreements", story.placed.learner));
    let agreements = agreements.expect(200).body;
    let agreements = agreements.as_array().unwrap().iter();
    let with_aims = agreements.filter(|one| {
        let aims = one["agreement"]["terms"]["aims"].as_array().is_some_and(|aims| !aims.is_empty());
        aims && one["agreement"]["placement"] == json!(id) && one["withdrawn_at"].is_null()
    });
    assert_eq!(line("What the learner wants from it is agreed"), is(with_aims.count() as u64));
    let sent = format!(
        "briefings b JOIN deliveries d ON d.briefing_id = b.id \
         WHERE b.placement_id = '{id}' AND b.edition = 'employer' AND d.state = 'sent'"
    );
    assert_eq!(line("The employer was sent the pack"), is(count(&story, &sent)));
    let read = of_placement(&story, "reports", "AND kind = 'acknowledgement'");
    assert_eq!(line("The employer says that it has read the pack"), is(read));
    for (words, action) in [
        ("The workplace was visited beforehand", "visit_site"),
        ("Learner and employer met beforehand", "meet"),
        ("The learner or the family agreed", "agree"),
    ] {
        assert_eq!(line(words), is(of_placement(&story, "transitions", &format!("AND action = '{action}'"))));
    }
    assert_eq!(line("A job coach is assigned"), is(of_placement(&story, "assignments", "")));
    let told = of_placement(&story, "reports", "AND kind = 'tick'")
        + of_placement(&story, "side_reports", "AND kind = 'absence'");
    assert_eq!(
        line("Days with a record of who came"),
        said(told, of_placement(&story, "placement_days", ""))
    );
    assert_eq!(
        line("The employer said how it went"),
        is(of_placement(&story, "reports", "AND kind = 'feedback'"))
    );
    assert_eq!(
        line("It was noted how much help new tasks took"),
        is(of_placement(&story, "observations", ""))
    );
    let voice = of_placement(&story, "side_reports", "AND kind = 'reflection'");
    assert_eq!(line("The learner said how it was"), is(voice));
    for (months, after) in [("3", 3), ("6", 6), ("12", 12)] {
        let due = last.checked_add_months(chrono::Months::new(after)).unwrap() <= later;
        let known = of_placement(&story, "destinations", &format!("AND after = '{months}'"));
        let line = line(&format!("It is known where the learner is after {months} months"));
        assert_eq!(line, said(known, u64::from(due)), "after {months} months");
    }
    assert_eq!(line("What the learner does now is paid"), said(1, 1));
    assert_eq!(table.rows().len(), 17, "every line was counted again");
}
