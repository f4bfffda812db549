//! Who may do what, proven on the verbs themselves: with a right version and right fields, as everyone who may not.
mod cast;
mod city;
mod programs;
mod reports;
mod scene;
mod steps;
