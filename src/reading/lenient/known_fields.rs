//! A JSON value of which each struct is shown only the fields that it knows.

use serde::de::value::{MapAccessDeserializer, MapDeserializer, SeqDeserializer, StrDeserializer};
use serde::de::{Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::{Error, Value};

#[derive(Clone, Copy)]
pub(super) struct KnownFields<'a>(pub(super) &'a Value);

impl<'de> IntoDeserializer<'de, Error> for KnownFields<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> KnownFields<'de> {
    /// The members of an object with such names.
    fn members<'n>(
        self,
        known: impl Fn(&str) -> bool + 'n,
    ) -> Option<MapDeserializer<'de, impl Iterator<Item = (&'de str, Self)> + 'n, Error>>
    where
        'de: 'n,
    {
        let members = self.0.as_object()?.iter().map(|(name, value)| (name.as_str(), Self(value)));
        Some(MapDeserializer::new(members.filter(move |(name, _)| known(name))))
    }
}

impl<'de> Deserializer<'de> for KnownFields<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match (self.0, self.members(|_| true)) {
            (_, Some(members)) => visitor.visit_map(members),
            (Value::Array(items), None) => visitor.visit_seq(SeqDeserializer::new(items.iter().map(Self))),
            (plain, None) => plain.deserialize_any(visitor),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.members(|name| fields.contains(&name)) {
            Some(members) => visitor.visit_map(members),
            None => self.deserialize_any(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match (self.0, self.members(|_| true)) {
            (Value::String(code), _) => StrDeserializer::new(code).deserialize_enum(name, variants, visitor),
            (_, Some(members)) => {
                MapAccessDeserializer::new(members).deserialize_enum(name, variants, visitor)
            }
            (plain, None) => plain.deserialize_enum(name, variants, visitor),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map identifier ignored_any
    }
}
