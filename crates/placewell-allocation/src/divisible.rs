//! What can be solved in two halves.

/// A state of the solver that can be cut in two and joined again.
pub(crate) trait Divisible: Clone + Send {
    /// Keeps a learner from taking part.
    fn leave_out(&mut self, learner: u32);
    /// Takes over from another what became of these learners, and of these offers and pools.
    fn adopt(&mut self, other: &Self, learners: &[u32], nodes: &[u32]);
}
