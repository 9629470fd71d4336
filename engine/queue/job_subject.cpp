#include "engine/queue/job_subject.h"

#include "engine/api/mask.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace trato {
namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype largestLookedAt = 64 * 1024;

QString firstOf(const QJsonObject &object, std::initializer_list<const char *> names)
{
    for (const char *name : names) {
        const QString text = object.value(QLatin1String(name)).toString();
        if (!text.isEmpty())
            return text.left(80);
    }
    return {};
}

} // namespace

JobSubject jobSubject(const QByteArray &data)
{
    if (data.size() > largestLookedAt || !data.startsWith('{'))
        return {};
    const QJsonObject object = QJsonDocument::fromJson(data).object();
    const QString what = firstOf(object, {"template", "reminderType"});
    const QString to = firstOf(object, {"phoneNumber", "email", "recipient"});
    return {what, to.contains(u'@') ? maskEmail(to) : maskPhone(to)};
}

} // namespace trato
