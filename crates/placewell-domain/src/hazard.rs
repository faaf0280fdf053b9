//! Hazards of a task, and what they mean under regulation 19 of the Management of Health and
//! Safety at Work Regulations 1999.

pub mod signs;
mod statement;

use super::code::vocabulary;
use super::exposure::Exposure;

pub use statement::HazardStatement;

vocabulary! {
    /// A hazard that a task brings, as an employer's risk assessment names it.
    Hazard {
        /// Loads or effort beyond a young person's strength.
        BeyondPhysicalCapacity = "beyond_physical_capacity",
        /// Decisions or scenes beyond a young person's years.
        BeyondPsychologicalCapacity = "beyond_psychological_capacity",
        /// Violent or aggressive people.
        ViolentBehaviour = "violent_behaviour",
        /// Substances that poison or harm for good.
        ToxicSubstances = "toxic_substances",
        /// Substances that cause cancer or heritable damage.
        Carcinogens = "carcinogens",
        /// Lead or its compounds.
        Lead = "lead",
        /// Asbestos.
        Asbestos = "asbestos",
        /// Infectious agents beyond everyday contact.
        BiologicalAgents = "biological_agents",
        /// Ionising radiation.
        IonisingRadiation = "ionising_radiation",
        /// Lasers, ultraviolet, strong electromagnetic fields.
        NonIonisingRadiation = "non_ionising_radiation",
        /// Saws, presses, slicers, mincers, unguarded moving parts.
        DangerousMachinery = "dangerous_machinery",
        /// Driving or riding on a lift truck.
        LiftTruck = "lift_truck",
        /// Reversing lorries, vans, tractors.
        VehicleMovements = "vehicle_movements",
        /// Ladders, roofs, platforms.
        WorkAtHeight = "work_at_height",
        /// Tanks, pits, closed spaces.
        ConfinedSpace = "confined_space",
        /// Live electrical work.
        HighVoltage = "high_voltage",
        /// Explosives or fireworks.
        Explosives = "explosives",
        /// Compressed, liquefied or dissolved gases.
        CompressedGases = "compressed_gases",
        /// Digging, demolition, unstable stacks.
        Collapse = "collapse",
        /// Fierce or venomous animals.
        FierceAnimals = "fierce_animals",
        /// Cattle, horses.
        LargeAnimals = "large_animals",
        /// Knives and blades.
        SharpBlades = "sharp_blades",
        /// Fryers, steam, molten material.
        HotOilOrSteam = "hot_oil_or_steam",
        /// Extreme heat.
        ExtremeHeat = "extreme_heat",
        /// Extreme cold, such as a freezer store.
        ExtremeCold = "extreme_cold",
        /// Noise of 80 dB(A) daily average or more.
        HazardousNoise = "hazardous_noise",
        /// Vibrating tools or seats.
        Vibration = "vibration",
        /// Open or deep water.
        DeepWater = "deep_water",
        /// A pace set by a machine and paid by results.
        MachinePaced = "machine_paced",
        /// Help with eating, drinking, washing, dressing or the toilet.
        PersonalCare = "personal_care",
        /// Time alone, out of sight of a colleague.
        LoneWorking = "lone_working",
        /// Being answerable for money.
        AnswerableForMoney = "answerable_for_money",
    }
}

vocabulary! {
    /// How the question about a task's hazards stands.
    HazardAnswer {
        /// There are none beyond everyday work, and somebody has said so.
        None = "none",
        /// There are these.
        These = "these",
        /// Nobody has been asked.
        NotAsked = "not_asked",
    }
}

vocabulary! {
    /// The heads of regulation 19(2).
    Reg19Head {
        /// (a) beyond the physical or psychological capacity.
        Capacity = "capacity",
        /// (b) harmful exposure to agents that are toxic, carcinogenic or cause lasting harm.
        HarmfulAgents = "harmful_agents",
        /// (c) harmful exposure to radiation.
        Radiation = "radiation",
        /// (d) accidents that a young person may not recognise or avoid.
        Accidents = "accidents",
        /// (e) extreme cold or heat, noise, vibration.
        PhysicalAgents = "physical_agents",
    }
}

impl Hazard {
    /// Whether work with the hazard is closed to everybody under 18, whatever the controls. The law
    /// does not ask for that in so many words: it is a rule of our own.
    #[must_use]
    pub fn is_never_under_18(self) -> bool {
        use Hazard as H;
        matches!(
            self,
            H::Asbestos
                | H::Lead
                | H::IonisingRadiation
                | H::Explosives
                | H::ViolentBehaviour
                | H::LoneWorking
                | H::AnswerableForMoney
        )
    }

    /// The head of regulation 19(2) under which the hazard falls.
    #[must_use]
    pub fn head(self) -> Reg19Head {
        use Hazard as H;
        match self {
            H::BeyondPhysicalCapacity
            | H::BeyondPsychologicalCapacity
            | H::ViolentBehaviour
            | H::MachinePaced
            | H::PersonalCare
            | H::LoneWorking
            | H::AnswerableForMoney => Reg19Head::Capacity,
            H::ToxicSubstances | H::Carcinogens | H::Lead | H::Asbestos | H::BiologicalAgents => {
                Reg19Head::HarmfulAgents
            }
            H::IonisingRadiation | H::NonIonisingRadiation => Reg19Head::Radiation,
            H::ExtremeHeat | H::ExtremeCold | H::HazardousNoise | H::Vibration => Reg19Head::PhysicalAgents,
            H::DangerousMachinery
            | H::LiftTruck
            | H::VehicleMovements
            | H::WorkAtHeight
            | H::ConfinedSpace
            | H::HighVoltage
            | H::Explosives
            | H::CompressedGases
            | H::Collapse
            | H::FierceAnimals
            | H::LargeAnimals
            | H::SharpBlades
            | H::HotOilOrSteam
            | H::DeepWater => Reg19Head::Accidents,
        }
    }

    /// The exposure that a hazard always brings, if there is one: a task with the hazard has the
    /// exposure even where its author did not say so.
    #[must_use]
    pub fn exposure(self) -> Option<Exposure> {
        use Hazard as H;
        match self {
            H::BeyondPhysicalCapacity => Some(Exposure::HeavyLifting),
            H::BeyondPsychologicalCapacity => Some(Exposure::DistressingContent),
            H::ViolentBehaviour => Some(Exposure::Confrontation),
            H::ToxicSubstances | H::Carcinogens | H::Lead | H::Asbestos => Some(Exposure::Chemicals),
            H::BiologicalAgents => Some(Exposure::BodilyFluids),
            H::DangerousMachinery => Some(Exposure::Machinery),
            H::LiftTruck | H::VehicleMovements => Some(Exposure::MovingVehicles),
            H::WorkAtHeight => Some(Exposure::Heights),
            H::ConfinedSpace => Some(Exposure::ConfinedSpace),
            H::FierceAnimals | H::LargeAnimals => Some(Exposure::Animals),
            H::SharpBlades => Some(Exposure::SharpTools),
            H::HotOilOrSteam => Some(Exposure::HotSurfaces),
            H::ExtremeHeat => Some(Exposure::Heat),
            H::ExtremeCold => Some(Exposure::Cold),
            H::HazardousNoise => Some(Exposure::LoudNoise),
            H::DeepWater => Some(Exposure::WaterEdge),
            H::MachinePaced => Some(Exposure::TimePressure),
            H::LoneWorking => Some(Exposure::LoneWorking),
            H::AnswerableForMoney => Some(Exposure::MoneyHandling),
            H::IonisingRadiation
            | H::NonIonisingRadiation
            | H::HighVoltage
            | H::Explosives
            | H::CompressedGases
            | H::Collapse
            | H::Vibration
            | H::PersonalCare => None,
        }
    }
}
