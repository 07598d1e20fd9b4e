//! TLS over one set of trusted certificates.

use std::sync::{Arc, OnceLock};

use rustls::crypto::CryptoProvider;
use rustls::{ClientConfig, Error, RootCertStore};

use crate::setting::ConfigError;

/// The one provider of algorithms.
pub fn provider() -> Arc<CryptoProvider> {
    static PROVIDER: OnceLock<Arc<CryptoProvider>> = OnceLock::new();
    PROVIDER.get_or_init(|| Arc::new(rustls::crypto::ring::default_provider())).clone()
}

/// The certificates that this machine trusts, read once.
pub fn machine_roots() -> Arc<RootCertStore> {
    static ROOTS: OnceLock<Arc<RootCertStore>> = OnceLock::new();
    let load = || {
        let found = rustls_native_certs::load_native_certs();
        let mut roots = RootCertStore::empty();
        let (added, ignored) = roots.add_parsable_certificates(found.certs);
        if added == 0 {
            tracing::warn!(
                "no trusted certificates found on this machine: install ca-certificates, or TLS will fail"
            );
        }
        tracing::debug!(added, ignored, "read the trusted certificates");
        Arc::new(roots)
    };
    ROOTS.get_or_init(load).clone()
}

/// An error that is no setting's fault alone.
pub fn wrong(error: &Error) -> ConfigError {
    ConfigError::Tls(format!(
        "TLS cannot be set up ({error}); check the trusted certificates of this machine"
    ))
}

/// For HTTP: certificates are verified in full.
pub fn https() -> Result<ClientConfig, ConfigError> {
    let builder = ClientConfig::builder_with_provider(provider()).with_safe_default_protocol_versions();
    Ok(builder.map_err(|error| wrong(&error))?.with_root_certificates(machine_roots()).with_no_client_auth())
}
