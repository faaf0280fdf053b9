//! What a workplace can offer a learner.

use super::code::vocabulary;

vocabulary! {
    /// Something a workplace can offer, in functional terms.
    Provision {
        /// A way in without steps.
        StepFreeEntrance = "step_free_entrance",
        /// Every place the learner works in or needs is reached without steps.
        StepFreeThroughout = "step_free_throughout",
        /// A toilet that a wheelchair user can use.
        AccessibleToilet = "accessible_toilet",
        /// A Changing Places toilet with a hoist and an adult-sized bench.
        ChangingPlace = "changing_place",
        /// A parking space near the door for a Blue Badge holder or a minibus.
        AccessibleParking = "accessible_parking",
        /// A safe place at the door for a car or taxi to stop.
        DropOffPoint = "drop_off_point",
        /// A desk or bench whose height can be changed.
        AdjustableWorkstation = "adjustable_workstation",
        /// Work can be done sitting down.
        SeatingAvailable = "seating_available",
        /// A quiet room or corner to go to at any time.
        QuietSpace = "quiet_space",
        /// The first half hour is calm and has few people about.
        QuietStart = "quiet_start",
        /// Instructions are given in writing.
        WrittenInstructions = "written_instructions",
        /// Instructions are given in pictures or photographs.
        PictureInstructions = "picture_instructions",
        /// Tasks are shown, not only told.
        ShownInstructions = "shown_instructions",
        /// One short spoken instruction is given at a time.
        ShortSpokenInstructions = "short_spoken_instructions",
        /// One named colleague looks out for the learner each day.
        NamedBuddy = "named_buddy",
        /// One colleague is with the learner throughout.
        OneToOneSupervision = "one_to_one_supervision",
        /// Two or more adults are always in sight.
        TwoAdultsInSight = "two_adults_in_sight",
        /// A job coach may work beside the learner.
        JobCoachWelcome = "job_coach_welcome",
        /// A working hearing loop where instructions are given.
        HearingLoop = "hearing_loop",
        /// Somebody on the site signs British Sign Language.
        Bsl = "bsl",
        /// The fire alarm can be seen as well as heard, or somebody fetches the learner.
        VisualAlarm = "visual_alarm",
        /// Printed material comes in large print.
        LargePrint = "large_print",
        /// Computers used in the work run with a screen reader or magnifier.
        ScreenReaderReady = "screen_reader_ready",
        /// Even, bright lighting without glare.
        GoodLighting = "good_lighting",
        /// People wait for an answer given by a device, signs or slow speech.
        TimeToCommunicate = "time_to_communicate",
        /// A communication device may be used everywhere in the work.
        AacDeviceAllowed = "aac_device_allowed",
        /// Breaks beyond the usual ones.
        ExtraBreaks = "extra_breaks",
        /// The learner may stop when they need to.
        FlexibleBreaks = "flexible_breaks",
        /// A day shorter than the usual shift.
        ShorterDay = "shorter_day",
        /// A start later than the usual shift.
        LaterStart = "later_start",
        /// A finish earlier than the usual shift.
        EarlierFinish = "earlier_finish",
        /// The same tasks in the same order each day.
        FixedRoutine = "fixed_routine",
        /// Changes are said beforehand.
        NoticeOfChange = "notice_of_change",
        /// Ear defenders or headphones may be worn.
        EarDefendersAllowed = "ear_defenders_allowed",
        /// A phone may be used as an aid or to call home.
        PhoneAllowed = "phone_allowed",
        /// A place and time to move about or use sensory aids.
        SensoryBreaks = "sensory_breaks",
        /// A place to eat alone or away from a crowd.
        EatingPlace = "eating_place",
        /// A fridge or a locked place for medicine that the learner keeps.
        FridgeForMedicine = "fridge_for_medicine",
        /// An assistance dog may come.
        AssistanceDogWelcome = "assistance_dog_welcome",
        /// A clean, quiet place to pray.
        PrayerSpace = "prayer_space",
        /// Uniform or protective clothing may be adapted.
        AdaptedClothing = "adapted_clothing",
        /// A trained first aider is there for every hour of the placement.
        FirstAiderOnShift = "first_aider_on_shift",
        /// People and equipment to help somebody who cannot leave unaided.
        EvacuationHelp = "evacuation_help",
        /// The learner can work in Welsh.
        WelshSpoken = "welsh_spoken",
        /// The learner may come and look round before the start.
        SiteVisitBefore = "site_visit_before",
    }
}
