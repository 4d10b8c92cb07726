//! What a page asks of its gate, parsed from a name and JSON options.

use alloc::{string::String, vec::Vec};

use crate::config::{Settings, invalid};
use crate::error::{Code, Error, Result};
use crate::flow::{Ask, ReturnTo};
use crate::gate::{Gate, Turn};
use crate::host::Host;
use crate::json::Json;
use crate::resource::Next;

/// One question or command.
pub enum Operation {
    /// Finish or restore a session.
    Start,
    /// Leave for the provider.
    SignIn(Ask),
    /// Sign out, at the provider too.
    SignOut {
        /// Whether the page leaves for the provider.
        everywhere: bool,
    },
    /// Renew now.
    Refresh {
        /// The resource whose access token is to be renewed.
        resource: Option<String>,
    },
    /// The access token, if it is good for so many seconds more.
    AccessToken {
        /// Seconds.
        min_ttl: i64,
        /// The resource it is for.
        resource: Option<String>,
        /// The epoch of the session that was asked for: nobody gets a token of the next person.
        epoch: Option<u32>,
    },
    /// What another tab told, or nothing where the page is shown again.
    Hear {
        /// One of ours, or anything; empty for a page that is shown.
        message: String,
    },
    /// What presents the access token to an address, if it is good for so many seconds more.
    Headers {
        /// The origin as the browser writes it.
        origin: String,
        /// The path as the browser writes it.
        path: String,
        /// The method.
        method: String,
        /// Seconds.
        min_ttl: i64,
        /// As of [`Operation::AccessToken`].
        epoch: Option<u32>,
    },
    /// What a resource wants that answered.
    Answered {
        /// Its origin.
        origin: String,
        /// The `WWW-Authenticate` of a 401, or empty.
        authenticate: String,
        /// Its `DPoP-Nonce`, or empty.
        nonce: String,
    },
    /// Do what is due.
    Wake {
        /// Whether the page can be seen.
        visible: bool,
        /// Whether the network has just come back.
        online: bool,
    },
    /// The page that was to leave is still here.
    Stay,
}

impl Operation {
    /// Reads an operation; `config_invalid` names the option at fault, `return_to_rejected` a `returnTo` that leads elsewhere.
    pub fn parse(name: &str, options: &str) -> Result<Self> {
        let options = Json::parse(options).map_err(|_| invalid("the options", "be strict JSON"))?;
        let read = |known: &[&str]| Settings::new(&options, "the options", known);
        Ok(match name {
            "start" => Self::Start,
            "signIn" => Self::SignIn(ask(&read(&["returnTo", "prompt", "loginHint", "acrValues", "maxAge"])?)?),
            "refresh" => Self::Refresh { resource: read(&["resource"])?.text("resource")?.map(String::from) },
            "signOut" => Self::SignOut { everywhere: read(&["everywhere"])?.flag("everywhere")? },
            "accessToken" => {
                let options = read(&["resource", "minTtl", "epoch"])?;
                let resource = options.text("resource")?.map(String::from);
                Self::AccessToken { min_ttl: min_ttl(&options)?, resource, epoch: epoch(&options)? }
            }
            "hear" => Self::Hear { message: read(&["message"])?.text("message")?.unwrap_or_default().into() },
            "headers" => {
                let options = read(&["origin", "path", "method", "minTtl", "epoch"])?;
                let text = |name: &str| options.required(name).map(String::from);
                Self::Headers {
                    origin: text("origin")?,
                    path: text("path")?,
                    method: text("method")?,
                    min_ttl: min_ttl(&options)?,
                    epoch: epoch(&options)?,
                }
            }
            "answered" => {
                let options = read(&["origin", "authenticate", "nonce"])?;
                // A header that no words can be made of asks for nothing.
                let text = |name: &str| options.text(name).ok().flatten().unwrap_or_default().into();
                Self::Answered { origin: text("origin"), authenticate: text("authenticate"), nonce: text("nonce") }
            }
            "wake" => {
                let options = read(&["visible", "online"])?;
                Self::Wake { visible: options.flag("visible")?, online: options.flag("online")? }
            }
            "stay" => Self::Stay,
            _ => return Err(invalid("the operation", "be one of the gate's")),
        })
    }

    /// Runs it: whether the page is leaving, and the value.
    pub async fn run<H: Host>(self, gate: &Gate<H>) -> Result<(bool, Json)> {
        gate.running.set(gate.running.get() + 1);
        let outcome = self.perform(gate).await;
        gate.running.set(gate.running.get() - 1);
        if gate.running.get() == 0 {
            gate.drop_unused_keys().await;
        }
        outcome
    }

    async fn perform<H: Host>(self, gate: &Gate<H>) -> Result<(bool, Json)> {
        let turn = match self {
            Self::Start => gate.start().await,
            Self::SignIn(ask) => gate.begin(ask).await?,
            Self::SignOut { everywhere } => gate.sign_out(everywhere).await?,
            Self::Refresh { resource } => gate.refresh(resource.as_deref()).await?,
            Self::Wake { visible, online } => gate.wake(visible, online).await?,
            Self::Stay => return Err(gate.stay()),
            Self::Hear { message } => gate.hear(&message).await?,
            Self::AccessToken { min_ttl, resource, epoch } => {
                gate.expire();
                gate.outdate().await;
                epoch.map_or(Ok(()), |epoch| gate.still(epoch))?;
                let token = gate.access_token(min_ttl, resource.as_deref())?;
                let other = gate.other_resource(resource.as_deref())?.map(Json::from);
                return Ok((
                    false,
                    Json::object([("token", token.map(|token| Json::from(token.secret())).into()), ("resource", other.into())]),
                ));
            }
            Self::Answered { origin, authenticate, nonce } => return Ok((false, next(gate.answered(&origin, &authenticate, &nonce)))),
            Self::Headers { origin, path, method, min_ttl, epoch } => {
                gate.may_send_to(&origin)?;
                gate.expire();
                gate.outdate().await;
                let still = || epoch.map_or(Ok(()), |epoch| gate.still(epoch));
                still()?;
                let headers = gate.headers(&[origin, path].concat(), &method, min_ttl).await?;
                still()?;
                return Ok((false, Json::object([("token", headers.into())])));
            }
        };
        Ok((turn == Turn::Leaving, Json::Null))
    }
}

fn epoch(options: &Settings<'_>) -> Result<Option<u32>> {
    Ok(options.integer("epoch", 0, i64::from(u32::MAX))?.and_then(|epoch| u32::try_from(epoch).ok()))
}

fn min_ttl(options: &Settings<'_>) -> Result<i64> {
    Ok(options.integer("minTtl", 0, 86_400)?.unwrap_or(30))
}

/// `{ next }`, or the options of the sign-in that it takes.
fn next(next: Next) -> Json {
    let challenge = match next {
        Next::Again => return Json::object([("next", "again".into())]),
        Next::Renew => return Json::object([("next", "renew".into())]),
        Next::Nothing => return Json::object([("next", Json::Null)]),
        Next::StepUp(challenge) => challenge,
    };
    let mut members = Vec::new();
    if !challenge.acr_values.is_empty() {
        members.push(("acrValues".into(), challenge.acr_values.into()));
    }
    members.extend(challenge.max_age.map(|seconds| ("maxAge".into(), seconds.into())));
    Json::object([("next", "step-up".into()), ("signIn", Json::Object(members))])
}

fn ask(options: &Settings<'_>) -> Result<Ask> {
    let rejected = || Error::new(Code::ReturnToRejected);
    let return_to = options.text("returnTo").map_err(|_| rejected())?;
    let parsed = return_to.map(|path| ReturnTo::parse(path).ok_or_else(rejected)).transpose()?;
    let acr_values: Vec<String> = options.texts("acrValues")?;
    Ok(Ask {
        return_to: parsed,
        prompt: options.text("prompt")?.map(String::from),
        login_hint: options.text("loginHint")?.map(String::from),
        max_age: options.integer("maxAge", 0, i64::from(i32::MAX))?,
        acr_values,
        ..Ask::default()
    })
}
