//! Sending mail by SMTP, to a folder, or to memory.
