//! Open311 GeoReport v2, as other cities' programs read it.
mod media;
mod reading;
mod wanted;
mod writing;
