//! How a learner works best: stamina, communication, help, capability.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::code::vocabulary;
use super::task::Demand;

/// How long a learner can work. It sits inside what the law allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Stamina {
    /// The longest stretch of work without a break, minutes.
    #[schema(minimum = 10, maximum = 270)]
    pub max_continuous_minutes: u16,
    /// The most work in one day, breaks not counted, minutes.
    #[schema(minimum = 30, maximum = 480)]
    pub max_daily_minutes: u16,
    /// How long a rest break must be, minutes.
    #[schema(minimum = 5, maximum = 60)]
    pub break_minutes: u16,
    /// The longest that the learner stays at one task, minutes; not asked when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 10, maximum = 270)]
    pub max_one_task_minutes: Option<u16>,
}

/// The longest block of one task while nobody has said how long the learner stays at one.
const USUAL_ONE_TASK_MINUTES: u16 = 45;

impl Stamina {
    /// The longest block of one task, minutes: as stated, never longer than without a break.
    #[must_use]
    pub fn one_task_minutes(&self) -> u16 {
        self.max_one_task_minutes.unwrap_or(USUAL_ONE_TASK_MINUTES).min(self.max_continuous_minutes)
    }
}

vocabulary! {
    /// A level of help with a task, most help first. The coach moves it by what is seen.
    HelpLevel {
        /// Somebody does it together with the learner.
        Together = "together",
        /// Shown once, then the learner does it.
        ShownOnce = "shown_once",
        /// The learner has a list, and somebody points at the next step.
        ListAndPoint = "list_and_point",
        /// The learner has a list.
        ListOnly = "list_only",
        /// The natural cue is enough.
        Alone = "alone",
    }
}

vocabulary! {
    /// How a learner communicates.
    CommunicationMode {
        /// Speech.
        Speech = "speech",
        /// A few spoken words.
        FewWords = "few_words",
        /// A communication device or app.
        Device = "device",
        /// Symbols or pictures.
        Symbols = "symbols",
        /// British Sign Language.
        Bsl = "bsl",
        /// Key-word signing.
        KeyWordSigning = "key_word_signing",
        /// Writing or typing.
        Writing = "writing",
    }
}

vocabulary! {
    /// How a learner is best told what to do.
    InstructionMode {
        /// Shown by somebody doing it.
        Shown = "shown",
        /// One short sentence at a time.
        ShortSpoken = "short_spoken",
        /// A written list.
        WrittenList = "written_list",
        /// A list of pictures.
        PictureList = "picture_list",
        /// Signed.
        Signed = "signed",
        /// An object or finished example to copy.
        Example = "example",
    }
}

vocabulary! {
    /// How much change between tasks a learner likes.
    Variety {
        /// The same few tasks.
        Same = "same",
        /// Some change.
        Some = "some",
        /// Much change.
        Much = "much",
    }
}

/// What a learner can do now, in the same terms as a task's load.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Capability {
    /// Reading that is comfortable.
    pub reading: Demand,
    /// Numbers that are comfortable.
    pub numbers: Demand,
    /// Speaking and understanding that is comfortable.
    pub communication: Demand,
    /// Lifting, standing, reaching that is comfortable.
    pub physical: Demand,
    /// The challenge that is comfortable today, 1 to 5.
    #[schema(minimum = 1, maximum = 5)]
    pub challenge: u8,
    /// The challenge that would stretch without overwhelming, not below `challenge`.
    #[schema(minimum = 1, maximum = 5)]
    pub stretch: u8,
}

vocabulary! {
    /// How a learner leaves a building in an emergency.
    Evacuation {
        /// Unaided, when the alarm sounds.
        Unaided = "unaided",
        /// With somebody who says that it is time to go and stays near.
        NeedsPrompt = "needs_prompt",
        /// May not hear or react to the alarm.
        MayNotReact = "may_not_react",
        /// Cannot use stairs.
        CannotUseStairs = "cannot_use_stairs",
    }
}

vocabulary! {
    /// Outcomes of Preparing for Adulthood that a placement may serve.
    PfaOutcome {
        /// Employment.
        Employment = "employment",
        /// Independent living.
        IndependentLiving = "independent_living",
        /// Friends and community.
        Community = "community",
        /// Good health.
        Health = "health",
    }
}
