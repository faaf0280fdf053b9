//! One plan turned into editions: PDF, HTML, text and calendar.
