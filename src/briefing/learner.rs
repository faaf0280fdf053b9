//! The learner's copy, in the form in which they read: a page a day, pictures on the left, words on the
//! right, or squares for a now-and-next board.

mod around;
mod days;
pub mod lint;
mod short;

use super::booklet::{Booklet, Chapter, Item, Material, Pictured};
use super::pack::Told;
use super::pictures::Picture;
use crate::domain::delivery::Edition;
use crate::domain::support::Evacuation;
use crate::domain::voice::ReadingForm;
use crate::words::briefing::learner as say;
use crate::words::briefing::learner::chapter;
use lint::explains;

/// The learner's copy of a plan. Where nobody has asked how they read, it is Easy Read.
#[must_use]
pub fn compose(material: &Material<'_>) -> Booklet {
    let profile = &material.inputs.learner.profile;
    let few_words = matches!(profile.reads, Some(ReadingForm::NowAndNext | ReadingForm::Symbols));
    let mut chapters = vec![
        Chapter::new(chapter::WORK, pictures(around::work(material, few_words))),
        Chapter::new(chapter::JOBS, pictures(around::jobs(material))),
        Chapter::new(chapter::START, pictures(around::start(material))).on_its_own_page(),
        Chapter::new(chapter::PEOPLE, pictures(around::people(material))),
    ];
    chapters.extend(days::chapters(material, few_words));
    chapters.push(Chapter::new(chapter::HARD, pictures(around::hard(material))).on_its_own_page());
    chapters.push(Chapter::new(chapter::TELL, pictures(around::tell(material))));
    chapters.push(Chapter::new(chapter::CHANGE, pictures(around::change(material))));
    let mut end = pictures(around::end(material));
    end.push(Item::Write { ask: say::NEXT.to_owned(), lines: 2 });
    chapters.push(Chapter::new(chapter::END, end).undivided());
    if few_words {
        short::shorten(&mut chapters);
    }
    let own = &profile.own_words;
    let facts = [
        (Told::OwnWords, own.likes.is_some() || own.wants_to_try.is_some()),
        (Told::Reads, profile.reads.is_some()),
        (Told::Hopes, !few_words && !material.pack.aims.is_empty()),
        (Told::GoingHome, material.inputs.terms.is_some_and(|agreed| agreed.terms.my_way.is_some())),
        (Told::Stays, !profile.stays.is_empty()),
        (Told::Companions, !profile.companions.is_empty()),
        (Told::Evacuation, profile.evacuation != Evacuation::Unaided),
    ];
    let heading = say::heading(&material.pack.host.site);
    let booklet = material.booklet(Edition::Learner, heading, chapters, facts);
    Booklet { form: profile.reads, ..booklet }
}

/// The rows of a chapter, in which a hard word is explained once.
fn pictures(mut rows: Vec<Pictured>) -> Vec<Item> {
    let mut explained: Vec<String> = Vec::new();
    for row in &mut rows {
        row.words.retain(|line| {
            let again = explains(line) && explained.contains(line);
            if explains(line) && !again {
                explained.push(line.clone());
            }
            !again
        });
    }
    vec![Item::Pictures { rows }]
}

fn shown<S: Into<String>>(picture: Picture, words: impl IntoIterator<Item = S>) -> Pictured {
    Pictured { picture, words: words.into_iter().map(Into::into).collect(), own: false }
}
