//! The nations whose law and practice the service knows.

use super::code::vocabulary;

vocabulary! {
    /// Where a provider or a site is. Concession hours, codes and guidance differ by nation.
    Nation {
        /// England.
        England = "england",
        /// Wales.
        Wales = "wales",
    }
}
