//! The command line (its verbs follow).
