//! What a hub knows of the hours of passes, every version kept, so that an old answer can be explained.

use super::hub_document::hub_document;

hub_document!(concessions, Concessions);
