//! What is sent in the tests.

use serde::ser::{Error, SerializeSeq};
use serde::{Deserialize, Serialize, Serializer};

/// A report from the lighthouse.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Report {
    pub(crate) keeper: String,
    pub(crate) ships: Vec<(u64, Option<String>)>,
    pub(crate) light: Light,
}

/// The state of the light.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum Light {
    Off,
    On { colour: char },
    Turns(f64),
}

/// Reports of all kinds: with nothing in them, and with all that a frame could mistake for its end.
pub(crate) fn reports() -> Vec<Report> {
    let report = |keeper: &str, ships: &[(u64, Option<&str>)], light| Report {
        keeper: keeper.into(),
        ships: ships.iter().map(|(time, name)| (*time, name.map(String::from))).collect(),
        light,
    };
    vec![
        report("", &[], Light::Off),
        report(
            "Ann\nBen",
            &[(0, None), (u64::MAX, Some("\"}]\\\r\n\0\u{1f}"))],
            Light::Turns(-0.25),
        ),
        report("Öre Ångström 灯塔 🚢", &[(1, Some(""))], Light::On { colour: '\n' }),
        report("null", &[(7, Some("]}{[,:,"))], Light::On { colour: '"' }),
    ]
}

/// Cannot be serialised, and that is found out when a part of it has been.
#[derive(Debug)]
pub(crate) enum Perhaps {
    Sound(u32),
    Broken,
}

impl Serialize for Perhaps {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Perhaps::Sound(number) => number.serialize(serializer),
            Perhaps::Broken => {
                let mut list = serializer.serialize_seq(Some(2))?;
                list.serialize_element("this much is written")?;
                Err(S::Error::custom("and this cannot be"))
            }
        }
    }
}

impl<'de> Deserialize<'de> for Perhaps {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Perhaps, D::Error> {
        u32::deserialize(deserializer).map(Perhaps::Sound)
    }
}
