//! Words kept as text: in the database and in JSON an enum is the word that a person can read there.

/// A word from outside that is none of an enum's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownWord {
    /// The enum that was asked.
    pub of: &'static str,
    /// What was read.
    pub word: String,
}

impl std::fmt::Display for UnknownWord {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} is no {}", self.word, self.of)
    }
}

impl std::error::Error for UnknownWord {}

/// Makes an enum whose values are words: `as_str`, `FromStr`, `ALL`, serde and a Diesel text column.
macro_rules! text_enum {
    ($(#[$note:meta])* $vis:vis enum $name:ident { $($(#[$each:meta])* $value:ident = $word:literal),+ $(,)? }) => {
        $(#[$note])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, diesel::expression::AsExpression, diesel::deserialize::FromSqlRow)]
        #[diesel(sql_type = diesel::sql_types::Text)]
        $vis enum $name { $($(#[$each])* $value),+ }

        impl $name {
            /// Every value, in the order in which they are declared.
            pub const ALL: &'static [Self] = &[$(Self::$value),+];

            /// The word that is stored and sent.
            pub fn as_str(&self) -> &'static str {
                match self { $(Self::$value => $word),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::ids::UnknownWord;

            fn from_str(word: &str) -> Result<Self, Self::Err> {
                match word {
                    $($word => Ok(Self::$value),)+
                    _ => Err($crate::ids::UnknownWord { of: stringify!($name), word: word.to_owned() }),
                }
            }
        }

        $crate::ids::text_column!($name);
    };
}
pub(crate) use text_enum;

/// Stores a type with `as_str` and `FromStr` as text: Diesel for every database, and serde.
macro_rules! text_column {
    ($name:ident) => {
        impl<DB> diesel::serialize::ToSql<diesel::sql_types::Text, DB> for $name
        where
            DB: diesel::backend::Backend,
            str: diesel::serialize::ToSql<diesel::sql_types::Text, DB>,
        {
            fn to_sql<'b>(
                &'b self,
                out: &mut diesel::serialize::Output<'b, '_, DB>,
            ) -> diesel::serialize::Result {
                <str as diesel::serialize::ToSql<diesel::sql_types::Text, DB>>::to_sql(self.as_str(), out)
            }
        }

        impl<DB> diesel::deserialize::FromSql<diesel::sql_types::Text, DB> for $name
        where
            DB: diesel::backend::Backend,
            String: diesel::deserialize::FromSql<diesel::sql_types::Text, DB>,
        {
            fn from_sql(raw: DB::RawValue<'_>) -> diesel::deserialize::Result<Self> {
                Ok(String::from_sql(raw)?.parse()?)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <String as serde::Deserialize>::deserialize(deserializer)?;
                text.parse().map_err(<D::Error as serde::de::Error>::custom)
            }
        }
    };
}
pub(crate) use text_column;

#[cfg(test)]
mod tests {
    use super::UnknownWord;

    text_enum! {
        /// How a lamp is.
        pub enum Lamp { Lit = "lit", OutOfOrder = "out_of_order" }
    }

    #[test]
    fn every_value_reads_its_own_word() {
        for lamp in Lamp::ALL {
            assert_eq!(lamp.as_str().parse::<Lamp>().as_ref(), Ok(lamp));
        }
        assert_eq!(Lamp::ALL.len(), 2);
    }

    #[test]
    fn a_strange_word_is_refused_by_name() {
        let refusal = "Lit".parse::<Lamp>().unwrap_err();
        assert_eq!(refusal, UnknownWord { of: "Lamp", word: "Lit".into() });
        assert_eq!(refusal.to_string(), "\"Lit\" is no Lamp");
    }

    #[test]
    fn json_holds_the_word() {
        assert_eq!(serde_json::to_string(&Lamp::OutOfOrder).unwrap(), "\"out_of_order\"");
        assert_eq!(serde_json::from_str::<Lamp>("\"lit\"").unwrap(), Lamp::Lit);
        assert!(serde_json::from_str::<Lamp>("\"dark\"").is_err());
    }
}
