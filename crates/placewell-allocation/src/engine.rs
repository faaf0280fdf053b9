//! One door to the networks of every measure.

use std::fmt::Debug;
use std::sync::Arc;

use super::bisection::Sharing;
use super::cover::Cover;
use super::measure::{Levels, Measure, Toll};
use super::network::Network;
use super::objective::Objective;
use super::pair::Pair;
use super::rows::Rows;
use super::seating::{NONE, Seating};

/// What can be asked of a network, whatever its costs are made of.
pub(crate) trait Engine: Debug + Send + Sync {
    fn boxed(&self) -> Box<dyn Engine>;
    fn seating(&self) -> &Seating;
    fn rows(&self) -> &Arc<Rows>;
    fn columns(&mut self) -> &mut Arc<Rows>;
    fn limit(&self) -> u16;
    fn solve(&mut self, cover: &Cover, sharing: Sharing);
    fn withdraw(&mut self, learner: u32);
    fn admit(&mut self, learner: u32);
    fn pin(&mut self, learner: u32, offer: u32);
    fn unpin(&mut self, offer: u32);
    fn rewrite(&mut self, learner: u32, options: Vec<Pair>);
    fn revise(&mut self, learner: u32, offer: u32, shortfall: Option<u16>);
    fn resize_offer(&mut self, offer: u32, seats: u32);
    fn resize_pool(&mut self, pool: u32, places: u32);
    fn relimit(&mut self, limit: u16);
    fn settle(&mut self) -> Vec<u32>;
    /// The learner, pinned, knows the offer.
    fn tell(&mut self, learner: u32, offer: u32);
    /// What each learner pays at most; offers' and pools' prices.
    fn tolls(&self) -> (Vec<Toll>, Vec<Toll>);
    /// How much the others would gain by one more unit at a node.
    fn gain(&mut self, node: u32) -> Toll;
}

impl<K: Measure> Engine for Network<K> {
    fn boxed(&self) -> Box<dyn Engine> {
        Box::new(self.clone())
    }
    fn seating(&self) -> &Seating {
        &self.seating
    }
    fn rows(&self) -> &Arc<Rows> {
        &self.rows
    }
    fn columns(&mut self) -> &mut Arc<Rows> {
        &mut self.columns
    }
    fn limit(&self) -> u16 {
        self.limit
    }
    fn solve(&mut self, cover: &Cover, sharing: Sharing) {
        Self::solve(self, cover, sharing);
    }
    fn withdraw(&mut self, learner: u32) {
        Self::withdraw(self, learner);
    }
    fn admit(&mut self, learner: u32) {
        Self::admit(self, learner);
    }
    fn pin(&mut self, learner: u32, offer: u32) {
        Self::pin(self, learner, offer);
    }
    fn unpin(&mut self, offer: u32) {
        Self::unpin(self, offer);
    }
    fn rewrite(&mut self, learner: u32, options: Vec<Pair>) {
        Self::rewrite(self, learner, options);
    }
    fn revise(&mut self, learner: u32, offer: u32, shortfall: Option<u16>) {
        Self::revise(self, learner, offer, shortfall);
    }
    fn resize_offer(&mut self, offer: u32, seats: u32) {
        Self::resize_offer(self, offer, seats);
    }
    fn resize_pool(&mut self, pool: u32, places: u32) {
        Self::resize_pool(self, pool, places);
    }
    fn relimit(&mut self, limit: u16) {
        Self::relimit(self, limit);
    }
    fn settle(&mut self) -> Vec<u32> {
        Self::settle(self)
    }
    fn tell(&mut self, learner: u32, offer: u32) {
        self.told.iter_mut().skip(learner as usize).take(1).for_each(|told| *told = offer);
    }
    fn tolls(&self) -> (Vec<Toll>, Vec<Toll>) {
        let learners = (0..self.seating.seats.len() as u32).map(|learner| self.cheapest(learner).toll());
        let pools = self.prices.iter().skip(self.seating.windows.len());
        let offers = self.prices.iter().zip(&self.seating.windows).map(|(&price, window)| {
            let pool = if window.pool == NONE { None } else { pools.clone().nth(window.pool as usize) };
            let above = price - pool.copied().unwrap_or(K::ZERO);
            above.max(K::ZERO).toll()
        });
        (learners.collect(), offers.chain(pools.clone().map(|price| price.toll())).collect())
    }
    fn gain(&mut self, node: u32) -> Toll {
        self.want_columns();
        if node < self.offers() {
            self.lift_idle(node);
        }
        self.vacancy(node).toll()
    }
}

/// A network with the measure that suits the objective.
pub(crate) fn engine(
    rows: Arc<Rows>,
    columns: Arc<Rows>,
    empty: Seating,
    objective: Objective,
    limit: u16,
) -> Box<dyn Engine> {
    fn made<K: Measure>(
        rows: Arc<Rows>,
        columns: Arc<Rows>,
        empty: Seating,
        objective: Objective,
        limit: u16,
    ) -> Box<dyn Engine> {
        let mut network = Network::<K>::new(rows, empty, objective, limit);
        network.columns = columns;
        Box::new(network)
    }
    match objective {
        Objective::Generous => made::<Levels>(rows, columns, empty, objective, limit),
        Objective::Fair | Objective::Total | Objective::Convex => {
            made::<i64>(rows, columns, empty, objective, limit)
        }
    }
}
