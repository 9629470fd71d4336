#pragma once

#include <QByteArray>
#include <QString>

/// Large JSON texts for people. Pure; any thread, and worth one of its own above `json_fold::atOnce` bytes.
namespace trato::json_fold {

/// How much of a text is shown.
struct Limits {
    qsizetype text = 40'000;      ///< characters in all
    qsizetype string = 400;       ///< characters of one string
    int items = 50;               ///< members of one object or list
    int depth = 24;
};

/// Below this a text is folded in well under a frame, on any thread.
inline constexpr qsizetype atOnce = 64 * 1024;

/// JSON with a line for each member; what goes beyond the limits is replaced by "… 9,950 more" or the size that is left
/// out. Numbers and escapes stay as they were written. Text that is no JSON is shown as it came, cut at the limit.
QString fold(const QByteArray &json, const Limits &limits = {});

} // namespace trato::json_fold
