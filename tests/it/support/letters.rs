//! Made-up letters.

use placewell::mail::{Attachment, Outgoing, Sender};

/// A whole pack to one employer, with words in several scripts.
pub(crate) fn pack(delivery: &str) -> Outgoing {
    Outgoing {
        delivery: delivery.to_owned(),
        message_id: format!("{delivery}@hub.example"),
        queued_at: "2026-03-02T09:30:00.123456Z".parse().unwrap(),
        to: "supervisor@bakery.example".to_owned(),
        on_behalf_of: None,
        subject: "Work placement PW-7KQ2M4XA: the week".to_owned(),
        text: "Bore da. The week begins on Monday – first job: trays. 你好 🌱\n.\n. dots\n".to_owned(),
        html: "<p>Bore da. The week begins on Monday – first job: trays. 你好 🌱</p>".to_owned(),
        unsubscribe: None,
        calendar: Some("BEGIN:VCALENDAR\r\nMETHOD:PUBLISH\r\nEND:VCALENDAR\r\n".to_owned()),
        attachments: vec![
            Attachment {
                file_name: "PW-7KQ2M4XA-pack.pdf".to_owned(),
                mime: "application/pdf".to_owned(),
                bytes: b"%PDF-1.7\n\x00\xff pack".to_vec(),
            },
            Attachment {
                file_name: "PW-7KQ2M4XA-task-cards.pdf".to_owned(),
                mime: "application/pdf".to_owned(),
                bytes: b"%PDF-1.7\n cards".to_vec(),
            },
        ],
    }
}

pub(crate) fn sender() -> Sender {
    Sender {
        address: "placements@hub.example".to_owned(),
        name: "Work placements".to_owned(),
        reply_to: Some("careers@college.example".to_owned()),
    }
}
