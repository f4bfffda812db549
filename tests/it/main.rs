//! Everything that proves the portal, in one binary: in process, without sockets, without waiting, a database per test.
mod admin;
mod browser;
mod desk;
mod files;
mod gallery;
mod house;
mod open311;
mod permission;
mod public;
mod signin;
mod support;
mod upkeep;
mod walk;
