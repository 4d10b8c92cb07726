//! Base64url without padding (RFC 4648 section 5, RFC 7515 appendix C): a general engine is ten times what this needs.

use alloc::{string::String, vec::Vec};

use sha2::{Digest, Sha256};

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Writes `bytes`.
pub fn encode(bytes: &[u8]) -> String {
    let mut out = String::new();
    let mut push = |six: u32| out.push(LETTERS.get((six & 63) as usize).copied().map_or('-', char::from));
    let (mut held, mut bits) = (0u32, 0);
    for byte in bytes {
        held = held << 8 | u32::from(*byte);
        bits += 8;
        while bits >= 6 {
            bits -= 6;
            push(held >> bits);
        }
    }
    if bits > 0 {
        push(held << (6 - bits));
    }
    out
}

/// Writes the SHA-256 of `text`: 43 characters.
pub fn of_sha256(text: &str) -> String {
    encode(&Sha256::digest(text.as_bytes()))
}

/// Reads `text`; `None` where there is padding, white space, another letter, a letter too many or a bit that says nothing.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len());
    let (mut held, mut bits) = (0u32, 0);
    for letter in text.bytes() {
        held = held << 6 | six(letter)?;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.push((held >> bits & 255) as u8);
        }
    }
    (bits < 6 && held & ((1 << bits) - 1) == 0).then_some(out)
}

fn six(letter: u8) -> Option<u32> {
    let place = match letter {
        b'A'..=b'Z' => letter - b'A',
        b'a'..=b'z' => letter - b'a' + 26,
        b'0'..=b'9' => letter - b'0' + 52,
        b'-' => 62,
        b'_' => 63,
        _ => return None,
    };
    Some(u32::from(place))
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::Engine as _;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn writes_what_the_crate_writes(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
            let text = encode(&bytes);
            prop_assert_eq!(&text, &URL_SAFE_NO_PAD.encode(&bytes));
            prop_assert_eq!(decode(&text), Some(bytes));
        }

        #[test]
        fn reads_and_refuses_what_the_crate_does(text in "[A-Za-z0-9_-]{0,9}[-_+/=AQgw ]?") {
            prop_assert_eq!(decode(&text), URL_SAFE_NO_PAD.decode(&text).ok());
        }
    }
}
