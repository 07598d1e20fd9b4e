//! TLS to the database, as its sslmode asks.

use std::path::Path;
use std::sync::Arc;

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::settings::{Database, Verify};
use crate::setting::ConfigError;
use crate::tls::{machine_roots, provider, wrong};

/// For the database: certificates are verified as far as its sslmode says.
pub fn connector(database: &Database) -> Result<MakeRustlsConnect, ConfigError> {
    let builder = ClientConfig::builder_with_provider(provider()).with_safe_default_protocol_versions();
    let builder = builder.map_err(|error| wrong(&error))?;
    let inner = match database.verify {
        Verify::Nothing => None,
        Verify::Authority | Verify::Full => {
            let roots = database.root_cert.as_deref().map_or_else(|| Ok(machine_roots()), roots_of)?;
            let verifier = WebPkiServerVerifier::builder_with_provider(roots, provider()).build();
            Some(verifier.map_err(|error| {
                ConfigError::Tls(format!(
                    "sslrootcert cannot be used ({error}); name a PEM file of authorities"
                ))
            })?)
        }
    };
    let verifier = Arc::new(AsSslmode { inner, any_host: database.verify == Verify::Authority });
    let config = builder.dangerous().with_custom_certificate_verifier(verifier).with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}

fn roots_of(path: &Path) -> Result<Arc<RootCertStore>, ConfigError> {
    let bad = |wrong: String| {
        ConfigError::Tls(format!(
            "DATABASE_URL names sslrootcert {path:?}, which {wrong}; allowed: a readable PEM file, or system; \
             correct the path"
        ))
    };
    let mut roots = RootCertStore::empty();
    for certificate in
        CertificateDer::pem_file_iter(path).map_err(|error| bad(format!("cannot be read ({error})")))?
    {
        let certificate = certificate.map_err(|error| bad(format!("is not PEM ({error})")))?;
        roots.add(certificate).map_err(|error| bad(format!("holds an unusable certificate ({error})")))?;
    }
    if roots.is_empty() {
        return Err(bad("holds no certificate".into()));
    }
    Ok(Arc::new(roots))
}

/// Verifies as libpq's sslmode asks: prefer and require encrypt only, verify-ca takes any host name.
#[derive(Debug)]
struct AsSslmode {
    inner: Option<Arc<WebPkiServerVerifier>>,
    any_host: bool,
}

impl ServerCertVerifier for AsSslmode {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let Some(inner) = &self.inner else {
            return Ok(ServerCertVerified::assertion());
        };
        match inner.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now) {
            Err(Error::InvalidCertificate(
                CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
            )) if self.any_host => Ok(ServerCertVerified::assertion()),
            verdict => verdict,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, cert, dss, &provider().signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, cert, dss, &provider().signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        provider().signature_verification_algorithms.supported_schemes()
    }
}
