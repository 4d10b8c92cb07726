//! `"{client}:{value}"`: builds one value of captured keys and a name, so that no two pairs build the same (ruling R20).

use alloc::{string::String, vec::Vec};

use super::shape::find;

/// Text, and holes that are filled by a captured key or by the value.
pub struct Format {
    head: String,
    holes: Vec<Hole>,
}

struct Hole {
    /// The place of the captured key; past the last one: the value.
    place: usize,
    after: String,
}

impl Format {
    /// `None` unless every one of `captured` and `value` is named exactly once, with text between.
    pub fn parse(text: &str, captured: &[&str]) -> Option<Self> {
        let mut pieces = text.split('{');
        let head = pieces.next()?;
        let mut holes: Vec<Hole> = Vec::new();
        for piece in pieces {
            let (name, after) = piece.split_once('}')?;
            let place = if name == "value" { captured.len() } else { captured.iter().position(|key| *key == name)? };
            let is_close = holes.last().is_some_and(|hole| hole.after.is_empty());
            if is_close || after.as_bytes().contains(&b'}') || holes.iter().any(|hole| hole.place == place) {
                return None;
            }
            holes.push(Hole { place, after: after.into() });
        }
        // `$` names are dropped after the last step: such a format could never give one.
        let is_sound = holes.len() == captured.len() + 1 && !head.as_bytes().contains(&b'}') && !head.starts_with('$');
        is_sound.then(|| Self { head: head.into(), holes })
    }

    /// The value; the key or name at fault if another pair could build the same.
    pub fn build<'a>(&self, keys: &[&'a str], value: &'a str) -> Result<String, &'a str> {
        let mut out = self.head.clone();
        let last = self.holes.len().saturating_sub(1);
        for (number, hole) in self.holes.iter().enumerate() {
            let filling = keys.get(hole.place).copied().unwrap_or(value);
            let start = out.len();
            out.push_str(filling);
            out.push_str(&hole.after);
            if number < last && out.get(start..).and_then(|tail| find(tail, &hole.after)) != Some(filling.len()) {
                return Err(filling);
            }
        }
        Ok(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_names_everything_once_with_text_between() {
        assert!(Format::parse("{client}:{value}", &["client"]).is_some());
        assert!(Format::parse("x-{value}", &[]).is_some());
        for bad in [
            "",
            "{value}",
            "{client}",
            "{client}{value}",
            "{client}:{client}:{value}",
            "{client}:{value}:{other}",
            "{client}:{value}}",
            "}{client}:{value}",
            "{client:{value}",
            "${client}:{value}",
        ] {
            assert!(Format::parse(bad, &["client"]).is_none(), "{bad}");
        }
    }

    #[test]
    fn no_two_pairs_build_the_same_value() {
        let built = |format: &str, key: &str, value: &str| Format::parse(format, &["k"]).and_then(|f| f.build(&[key], value).ok());
        assert_eq!(built("{k}:{value}", "a", "b:c"), Some("a:b:c".into()));
        assert_eq!(built("{k}:{value}", "a:b", "c"), None);
        assert_eq!(built("{k}::{value}", "a", ":b"), Some("a:::b".into()));
        assert_eq!(built("{k}::{value}", "a:", "b"), None);
        assert_eq!(built("{value}@{k}!", "c", "a"), Some("a@c!".into()));
        assert_eq!(built("{value}@{k}", "c", "a@b"), None);
    }
}
