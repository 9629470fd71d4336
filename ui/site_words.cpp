#include "ui/site_words.h"

#include <QCoreApplication>

#include <algorithm>

namespace trato::format {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("trato::site", text); }

} // namespace

QString store(const StoreView &store)
{
    QStringList parts{store.server, store.address, durability(store.durability)};
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

Marked duty(const QueueView &queue)
{
    switch (queue.duty) {
    case QueueDuty::Work:
        return {queue.others.isEmpty() ? tr(QT_TRANSLATE_NOOP("trato::site", "Here")) : tr(QT_TRANSLATE_NOOP("trato::site", "Here and others")), Tone::Good};
    case QueueDuty::Standby:
        return {tr(QT_TRANSLATE_NOOP("trato::site", "Standing by")), Tone::Neutral};
    case QueueDuty::Watch:
        break;
    }
    if (queue.othersUnknown)
        return {tr(QT_TRANSLATE_NOOP("trato::site", "Not known")), Tone::Warn};
    if (!queue.others.isEmpty())
        return {tr(QT_TRANSLATE_NOOP("trato::site", "Others")), Tone::Neutral};
    return {tr(QT_TRANSLATE_NOOP("trato::site", "Nobody")), Tone::Warn};
}

QString dutyReason(const QueueView &queue)
{
    QStringList lines;
    switch (queue.duty) {
    case QueueDuty::Work:
        lines << tr(QT_TRANSLATE_NOOP("trato::site", "This program works on the queue (%1, up to %2 at once).")).arg(queue.handler).arg(queue.concurrency);
        break;
    case QueueDuty::Standby:
        lines << tr(QT_TRANSLATE_NOOP("trato::site", "This program works on the queue as soon as it owns the shop."));
        break;
    case QueueDuty::Watch:
        lines << tr(QT_TRANSLATE_NOOP("trato::site", "This program only watches the queue."));
        break;
    }
    if (queue.othersUnknown)
        lines << tr(QT_TRANSLATE_NOOP("trato::site", "The server does not tell who else works on it."));
    else if (!queue.others.isEmpty())
        lines << tr(QT_TRANSLATE_NOOP("trato::site", "Workers elsewhere: %1")).arg(queue.others.join(u", "_s));
    else if (queue.duty != QueueDuty::Work)
        lines << tr(QT_TRANSLATE_NOOP("trato::site", "No worker is connected to it."));
    return lines.join(u'\n');
}

QString owner(const EngineStatus &status)
{
    if (status.owner)
        return tr(QT_TRANSLATE_NOOP("trato::site", "This engine owns the shop"));
    const auto owner = std::ranges::find_if(status.engines, &EngineSeen::owner);
    if (owner == status.engines.end())
        return tr(QT_TRANSLATE_NOOP("trato::site", "Nobody owns the shop"));
    return tr(QT_TRANSLATE_NOOP("trato::site", "The shop's owner: %1")).arg(owner->name);
}

bool mayTakeOver(const EngineStatus &status)
{
    return status.store.shared && !status.owner && std::ranges::any_of(status.engines, [&](const EngineSeen &engine) {
        return engine.name == status.engine && engine.standsBy;
    });
}

} // namespace trato::format
