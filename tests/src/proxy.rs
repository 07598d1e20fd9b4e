//! A proxy between the daemon and the database that can go silent: it stops forwarding, and closes nothing.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// A running proxy; it ends with its owner.
pub struct Proxy {
    address: SocketAddr,
    silent: Arc<Mutex<watch::Sender<bool>>>,
    server: JoinHandle<()>,
}

impl Proxy {
    /// A proxy before a port of this machine.
    pub async fn start(port: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("127.0.0.1 has a free port");
        let address = listener.local_addr().expect("a bound socket has an address");
        let silent = Arc::new(Mutex::new(watch::Sender::new(false)));
        let state = Arc::clone(&silent);
        let server = tokio::spawn(async move {
            while let Ok((inward, _)) = listener.accept().await {
                let silent = state.lock().expect("nobody panics").subscribe();
                tokio::spawn(forward(inward, port, silent));
            }
        });
        Self { address, silent, server }
    }

    /// The same address by way of the proxy.
    #[must_use]
    pub fn url(&self, direct: &str) -> String {
        let mut url = url::Url::parse(direct).expect("the harness makes URLs");
        url.set_host(Some("127.0.0.1")).expect("a host");
        url.set_port(Some(self.address.port())).expect("a port");
        url.into()
    }

    /// From now on nothing is forwarded on any connection, and none is closed.
    pub fn go_silent(&self) {
        self.silent.lock().expect("nobody panics").send_replace(true);
    }

    /// New connections are forwarded again; the silent ones stay so.
    pub fn let_new_ones_through(&self) {
        *self.silent.lock().expect("nobody panics") = watch::Sender::new(false);
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.server.abort();
    }
}

async fn forward(mut inward: TcpStream, port: u16, mut silent: watch::Receiver<bool>) {
    let Ok(mut outward) = TcpStream::connect(("127.0.0.1", port)).await else { return };
    let is_silent = async {
        // Without a sender it stays as it was.
        if silent.wait_for(|silent| *silent).await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    let fell_silent = tokio::select! {
        biased;
        () = is_silent => true,
        _ = copy_bidirectional(&mut inward, &mut outward) => false,
    };
    if fell_silent {
        // Both ends stay open.
        std::future::pending::<()>().await;
    }
}
