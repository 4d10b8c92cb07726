//! What a page asks of its gate, parsed from a name and JSON options.

use alloc::{string::String, vec::Vec};

use crate::config::{Settings, invalid};
use crate::error::{Code, Error, Result};
use crate::flow::{Ask, ReturnTo};
use crate::gate::{Gate, Turn};
use crate::host::Host;
use crate::json::Json;

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
    Refresh,
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
    /// Whether the access token may be sent to an address.
    Headers {
        /// The address as the browser writes it.
        url: String,
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
            "refresh" => Self::Refresh,
            "signIn" => Self::SignIn(ask(&read(&["returnTo", "prompt", "loginHint", "acrValues", "maxAge"])?)?),
            "signOut" => Self::SignOut { everywhere: read(&["everywhere"])?.flag("everywhere")? },
            "accessToken" => {
                let options = read(&["resource", "minTtl", "epoch"])?;
                let resource = options.text("resource")?.map(String::from);
                let epoch = options.integer("epoch", 0, i64::from(u32::MAX))?.and_then(|epoch| u32::try_from(epoch).ok());
                Self::AccessToken { min_ttl: options.integer("minTtl", 0, 86_400)?.unwrap_or(30), resource, epoch }
            }
            "headers" => Self::Headers { url: read(&["url", "method"])?.required("url")?.into() },
            "hear" => Self::Hear { message: read(&["message"])?.text("message")?.unwrap_or_default().into() },
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
        let turn = match self {
            Self::Start => gate.start().await,
            Self::SignIn(ask) => gate.begin(ask).await?,
            Self::SignOut { everywhere } => gate.sign_out(everywhere).await?,
            Self::Refresh => gate.refresh().await?,
            Self::Wake { visible, online } => gate.wake(visible, online).await?,
            Self::Stay => return Err(gate.stay()),
            Self::Hear { message } => gate.hear(&message).await?,
            Self::AccessToken { min_ttl, resource, epoch } => {
                gate.expire();
                gate.outdate().await;
                epoch.map_or(Ok(()), |epoch| gate.still(epoch))?;
                let token = gate.access_token(min_ttl, resource.as_deref())?;
                return Ok((false, Json::object([("token", token.map(|token| Json::from(token.secret())).into())])));
            }
            Self::Headers { url } => {
                gate.may_send_to(&url)?;
                Turn::Done
            }
        };
        Ok((turn == Turn::Leaving, Json::Null))
    }
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
