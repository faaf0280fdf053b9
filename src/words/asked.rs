//! The facts that a good week needs: for each the plain question for the person who fills it in, where the answer
//! is printed, and the rule that uses it; with the rules of a good week.

use super::programme::{rule, rule_because};
use crate::domain::code::Code;
use crate::domain::workload::WeekRule;

/// One fact.
#[derive(Clone, Copy, Debug)]
pub struct Fact {
    /// The schema of the API document that holds it, and its name there.
    pub field: (&'static str, &'static str),
    /// The question.
    pub question: &'static str,
    /// Where the answer is printed.
    pub printed: &'static str,
    /// The rule that uses it.
    pub rule: &'static str,
}

const fn fact(
    field: (&'static str, &'static str),
    question: &'static str,
    printed: &'static str,
    rule: &'static str,
) -> Fact {
    Fact { field, question, printed, rule }
}

const NOWHERE: &str = "not printed yet";
const WITH_COMPANY: &str = "new tasks are met while they are there, where they can be";
const NONE: &str = "none: it is for people to read";
const TALKING: &str = "pack, How to talk with the learner";
const STRESS: &str = "pack, When it is getting hard";
const HELPS: &str = "pack, What helps then";
const CARD: &str = "task card";
const ALONG: &str = "pack, Who comes along";

/// The facts in the order of the documents that hold them.
pub const FACTS: [Fact; 65] = [
    fact(
        ("SitePlace", "floor"),
        "Which floor is it on?",
        NOWHERE,
        "on another floor than the ground floor a learner who cannot use stairs works only where a way without them is known",
    ),
    fact(
        ("SitePlace", "level_exit"),
        "Is the way out level all the way?",
        NOWHERE,
        "no work or rest there for a learner who cannot use stairs, unless it is",
    ),
    fact(
        ("SitePlace", "for_rest"),
        "May a learner rest there?",
        "wall page and day sheets, as the place of each rest",
        "rests are taken in the quietest of these places",
    ),
    fact(("SitePlace", "noise"), "How loud is it?", NOWHERE, "the quietest place is taken for rests"),
    fact(("SitePlace", "public"), "Do the public come there?", NOWHERE, "none yet"),
    fact(
        ("SitePlace", "never_for_learners"),
        "Is it a place where learners never go?",
        "pack, Not to do",
        "no task there is planned",
    ),
    fact(("SitePlace", "because"), "Why do learners never go there?", "pack, Not to do", NONE),
    fact(("Cover", "what"), "What must always be covered?", NOWHERE, NONE),
    fact(
        ("Cover", "people"),
        "Who can cover it?",
        NOWHERE,
        "somebody who is needed there is with nobody else",
    ),
    fact(
        ("Cover", "least"),
        "How many of them must be there at any moment?",
        NOWHERE,
        "somebody who is needed there is with nobody else",
    ),
    fact(
        ("Cover", "hours"),
        "Between which times?",
        NOWHERE,
        "somebody who is needed there is with nobody else",
    ),
    fact(
        ("SiteEvent", "places"),
        "Which other places does it concern?",
        NOWHERE,
        "no work is planned there while it lasts",
    ),
    fact(
        ("SiteEvent", "go_to"),
        "In which places may a learner work meanwhile?",
        NOWHERE,
        "work is planned nowhere else while it lasts",
    ),
    fact(("SiteEvent", "people"), "Whom does it tie up?", NOWHERE, "they lead no block while it lasts"),
    fact(
        ("SiteEvent", "meanwhile"),
        "What does a learner do meanwhile?",
        "day sheets; wall page, At the site",
        "an alarm is awaited there",
    ),
    fact(("Person", "fire_marshal"), "Are they a fire marshal?", NOWHERE, "none yet"),
    fact(
        ("Task", "amount"),
        "How much of it is there on a day, and how long does one take somebody who works there?",
        "day sheets, as the aim of each block; task card",
        "no more is planned than there is; each block has an aim where the learner's pace is known",
    ),
    fact(
        ("Amount", "batch"),
        "In what are they finished, if not one by one: a stack of ten, a band of fifty?",
        "day sheets, in the aim of each block",
        "a block aims at whole batches where one can be done",
    ),
    fact(("Task", "due"), "By when must it be done each day?", CARD, "nothing of it is planned after that"),
    fact(
        ("Task", "used"),
        "Who does what with the result, and to whom is it handed?",
        "day sheets, as the aim and Hand it to; task card",
        "results are handed to somebody who is at work then",
    ),
    fact(
        ("Task", "body"),
        "How is it done, and how heavy is the heaviest thing?",
        CARD,
        "left out where it is heavier than the learner carries",
    ),
    fact(("Task", "left_out"), "Which part of the job stays with staff?", CARD, NONE),
    fact(
        ("Task", "also"),
        "What else is worth doing at the same place for somebody who is done early?",
        "day sheets, Finished early",
        "offered in turn, each at most three times, before anything that the plan makes up",
    ),
    fact(
        ("Task", "plan_b"),
        "What is done instead when it cannot be done?",
        "pack, If the day breaks; task card",
        NONE,
    ),
    fact(("Step", "cue"), "What at the place says that it is time for this step?", "task card", NONE),
    fact(("Step", "critical"), "Would a slip here spoil the work or hurt somebody?", CARD, NONE),
    fact(
        ("Stamina", "max_one_task_minutes"),
        "How long does the learner stay at one task?",
        NOWHERE,
        "no block is longer",
    ),
    fact(
        ("Talk", "wait_seconds"),
        "How many seconds do you wait for an answer?",
        "pack, How to talk with the learner; day sheets, at the head",
        "what to do when stuck begins with it",
    ),
    fact(
        ("Talk", "lines"),
        "How should people talk with you? Each line something that can be done today.",
        TALKING,
        NONE,
    ),
    fact(("Talk", "say"), "Which sentence works, as an example?", TALKING, NONE),
    fact(("Talk", "yes"), "How do you say yes?", TALKING, NONE),
    fact(("Talk", "no"), "How do you say no?", TALKING, NONE),
    fact(("Talk", "wait"), "How do you say wait?", TALKING, NONE),
    fact(
        ("Hopes", "aims"),
        "What do you want from a placement?",
        "where an agreement to one placement says so: pack, first page and the opening of each day",
        "two of the seven tests of a meaningful experience rest on it",
    ),
    fact(
        ("PlacementTerms", "fits"),
        "Why does this work suit you?",
        "pack, Why this match",
        "stands in place of shared interests and strengths",
    ),
    fact(
        ("PlacementTerms", "going_home"),
        "Who comes at the end of the day, if anybody, and what if nobody does?",
        "pack, first page; family's copy, Getting there and back",
        "asked for until it has been agreed",
    ),
    fact(
        ("PlacementTerms", "my_way"),
        "How do you get there and home? Say it as you would to a friend.",
        "learner's copy, My first ten minutes",
        "stands in place of a question to ask",
    ),
    fact(
        ("PlacementTerms", "meals"),
        "Who provides lunch on these days?",
        "family's copy, What to bring and wear",
        "asked for until it has been agreed",
    ),
    fact(
        ("PlacementTerms", "nobody_along"),
        "Is it agreed that nobody from the school or college comes along?",
        "pack, Who comes along",
        "asked for until it has been agreed, where nobody is named",
    ),
    fact(
        ("PlacementTerms", "supports"),
        "Who brings each of your supports or puts it out, what does it cost, and what do you do on a day without it?",
        "pack, Adjustments and If the day breaks",
        "asked for, support by support, until it has been agreed",
    ),
    fact(
        ("PlacementTerms", "step"),
        "What would you like to try at the end that is harder than at the beginning?",
        "pack, The step further; day sheets, the block that it is in",
        "stands in place of the step that the plan proposes",
    ),
    fact(
        ("Hopes", "wishes"),
        "What would you like to do at work?",
        NOWHERE,
        "jobs about it are planned on three days where they exist",
    ),
    fact(
        ("Hopes", "not_yet"),
        "What do you not want to do yet, and how do you take part all the same?",
        "pack, Not to do",
        "no task about it is planned",
    ),
    fact(
        ("Hopes", "first_job"),
        "What should the first job of each day be about?",
        NOWHERE,
        "a job about it comes first where one exists",
    ),
    fact(
        ("Hopes", "same_people"),
        "Would you rather be with the same people?",
        NOWHERE,
        "the same person leads again where that is possible",
    ),
    fact(("Distress", "early"), "What can be seen first when it is getting hard?", STRESS, NONE),
    fact(("Distress", "early_help"), "What helps then?", HELPS, NONE),
    fact(("Distress", "late"), "What can be seen when it has become too much?", STRESS, NONE),
    fact(("Distress", "late_help"), "What helps then?", HELPS, NONE),
    fact(("Distress", "lasts_minutes"), "How long does it usually last?", HELPS, NONE),
    fact(("Distress", "afterwards"), "What should people do afterwards?", HELPS, NONE),
    fact(("Profile", "stays"), "Which supports do you keep?", "pack, These stay", NONE),
    fact(
        ("Profile", "pace_percent"),
        "How long does a piece of work take you, beside somebody who works there?",
        "day sheets, in the aims",
        "aims and what is left are counted with it",
    ),
    fact(
        ("Profile", "breaks_alone"),
        "May you take a break without anybody beside you?",
        "day sheets, at each break",
        "a break names who is beside the learner, or who knows where they are",
    ),
    fact(("Profile", "reads"), "In which form do you read?", NOWHERE, "none yet"),
    fact(
        ("BodyLimits", "carries_kg"),
        "How much do you carry?",
        "pack, Not to do",
        "heavier tasks are left out; an unknown weight is asked about",
    ),
    fact(("BodyLimits", "reach"), "How far do you reach?", "pack, Not to do", NONE),
    fact(("Companion", "name"), "Who comes along?", ALONG, NONE),
    fact(("Companion", "role"), "What are they?", ALONG, NONE),
    fact(("Companion", "weekdays"), "On which days?", ALONG, WITH_COMPANY),
    fact(("Companion", "hours"), "Between which times?", ALONG, WITH_COMPANY),
    fact(
        ("Companion", "always_there"),
        "Are they there all the time?",
        ALONG,
        "who is beside the learner in breaks",
    ),
    fact(("Companion", "does"), "What do they do?", ALONG, NONE),
    fact(("Companion", "stands"), "Where do they stand?", ALONG, NONE),
    fact(("Companion", "cover"), "Who comes when they cannot?", ALONG, NONE),
];

/// The facts as a page of the documents.
#[must_use]
pub fn page() -> String {
    let mut page = "# Facts that a good week needs\n\n\
        Printed by `placewell facts`. Every one of them is optional: what nobody has said is not assumed.\n\n\
        | field | question | printed | rule |\n|---|---|---|---|\n"
        .to_owned();
    for fact in FACTS {
        let (schema, name) = fact.field;
        page.push_str(&format!(
            "| `{schema}.{name}` | {} | {} | {} |\n",
            fact.question, fact.printed, fact.rule
        ));
    }
    page.push_str(
        "\n## Rules of a good week\n\nThe planner keeps them where it can, the weightiest first. Those that had to give are listed in a programme \
         as `unkept`. Rules that are never broken (the law, hours, breaks, who is there, what there is of a task) are \
         checked apart, and a plan that breaks one is not made.\n\n| code | rule | why |\n|---|---|---|\n",
    );
    for week in WeekRule::ALL {
        let (code, says, because) = (week.code(), rule(*week), rule_because(*week));
        page.push_str(&format!("| `{code}` | {says} | {because} |\n"));
    }
    page
}
