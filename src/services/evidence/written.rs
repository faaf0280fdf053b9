//! Rows as they go into a file, part by part.

use super::EvidenceFormat;
use crate::evidence::{CsvFile, EvidenceRow, SheetFrame, XlsxFile};
use crate::services::ServiceError;

/// A file of rows that is being written.
pub(in crate::services) enum Written {
    Csv(Box<CsvFile>),
    Xlsx(Box<XlsxFile>),
}

impl Written {
    /// The headings. A long workbook is not kept in memory while it is written.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] for pages, which are not written by rows.
    pub(in crate::services) fn begin(
        frame: SheetFrame<'_>,
        format: EvidenceFormat,
        is_long: bool,
    ) -> Result<Self, ServiceError> {
        Ok(match format {
            EvidenceFormat::Csv => {
                Self::Csv(Box::new(CsvFile::begin(frame).map_err(ServiceError::internal)?))
            }
            EvidenceFormat::Xlsx => {
                Self::Xlsx(Box::new(XlsxFile::begin(frame, is_long).map_err(ServiceError::internal)?))
            }
            EvidenceFormat::Pdf => return Err(ServiceError::NotFound),
        })
    }

    /// More rows.
    ///
    /// # Errors
    /// When there are more than a worksheet holds.
    pub(in crate::services) fn add(&mut self, rows: &[EvidenceRow]) -> Result<(), ServiceError> {
        match self {
            Self::Csv(file) => file.add(rows).map_err(ServiceError::internal),
            Self::Xlsx(file) => file.add(rows).map_err(ServiceError::internal),
        }
    }

    /// The whole file.
    ///
    /// # Errors
    /// As for [`Self::add`].
    pub(in crate::services) fn finish(self, frame: SheetFrame<'_>) -> Result<Vec<u8>, ServiceError> {
        match self {
            Self::Csv(file) => file.finish().map_err(ServiceError::internal),
            Self::Xlsx(file) => file.finish(frame).map_err(ServiceError::internal),
        }
    }
}
