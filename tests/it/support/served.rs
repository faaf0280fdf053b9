//! The service on a port of its own.

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::thread::{self, JoinHandle};

use actix_web::dev::ServerHandle;
use actix_web::rt::System;
use placewell::app::App;
use placewell::http::connections::{Admissions, Limits, files};
use placewell::http::server;

/// The service as clients on loopback reach it, until it is dropped.
pub(crate) struct Served {
    pub(crate) address: SocketAddr,
    pub(crate) admissions: Arc<Admissions>,
    handle: ServerHandle,
    thread: Option<JoinHandle<()>>,
}

impl Served {
    pub(crate) fn of(app: &Arc<App>) -> Self {
        let (app, limits) = (app.clone(), Limits::of(&app.config.server, files::raise()));
        let admissions = Arc::new(Admissions::new(limits));
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (tell, told) = channel();
        let held = admissions.clone();
        let thread = thread::spawn(move || {
            System::new().block_on(async {
                let server = server::start(app, listener, &held).unwrap();
                tell.send(server.handle()).unwrap();
                server.await.unwrap();
            });
        });
        Self { address, admissions, handle: told.recv().unwrap(), thread: Some(thread) }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        drop(self.handle.stop(false));
        let _ = self.thread.take().map(JoinHandle::join);
    }
}
