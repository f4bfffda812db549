fn main() -> std::process::ExitCode {
    langnghe::cli::run()
}
