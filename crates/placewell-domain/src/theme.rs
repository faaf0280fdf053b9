//! Interest themes: what work is about, in a young person's terms rather than job titles.

use super::code::vocabulary;

vocabulary! {
    /// What a piece of work, or a learner's interest, is about.
    Theme {
        /// Animals.
        Animals = "animals",
        /// Plants and gardens.
        Plants = "plants",
        /// Being outside.
        Outdoors = "outdoors",
        /// Cooking and food.
        Food = "food",
        /// Making and building things.
        Making = "making",
        /// Mending things and how they work.
        Fixing = "fixing",
        /// Cars, buses, trains.
        Vehicles = "vehicles",
        /// Computers and screens.
        Computers = "computers",
        /// Art and design.
        Art = "art",
        /// Music and performing.
        Music = "music",
        /// Sport and moving.
        Sport = "sport",
        /// Looking after people.
        Caring = "caring",
        /// Children.
        Children = "children",
        /// Meeting and serving people.
        Customers = "customers",
        /// Shops and displays.
        Shops = "shops",
        /// Sorting, matching, putting in order.
        Sorting = "sorting",
        /// Offices and paper.
        Office = "office",
        /// Numbers and money.
        Numbers = "numbers",
        /// Books, words, stories.
        Words = "words",
        /// Making places clean and tidy.
        Cleaning = "cleaning",
        /// Science and how nature works.
        Science = "science",
        /// The past.
        History = "history",
        /// Clothes and looks.
        Clothes = "clothes",
        /// Hotels and events.
        Hotels = "hotels",
        /// Recycling and the environment.
        Recycling = "recycling",
    }
}
