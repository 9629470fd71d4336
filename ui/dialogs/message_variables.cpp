#include "ui/dialogs/message_variables.h"

#include "ui/format.h"

#include <QCoreApplication>

#include <algorithm>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

/// The visit that comes next, of those that will take place.
const VisitView *nextVisit(const QList<VisitView> &visits, Instant now)
{
    const VisitView *next = nullptr;
    for (const VisitView &visit : visits)
        if (visit.start > now && isOpen(visit.status) && (!next || visit.start < next->start))
            next = &visit;
    return next;
}

QString whenWords(QDate day, QDate today)
{
    if (day == today)
        return u"hoje, "_s + day.toString(u"dd/MM"_s);
    if (day == today.addDays(1))
        return u"amanhã, "_s + day.toString(u"dd/MM"_s);
    return u"dia "_s + day.toString(u"dd/MM/yyyy"_s);
}

} // namespace

QMap<QString, QString> messageVariables(const ClientFile &file, const Unit &unit, Instant now)
{
    QMap<QString, QString> known{{u"clientName"_s, file.client.name.simplified().section(u' ', 0, 0)},
                                 {u"unidadeName"_s, unit.name.simplified()},
                                 {u"phoneNumber"_s, unit.phone}};
    if (const VisitView *next = nextVisit(file.visits, now)) {
        const QDate day = format::day(next->start, next->zone);
        known.insert(u"appointmentDate"_s, day.toString(u"dd/MM/yyyy"_s));
        known.insert(u"appointmentTime"_s, format::time(next->start, next->zone));
        known.insert(u"when"_s, whenWords(day, format::day(now, next->zone)));
        known.insert(u"professionalName"_s, next->professional.isEmpty() ? u"nossa equipe"_s : next->professional);
        known.insert(u"serviceName"_s, next->service.isEmpty() ? u"atendimento"_s : next->service);
        known.insert(u"unidadeName"_s, next->unitName.isEmpty() ? unit.name.simplified() : next->unitName);
    }
    known.removeIf([](const auto &entry) { return entry.value().isEmpty(); });
    return known;
}

QString variableName(const QString &variable)
{
    const auto named = [](const char *text) { return QCoreApplication::translate("trato::SendDialog", text); };
    const std::pair<QLatin1String, QString> names[] = {
        {"clientName"_L1, named(QT_TRANSLATE_NOOP("trato::SendDialog", "Client"))},
        {"when"_L1, named(QT_TRANSLATE_NOOP("trato::SendDialog", "When"))},
        {"appointmentDate"_L1, named(QT_TRANSLATE_NOOP("trato::SendDialog", "Date"))},
        {"appointmentTime"_L1, named(QT_TRANSLATE_NOOP("trato::SendDialog", "Time"))},
        {"professionalName"_L1, named(QT_TRANSLATE_NOOP("trato::SendDialog", "Professional"))},
        {"serviceName"_L1, named(QT_TRANSLATE_NOOP("trato::SendDialog", "Service"))},
        {"unidadeName"_L1, named(QT_TRANSLATE_NOOP("trato::SendDialog", "Shop"))},
        {"phoneNumber"_L1, named(QT_TRANSLATE_NOOP("trato::SendDialog", "The shop's phone"))},
        {"amount"_L1, named(QT_TRANSLATE_NOOP("trato::SendDialog", "Amount"))},
        {"paymentDate"_L1, named(QT_TRANSLATE_NOOP("trato::SendDialog", "Paid on"))},
        {"transactionId"_L1, named(QT_TRANSLATE_NOOP("trato::SendDialog", "Transaction"))},
        {"position"_L1, named(QT_TRANSLATE_NOOP("trato::SendDialog", "Place in the line"))},
        {"total"_L1, named(QT_TRANSLATE_NOOP("trato::SendDialog", "How many wait"))},
        {"estimatedTime"_L1, named(QT_TRANSLATE_NOOP("trato::SendDialog", "Wait"))}};
    for (const auto &[known, name] : names)
        if (variable == known)
            return name;
    return variable;
}

} // namespace trato
