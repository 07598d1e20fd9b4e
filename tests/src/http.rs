//! One HTTP client for tests that talk to the daemon or to a fake.

use std::sync::Once;

/// A client that follows no redirect and has no timeout of its own.
#[must_use]
pub fn http_client() -> reqwest::Client {
    // The workspace builds reqwest without a TLS provider, so each program chooses one.
    static PROVIDER: Once = Once::new();
    PROVIDER.call_once(|| {
        // An error means that somebody else was first, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
    });
    reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .build()
        .expect("a client without a proxy and certificates can be built")
}
