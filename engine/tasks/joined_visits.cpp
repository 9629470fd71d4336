#include "engine/tasks/joined_visits.h"

#include "engine/shop/local_time.h"
#include "engine/shop/reminder_plan.h"

namespace trato {

using namespace Qt::StringLiterals;

DayVisits sameDayVisits(const VisitRecord &visit, const QList<VisitRecord> &around, ReminderKind kind, const EngineSettings &settings,
                        const DiaryFreshness &freshness, Instant now)
{
    DayVisits out;
    const Result<LocalZone> zone = LocalZone::named(visit.unit.zone);
    if (!zone || visit.client.id.isEmpty())
        return out;
    using State = ReminderView::State;
    for (const VisitRecord &other : around) {
        if (other.id == visit.id || other.client.id != visit.client.id || other.unit.id != visit.unit.id
            || zone.value().dateOf(other.start) != zone.value().dateOf(visit.start))
            continue;
        const State state = planReminder(other, kind, settings, freshness, now).state;
        const bool isEarlier = other.start < visit.start || (other.start == visit.start && other.id.value < visit.id.value);
        if (isEarlier && state == State::Late)
            out.before.append(other);
        else if (!isEarlier && (state == State::Planned || state == State::Late))
            out.after.append(other);
    }
    std::ranges::stable_sort(out.after, {}, &VisitRecord::start);
    return out;
}

QMap<QString, QString> joinedVariables(QMap<QString, QString> variables, const QList<QMap<QString, QString>> &others)
{
    for (const QString &name : {u"appointmentTime"_s, u"professionalName"_s, u"serviceName"_s}) {
        QStringList values{variables.value(name)};
        for (const QMap<QString, QString> &other : others)
            if (const QString value = other.value(name); !values.contains(value))
                values.append(value);
        const QString last = values.takeLast();
        variables.insert(name, values.isEmpty() ? last : values.join(u", "_s) + u" e "_s + last);
    }
    return variables;
}

} // namespace trato
