//! Photos: decoded, turned upright, stripped, shrunk, shelved.
