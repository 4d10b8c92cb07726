//! Conductor: signing out here at once, and at the provider.

use crate::error::Result;
use crate::flow::{Provider, end_session, revoke};
use crate::gate::{Gate, Status, Turn};
use crate::host::Host;
use crate::presets::LogoutMode;
use crate::secret::RefreshToken;
use crate::session::Tokens;
use crate::tabs::OUT;

impl<H: Host> Gate<H> {
    /// Signs out. Here it is done before anything is asked of the provider, and whatever the provider says
    /// (RP-Initiated Logout 1.0 section 2). With `everywhere` the page then leaves for the provider, if it has a way to sign out.
    pub async fn sign_out(&self, everywhere: bool) -> Result<Turn> {
        let mut tokens = self.state().session.as_ref().map(|session| session.tokens.clone());
        self.store.drop_transactions(&self.host);
        // Guards must not send the person to sign in again while the page is about to leave.
        self.end(if everywhere { Status::Pending } else { Status::SignedOut }, None);
        let stored = self.drop_shared().await;
        self.host.announce(self.store.name(), OUT);
        // Another tab may have renewed what this one held: the newest can be given back.
        tokens = stored.or(tokens);
        self.drop_keys().await;
        if !everywhere && tokens.is_none() {
            return Ok(Turn::Done);
        }
        let left = self.sign_out_there(tokens.as_ref(), everywhere).await;
        if everywhere && !matches!(left, Ok(Turn::Leaving)) {
            self.change(None, |state| state.status = Status::SignedOut);
        }
        left
    }

    /// Without tokens too: whoever was refused here (by the map, say) is still signed in there, and could never change the account.
    async fn sign_out_there(&self, tokens: Option<&Tokens>, everywhere: bool) -> Result<Turn> {
        let provider = self.provider().await?;
        self.revoke(&provider, tokens.and_then(|tokens| tokens.refresh.as_ref())).await;
        let mode = self.policy.preset().map_or(LogoutMode::RpInitiated, |preset| preset.logout);
        if !everywhere {
            return Ok(Turn::Done);
        }
        let there = end_session::url(mode, &provider, &self.config, tokens.map(|tokens| &tokens.id));
        // A provider without a sign-out of its own would have led here in the end.
        self.host.navigate(there.as_deref().unwrap_or(self.config.post_logout_redirect_uri.as_str()), false);
        Ok(Turn::Leaving)
    }

    /// Revokes a refresh token (RFC 7009). One that could not be given back ends by itself; the person must not wait for a second try.
    pub(crate) async fn revoke(&self, provider: &Provider, token: Option<&RefreshToken>) {
        if let Some(request) = token.and_then(|token| revoke::request(provider, &self.config.client_id, token)) {
            let _ = self.host.fetch(&request).await;
        }
    }
}
