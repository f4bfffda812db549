//! Open311 GeoReport v2, as other cities' programs read it.
mod contract;
mod media;
mod reading;
mod wanted;
mod writing;
