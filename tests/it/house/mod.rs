//! The rules of the house, kept by tests.
mod support_works;
