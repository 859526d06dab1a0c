//! The program: everything is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    oreline::cli::run(std::env::args_os())
}
