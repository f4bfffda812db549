//! Open311 GeoReport v2, as other cities' programs read it.
mod reading;
mod wanted;
