//! The folder and the memory.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use placewell::config::MailConfig;
use placewell::mail::compose::compose;
use placewell::mail::{Folder, Mailer, Memory, Refused, SendError, Sender, Transport};

use crate::support::letters::{pack, sender};

fn names(folder: &std::path::Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn without_smtp_settings_a_letter_is_filed_under_its_delivery_once() {
    let folder = tempfile::tempdir().unwrap();
    let config = MailConfig { folder: folder.path().join("mail"), ..MailConfig::default() };
    let mailer = Mailer::from_config(&config).unwrap();
    mailer.send(&pack("d1")).unwrap();
    mailer.send(&pack("d1")).unwrap();
    mailer.send(&pack("d2")).unwrap();
    let mut filed = names(&config.folder);
    filed.sort();
    assert_eq!(filed, ["d1.eml", "d2.eml"]);
    let expected = compose(&pack("d1"), &Sender::from(&config)).unwrap().formatted();
    assert_eq!(fs::read(config.folder.join("d1.eml")).unwrap(), expected);
}

#[test]
fn letters_are_filed_out_of_others_reach_and_said_not_to_be_sent() {
    let folder = tempfile::tempdir().unwrap();
    let config = MailConfig { folder: folder.path().join("mail"), ..MailConfig::default() };
    fs::create_dir(&config.folder).unwrap();
    fs::set_permissions(&config.folder, fs::Permissions::from_mode(0o755)).unwrap();
    let receipt = Mailer::from_config(&config).unwrap().send(&pack("d1")).unwrap();
    assert!(receipt.filed);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&config.folder), mode(&config.folder.join("d1.eml"))), (0o700, 0o600));
}

#[test]
fn a_folder_of_other_things_keeps_its_permissions_and_the_letters_in_it_have_theirs() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("home");
    fs::create_dir(&path).unwrap();
    fs::write(path.join("notes.txt"), "mine").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    let filed = Folder::open(&path).unwrap();
    Mailer::new(sender(), Transport::Folder(filed)).send(&pack("d1")).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&path), mode(&path.join("d1.eml"))), (0o755, 0o600));
}

#[test]
fn a_file_never_leaves_its_folder() {
    let folder = tempfile::tempdir().unwrap();
    let filed = Folder::open(folder.path()).unwrap().file_of("../../etc/passwd");
    assert_eq!(filed, folder.path().join("etcpasswd.eml"));
}

#[test]
fn a_folder_that_cannot_be_written_is_a_fault_of_the_configuration() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mail");
    let mailer = Mailer::new(sender(), Transport::Folder(Folder::open(&path).unwrap()));
    fs::remove_dir(&path).unwrap();
    assert!(matches!(mailer.send(&pack("d1")), Err(SendError::Configuration { .. })));
}

#[test]
fn memory_answers_as_it_was_told_and_then_takes_letters() {
    let memory = Memory::default();
    let refusal = SendError::Permanent { of: Refused::Recipient, words: "550 no".to_owned() };
    memory.refuse_next(refusal.clone());
    let mailer = Mailer::new(sender(), Transport::Memory(memory));
    assert_eq!(mailer.send(&pack("d1")), Err(refusal));
    mailer.send(&pack("d1")).unwrap();
    let Transport::Memory(memory) = mailer.transport() else { unreachable!() };
    assert_eq!(memory.sent().len(), 1);
    assert_eq!(memory.sent()[0].letter, pack("d1"));
}
