//! The stream of a connection, with a clock that only the test moves.

use std::io::ErrorKind;
use std::sync::Arc;
use std::time::Duration;

use placewell::http::connections::{Admissions, PacedStream};
use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex};
use tokio::time::{Instant, pause};

use super::{PACE, limits};

/// A stream that holds 100 bytes, and its client's end.
fn stream() -> (PacedStream<DuplexStream>, DuplexStream) {
    let (ours, theirs) = duplex(100);
    let admissions = Arc::new(Admissions::new(limits(10, 10)));
    (PacedStream::new(ours, admissions.admit([192, 0, 2, 1].into()).unwrap()), theirs)
}

#[tokio::test]
async fn a_client_that_sends_nothing_is_given_up() {
    pause();
    let (mut ours, _theirs) = stream();
    let begun = Instant::now();
    assert_eq!(ours.read_u8().await.unwrap_err().kind(), ErrorKind::TimedOut);
    assert!(begun.elapsed() < PACE.patience + Duration::from_secs(2), "{:?}", begun.elapsed());
}

#[tokio::test]
async fn a_client_that_takes_nothing_is_given_up() {
    pause();
    let (mut ours, _theirs) = stream();
    let begun = Instant::now();
    assert_eq!(ours.write_all(&[7; 1_000]).await.unwrap_err().kind(), ErrorKind::TimedOut);
    assert!(begun.elapsed() < PACE.patience + Duration::from_secs(2), "{:?}", begun.elapsed());
}

#[tokio::test]
async fn a_client_that_drips_is_given_up_and_one_that_is_slow_is_not() {
    pause();
    for (bytes, lasts) in [(1, false), (600, true)] {
        let (mut ours, mut theirs) = stream();
        tokio::spawn(async move {
            for _ in 0..120 {
                tokio::time::sleep(Duration::from_secs(1)).await;
                if theirs.write_all(&vec![7; bytes]).await.is_err() {
                    return;
                }
            }
        });
        let mut received = Vec::new();
        let outcome = ours.read_to_end(&mut received).await;
        assert_eq!(outcome.is_ok(), lasts, "{bytes}: {} bytes came", received.len());
    }
}

#[tokio::test]
async fn a_client_waits_for_the_service_as_long_as_it_takes() {
    pause();
    let (mut ours, mut theirs) = stream();
    theirs.write_all(b"request").await.unwrap();
    let mut request = [0; 7];
    ours.read_exact(&mut request).await.unwrap();
    tokio::time::sleep(Duration::from_secs(15)).await;
    ours.write_all(b"answer").await.unwrap();
    let mut answer = [0; 6];
    theirs.read_exact(&mut answer).await.unwrap();
    assert_eq!(&answer, b"answer");
}
