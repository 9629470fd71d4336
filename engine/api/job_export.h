#pragma once

#include "engine/api/job.h"

/// Lists of jobs as files, for spreadsheets and scripts; the window and the command line write the same. Pure.
/// Rows hold no payload; phones and e-mails in error texts are masked.
namespace trato::job_export {

enum class Format { Csv, JsonLines };

/// How CSV is written (RFC 4180, UTF-8). Spreadsheets of countries with a decimal comma split at ';'.
struct CsvStyle {
    char separator = ',';
    bool byteOrderMark = false;   ///< Excel needs it to see UTF-8
};

/// The first line of a file: column names for CSV, nothing for JSON lines.
QByteArray head(Format format, const CsvStyle &style = {});
/// One job, with its line end.
QByteArray line(Format format, const JobRow &row, const CsvStyle &style = {});

/// One cell of CSV. Text that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, "CSV
/// injection"); it is quoted where RFC 4180 wants it.
QByteArray csvCell(const QString &text, char separator = ',');

} // namespace trato::job_export
