//! PostgreSQL by TLS, with the program's own TLS library.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::Path;
use std::thread;

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::Text;
use placewell::db::{Db, DbError, backup, migrate};

use crate::support::database::options;
use crate::support::postgres::Server;

#[derive(QueryableByName)]
struct Spoken {
    #[diesel(sql_type = Text)]
    version: String,
}

fn url(server: &Server, host: &str, trusted: &Path) -> String {
    let (port, trusted) = (server.port(), trusted.display());
    format!("postgresql://placewell@{host}:{port}/own?sslmode=verify-full&sslrootcert={trusted}")
}

#[test]
fn a_server_is_used_by_tls_once_its_certificate_is_trusted_and_names_it() {
    let Some((server, shown)) = Server::with_tls("by-tls") else { return };
    server.execute("CREATE DATABASE own");
    let trusting = url(&server, "localhost", &shown);
    migrate::run(&trusting, &options()).unwrap();
    let db = Db::open(&trusting, options()).unwrap();
    let spoken: Spoken = db
        .read(|c| {
            let asked = "SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid() AND ssl";
            Ok::<_, DbError>(sql_query(asked).get_result(c)?)
        })
        .unwrap();
    assert_eq!(spoken.version, "TLSv1.3");
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("copy");
    backup::write(&trusting, &options(), &copy).unwrap();
    assert!(fs::metadata(&copy).unwrap().len() > 10_000);

    let stranger = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let other = folder.path().join("stranger.pem");
    fs::write(&other, stranger.cert.pem()).unwrap();
    let refused = [url(&server, "localhost", &other), url(&server, "127.0.0.1", &shown)];
    for (url, words) in refused.iter().zip(["certificate", "not valid for name"]) {
        let Err(error) = Db::open(url, options()) else { panic!("{url} was opened") };
        assert!(error.to_string().contains(words), "{error}");
    }
}

#[test]
fn a_server_without_tls_is_told() {
    let door = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = door.local_addr().unwrap().port();
    let server = thread::spawn(move || {
        let (mut client, _) = door.accept().unwrap();
        let mut asked = [0; 8];
        client.read_exact(&mut asked).unwrap();
        client.write_all(b"N").unwrap();
        asked
    });
    let url = format!("postgresql://placewell@127.0.0.1:{port}/own?sslmode=require");
    let Err(error) = Db::open(&url, options()) else { panic!("{url} was opened") };
    assert!(error.to_string().contains("the server does not offer it; set `ssl = on` there"), "{error}");
    assert_eq!(server.join().unwrap(), [0, 0, 0, 8, 4, 210, 22, 47]);
}
