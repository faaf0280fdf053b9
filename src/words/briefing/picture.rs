//! The pictures of a learner's copy, and what somebody hears who does not see them.

use crate::domain::code::vocabulary;

vocabulary! {
    /// A picture.
    Picture {
        /// A door.
        Door = "door",
        /// A clock.
        Clock = "clock",
        /// Two people.
        People = "people",
        /// A person.
        Person = "person",
        /// Somebody says hello.
        Hello = "hello",
        /// Two people talk.
        Talk = "talk",
        /// A list with ticks.
        Plan = "plan",
        /// An eye that looks.
        Look = "look",
        /// A star.
        Show = "show",
        /// A speech bubble with a star.
        Good = "good",
        /// A brush.
        Tidy = "tidy",
        /// A hot drink.
        Break = "break",
        /// A plate with knife and fork.
        Lunch = "lunch",
        /// A chair.
        Rest = "rest",
        /// Ear defenders.
        Quiet = "quiet",
        /// An arrow out of a room.
        Away = "away",
        /// A house.
        Home = "home",
        /// A bus.
        Bus = "bus",
        /// A bag.
        Bag = "bag",
        /// A shirt.
        Clothes = "clothes",
        /// A toilet.
        Toilet = "toilet",
        /// A stop sign.
        Stop = "stop",
        /// A raised hand.
        Help = "help",
        /// A phone.
        Phone = "phone",
        /// An alarm bell.
        Alarm = "alarm",
        /// Two arrows that turn.
        Change = "change",
        /// A calendar.
        Calendar = "calendar",
        /// A smiling face.
        FaceGood = "face_good",
        /// A face that does not smile or frown.
        FaceOk = "face_ok",
        /// A frowning face.
        FaceBad = "face_bad",
        /// A pencil.
        Pencil = "pencil",
        /// A spark.
        New = "new",
        /// Two arrows to choose from.
        Choose = "choose",
        /// A flag at the end.
        Finish = "finish",
        /// A box.
        Keep = "keep",
        /// A tool box.
        Work = "work",
        /// A plant in a pot.
        Plants = "plants",
        /// An animal with long ears.
        Animals = "animals",
        /// A sandwich.
        Food = "food",
        /// Scissors.
        Making = "making",
        /// A spanner.
        Fixing = "fixing",
        /// A van.
        Vehicles = "vehicles",
        /// A computer.
        Computers = "computers",
        /// A paint palette.
        Art = "art",
        /// Music notes.
        Music = "music",
        /// A football.
        Sport = "sport",
        /// A heart.
        Caring = "caring",
        /// Toy bricks.
        Children = "children",
        /// A person behind a counter.
        Customers = "customers",
        /// A shopping basket.
        Shops = "shops",
        /// Boxes in piles.
        Sorting = "sorting",
        /// A sheet of paper.
        Office = "office",
        /// The numbers one, two and three.
        Numbers = "numbers",
        /// An open book.
        Words = "words",
        /// A bucket.
        Cleaning = "cleaning",
        /// A glass flask.
        Science = "science",
        /// An old building.
        History = "history",
        /// A bed.
        Hotels = "hotels",
        /// A bin.
        Recycling = "recycling",
        /// A tree and the sun.
        Outdoors = "outdoors",
        /// A watering can.
        WateringCan = "watering_can",
        /// A flower.
        Flower = "flower",
        /// A bag of seeds.
        Seeds = "seeds",
        /// A label.
        Label = "label",
        /// Full shelves.
        Shelf = "shelf",
        /// Something folded.
        Fold = "fold",
        /// A closed box.
        Parcel = "parcel",
        /// Scales.
        Scales = "scales",
        /// A tap.
        Tap = "tap",
        /// A cloth that wipes.
        Cloth = "cloth",
        /// Bread.
        Bread = "bread",
        /// A full tray.
        Tray = "tray",
        /// A trolley.
        Trolley = "trolley",
        /// A hanger.
        Hanger = "hanger",
        /// An egg.
        Egg = "egg",
        /// A photograph.
        Photograph = "photograph",
        /// An envelope.
        Envelope = "envelope",
        /// A magnifying glass with a tick.
        Check = "check",
        /// A bicycle.
        Bicycle = "bicycle",
        /// A code of lines.
        Barcode = "barcode",
        /// A carrot.
        Carrot = "carrot",
        /// A rake.
        Rake = "rake",
        /// A bowl.
        Bowl = "bowl",
        /// A keyboard.
        Keyboard = "keyboard",
        /// A carrier bag.
        GoodsBag = "goods_bag",
    }
}

/// What somebody hears who does not see the picture.
#[must_use]
pub fn alt(picture: Picture) -> &'static str {
    match picture {
        Picture::Door => "A door",
        Picture::Clock => "A clock",
        Picture::People => "Two people",
        Picture::Person => "A person",
        Picture::Hello => "Somebody says hello",
        Picture::Talk => "Two people talk",
        Picture::Plan => "A list with ticks",
        Picture::Look => "An eye that looks",
        Picture::Show => "A star",
        Picture::Good => "A speech bubble with a star",
        Picture::Tidy => "A brush",
        Picture::Break => "A hot drink",
        Picture::Lunch => "A plate with knife and fork",
        Picture::Rest => "A chair",
        Picture::Quiet => "Ear defenders",
        Picture::Away => "An arrow out of a room",
        Picture::Home => "A house",
        Picture::Bus => "A bus",
        Picture::Bag => "A bag",
        Picture::Clothes => "A shirt",
        Picture::Toilet => "A toilet",
        Picture::Stop => "A stop sign",
        Picture::Help => "A raised hand",
        Picture::Phone => "A phone",
        Picture::Alarm => "An alarm bell",
        Picture::Change => "Two arrows that turn",
        Picture::Calendar => "A calendar",
        Picture::FaceGood => "A smiling face",
        Picture::FaceOk => "A face that does not smile or frown",
        Picture::FaceBad => "A frowning face",
        Picture::Pencil => "A pencil",
        Picture::New => "A spark",
        Picture::Choose => "Two arrows to choose from",
        Picture::Finish => "A flag at the end",
        Picture::Keep => "A box",
        Picture::Work => "A tool box",
        Picture::Plants => "A plant in a pot",
        Picture::Animals => "An animal with long ears",
        Picture::Food => "A sandwich",
        Picture::Making => "Scissors",
        Picture::Fixing => "A spanner",
        Picture::Vehicles => "A van",
        Picture::Computers => "A computer",
        Picture::Art => "A paint palette",
        Picture::Music => "Music notes",
        Picture::Sport => "A football",
        Picture::Caring => "A heart",
        Picture::Children => "Toy bricks",
        Picture::Customers => "A person behind a counter",
        Picture::Shops => "A shopping basket",
        Picture::Sorting => "Boxes in piles",
        Picture::Office => "A sheet of paper",
        Picture::Numbers => "The numbers one, two and three",
        Picture::Words => "An open book",
        Picture::Cleaning => "A bucket",
        Picture::Science => "A glass flask",
        Picture::History => "An old building",
        Picture::Hotels => "A bed",
        Picture::Recycling => "A bin",
        Picture::Outdoors => "A tree and the sun",
        Picture::WateringCan => "A watering can",
        Picture::Flower => "A flower",
        Picture::Seeds => "A bag of seeds",
        Picture::Label => "A label",
        Picture::Shelf => "Full shelves",
        Picture::Fold => "Something folded",
        Picture::Parcel => "A closed box",
        Picture::Scales => "Scales",
        Picture::Tap => "A tap",
        Picture::Cloth => "A cloth that wipes",
        Picture::Bread => "Bread",
        Picture::Tray => "A full tray",
        Picture::Trolley => "A trolley",
        Picture::Hanger => "A hanger",
        Picture::Egg => "An egg",
        Picture::Photograph => "A photograph",
        Picture::Envelope => "An envelope",
        Picture::Check => "A magnifying glass with a tick",
        Picture::Bicycle => "A bicycle",
        Picture::Barcode => "A code of lines",
        Picture::Carrot => "A carrot",
        Picture::Rake => "A rake",
        Picture::Bowl => "A bowl",
        Picture::Keyboard => "A keyboard",
        Picture::GoodsBag => "A carrier bag",
    }
}
