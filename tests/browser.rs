//! The browser without a terminal: keys in, frames out.

mod common;

mod browser {
    mod hostile;
    mod journeys;
    mod screens;
    mod tongues;
    mod whole_names;
}
