//! The rules. Plain functions on plain values: no time, no database, no web.
pub mod account;
pub mod api_key;
pub mod area;
pub mod assignment;
pub mod audience;
pub mod audit;
pub mod calendar;
pub mod category_tree;
pub mod cell;
pub mod circle;
pub mod city;
pub mod city_facts;
pub mod city_names;
pub mod city_term;
pub mod clocks;
pub mod comment;
pub mod contact;
pub mod day_list;
pub mod deadline;
pub mod density;
pub mod difference;
pub mod draft;
pub mod escalation;
pub mod event;
pub mod figures;
pub mod follow;
pub mod gazetteer;
pub mod hours;
pub mod intake;
pub mod kind;
pub mod ledger;
pub mod letter;
pub mod letter_topic;
pub mod level;
pub mod likeness;
pub mod limits;
pub mod look;
pub mod mend;
pub mod notice;
pub mod objection;
pub mod open_data;
pub mod own_words;
pub mod partners;
pub mod passage;
pub mod password;
pub mod pauses;
pub mod photo;
pub mod place;
pub mod point;
pub mod policy;
pub mod presence;
pub mod problem;
pub mod promise;
pub mod public;
pub mod question;
pub mod rating;
pub mod reason;
pub mod recompute;
pub mod removal;
pub mod reply;
pub mod report_point;
pub mod routing;
pub mod sample;
pub mod seal;
pub mod search;
pub mod sending;
pub mod sheet;
pub mod signal;
mod spoken;
pub mod status;
pub mod term;
pub mod text;
pub mod ticket;
pub mod view;
pub mod webhook;

pub use calendar::{Calendar, CalendarDay, Certainty, DayChange, DayKind, Shift};
pub use deadline::{
    ExtensionProblem, Remaining, Term, TermUnit, begun_too_long_ago, due, extend, last_moment,
    longest_extension, remaining, resumed,
};

#[cfg(test)]
mod area_tests;
#[cfg(test)]
mod deadline_tests;
#[cfg(test)]
mod place_tests;
#[cfg(test)]
mod policy_tests;
