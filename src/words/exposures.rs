//! Exposures: their names, and what to ask an employer.

use super::label::{Label, labels};
use crate::domain::exposure::Exposure;

labels! {
    Exposure {
        LoudNoise => "loud noise",
        SuddenNoise => "sudden noise",
        Crowds => "crowds",
        UnpredictablePublic => "strangers who may come up at any time",
        Confrontation => "angry or upset people",
        LoneWorking => "working alone",
        Heights => "heights",
        Machinery => "machines with moving parts",
        MovingVehicles => "moving vehicles",
        SharpTools => "sharp tools",
        HotSurfaces => "hot things",
        Chemicals => "products that can harm",
        Dust => "dust or pollen",
        StrongSmells => "strong smells",
        Heat => "working in the heat",
        Cold => "working in the cold",
        OutdoorWeather => "being outside in all weathers",
        BrightOrFlashingLight => "bright or flashing light",
        BusyVisual => "a lot to look at, always changing",
        HeavyLifting => "heavy lifting",
        LongStanding => "standing for a long time",
        LongWalking => "walking for much of the day",
        FineHandWork => "small, exact hand movements",
        ScreenWork => "a long time at a screen",
        TimePressure => "having to hurry",
        FrequentChange => "plans that often change",
        Interruptions => "being interrupted",
        PhysicalContact => "being touched",
        Animals => "animals",
        BodilyFluids => "blood or bodily fluids",
        RawFood => "raw meat, fish or eggs",
        Nuts => "nuts",
        Latex => "latex",
        WaterEdge => "open water",
        ConfinedSpace => "small closed spaces",
        DistressingContent => "upsetting sights or stories",
        MoneyHandling => "being in charge of money",
    }
}

/// What to ask an employer about an exposure of the whole site.
#[must_use]
pub fn site_question(exposure: Exposure) -> String {
    format!("Does the work at your site involve {}? If so, can a learner be kept away?", exposure.label())
}

/// What to ask an employer about an exposure of one task.
#[must_use]
pub fn task_question(exposure: Exposure, task: &str) -> String {
    format!("Does the job “{task}” involve {}? If so, could that part be left out?", exposure.label())
}
