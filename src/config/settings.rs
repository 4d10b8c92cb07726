//! Reads one setting each, and says what it must be when it is not that.

use alloc::{string::String, vec::Vec};

use crate::error::{Code, Error, Result};
use crate::host::Algorithm;
use crate::json::{Json, integer_into};
use crate::time::written;
use crate::uri::{HttpUrl, cut, joined, words};

/// Parameters that belong to the flow: an application that could set them could undo its protection.
const RESERVED: &[&str] = &[
    "response_type",
    "response_mode",
    "client_id",
    "redirect_uri",
    "scope",
    "state",
    "nonce",
    "code_challenge",
    "code_challenge_method",
    "request",
    "request_uri",
    "resource",
    "dpop_jkt",
    "client_secret",
    "id_token_hint",
];

/// `config_invalid` that names the setting and the way out.
pub(crate) fn invalid(setting: &str, must: &str) -> Error {
    let mut part = String::from("`");
    part.push_str(setting);
    part.push_str("` must ");
    part.push_str(must);
    Error::new(Code::ConfigInvalid).part(&part)
}

/// An object of settings; an absent one has none.
pub(crate) struct Settings<'a>(&'a [(String, Json)]);

impl<'a> Settings<'a> {
    /// Takes an object that has no other member than `known`.
    pub(crate) fn new(json: &'a Json, name: &str, known: &[&str]) -> Result<Self> {
        let members = json.as_object().ok_or_else(|| invalid(name, "be an object"))?;
        match members.iter().find(|(key, _)| !known.contains(&key.as_str())) {
            Some((key, _)) => Err(invalid(key, "be left out: there is no such setting")),
            None => Ok(Self(members)),
        }
    }

    fn value(&self, name: &str) -> Option<&'a Json> {
        self.0.iter().find_map(|(key, value)| (key == name).then_some(value))
    }

    pub(crate) fn object(&self, name: &str, known: &[&str]) -> Result<Settings<'a>> {
        self.value(name).map_or(Ok(Settings(&[])), |value| Settings::new(value, name, known))
    }

    /// A string that is not empty.
    pub(crate) fn text(&self, name: &str) -> Result<Option<&'a str>> {
        let Some(value) = self.value(name) else { return Ok(None) };
        match value.as_str().filter(|text| is_printable(text)) {
            Some(text) => Ok(Some(text)),
            None => Err(invalid(name, "be a string that is not empty, without control characters")),
        }
    }

    pub(crate) fn required(&self, name: &str) -> Result<&'a str> {
        self.text(name)?.ok_or_else(|| invalid(name, "be set"))
    }

    pub(crate) fn flag(&self, name: &str) -> Result<bool> {
        let Some(value) = self.value(name) else { return Ok(false) };
        value.as_bool().ok_or_else(|| invalid(name, "be true or false"))
    }

    pub(crate) fn integer(&self, name: &str, least: i64, most: i64) -> Result<Option<i64>> {
        let Some(value) = self.value(name) else { return Ok(None) };
        match value.as_integer() {
            Some(number) if (least..=most).contains(&number) => Ok(Some(number)),
            _ => {
                let mut must = String::from("be a whole number from ");
                integer_into(&mut must, least);
                must.push_str(" to ");
                integer_into(&mut must, most);
                Err(invalid(name, &must))
            }
        }
    }

    /// The place of the value among `choices`.
    pub(crate) fn choice(&self, name: &str, choices: &[&str]) -> Result<Option<usize>> {
        let Some(value) = self.value(name) else { return Ok(None) };
        let found = value.as_str().and_then(|text| choices.iter().position(|choice| *choice == text));
        found.map(Some).ok_or_else(|| invalid(name, &["be one of: ", &joined(choices, ", ")].concat()))
    }

    /// A list of strings, none of them empty; absent is empty.
    pub(crate) fn texts(&self, name: &str) -> Result<Vec<String>> {
        let Some(value) = self.value(name) else { return Ok(Vec::new()) };
        value
            .texts()
            .filter(|texts| texts.iter().all(|text| is_printable(text)))
            .ok_or_else(|| invalid(name, "be a list of strings that are not empty"))
    }

    pub(crate) fn issuer(&self) -> Result<HttpUrl> {
        HttpUrl::parse(self.required("issuer")?)
            .filter(|url| url.query().is_none() && url.fragment().is_none())
            .ok_or_else(|| invalid("issuer", "be an https URL, or http on a loopback host, without query and fragment"))
    }

    /// An absolute URL without fragment (RFC 6749 section 3.1.2); by default `path` of the page's origin.
    pub(crate) fn url(&self, name: &str, origin: Option<&str>, path: &str) -> Result<HttpUrl> {
        let text = match (self.text(name)?, origin) {
            (Some(text), _) => text.into(),
            (None, Some(origin)) => [origin, path].concat(),
            (None, None) => return Err(invalid(name, "be set where there is no page")),
        };
        HttpUrl::parse(&text)
            .filter(|url| url.fragment().is_none())
            .ok_or_else(|| invalid(name, "be an absolute https URL, or http on a loopback host, without fragment"))
    }

    /// A list of scopes, written with single spaces (RFC 6749 section 3.3); may be empty.
    pub(crate) fn scopes(&self, name: &str) -> Result<Option<String>> {
        let Some(value) = self.value(name) else { return Ok(None) };
        let is_scope = |b: u8| b == b' ' || b.is_ascii_graphic() && !matches!(b, b'"' | b'\\');
        let text = value.as_str().filter(|text| text.bytes().all(is_scope));
        let text = text.ok_or_else(|| invalid(name, "be a string of scopes with spaces between them"))?;
        Ok(Some(joined(&words(text), " ")))
    }

    pub(crate) fn scope(&self) -> Result<Option<String>> {
        match self.scopes("scope")? {
            Some(scope) if !scope.split(' ').any(|scope| scope == "openid") => Err(invalid("scope", "contain \"openid\"")),
            scope => Ok(scope),
        }
    }

    /// One or more absolute URIs without fragment (RFC 8707 section 2).
    pub(crate) fn resource(&self) -> Result<Vec<String>> {
        let resources = match self.value("resource") {
            Some(Json::Text(text)) => Vec::from([text.clone()]),
            _ => self.texts("resource")?,
        };
        match resources.iter().all(|resource| is_absolute_uri(resource)) {
            true => Ok(resources),
            false => Err(invalid("resource", "be an absolute URI without fragment, or a list of them")),
        }
    }

    /// Origins as a browser writes them, since they are compared with what it writes.
    pub(crate) fn origins(&self) -> Result<Vec<String>> {
        let origins = self.texts("apiOrigins")?;
        match origins.iter().all(|origin| is_canonical_origin(origin)) {
            true => Ok(origins),
            false => Err(invalid(
                "apiOrigins",
                "hold origins only, such as \"https://api.example.com\", in lower case, without path or default port",
            )),
        }
    }

    pub(crate) fn algorithms(&self) -> Result<Option<Vec<Algorithm>>> {
        if self.value("algorithms").is_none() {
            return Ok(None);
        }
        let names = self.texts("algorithms")?;
        let mut algorithms = Vec::new();
        for name in &names {
            algorithms.extend(Algorithm::from_name(name));
        }
        match algorithms.len() == names.len() && !names.is_empty() {
            true => Ok(Some(algorithms)),
            false => Err(invalid("algorithms", "be a list of asymmetric algorithms, such as [\"RS256\"]")),
        }
    }

    /// A path without a slash at its end; `/` is the same as none.
    pub(crate) fn basename(&self) -> Result<String> {
        let Some(value) = self.value("basename") else { return Ok(String::new()) };
        let is_path = |text: &&str| {
            (text.is_empty() || text.starts_with('/'))
                && cut(text, "//").is_none()
                && !text.contains(|c: char| matches!(c, '\\' | '?' | '#') || c.is_control() || c.is_whitespace())
        };
        let path = value.as_str().filter(is_path).ok_or_else(|| invalid("basename", "be a path such as \"/app\""))?;
        Ok(path.strip_suffix('/').unwrap_or(path).into())
    }

    pub(crate) fn metadata(&self) -> Result<Option<Json>> {
        match self.value("metadata") {
            Some(value) if value.as_object().is_none() => Err(invalid("metadata", "be an object")),
            value => Ok(value.cloned()),
        }
    }

    /// Every member of `authorizeParams`: strings, none of them the flow's own.
    pub(crate) fn authorize_params(&self) -> Result<Vec<(String, String)>> {
        let Some(value) = self.value("authorizeParams") else { return Ok(Vec::new()) };
        let members = value.as_object().ok_or_else(|| invalid("authorizeParams", "be an object"))?;
        let mut params = Vec::new();
        for (name, value) in members {
            params.push(self.param(name, value)?);
        }
        Ok(params)
    }

    fn param(&self, name: &str, value: &Json) -> Result<(String, String)> {
        let setting = ["authorizeParams.", name].concat();
        if RESERVED.contains(&name) || name == "audience" && self.value("audience").is_some() {
            return Err(invalid(&setting, "be left out: the flow sets it"));
        }
        let text = value.as_str().ok_or_else(|| invalid(&setting, "be a string"))?;
        Ok((name.into(), text.into()))
    }
}

const ENFORCED: [&str; 2] = ["max_age", "acr_values"];

/// `max_age`, which is not only sent but required of the answer.
pub(crate) fn max_age(params: &[(String, String)]) -> Result<Option<i64>> {
    let Some(text) = param(params, "max_age") else { return Ok(None) };
    written(text).map(Some).ok_or_else(|| invalid("authorizeParams.max_age", "be a whole number of seconds"))
}

/// `acr_values`, which are not only sent but required of the answer.
pub(crate) fn acr_values(params: &[(String, String)]) -> Vec<String> {
    let text = param(params, "acr_values").unwrap_or_default();
    words(text)
}

/// What is only sent.
pub(crate) fn other_params(params: Vec<(String, String)>) -> Vec<(String, String)> {
    params.into_iter().filter(|(name, _)| !ENFORCED.contains(&name.as_str())).collect()
}

fn param<'a>(params: &'a [(String, String)], name: &str) -> Option<&'a str> {
    params.iter().find_map(|(key, value)| (key == name).then_some(value.as_str()))
}

fn is_printable(text: &str) -> bool {
    !text.trim().is_empty() && !text.contains(char::is_control)
}

/// RFC 3986 section 4.3, as far as it can be told without a grammar for each scheme.
fn is_absolute_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
        && !rest.is_empty()
        && rest.bytes().all(|b| b.is_ascii_graphic() && b != b'#')
}

fn is_canonical_origin(text: &str) -> bool {
    let default_port = if text.starts_with("https:") { ":443" } else { ":80" };
    HttpUrl::parse(text).is_some_and(|url| url.after_origin().is_empty())
        && !text.bytes().any(|b| b.is_ascii_uppercase())
        && !text.ends_with(default_port)
}
