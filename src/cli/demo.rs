//! `placewell demo`: the main job on made-up people and real open data.

pub mod cohort;
pub mod conversation;
pub mod journeys;
pub mod load;
pub mod redate;
pub mod sample;
pub mod story;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use chrono::NaiveDate;
use clap::Args;
use include_dir::{Dir, include_dir};

use super::{Outcome, import, serve};
use crate::app::App;
use crate::config::{Config, DatabaseUrl, MailMode};
use crate::maintenance::{self, Store};
use load::{PASSWORD, email};
use sample::Sample;

/// What the demo does with what.
#[derive(Args, Clone, Debug)]
pub struct DemoArgs {
    /// Exit after the walkthrough instead of serving
    #[arg(long)]
    pub exit: bool,
    /// Tell the conversation of one placement instead, from the proposal to what was learned, and exit
    #[arg(long)]
    pub conversation: bool,
    /// Walk the learners through a term of placements instead, write every table of evidence of it, and exit
    #[arg(long, conflicts_with = "conversation")]
    pub term: bool,
    /// The port to serve on
    #[arg(long, default_value_t = 8080)]
    pub port: u16,
    /// Use the sample area in this folder instead of the built-in one
    #[arg(long, value_name = "FOLDER")]
    pub sample: Option<PathBuf>,
    /// The folder for the demo's database, key file and mail
    #[arg(long, default_value = "demo-data", value_name = "FOLDER")]
    pub data: PathBuf,
    /// Use this database instead of the embedded one in that folder
    #[arg(long, value_name = "URL")]
    pub database: Option<String>,
}

/// Loads the sample once, tells one learner's story, and serves.
///
/// # Errors
/// When the sample cannot be read or a service refuses.
pub fn run(config: Config, args: &DemoArgs, out: &mut dyn Write) -> Outcome {
    if args.conversation {
        return conversation::run(config, args, out);
    }
    if args.term {
        return conversation::term::run(config, args, out);
    }
    let config = demo_config(config, args)?;
    maintenance::prepare(&config)?;
    let folder = config.mail.folder.clone();
    let app = Arc::new(App::open(config)?);
    if load::is_loaded(&app)? {
        writeln!(out, "The sample is loaded already; remove {} to begin afresh.", args.data.display())?;
    } else {
        first_run(&app, args, out)?;
    }
    writeln!(out, "\nMail is in {}; the pack is the newest .eml there.", folder.display())?;
    writeln!(
        out,
        "Sign in as {}, {} or {} with the password {PASSWORD}.",
        email("careers"),
        email("hub"),
        email("garden-centre")
    )?;
    if args.exit {
        return Ok(ExitCode::SUCCESS);
    }
    serve::listen(app, out)
}

fn first_run(app: &Arc<App>, args: &DemoArgs, out: &mut dyn Write) -> Result<(), Box<dyn std::error::Error>> {
    let monday = redate::target_monday(app.clock.today_in_london());
    let folder = sample_folder(args)?;
    let sample = Sample::read(&folder, monday)?;
    let postcodes = Store::of(app).import_postcodes(&folder.join("codepoint-open-np.csv.gz"))?;
    writeln!(out, "Loaded {} postcodes of Newport and around.", postcodes.rows)?;
    timetable(app, &folder, monday, out)?;
    let loaded = load::load(app, &sample)?;
    writeln!(
        out,
        "Loaded {} made-up employers, {} offers, {} learners.",
        loaded.employers.len(),
        loaded.offers.len(),
        loaded.learners.len()
    )?;
    let name = &sample.manifest.story;
    let record = sample.learners.iter().find(|(key, _)| key == name).map(|(_, learner)| learner);
    let learner = loaded.learners.get(name).zip(record).ok_or("the sample tells of no such learner")?;
    story::tell(app, &loaded, learner, out)?;
    journeys::tell(app, &loaded, out)?;
    cohort::tell(app, &loaded, &sample, out)
}

/// The sample area in the program itself, so that the demo runs from any folder.
static OWN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/sample");

/// Where the sample is: the folder that was named, or the program's own, written beside the demo's data.
fn sample_folder(args: &DemoArgs) -> std::io::Result<PathBuf> {
    if let Some(named) = &args.sample {
        return Ok(named.clone());
    }
    let folder = args.data.join("sample");
    std::fs::create_dir_all(&folder)?;
    OWN.extract(&folder)?;
    Ok(folder)
}

/// The timetable of the sample, moved to the present and called so.
fn timetable(
    app: &App,
    sample: &Path,
    monday: NaiveDate,
    out: &mut dyn Write,
) -> Result<(), Box<dyn std::error::Error>> {
    let weeks = redate::timetable_weeks(monday);
    let file = sample.join("newport-20230613_gtfs.zip");
    let feed = import::timetable::read(&file, Some("Newport buses of 2023"), weeks)?;
    import::timetable::import(&Store::of(app), &feed, app.clock.now(), out)?
        .ok_or("the sample's timetable was refused")?;
    writeln!(
        out,
        "That timetable is real but of 2023, moved by {weeks} weeks to today: for trying out only."
    )?;
    Ok(app.refresh_timetables()?)
}

/// The settings of the demo: its own folder, loopback only, mail filed and not sent.
fn demo_config(mut config: Config, args: &DemoArgs) -> Result<Config, Box<dyn std::error::Error>> {
    if let Some(named) = args.sample.as_deref().filter(|named| !named.join("sample.json").exists()) {
        return Err(format!("there is no sample area in {}", named.display()).into());
    }
    std::fs::create_dir_all(&args.data)?;
    let database = args.database.clone();
    let file = || format!("sqlite:{}", args.data.join("placewell.db").display());
    config.database.url = DatabaseUrl::new(database.unwrap_or_else(file));
    config.keys.file = args.data.join("placewell.keys");
    config.mail.mode = MailMode::Folder;
    config.mail.folder = args.data.join("mail");
    config.server.bind = ([127, 0, 0, 1], args.port).into();
    config.server.public_url = format!("http://127.0.0.1:{}", args.port);
    Ok(config)
}
