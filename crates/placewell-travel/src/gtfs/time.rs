//! Times, dates and small numbers as feeds write them.

use chrono::NaiveDate;

/// A time such as `7:05:00` or `25:10:00` in whole minutes after the service day's midnight,
/// seconds dropped; `None` for any other shape or beyond 45 days.
pub(super) fn minutes(text: &[u8]) -> Option<u16> {
    // As nearly all are written.
    if let [ten_hours, hours, b':', tens, ones, b':', ten_seconds, seconds] = text {
        let (hours, minutes) = (pair(*ten_hours, *hours)?, pair(*tens, *ones)?);
        let is_time = minutes < 60 && pair(*ten_seconds, *seconds)? < 60;
        return is_time.then_some(hours * 60 + minutes);
    }
    let mut parts = text.split(|byte| *byte == b':');
    let (hours, minutes) = (parts.next()?, parts.next()?);
    let seconds = parts.next().unwrap_or(b"0");
    if parts.next().is_some() || minutes.len() != 2 || hours.is_empty() {
        return None;
    }
    let (hours, minutes, seconds) = (number(hours)?, number(minutes)?, number(seconds)?);
    if minutes > 59 || seconds > 59 || hours > 1_000 {
        return None;
    }
    u16::try_from(hours * 60 + minutes).ok()
}

fn pair(tens: u8, ones: u8) -> Option<u16> {
    let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
    (tens < 10 && ones < 10).then(|| u16::from(tens) * 10 + u16::from(ones))
}

/// A date such as `20260615`.
pub(super) fn date(text: &[u8]) -> Option<NaiveDate> {
    let part = |range: std::ops::Range<usize>| number(text.get(range)?);
    if text.len() != 8 {
        return None;
    }
    NaiveDate::from_ymd_opt(i32::try_from(part(0..4)?).ok()?, part(4..6)?, part(6..8)?)
}

/// A whole number of at most nine digits, with no sign.
pub(super) fn number(text: &[u8]) -> Option<u32> {
    if text.is_empty() || text.len() > 9 {
        return None;
    }
    text.iter().try_fold(0u32, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte - b'0')))
}
