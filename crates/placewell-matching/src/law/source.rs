//! Where a rule stands.

use crate::domain::code::vocabulary;

vocabulary! {
    /// An act, a regulation or a published practice, to the section.
    Source {
        /// Education Act 1996 s8.
        EducationAct1996S8 = "education_act_1996_s8",
        /// Education Act 1996 s560.
        EducationAct1996S560 = "education_act_1996_s560",
        /// Working Time Regulations 1998 reg 4.
        WorkingTimeReg4 = "working_time_1998_reg_4",
        /// Working Time Regulations 1998 reg 5A.
        WorkingTimeReg5A = "working_time_1998_reg_5a",
        /// Working Time Regulations 1998 reg 6A.
        WorkingTimeReg6A = "working_time_1998_reg_6a",
        /// Working Time Regulations 1998 reg 10.
        WorkingTimeReg10 = "working_time_1998_reg_10",
        /// Working Time Regulations 1998 reg 11.
        WorkingTimeReg11 = "working_time_1998_reg_11",
        /// Working Time Regulations 1998 reg 12.
        WorkingTimeReg12 = "working_time_1998_reg_12",
        /// Practice for pupils: no more than five days in seven, in the daytime.
        PupilPractice = "pupil_work_experience_practice",
        /// Management of Health and Safety at Work Regulations 1999 reg 3.
        ManagementReg3 = "management_1999_reg_3",
        /// Management of Health and Safety at Work Regulations 1999 reg 10(2).
        ManagementReg10 = "management_1999_reg_10",
        /// Management of Health and Safety at Work Regulations 1999 reg 19.
        ManagementReg19 = "management_1999_reg_19",
        /// The Health and Safety Executive's guidance on lift trucks: none below school-leaving age.
        LiftTruckGuidance = "hse_lift_trucks",
        /// A rule of our own, stricter than the law where the law turns on details nobody has given.
        Caution = "caution",
        /// Employers' Liability (Compulsory Insurance) Act 1969.
        InsuranceAct1969 = "employers_liability_1969",
        /// Employers' Liability (Compulsory Insurance) Act 1969 s3.
        InsuranceAct1969S3 = "employers_liability_1969_s3",
        /// Employers' Liability (Compulsory Insurance) Regulations 1998 reg 3: five million pounds.
        InsuranceReg3 = "employers_liability_1998_reg_3",
        /// What insurers ask to be told of work experience.
        InsurerPractice = "insurer_practice",
        /// Safeguarding Vulnerable Groups Act 2006 Sch 4, and the guidance on it for schools.
        SafeguardingGroups2006 = "safeguarding_vulnerable_groups_2006",
        /// Statutory guidance on keeping children safe in education.
        KeepingChildrenSafe = "keeping_children_safe",
        /// The department's guidance on supported internships.
        InternshipGuidance = "supported_internship_guidance",
    }
}
