//! One-time codes against the values of RFC 6238, appendix B (SHA-1; their last six digits).

use placewell::auth::totp::TotpSecret;
use rstest::rstest;

/// The secret of the appendix in base 32.
const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

#[rstest]
#[case(59, "287082")]
#[case(1_111_111_109, "081804")]
#[case(1_111_111_111, "050471")]
#[case(1_234_567_890, "005924")]
#[case(2_000_000_000, "279037")]
#[case(20_000_000_000, "353130")]
fn the_codes_are_those_of_the_standard(#[case] at: i64, #[case] code: &str) {
    let secret = TotpSecret::read(SECRET).unwrap();
    assert_eq!(secret.reveal(), SECRET);
    assert_eq!(secret.code(at / 30), code);
    let now = chrono::DateTime::from_timestamp(at, 0).unwrap();
    assert_eq!(secret.step_of(code, now), Some(at / 30));
    assert_eq!(secret.step_of(&format!(" {} {}", &code[..3], &code[3..]), now), Some(at / 30));
    for seconds in [-61, 91] {
        assert_eq!(secret.step_of(code, now + chrono::TimeDelta::seconds(seconds)), None);
    }
}

#[test]
fn an_app_scans_the_secret_with_its_account() {
    let secret = TotpSecret::read(SECRET).unwrap();
    let uri = secret.uri("sam+work@hub.example");
    assert_eq!(
        uri,
        format!("otpauth://totp/Placewell:sam%2Bwork@hub.example?secret={SECRET}&issuer=Placewell")
    );
}
