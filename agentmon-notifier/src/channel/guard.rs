//! Names are resolved by a resolver that gives out public addresses only, and the connection goes to exactly what it
//! gave: a name that resolves to something else a moment later leads nowhere else.

use std::error::Error;
use std::net::{IpAddr, SocketAddr};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use super::address;

/// A host that leads to an address which webhooks may not reach.
#[derive(Debug, Clone, thiserror::Error)]
#[error(
    "the webhook's host {host} leads to the private address {address}; allowed: addresses on the open internet, or any \
     with AGENTMON_WEBHOOK_ALLOW_PRIVATE=true (and, for an address in the channel's settings, \"allow_private\": true)"
)]
pub struct Refused {
    pub host: String,
    pub address: IpAddr,
}

impl Refused {
    /// This refusal, when it is why a request failed.
    pub fn among_causes_of<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a Self> {
        let mut cause = Some(error);
        while let Some(error) = cause {
            if let Some(refused) = error.downcast_ref() {
                return Some(refused);
            }
            cause = error.source();
        }
        None
    }
}

/// Resolves to public addresses, or not at all.
#[derive(Debug, Clone, Copy)]
pub struct PublicOnly;

impl Resolve for PublicOnly {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            // The port does not matter: the client puts in its own.
            let found: Vec<_> = tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            Ok(Box::new(public(name.as_str(), found)?.into_iter()) as Addrs)
        })
    }
}

/// All of them, when all are public: a name that leads inside as well is not to be trusted with the rest.
fn public(host: &str, found: Vec<SocketAddr>) -> Result<Vec<SocketAddr>, Refused> {
    match found.iter().find(|socket| !address::is_public(socket.ip())) {
        Some(socket) => Err(Refused { host: host.to_owned(), address: socket.ip() }),
        None => Ok(found),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_private_address_spoils_all() {
        let sockets = |texts: &[&str]| texts.iter().map(|text| text.parse().unwrap()).collect::<Vec<_>>();
        let both = sockets(&["1.1.1.1:0", "[2606:4700::1111]:0"]);
        assert_eq!(public("h", both.clone()).unwrap(), both);
        let refused = public("h", sockets(&["1.1.1.1:0", "[::ffff:169.254.169.254]:0"])).unwrap_err();
        assert!(refused.to_string().contains("the private address ::ffff:169.254.169.254"), "{refused}");
    }
}
