//! Identifiers: typed row ids, words kept as text, secrets, and the code a resident reads out on the phone.
