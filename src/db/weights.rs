//! A hub's weights for the score, every version kept, so that an old ranking can be explained.

use super::hub_document::hub_document;

hub_document!(weights, Weights);
