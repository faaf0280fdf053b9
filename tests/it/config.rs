//! Tests of configuration: precedence, refusals, and what is shown.

use std::fs;
use std::net::IpAddr;

use placewell::cli::config::run;
use placewell::config::{ConfigError, Loaded, MailMode, Network, Origin, Setting, Sources, TlsMode};
use rstest::rstest;

fn pairs(stated: &[(&str, &str)]) -> Vec<(String, String)> {
    stated.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
}

/// Loads from a file's text, variables and flags; the file is always named, so that no file of the
/// folder the tests run in is read.
fn load(file: &str, environment: &[(&str, &str)], flags: &[(&str, &str)]) -> Result<Loaded, ConfigError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("placewell.toml");
    fs::write(&path, file).unwrap();
    Sources { file: Some(path), environment: pairs(environment), flags: pairs(flags) }.load()
}

fn refusal(file: &str, environment: &[(&str, &str)], flags: &[(&str, &str)]) -> String {
    load(file, environment, flags).unwrap_err().to_string()
}

#[test]
fn defaults_hold_and_say_so() {
    let loaded = load("", &[], &[]).unwrap();
    assert!(!loaded.config.mail.uses_smtp());
    assert!(loaded.settings().iter().all(|setting| setting.origin == Origin::Default));
}

#[test]
fn flag_beats_environment_beats_file_beats_default_and_each_loser_is_named() {
    let file = "[mail]\nfolder = \"from-file\"\nport = 1\ntimeout_seconds = 20\n";
    let environment = [("PLACEWELL_MAIL__FOLDER", "from-env"), ("PLACEWELL_MAIL__PORT", "2")];
    let loaded = load(file, &environment, &[("mail.folder", "from-flag")]).unwrap();
    assert_eq!(loaded.config.mail.folder.to_str(), Some("from-flag"));
    assert_eq!((loaded.config.mail.port, loaded.config.mail.timeout_seconds), (2, 20));
    let settings = loaded.settings();
    let folder = settings.iter().find(|setting| setting.key == "mail.folder").unwrap();
    assert_eq!(folder.origin, Origin::Flag);
    assert_eq!(
        folder.overruled,
        [Origin::Environment("PLACEWELL_MAIL__FOLDER".to_owned()), Origin::File("placewell.toml".to_owned())]
    );
}

#[test]
fn every_value_that_looks_like_a_number_or_a_truth_stays_text_where_text_is_meant() {
    let environment = [
        ("PLACEWELL_MAIL__USER", "true"),
        ("PLACEWELL_MAIL__PASSWORD", "0012e5"),
        ("PLACEWELL_AUTH__ISSUER", "12"),
        ("PLACEWELL_SERVER__TRUSTED_PROXIES", "10.0.0.0/8, ::1"),
        ("PLACEWELL_DATABASE__ALLOW_PLAINTEXT", "true"),
    ];
    let config = load("", &environment, &[]).unwrap().config;
    assert_eq!(config.mail.user.as_deref(), Some("true"));
    assert_eq!(config.mail.password.unwrap().expose(), "0012e5");
    assert_eq!(config.auth.issuer, "12");
    assert_eq!(config.server.trusted_proxies.len(), 2);
    assert!(config.database.allow_plaintext);
}

#[test]
fn an_unknown_key_is_refused_in_every_source_with_the_nearest_that_exists() {
    let file = "[mail]\nhots = \"mail.example\"\n";
    let environment = [
        ("PLACEWELL_MAIL_HOST", "mail.example"),
        ("OTHER_MAIL_HOST", "x"),
        ("PLACEWELL_REQUIRE_POSTGRES", "1"),
        ("PLACEWELL_TEST_AXE", "axe.min.js"),
    ];
    insta::assert_snapshot!(refusal(file, &environment, &[("sever.bind", "0.0.0.0:80")]), @r"
    mail.hots is not a setting; the nearest is mail.host
    PLACEWELL_MAIL_HOST is not a setting; the nearest is PLACEWELL_MAIL__HOST
    sever.bind is not a setting; the nearest is server.bind
    ");
}

#[test]
fn a_value_of_the_wrong_kind_is_refused_with_its_source_and_without_itself() {
    insta::assert_snapshot!(refusal("", &[("PLACEWELL_MAIL__PORT", "s3cret")], &[]), @"PLACEWELL_MAIL__PORT must be a whole number");
    insta::assert_snapshot!(refusal("[mail]\npassword = 77112\n", &[], &[]), @"mail.password must be text in quotes (file placewell.toml)");
    insta::assert_snapshot!(refusal("", &[], &[("mail.tls", "ssl")]), @"mail.tls must be one of starttls, tls, none (flag --set)");
    insta::assert_snapshot!(refusal("", &[], &[("mail.port", "70000")]), @"mail.port must be a whole number in range (flag --set)");
    insta::assert_snapshot!(refusal("", &[("PLACEWELL_SERVER__BIND", "everywhere")], &[]), @"server.bind must be an address and a port, such as 127.0.0.1:8080 (environment PLACEWELL_SERVER__BIND)");
    insta::assert_snapshot!(refusal("", &[("PLACEWELL_SERVER__TRUSTED_PROXIES", "10.0.0.0/33")], &[]), @"server.trusted_proxies.0 must be an address or a network such as 10.0.0.0/8 (environment PLACEWELL_SERVER__TRUSTED_PROXIES)");
}

#[test]
fn a_file_that_was_asked_for_must_be_readable_toml() {
    let absent = Sources { file: Some("/nowhere/placewell.toml".into()), ..Sources::default() };
    assert!(matches!(absent.load(), Err(ConfigError::File { .. })));
    assert!(matches!(load("[mail", &[], &[]), Err(ConfigError::Syntax { .. })));
}

#[test]
fn a_mail_host_alone_turns_smtp_on() {
    let flags = [("mail.host", "mail.example"), ("mail.from_address", "placements@hub.example")];
    let config = load("", &[], &flags).unwrap().config;
    assert!(config.mail.uses_smtp());
    assert_eq!((config.mail.mode, config.mail.tls), (MailMode::Auto, TlsMode::Starttls));
}

#[test]
fn settings_that_contradict_each_other_are_refused_together() {
    let flags = [
        ("mail.mode", "smtp"),
        ("mail.user", "placements"),
        ("mail.timeout_seconds", "300"),
        ("server.public_url", "example.org/placewell"),
        ("database.url", "mysql://x"),
        ("auth.token_minutes", "600"),
    ];
    insta::assert_snapshot!(refusal("", &[], &flags), @r"
    server.public_url must be https:// or http:// and a host, with no path or final slash (flag --set)
    database.url must begin with sqlite: or postgres:// (flag --set)
    mail.host is needed when mail.mode is smtp (default)
    mail.password goes together with mail.user (default)
    mail.from_address must be an address that the mail server may send for (default)
    auth.token_minutes must be 1 to 60: an access token cannot be called back (flag --set)
    jobs.lease_seconds must be at least 330: a second worker must not start while the first still sends (default)
    ");
}

#[test]
fn a_password_never_crosses_a_network_in_clear() {
    let common = [
        ("mail.tls", "none"),
        ("mail.user", "placements"),
        ("mail.password", "s3cret"),
        ("mail.from_address", "placements@hub.example"),
    ];
    let with_host = |host| [&common[..], &[("mail.host", host)]].concat();
    assert!(refusal("", &[], &with_host("mail.example")).contains("in clear"));
    assert!(load("", &[], &with_host("127.0.0.1")).is_ok());
    assert!(load("", &[], &with_host("localhost")).is_ok());
}

#[test]
fn secrets_are_masked_wherever_settings_are_shown() {
    let environment = [
        ("PLACEWELL_MAIL__USER", "placements"),
        ("PLACEWELL_MAIL__PASSWORD", "s3cret"),
        ("PLACEWELL_DATABASE__URL", "postgres://placewell:s3cret@db.example/placewell?password=s3cret"),
    ];
    let loaded = load("", &environment, &[]).unwrap();
    let mut printed = Vec::new();
    run(&loaded, &mut printed).unwrap();
    let printed = String::from_utf8(printed).unwrap();
    assert!(!printed.contains("s3cret") && !format!("{:?}", loaded.config).contains("s3cret"));
    assert!(loaded.config.database.url.expose().contains("s3cret"));
    let stated: Vec<&str> = printed.lines().filter(|line| line.contains("environment")).collect();
    insta::assert_snapshot!(stated.join("\n"), @r"
    database.url                         postgres://placewell:••••••@db.example/placewell?…  environment PLACEWELL_DATABASE__URL
    mail.password                        ••••••                                              environment PLACEWELL_MAIL__PASSWORD
    mail.user                            placements                                          environment PLACEWELL_MAIL__USER
    ");
}

#[rstest]
#[case(&[], true)]
#[case(&[("mail.host", "mail.example"), ("mail.from_address", "placements@hub.example")], false)]
fn that_no_mail_leaves_is_said_with_the_settings(#[case] flags: &[(&str, &str)], #[case] said: bool) {
    let mut printed = Vec::new();
    run(&load("", &[], flags).unwrap(), &mut printed).unwrap();
    let printed = String::from_utf8(printed).unwrap();
    let note = "No mail server is set (mail.host): letters are filed in mail.folder, and none is sent.\n";
    assert_eq!(printed.ends_with(note), said, "{printed}");
}

#[rstest]
#[case("placements.example.org", true)]
#[case("localhost", false)]
#[case("my_host.example", false)]
#[case("[127.0.0.1]", false)]
#[case("a..example", false)]
fn a_helo_name_is_a_full_host_name(#[case] name: &str, #[case] taken: bool) {
    assert_eq!(load("", &[], &[("mail.helo_name", name)]).is_ok(), taken);
}

#[test]
fn an_empty_text_unsets_what_may_be_unset() {
    let file = "[mail]\nhost = \"mail.example\"\nfrom_address = \"placements@hub.example\"\nuser = \"\"\n";
    assert!(load(file, &[], &[]).unwrap().config.mail.uses_smtp());
    let config = load(file, &[("PLACEWELL_MAIL__HOST", "")], &[]).unwrap().config;
    assert!(config.mail.host.is_none() && config.mail.user.is_none() && !config.mail.uses_smtp());
}

const SAMPLE: &str = include_str!("../../docs/placewell.toml");

#[test]
fn the_sample_file_states_every_key_with_its_default() {
    let loaded = load(SAMPLE, &[], &[]).unwrap();
    let stated = loaded.settings();
    assert!(stated.iter().all(|setting| matches!(setting.origin, Origin::File(_))), "{stated:?}");
    let value = |setting: Setting| (setting.key, setting.value);
    let defaults: Vec<_> = load("", &[], &[]).unwrap().settings().into_iter().map(value).collect();
    assert_eq!(stated.into_iter().map(value).collect::<Vec<_>>(), defaults);
}

#[rstest]
#[case(include_str!("../../src/config/server.rs"))]
#[case(include_str!("../../src/config/database.rs"))]
#[case(include_str!("../../src/config/mail.rs"))]
#[case(include_str!("../../src/config/auth.rs"))]
#[case(include_str!("../../src/config/keys.rs"))]
#[case(include_str!("../../src/config/jobs.rs"))]
#[case(include_str!("../../src/config/retention.rs"))]
#[case(include_str!("../../src/config/street.rs"))]
#[case(include_str!("../../src/config/log.rs"))]
fn the_sample_file_says_of_each_key_what_the_code_says(#[case] source: &str) {
    let (_, fields) = source.split_once("Config {\n").unwrap();
    let (fields, _) = fields.split_once("\n}").unwrap();
    let mut said = String::new();
    for line in fields.lines().map(str::trim) {
        if let Some(words) = line.strip_prefix("/// ") {
            said += &format!("# {words}\n");
        } else if let Some((key, _)) = line.strip_prefix("pub ").and_then(|field| field.split_once(':')) {
            let expected = format!("\n{said}{key} = ");
            assert!(SAMPLE.contains(&expected), "docs/placewell.toml lacks:{expected}");
            said.clear();
        }
    }
}

#[rstest]
#[case("http://127.0.0.1:8002", true)]
#[case("http://[::1]:8002", true)]
#[case("http://[fd00::7]", true)]
#[case("http://192.168.1.9:5000/osrm", true)]
#[case("http://172.31.0.1", true)]
#[case("http://valhalla:8002", true)] // Looked at again when the name is resolved.
#[case("http://172.32.0.1", false)]
#[case("http://203.0.113.9:8002", false)]
#[case("http://[::ffff:203.0.113.9]:8002", false)]
#[case("http://[2001:db8::1]", false)]
#[case("http://169.254.169.254", false)]
#[case("http://0.0.0.0:8002", false)]
#[case("https://127.0.0.1:8002", false)]
#[case("http://user:secret@127.0.0.1", false)]
#[case("http://", false)]
#[case("", false)]
fn a_street_engine_is_on_ones_own_network(#[case] url: &str, #[case] stands: bool) {
    let stated = [("engines.street.kind", "valhalla"), ("engines.street.url", url)];
    assert_eq!(load("", &[], &stated).is_ok(), stands, "{url}");
    assert!(load("", &[], &stated[1..]).is_ok(), "no engine is asked");
}

#[test]
fn a_public_street_engine_must_be_allowed_in_words() {
    let url = ("engines.street.url", "http://203.0.113.9:8002");
    let stated = [("engines.street.kind", "osrm"), url, ("engines.street.allow_public_address", "true")];
    assert!(load("", &[], &stated).is_ok());
    insta::assert_snapshot!(refusal("", &[], &stated[..2]), @"engines.street.url must be a loopback or private address, because learners' homes are sent there; engines.street.allow_public_address allows another (flag --set)");
}

#[test]
fn networks_hold_their_addresses_only() {
    let holds = |network: &str, address: &str| {
        network.parse::<Network>().unwrap().contains(address.parse::<IpAddr>().unwrap())
    };
    assert!(holds("10.0.0.0/8", "10.255.0.1") && !holds("10.0.0.0/8", "11.0.0.1"));
    assert!(holds("10.1.2.3", "10.1.2.3") && !holds("10.1.2.3", "10.1.2.2"));
    assert!(holds("10.0.0.0/8", "::ffff:10.0.0.1") && !holds("::/0", "10.0.0.1"));
    assert!(holds("0.0.0.0/0", "203.0.113.9") && holds("::/0", "2001:db8::1"));
    assert!(holds("2001:db8::/32", "2001:db8:ffff::1") && !holds("2001:db8::/32", "2001:db9::1"));
}
