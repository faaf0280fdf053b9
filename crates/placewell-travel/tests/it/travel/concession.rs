//! When passes are free.

use chrono::NaiveDate;
use placewell_domain::concession::{AuthorityCode, Concessions};
use placewell_domain::nation::Nation;
use placewell_travel::concession::{FreeHours, PassHours, PassTable};
use rstest::rstest;
use serde_json::{Value, json};

fn hours(from: u16, until: u16) -> FreeHours {
    FreeHours { from, until }
}

#[rstest]
#[case::monday("2026-06-15", hours(570, 1380))]
#[case::friday("2026-06-19", hours(570, 1380))]
#[case::saturday("2026-06-20", FreeHours::ALWAYS)]
#[case::sunday("2026-06-21", FreeHours::ALWAYS)]
#[case::bank_holiday("2026-08-31", FreeHours::ALWAYS)]
#[case::good_friday("2026-04-03", FreeHours::ALWAYS)]
fn the_english_pass_is_free_from_half_past_nine_on_working_days(
    #[case] date: NaiveDate,
    #[case] free: FreeHours,
) {
    assert_eq!(PassHours::national(Nation::England).on(date), free);
    assert_eq!(PassHours::national(Nation::Wales).on(date), FreeHours::ALWAYS, "the Welsh pass always");
}

fn table(authorities: &Value) -> Concessions {
    serde_json::from_value(json!({"authorities": authorities})).unwrap()
}

fn row(authority: &str, weekdays: Value) -> Value {
    json!({"authority": authority, "name": "Alderley", "weekdays": weekdays, "weekends": {"when": "always"},
        "source": "The authority's page", "as_at": "2026-03-01"})
}

#[test]
fn an_authority_that_lifts_the_limit_counts_before_its_nation() {
    let lifted = row("E08000001", json!({"when": "always"}));
    let earlier = row("E10000002", json!({"when": "between", "from": "09:00", "until": "23:30"}));
    let table = PassTable::from(&table(&json!([lifted, earlier])));
    let issuer = |code: &str| AuthorityCode::parse(code).unwrap();
    let of = |code: &str| table.hours(Some(&issuer(code)), Nation::Wales).weekdays;
    assert_eq!(of("E08000001"), FreeHours::ALWAYS);
    assert_eq!(of("E10000002"), hours(540, 1410));
    assert_eq!(of("E06000003"), hours(570, 1380), "an English pass, whoever lives where");
    assert_eq!(of("W06000022"), FreeHours::ALWAYS);
    assert_eq!(table.hours(None, Nation::England), PassHours::national(Nation::England));
    assert_eq!(table.hours(None, Nation::Wales), PassHours::ALWAYS);
}

#[rstest]
#[case("E0800001")]
#[case("S12000033")]
#[case("e08000001")]
#[case("W0600002a")]
#[case("")]
fn a_code_is_an_english_or_welsh_authoritys(#[case] code: &str) {
    assert!(AuthorityCode::parse(code).is_err());
}

#[test]
fn a_table_says_what_is_wrong_with_it_field_by_field() {
    let backwards = row("E08000001", json!({"when": "between", "from": "23:00", "until": "09:30"}));
    let mut repeated = row("E08000001", json!({"when": "always"}));
    repeated["as_at"] = json!("2026-03-03");
    let faults = table(&json!([backwards, repeated])).check("2026-03-02".parse().unwrap()).unwrap_err();
    let fields: Vec<&str> = faults.iter().map(|fault| fault.field.as_str()).collect();
    assert_eq!(fields, ["authorities[1].authority", "authorities[0].weekdays.until", "authorities[1].as_at"]);
    let unknown = json!({"authorities": [row("E08000001", json!({"when": "never"}))]});
    assert!(serde_json::from_value::<Concessions>(unknown).is_err());
}
