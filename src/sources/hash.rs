//! The fingerprint of a file's bytes.

use sha2::{Digest, Sha256};

/// SHA-256 in lower-case hexadecimal.
///
/// ```
/// assert!(milepost::sources::sha256(b"").starts_with("e3b0c44298fc1c14"));
/// ```
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
