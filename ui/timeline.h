#pragma once

#include "ui/format.h"

namespace trato {

/// One moment of a story: a dot in the colour of its tone, the time, what happened, and what belongs to it.
struct TimelineLine {
    Instant at{};
    format::Marked mark{};
    QStringList beside{};     ///< who said so, by which way; empty texts are left out
    QString below{};          ///< reason, or the client's own words
    QString link{};           ///< what the words lead to; empty: nothing
};

/// The lines as rich text, for a label. Texts may come from anybody: they are escaped. Pure.
QString timelineText(const QList<TimelineLine> &lines, const Theme &theme, Instant now);

} // namespace trato
