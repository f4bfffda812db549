//! The settings, as `--help` shows them: the same table that is parsed.
use crate::config::SETTINGS;
use std::fmt::Write;

/// Every setting with its default and what it takes.
pub(super) fn settings() -> String {
    let mut text = String::from(
        "Settings, from the environment (which wins) or in small letters without LANGNGHE_ from the settings file:\n",
    );
    for setting in SETTINGS {
        let (variable, meaning) = (setting.variable(), setting.meaning);
        // Writing into a text does not fail.
        let _ = write!(
            text,
            "\n  {variable}\n      {meaning}\n      takes {}; default: {}\n",
            setting.expects, setting.default
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn help_names_every_setting_and_the_arguments_are_well_formed() {
        use clap::CommandFactory;
        let mut command = super::super::Cli::command();
        command.clone().debug_assert();
        let help = command.render_long_help().to_string();
        for setting in SETTINGS {
            assert!(help.contains(&setting.variable()), "{}", setting.name);
        }
    }
}
