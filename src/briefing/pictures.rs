//! The pictures of the learner's copy: our own drawings, a line each that stays legible in black and
//! white.

mod job;

use crate::domain::code::{Code, CodeSet};
use crate::domain::theme::Theme;

pub use crate::words::briefing::picture::{Picture, alt};
pub use job::of_job;

/// The drawing of one picture.
macro_rules! drawn {
    ($file:literal) => {
        include_str!(concat!("pictures/", $file, ".svg"))
    };
}

/// The drawing, as SVG.
#[must_use]
pub fn svg(picture: Picture) -> &'static str {
    match picture {
        Picture::Door => drawn!("door"),
        Picture::Clock => drawn!("clock"),
        Picture::People => drawn!("people"),
        Picture::Person => drawn!("person"),
        Picture::Hello => drawn!("hello"),
        Picture::Talk => drawn!("talk"),
        Picture::Plan => drawn!("plan"),
        Picture::Look => drawn!("look"),
        Picture::Show => drawn!("show"),
        Picture::Good => drawn!("good"),
        Picture::Tidy => drawn!("tidy"),
        Picture::Break => drawn!("break"),
        Picture::Lunch => drawn!("lunch"),
        Picture::Rest => drawn!("rest"),
        Picture::Quiet => drawn!("quiet"),
        Picture::Away => drawn!("away"),
        Picture::Home => drawn!("home"),
        Picture::Bus => drawn!("bus"),
        Picture::Bag => drawn!("bag"),
        Picture::Clothes => drawn!("clothes"),
        Picture::Toilet => drawn!("toilet"),
        Picture::Stop => drawn!("stop"),
        Picture::Help => drawn!("help"),
        Picture::Phone => drawn!("phone"),
        Picture::Alarm => drawn!("alarm"),
        Picture::Change => drawn!("change"),
        Picture::Calendar => drawn!("calendar"),
        Picture::FaceGood => drawn!("face-good"),
        Picture::FaceOk => drawn!("face-ok"),
        Picture::FaceBad => drawn!("face-bad"),
        Picture::Pencil => drawn!("pencil"),
        Picture::New => drawn!("new"),
        Picture::Choose => drawn!("choose"),
        Picture::Finish => drawn!("finish"),
        Picture::Keep => drawn!("keep"),
        Picture::Work => drawn!("work"),
        Picture::Plants => drawn!("plants"),
        Picture::Animals => drawn!("animals"),
        Picture::Food => drawn!("food"),
        Picture::Making => drawn!("making"),
        Picture::Fixing => drawn!("fixing"),
        Picture::Vehicles => drawn!("vehicles"),
        Picture::Computers => drawn!("computers"),
        Picture::Art => drawn!("art"),
        Picture::Music => drawn!("music"),
        Picture::Sport => drawn!("sport"),
        Picture::Caring => drawn!("caring"),
        Picture::Children => drawn!("children"),
        Picture::Customers => drawn!("customers"),
        Picture::Shops => drawn!("shops"),
        Picture::Sorting => drawn!("sorting"),
        Picture::Office => drawn!("office"),
        Picture::Numbers => drawn!("numbers"),
        Picture::Words => drawn!("words"),
        Picture::Cleaning => drawn!("cleaning"),
        Picture::Science => drawn!("science"),
        Picture::History => drawn!("history"),
        Picture::Hotels => drawn!("hotels"),
        Picture::Recycling => drawn!("recycling"),
        Picture::Outdoors => drawn!("outdoors"),
        Picture::WateringCan => drawn!("watering-can"),
        Picture::Flower => drawn!("flower"),
        Picture::Seeds => drawn!("seeds"),
        Picture::Label => drawn!("label"),
        Picture::Shelf => drawn!("shelf"),
        Picture::Fold => drawn!("fold"),
        Picture::Parcel => drawn!("parcel"),
        Picture::Scales => drawn!("scales"),
        Picture::Tap => drawn!("tap"),
        Picture::Cloth => drawn!("cloth"),
        Picture::Bread => drawn!("bread"),
        Picture::Tray => drawn!("tray"),
        Picture::Trolley => drawn!("trolley"),
        Picture::Hanger => drawn!("hanger"),
        Picture::Egg => drawn!("egg"),
        Picture::Photograph => drawn!("photograph"),
        Picture::Envelope => drawn!("envelope"),
        Picture::Check => drawn!("check"),
        Picture::Bicycle => drawn!("bicycle"),
        Picture::Barcode => drawn!("barcode"),
        Picture::Carrot => drawn!("carrot"),
        Picture::Rake => drawn!("rake"),
        Picture::Bowl => drawn!("bowl"),
        Picture::Keyboard => drawn!("keyboard"),
        Picture::GoodsBag => drawn!("goods-bag"),
    }
}

/// The picture of a file name such as `door.svg`.
#[must_use]
pub fn of_file(name: &str) -> Option<Picture> {
    Picture::named(name.strip_suffix(".svg")?)
}

/// The picture of a job that touches these themes: that of the first.
#[must_use]
pub fn of_work(themes: CodeSet<Theme>) -> Picture {
    themes.iter().next().map_or(Picture::Work, of_theme)
}

fn of_theme(theme: Theme) -> Picture {
    match theme {
        Theme::Animals => Picture::Animals,
        Theme::Plants => Picture::Plants,
        Theme::Outdoors => Picture::Outdoors,
        Theme::Food => Picture::Food,
        Theme::Making => Picture::Making,
        Theme::Fixing => Picture::Fixing,
        Theme::Vehicles => Picture::Vehicles,
        Theme::Computers => Picture::Computers,
        Theme::Art => Picture::Art,
        Theme::Music => Picture::Music,
        Theme::Sport => Picture::Sport,
        Theme::Caring => Picture::Caring,
        Theme::Children => Picture::Children,
        Theme::Customers => Picture::Customers,
        Theme::Shops => Picture::Shops,
        Theme::Sorting => Picture::Sorting,
        Theme::Office => Picture::Office,
        Theme::Numbers => Picture::Numbers,
        Theme::Words => Picture::Words,
        Theme::Cleaning => Picture::Cleaning,
        Theme::Science => Picture::Science,
        Theme::History => Picture::History,
        Theme::Clothes => Picture::Clothes,
        Theme::Hotels => Picture::Hotels,
        Theme::Recycling => Picture::Recycling,
    }
}
