#include "ui/timeline.h"

namespace trato {

using namespace Qt::StringLiterals;

QString timelineText(const QList<TimelineLine> &lines, const Theme &theme, Instant now)
{
    QString out;
    for (const TimelineLine &line : lines) {
        QString words = line.mark.text.toHtmlEscaped();
        if (!line.link.isEmpty())
            words = u"<a href='%1' style='color:%2'>%3</a>"_s.arg(line.link.toHtmlEscaped(), theme.colour(Tone::Accent).name(), words);
        QString text = u"<b>%1</b> &nbsp;"_s.arg(format::moment(line.at, now).toHtmlEscaped()) + words;
        for (const QString &one : line.beside)
            if (!one.isEmpty())
                text += u" · "_s + one.toHtmlEscaped();
        if (!line.below.isEmpty())
            text += u"<br>&nbsp;&nbsp;&nbsp;&nbsp;"_s + line.below.toHtmlEscaped();
        out += u"<p style='margin:0 0 8px 0'><span style='color:"_s + theme.colour(line.mark.tone).name() + u"'>●</span>&nbsp; "_s + text + u"</p>"_s;
    }
    return out;
}

} // namespace trato
