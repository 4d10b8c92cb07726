//! Conductor: tokens that are bound to a key (RFC 9449). The key, a proof for each request, and the nonces of each server.

use alloc::{string::String, vec::Vec};

use crate::base64url;
use crate::error::{Code, Error, Result};
use crate::flow::Provider;
use crate::flow::dpop::{self, Claims};
use crate::gate::Gate;
use crate::host::{Host, ProofKey, Request, Response};
use crate::secret::AccessToken;
use crate::uri;

/// What is known of the key and the servers.
#[derive(Default)]
pub(crate) struct Binding {
    /// The key and its thumbprint.
    key: Option<(ProofKey, String)>,
    /// Origins and the last nonce of each.
    nonces: Vec<(String, String)>,
    /// Thumbprints of keys that perhaps nothing is bound to any more.
    unused: Vec<String>,
}

impl<H: Host> Gate<H> {
    /// The thumbprint of the key that a sign-in is bound to, each to its own; `None` where tokens are not to be bound.
    /// `response_invalid` for a provider that would refuse each proof: better here than when the person is back.
    pub(crate) async fn bind(&self, provider: &Provider) -> Result<Option<String>> {
        if !self.config.dpop {
            return Ok(None);
        }
        if !provider.takes_es256_proofs {
            return Err(Error::new(Code::ResponseInvalid).part("`dpop_signing_alg_values_supported` lacks ES256"));
        }
        let key = self.host.make_proof_key(self.store.name()).await?.ok_or(Code::StorageUnavailable)?;
        let jkt = dpop::thumbprint(&key);
        self.binding.borrow_mut().key = Some((key, jkt.clone()));
        self.may_be_unused(Some(jkt.clone()));
        Ok(Some(jkt))
    }

    /// Forgets all keys: whoever finds a token of a session cannot use it here either.
    pub(crate) async fn drop_keys(&self) {
        if self.config.dpop {
            self.binding.take();
            self.host.drop_proof_keys(self.store.name()).await;
        }
    }

    pub(crate) fn may_be_unused(&self, jkt: Option<String>) {
        self.binding.borrow_mut().unused.extend(jkt);
    }

    /// The key of the session that this tab had last.
    pub(crate) fn marked_key(&self) -> Option<String> {
        self.store.marker(&self.host)?.jkt
    }

    /// Nobody comes back from these sign-ins any more.
    pub(crate) fn sweep(&self) {
        let keys = self.store.sweep(&self.host);
        self.binding.borrow_mut().unused.extend(keys);
    }

    /// There is no session to be restored.
    pub(crate) fn unmark(&self) {
        self.may_be_unused(self.marked_key());
        self.store.unmark(&self.host);
    }

    /// Drops the keys of sign-ins that failed and of sessions that ended, once nothing is under way that may be bound to one. What a
    /// living page has is that page's: a tab that was duplicated knows the other's key.
    pub(crate) async fn drop_unused_keys(&self) {
        let unused = core::mem::take(&mut self.binding.borrow_mut().unused);
        if unused.is_empty() {
            return;
        }
        let stored = self.stored().await.ok().flatten().and_then(|stored| stored.tokens.jkt);
        for jkt in unused {
            let has = |own: Option<&String>| own == Some(&jkt);
            let used = has(stored.as_ref()) || has(self.state().session.as_ref().and_then(|session| session.tokens.jkt.as_ref()));
            let name = self.store.key_name(&jkt);
            if !used && !self.store.awaits(&self.host, &jkt) && self.host.own(&name).await {
                self.host.drop_proof_keys(&name).await;
            }
        }
    }

    /// Sends with a proof where tokens are bound to the key `jkt`, and once more where the server wants its nonce in it.
    pub(crate) async fn send(&self, request: Request, jkt: Option<&str>, token: Option<&AccessToken>) -> Result<Response> {
        let mut last = jkt.is_none();
        loop {
            let mut proved = request.clone();
            if let Some(jkt) = jkt {
                let method = if request.body.is_some() { "POST" } else { "GET" };
                proved.headers.push(("dpop", self.proof(jkt, method, &request.url, token).await?));
            }
            let response = self.host.fetch(&proved).await?;
            self.learn_nonce(&request.url, response.dpop_nonce.as_deref().unwrap_or_default());
            if last || !dpop::wants_nonce(&request, &response)? {
                return Ok(response);
            }
            last = true;
        }
    }

    /// A proof by the key `jkt`. `interaction_required` when that key is gone: nothing that is bound to it can be used any more.
    pub(crate) async fn proof(&self, jkt: &str, method: &str, url: &str, token: Option<&AccessToken>) -> Result<String> {
        let key = self.key_of(jkt).await?;
        let mut octets = [0u8; 16];
        self.host.random(&mut octets)?;
        let (jti, nonce) = (base64url::encode(&octets), self.nonce_of(url));
        let token = token.map(AccessToken::secret);
        let claims = Claims { jti: &jti, method, url, now: self.host.now(), token, nonce: nonce.as_deref() };
        let input = dpop::signing_input(&key, &claims);
        Ok(dpop::proof(&input, &self.host.prove(&self.store.key_name(jkt), &input).await?))
    }

    async fn key_of(&self, jkt: &str) -> Result<ProofKey> {
        if let Some((key, _)) = self.binding.borrow().key.as_ref().filter(|(_, known)| known == jkt) {
            return Ok(key.clone());
        }
        let key = self.host.proof_key(&self.store.key_name(jkt)).await?.filter(|key| dpop::thumbprint(key) == jkt);
        let key = key.ok_or_else(|| Error::new(Code::InteractionRequired).part("the key that the tokens are bound to is gone"))?;
        self.binding.borrow_mut().key = Some((key.clone(), jkt.into()));
        Ok(key)
    }

    /// Remembers what a server wants in the next proof, if it wants anything.
    pub(crate) fn learn_nonce(&self, url: &str, header: &str) -> bool {
        let (origin, Some(nonce)) = (uri::origin_of(url), dpop::nonce(header).filter(|_| self.config.dpop)) else { return false };
        let mut binding = self.binding.borrow_mut();
        match binding.nonces.iter_mut().find(|(known, _)| known == origin) {
            Some((_, last)) => *last = nonce.into(),
            None => binding.nonces.push((origin.into(), nonce.into())),
        }
        true
    }

    fn nonce_of(&self, url: &str) -> Option<String> {
        let origin = uri::origin_of(url);
        self.binding.borrow().nonces.iter().find_map(|(known, nonce)| (known == origin).then(|| nonce.clone()))
    }
}
