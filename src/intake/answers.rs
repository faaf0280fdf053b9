//! What only the person who brings a sheet can say.

use std::collections::BTreeMap;

use placewell_sheets as sheets;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::code::vocabulary;

vocabulary! {
    /// What separates the columns of a CSV file.
    ColumnSeparator {
        /// `,`
        Comma = "comma",
        /// `;`
        Semicolon = "semicolon",
        /// A tab.
        Tab = "tab",
    }
}

vocabulary! {
    /// Which comes first in dates such as 05/06/2010.
    DatesWritten {
        /// 17/05/2010.
        DayFirst = "day_first",
        /// 05/17/2010.
        MonthFirst = "month_first",
    }
}

/// What the person who brought a sheet said of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct SheetAnswers {
    /// What separates the columns of a CSV file, where its first row leaves that open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub separator: Option<ColumnSeparator>,
    /// The name of the sheet that holds the table, where a workbook has several.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 100)]
    pub sheet: Option<String>,
    /// Which comes first in dates that could be two days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dates: Option<DatesWritten>,
    /// What each heading stands for: the name of a field, or nothing to leave the column unread. A heading that is
    /// not named here goes by its known spelling.
    #[schema(example = json!({"Pupil no.": "external_id", "House": ""}))]
    pub columns: BTreeMap<String, String>,
    /// What holds in every row whose cell is empty or that has no such column: by the name of the field. Only fields that
    /// can be the same everywhere.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[schema(example = json!({"nation": "Wales"}))]
    pub every_row: BTreeMap<String, String>,
    /// What stands in place of a cell: by the number of its row, then by the name of the field. An empty text empties the
    /// cell.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[schema(example = json!({"7": {"postcode": "NP20 1AA"}}))]
    pub cells: BTreeMap<u32, BTreeMap<String, String>>,
}

impl SheetAnswers {
    /// As the reader of files takes it.
    pub(super) fn said(&self) -> sheets::Said<'_> {
        sheets::Said {
            separator: self.separator.map(|separator| match separator {
                ColumnSeparator::Comma => sheets::Separator::Comma,
                ColumnSeparator::Semicolon => sheets::Separator::Semicolon,
                ColumnSeparator::Tab => sheets::Separator::Tab,
            }),
            sheet: self.sheet.as_deref(),
        }
    }

    /// In which order dates are read, if that was said.
    pub(super) fn order(&self) -> Option<sheets::DateOrder> {
        self.dates.map(|dates| match dates {
            DatesWritten::DayFirst => sheets::DateOrder::DayFirst,
            DatesWritten::MonthFirst => sheets::DateOrder::MonthFirst,
        })
    }
}
