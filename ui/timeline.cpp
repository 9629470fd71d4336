#include "ui/timeline.h"

namespace trato {

using namespace Qt::StringLiterals;

QString timelineText(const QList<TimelineLine> &lines, const Theme &theme, Instant now)
{
    QString out;
    for (const TimelineLine &line : lines) {
        QString words = line.mark.text.toHtmlEscaped();
        if (!line.link.isEmpty())
            words = u"<a href='%1' style='color:%2'>%3</a>"_s.arg(line.link.toHtmlEscaped(), theme.ink(Tone::Accent).name(), words);
        QString text = u"<b>%1</b> &nbsp;"_s.arg(format::moment(line.at, now).toHtmlEscaped()) + words;
        for (const QString &one : line.beside)
            if (!one.isEmpty())
                text += u" · "_s + one.toHtmlEscaped();
        if (!line.below.isEmpty())
            text += u"<br>"_s + line.below.toHtmlEscaped();
        out += u"<tr><td style='color:%1; padding-right:7px'>●</td><td style='padding-bottom:8px'>"_s.arg(theme.colour(line.mark.tone).name())
               + text + u"</td></tr>"_s;
    }
    return out.isEmpty() ? out : u"<table cellspacing='0' cellpadding='0'>"_s + out + u"</table>"_s;
}

} // namespace trato
