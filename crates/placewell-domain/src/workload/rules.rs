//! The rules of a good week that are kept where they can be, the weightiest first. The planner, the
//! checks and the documents name them by these codes.

use crate::code::vocabulary;

vocabulary! {
    /// A rule of a good week: a week without it can go out, and says so.
    WeekRule {
        /// An easy first job, a first piece of work soon finished, one new task in a half day, none on
        /// the last day, the step up not before the middle.
        GentleLanding = "gentle_landing",
        /// The step up is done on the last day.
        StepUpOnLastDay = "step_up_on_last_day",
        /// Five to seven different tasks, as the learner likes change, or all there are.
        DifferentTasks = "different_tasks",
        /// A task that was wished for is met on three days.
        WishedTasks = "wished_tasks",
        /// Three tasks are met on three days or more.
        CoreTasks = "core_tasks",
        /// The step up is met on two days.
        StepUpPractised = "step_up_practised",
        /// No task holds more than 40 % of the blocks, or all of a day; 60 % for a learner who likes sameness.
        NoTaskTooMuch = "no_task_too_much",
        /// A new task is met while somebody from school or college is there, where somebody comes along.
        NewWhileAccompanied = "new_while_accompanied",
        /// Every day begins with the same first job.
        SameFirstJob = "same_first_job",
        /// No task but the step up is met on one day only.
        NothingOnce = "nothing_once",
        /// No two days in the middle are alike; for a learner who likes sameness, all are.
        DaysAsLiked = "days_as_liked",
        /// From the second day on there is one real choice a day.
        ChoiceADay = "choice_a_day",
        /// Four people are met for a reason.
        FourPeople = "four_people",
    }
}
