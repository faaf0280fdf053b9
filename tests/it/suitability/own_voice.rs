//! The learner's own words, looked for in the work.

use placewell::domain::learner::OwnWords;
use placewell::domain::task::Task;
use placewell::suitability::own_voice::Voice;
use rstest::rstest;

use crate::generate::{line, offer, paragraph};

fn task(name: &str) -> Task {
    let mut task = offer(1, 0).offer.tasks[0].clone();
    task.name = line(name);
    task.themes = [].into_iter().collect();
    task
}

fn says(likes: &str, dislikes: Option<&str>) -> Voice {
    Voice::of(&OwnWords {
        likes: Some(paragraph(likes)),
        dislikes: dislikes.map(paragraph),
        ..OwnWords::default()
    })
}

#[rstest]
#[case::the_same_word("I like dogs.", "Walking dogs", true)]
#[case::one_and_many("My dog is called Pip.", "Grooming quiet dogs", true)]
#[case::doing_and_done("I love planting.", "Watering plants", true)]
#[case::doubled_letters("I am good at shopping", "Tidying the shop", true)]
#[case::another_thing("I like trains.", "Grooming quiet dogs", false)]
#[case::empty_words("I want to do something new with people", "Covering new things for other people", false)]
#[case::another_script("أحب الحيوانات", "الحيوانات", true)]
fn a_task_is_found_by_what_it_is_called(#[case] likes: &str, #[case] name: &str, #[case] found: bool) {
    assert_eq!(says(likes, None).speaks_of(&task(name)), found);
}

#[test]
fn what_is_disliked_outweighs_what_is_liked() {
    let voice = says("I like dogs", Some("I do not like kennels"));
    assert!(voice.speaks_of(&task("Walking dogs")));
    assert!(!voice.speaks_of(&task("Hosing the dogs' kennels")));
}

#[test]
fn nothing_said_is_silence() {
    assert!(Voice::of(&OwnWords::default()).is_silent());
    assert!(says("I like it", None).is_silent());
}
