//! What a learner may lawfully do: age bands, hours, hazards, insurance, vetting.
