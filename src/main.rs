//! Arguments in, exit code out.

fn main() -> std::process::ExitCode {
    threshold::cli::main()
}
