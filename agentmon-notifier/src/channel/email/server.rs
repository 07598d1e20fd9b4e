//! The mail server: how to reach it, and what its certificate must prove.

use std::error::Error as StdError;
use std::fmt;
use std::io;
use std::path::Path;
use std::time::Duration;

use lettre::transport::smtp::Error as SmtpError;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{
    AsyncSmtpConnection, Certificate, CertificateStore, TlsParameters, TlsParametersBuilder,
};
use lettre::transport::smtp::extension::ClientId;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{CertificateError, RootCertStore};
use secrecy::ExposeSecret;

use super::classify;
use super::settings::{MailServer, MailTls};
use crate::channel::outcome::{Failure, Outcome};
use crate::setting::ConfigError;
use crate::text::chain;

/// One that can be connected to.
pub struct Server {
    host: String,
    port: u16,
    mode: MailTls,
    tls: TlsParameters,
    own: Option<Own>,
    credentials: Option<Credentials>,
    limit: Duration,
}

/// The certificates of SMTP_CA_FILE. A server that shows just one of these proves by its key that it is the one that
/// was meant, whatever name the certificate bears, and whether or not it calls itself an authority.
struct Own {
    certificates: Vec<Vec<u8>>,
    unverified: TlsParameters,
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server").field("host", &self.host).field("port", &self.port).finish_non_exhaustive()
    }
}

impl Server {
    /// Checks what can be checked without connecting: the file of certificates among it.
    pub fn new(settings: &MailServer, limit: Duration) -> Result<Self, ConfigError> {
        let builder = || TlsParameters::builder(settings.host.clone());
        let (tls, own) = match &settings.ca_file {
            None => (built(builder())?, None),
            Some(path) => {
                let certificates = certificates(path)?;
                let trusting = certificates.iter().filter(|one| is_usable(one)).try_fold(
                    builder().certificate_store(CertificateStore::None),
                    |builder, one| {
                        let certificate = Certificate::from_der(one.clone()).map_err(|e| wrong(&e))?;
                        Ok(builder.add_root_certificate(certificate))
                    },
                )?;
                let unverified =
                    builder().dangerous_accept_invalid_certs(true).dangerous_accept_invalid_hostnames(true);
                let unverified = built(unverified)?;
                (built(trusting)?, Some(Own { certificates, unverified }))
            }
        };
        let usual_port = match settings.tls {
            MailTls::Always => 465,
            MailTls::StartTls => 587,
            MailTls::WhenOffered | MailTls::Never => 25,
        };
        let credentials = settings
            .credentials
            .as_ref()
            .map(|(user, password)| Credentials::new(user.clone(), password.expose_secret().to_owned()));
        Ok(Self {
            host: settings.host.clone(),
            port: settings.port.unwrap_or(usual_port),
            mode: settings.tls,
            tls,
            own,
            credentials,
            limit,
        })
    }

    /// A connection over which mail can be sent.
    pub async fn connect(&self) -> Result<AsyncSmtpConnection, Failure> {
        let mut connection = match self.open(&self.tls).await {
            Ok(connection) => connection,
            Err(error) => match (&self.own, refused_certificate(&error)) {
                (Some(own), Some(_)) => self.open_own(own, &error).await?,
                _ => return Err(self.failure(&error)),
            },
        };
        if let Some(credentials) = &self.credentials {
            let login = connection.auth(&[Mechanism::Plain, Mechanism::Login], credentials).await;
            login.map_err(|error| self.failure(&error))?;
        }
        Ok(connection)
    }

    async fn open(&self, tls: &TlsParameters) -> Result<AsyncSmtpConnection, SmtpError> {
        let name = ClientId::default();
        let wrapper = (self.mode == MailTls::Always).then(|| tls.clone());
        let address = (self.host.as_str(), self.port);
        let mut connection =
            AsyncSmtpConnection::connect_tokio1(address, Some(self.limit), &name, wrapper, None).await?;
        let starts_tls = match self.mode {
            MailTls::StartTls => true,
            MailTls::WhenOffered => connection.can_starttls(),
            MailTls::Always | MailTls::Never => false,
        };
        if starts_tls {
            connection.starttls(tls.clone(), &name).await?;
        }
        Ok(connection)
    }

    /// Its certificate is no authority's, or made out to another name: it may be one of those in the file itself.
    async fn open_own(&self, own: &Own, refused: &SmtpError) -> Result<AsyncSmtpConnection, Failure> {
        let connection = self.open(&own.unverified).await.map_err(|error| self.failure(&error))?;
        // Before anything is said to it that is not for everybody.
        match connection.peer_certificate() {
            Ok(shown) if own.certificates.contains(&shown) => Ok(connection),
            _ => Err(self.failure(refused)),
        }
    }

    fn failure(&self, error: &SmtpError) -> Failure {
        let mut failure = classify(error);
        if let Some(refused) = refused_certificate(error) {
            failure = Failure::of(
                Outcome::Retry,
                format!("the mail server cannot be used: {}; {}", chain(error), self.advice(refused)),
            );
        } else if error.is_client() && self.mode == MailTls::StartTls && chain(error).contains("STARTTLS") {
            failure
                .error
                .push_str("; SMTP_URL asks for it: use smtps:// if the server encrypts from the start");
        }
        failure
    }

    fn advice(&self, refused: &CertificateError) -> String {
        let Self { host, .. } = self;
        let name = matches!(
            refused,
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. }
        );
        let expired = matches!(refused, CertificateError::Expired | CertificateError::ExpiredContext { .. });
        match (name, expired, self.own.is_some()) {
            (true, ..) => format!(
                "its certificate is made out to another name than {host}: write that name into SMTP_URL, or put this \
                 very certificate into the file that SMTP_CA_FILE names"
            ),
            (_, true, _) => "its certificate has expired: it needs a new one".to_owned(),
            (.., true) => {
                "none of the certificates in SMTP_CA_FILE is its own or of an authority that signed it: put \
                           the right one there"
                    .to_owned()
            }
            (.., false) => "this machine trusts nobody who signed its certificate: name a PEM file with its \
                            certificate, or with that of its authority, in SMTP_CA_FILE"
                .to_owned(),
        }
    }
}

fn built(builder: TlsParametersBuilder) -> Result<TlsParameters, ConfigError> {
    builder.build().map_err(|error| wrong(&error))
}

fn wrong(error: &SmtpError) -> ConfigError {
    ConfigError::Tls(format!(
        "TLS to the mail server cannot be set up ({}); check the host in SMTP_URL, and SMTP_CA_FILE",
        chain(error)
    ))
}

/// As an authority; one that is not may still be the server's own.
fn is_usable(certificate: &[u8]) -> bool {
    RootCertStore::empty().add(CertificateDer::from(certificate.to_vec())).is_ok()
}

fn certificates(path: &Path) -> Result<Vec<Vec<u8>>, ConfigError> {
    let bad = |wrong: String| {
        ConfigError::Tls(format!(
            "SMTP_CA_FILE names {path:?}, which {wrong}; allowed: a readable PEM file with certificates; correct the path"
        ))
    };
    let found =
        CertificateDer::pem_file_iter(path).map_err(|error| bad(format!("cannot be read ({error})")))?;
    let read = |one: Result<CertificateDer<'_>, _>| one.map(|one| one.to_vec());
    let found: Vec<_> = found
        .map(read)
        .collect::<Result<_, rustls::pki_types::pem::Error>>()
        .map_err(|error| bad(format!("is not PEM ({error})")))?;
    if found.is_empty() { Err(bad("holds no certificate".into())) } else { Ok(found) }
}

/// Why a certificate was not accepted, where that is what an error is about.
fn refused_certificate<'a>(error: &'a (dyn StdError + 'static)) -> Option<&'a CertificateError> {
    let mut cause = Some(error);
    while let Some(error) = cause {
        let inner = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        let tls = inner.and_then(|inner| inner.downcast_ref()).or_else(|| error.downcast_ref());
        if let Some(rustls::Error::InvalidCertificate(refused)) = tls {
            return Some(refused);
        }
        cause = error.source();
    }
    None
}
