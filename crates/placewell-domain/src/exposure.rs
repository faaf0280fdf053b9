//! What work exposes a person to.

use super::code::vocabulary;

vocabulary! {
    /// Something the work or its place exposes a person to.
    Exposure {
        /// Noise in which one must raise one's voice.
        LoudNoise = "loud_noise",
        /// Noise that comes without warning: alarms, dropped pallets, dogs barking.
        SuddenNoise = "sudden_noise",
        /// Many people close by.
        Crowds = "crowds",
        /// Strangers who may come up and speak at any time.
        UnpredictablePublic = "unpredictable_public",
        /// People who may be angry or distressed.
        Confrontation = "confrontation",
        /// Time alone, out of sight of a colleague.
        LoneWorking = "lone_working",
        /// Work on ladders, steps or platforms.
        Heights = "heights",
        /// Machines with moving parts.
        Machinery = "machinery",
        /// Vehicles that move where people walk.
        MovingVehicles = "moving_vehicles",
        /// Knives, blades, shears.
        SharpTools = "sharp_tools",
        /// Ovens, irons, hot water or oil.
        HotSurfaces = "hot_surfaces",
        /// Cleaning or other products that can harm.
        Chemicals = "chemicals",
        /// Dust or pollen in the air.
        Dust = "dust",
        /// Strong smells.
        StrongSmells = "strong_smells",
        /// Work in the heat.
        Heat = "heat",
        /// Work in the cold.
        Cold = "cold",
        /// Work outside in any weather.
        OutdoorWeather = "outdoor_weather",
        /// Bright, flickering or flashing light.
        BrightOrFlashingLight = "bright_or_flashing_light",
        /// A great deal to look at, moving or changing.
        BusyVisual = "busy_visual",
        /// Lifting or carrying more than 5 kg.
        HeavyLifting = "heavy_lifting",
        /// Standing for more than half an hour.
        LongStanding = "long_standing",
        /// Walking for much of the day.
        LongWalking = "long_walking",
        /// Small, exact movements of the hands.
        FineHandWork = "fine_hand_work",
        /// Work at a screen for more than half an hour.
        ScreenWork = "screen_work",
        /// Deadlines or a pace that others set.
        TimePressure = "time_pressure",
        /// Plans that often change at short notice.
        FrequentChange = "frequent_change",
        /// Being interrupted in the middle of a task.
        Interruptions = "interruptions",
        /// Being touched by people.
        PhysicalContact = "physical_contact",
        /// Animals close by.
        Animals = "animals",
        /// Blood or bodily fluids.
        BodilyFluids = "bodily_fluids",
        /// Raw meat, fish or eggs.
        RawFood = "raw_food",
        /// Nuts, for somebody who must avoid them.
        Nuts = "nuts",
        /// Latex, for somebody who must avoid it.
        Latex = "latex",
        /// Open water close by.
        WaterEdge = "water_edge",
        /// Small closed spaces.
        ConfinedSpace = "confined_space",
        /// Sights or stories that may distress.
        DistressingContent = "distressing_content",
        /// Being answerable for money.
        MoneyHandling = "money_handling",
    }
}
