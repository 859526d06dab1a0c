//! The program as a shell runs it, and what guards the tree: the README and the order of the modules.

mod cli;
mod handing_on;
mod layers;
mod make_a_dataset;
mod reading;
mod readme;
mod readme_pictures;
mod run;
mod state;
mod tongues;
mod trust;
mod usage;
