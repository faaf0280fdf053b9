//! Reading settings from their sources, weakest first.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use figment::providers::{Format, Serialized, Toml};
use figment::value::{Dict, Num, Tag, Value};
use figment::{Figment, Profile, Provider};

use super::{Config, ConfigError, Fault, Origin, Setting};

/// The settings file that is read when none is named, if it is there.
pub const DEFAULT_FILE: &str = "placewell.toml";

const PREFIX: &str = "PLACEWELL_";

/// Beginnings of variables of our prefix that are no settings: which file to read, and what the test
/// suite needs.
const NOT_SETTINGS: [&str; 4] =
    ["PLACEWELL_CONFIG", "PLACEWELL_POSTGRES_BIN", "PLACEWELL_REQUIRE_", "PLACEWELL_TEST_"];

/// What was stated, and where.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// The settings file asked for; without one [`DEFAULT_FILE`] is read if it exists.
    pub file: Option<PathBuf>,
    /// Environment variables, all of them; those of other programs are passed over.
    pub environment: Vec<(String, String)>,
    /// Keys and values of `--set`, in order.
    pub flags: Vec<(String, String)>,
}

impl Sources {
    /// The process's environment, with `file` and `flags`.
    #[must_use]
    pub fn of_process(file: Option<PathBuf>, flags: Vec<(String, String)>) -> Self {
        let text = |value: std::ffi::OsString| value.to_string_lossy().into_owned();
        let environment = std::env::vars_os().map(|(name, value)| (text(name), text(value))).collect();
        Self { file, environment, flags }
    }

    /// Reads all sources and checks the result.
    ///
    /// # Errors
    /// [`ConfigError`]: an unreadable file, or every key and value that cannot stand.
    pub fn load(&self) -> Result<Loaded, ConfigError> {
        let defaults = flatten(&Config::default());
        let file = self.read_file()?;
        let mut faults = Vec::new();
        let mut stated: BTreeMap<String, Vec<Origin>> = BTreeMap::new();
        let mut figment = Figment::from(Serialized::defaults(Config::default()));

        if let Some((name, tree)) = file {
            for (key, value) in leaves(&tree) {
                if known(&defaults, &key, &key, &mut faults) {
                    stated.entry(key.clone()).or_default().push(Origin::File(name.clone()));
                    figment = figment.merge(Serialized::default(&key, or_unset(value, defaults.get(&key))));
                }
            }
        }
        for (written, key, text, origin) in self.texts() {
            if !known(&defaults, &key, &written, &mut faults) {
                continue;
            }
            match defaults.get(&key).map_or(Ok(Value::from(text)), |like| typed(text, like)) {
                Ok(value) => figment = figment.merge(Serialized::default(&key, value)),
                Err(reason) => faults.push(Fault::new(written, reason)),
            }
            stated.entry(key).or_default().push(origin);
        }
        if !faults.is_empty() {
            return Err(ConfigError::Refused(faults));
        }
        let config: Config = figment.extract().map_err(|error| refused(error, &stated))?;
        config.check().map_err(|error| placed(error, &stated))?;
        Ok(Loaded { config, stated })
    }

    fn read_file(&self) -> Result<Option<(String, Dict)>, ConfigError> {
        let path = self.file.as_deref().unwrap_or(Path::new(DEFAULT_FILE));
        if self.file.is_none() && !path.exists() {
            return Ok(None);
        }
        let unreadable =
            |e: std::io::Error| ConfigError::File { path: path.to_owned(), reason: e.to_string() };
        let text = std::fs::read_to_string(path).map_err(unreadable)?;
        let not_toml =
            |e: figment::Error| ConfigError::Syntax { path: path.to_owned(), reason: e.kind.to_string() };
        let mut profiles = Toml::string(&text).data().map_err(not_toml)?;
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        Ok(Some((name, profiles.remove(&Profile::Default).unwrap_or_default())))
    }

    /// Every value stated as text: how it was written, its key, the text and its origin, weakest first.
    fn texts(&self) -> impl Iterator<Item = (String, String, &str, Origin)> {
        let environment = self.environment.iter().filter_map(|(name, text)| {
            let settings = !NOT_SETTINGS.iter().any(|other| name.starts_with(other));
            let key = name.strip_prefix(PREFIX).filter(|_| settings)?.to_lowercase().replace("__", ".");
            Some((name.clone(), key, text.as_str(), Origin::Environment(name.clone())))
        });
        let flags =
            self.flags.iter().map(|(key, text)| (key.clone(), key.clone(), text.as_str(), Origin::Flag));
        environment.chain(flags)
    }
}

/// Settings that hold, and where each came from.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The settings.
    pub config: Config,
    stated: BTreeMap<String, Vec<Origin>>,
}

impl Loaded {
    /// Every key in alphabetical order, with its value (secrets masked) and its sources.
    #[must_use]
    pub fn settings(&self) -> Vec<Setting> {
        let setting = |(key, value): (String, Value)| {
            let mut origins = self.stated.get(&key).into_iter().flatten().rev().cloned();
            let origin = origins.next().unwrap_or(Origin::Default);
            let overruled = origins.filter(|other| *other != origin).collect();
            Setting { key, value: shown(&value), origin, overruled }
        };
        flatten(&self.config).into_iter().map(setting).collect()
    }
}

/// Each key of `config` with its value, secrets masked.
fn flatten(config: &Config) -> BTreeMap<String, Value> {
    let value = Value::serialize(config).ok();
    value.as_ref().and_then(Value::as_dict).map(leaves).unwrap_or_default()
}

/// The values of a tree that are no tables, by their dotted keys.
fn leaves(tree: &Dict) -> BTreeMap<String, Value> {
    let leaf = |(name, value): (&String, &Value)| match value.as_dict() {
        Some(inner) => {
            leaves(inner).into_iter().map(|(key, value)| (format!("{name}.{key}"), value)).collect()
        }
        None => vec![(name.clone(), value.clone())],
    };
    tree.iter().flat_map(leaf).collect()
}

/// Whether `key` exists; if not, a fault that names the nearest one that does, in the same spelling.
fn known(keys: &BTreeMap<String, Value>, key: &str, written: &str, faults: &mut Vec<Fault>) -> bool {
    if keys.contains_key(key) {
        return true;
    }
    let bare = |text: &str| text.replace(['.', '_'], "");
    let nearest = keys.keys().min_by_key(|other| strsim::levenshtein(&bare(key), &bare(other)));
    let nearest = nearest.map_or_else(String::new, |key| match written.starts_with(PREFIX) {
        true => format!("{PREFIX}{}", key.to_uppercase().replace('.', "__")),
        false => key.clone(),
    });
    faults.push(Fault::new(written, format!("is not a setting; the nearest is {nearest}")));
    false
}

/// A text read as the type that `like` has: a number-like password stays a text.
fn typed(text: &str, like: &Value) -> Result<Value, &'static str> {
    match like {
        Value::Bool(..) => text.parse().map(|b: bool| Value::from(b)).map_err(|_| "must be true or false"),
        Value::Num(..) => text
            .parse()
            .map(|n: u64| Value::Num(Tag::Default, Num::U64(n)))
            .map_err(|_| "must be a whole number"),
        Value::Array(..) => {
            Ok(text.split(',').map(str::trim).filter(|item| !item.is_empty()).collect::<Vec<_>>().into())
        }
        _ => Ok(or_unset(text.into(), Some(like))),
    }
}

/// An empty text for what may be unset unsets it: compose files and units cannot leave a variable out.
fn or_unset(value: Value, like: Option<&Value>) -> Value {
    match (&value, like) {
        (Value::String(_, text), Some(unset @ Value::Empty(..))) if text.is_empty() => unset.clone(),
        _ => value,
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::String(_, text) => text.clone(),
        Value::Bool(_, truth) => truth.to_string(),
        Value::Num(_, number) => number.to_u128().map_or_else(String::new, |number| number.to_string()),
        Value::Array(_, items) => items.iter().map(shown).collect::<Vec<_>>().join(", "),
        _ => String::new(),
    }
}

/// A refusal by the types, without the value that was refused.
fn refused(errors: figment::Error, stated: &BTreeMap<String, Vec<Origin>>) -> ConfigError {
    use figment::error::Kind;
    let fault = |error: figment::Error| {
        let reason = match &error.kind {
            Kind::InvalidType(_, expected) | Kind::InvalidValue(_, expected) => {
                format!("must be {}", in_words(&expected.to_string()))
            }
            Kind::UnknownVariant(_, known) => format!("must be one of {}", known.join(", ")),
            Kind::Message(reason) => in_words(reason).to_owned(),
            other => other.to_string(),
        };
        Fault::new(error.path.join("."), reason)
    };
    placed(ConfigError::Refused(errors.into_iter().map(fault).collect()), stated)
}

/// The name of a type as a person would say it.
fn in_words(expected: &str) -> &str {
    match expected {
        "a string" => "text in quotes",
        "invalid socket address syntax" => "must be an address and a port, such as 127.0.0.1:8080",
        "a boolean" => "true or false",
        "a sequence" => "a list",
        "u16" | "u32" | "u64" => "a whole number in range",
        other => other,
    }
}

/// Adds to each fault the source of the value at fault.
fn placed(error: ConfigError, stated: &BTreeMap<String, Vec<Origin>>) -> ConfigError {
    let ConfigError::Refused(faults) = error else { return error };
    let place = |fault: Fault| {
        let of_key = |(key, _): &(&String, &Vec<Origin>)| {
            fault.key == **key || fault.key.starts_with(&format!("{key}."))
        };
        let origin =
            stated.iter().find(of_key).and_then(|(_, origins)| origins.last()).unwrap_or(&Origin::Default);
        Fault { reason: format!("{} ({origin})", fault.reason), ..fault }
    };
    ConfigError::Refused(faults.into_iter().map(place).collect())
}
