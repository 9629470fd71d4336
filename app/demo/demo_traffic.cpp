#include "app/demo/demo_traffic.h"

#include "app/demo/demo_shop.h"

#include <QFutureWatcher>
#include <QTimeZone>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr int burst = 24;              ///< messages at once when it begins
constexpr int enough = 20;             ///< finished jobs that fill the pages
constexpr Millis quick{900};
constexpr Millis slow{4'500};
constexpr Seconds warmPatience{15};
constexpr int looksEvery = 12;         ///< acts between two looks at the diary
const QString trafficQueue = u"whatsapp-notifications"_s;

} // namespace

DemoTraffic::DemoTraffic(EngineApi &engine, const Clock &clock, quint32 seed, QObject *parent)
    : QObject(parent), m_engine(engine), m_clock(clock), m_dice(seed)
{
    m_pulse.setSingleShot(true);
    connect(&m_pulse, &QTimer::timeout, this, &DemoTraffic::act);
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, &DemoTraffic::warm);
    connect(&engine, &EngineApi::frameReady, this, &DemoTraffic::takeFrame);
}

void DemoTraffic::start()
{
    m_patience.start(warmPatience);
    for (int i = 0; i < burst; ++i)
        confirm();
    act();
}

/// Asks and lets the answer go: the frames tell what it changed.
template <Askable Q>
void DemoTraffic::send(Q question)
{
    static_cast<void>(m_engine.ask(std::move(question)));
}

void DemoTraffic::act()
{
    if (m_acts++ % looksEvery == 0) {
        auto *watcher = new QFutureWatcher<Result<QList<VisitView>>>(this);
        connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
            watcher->deleteLater();
            if (watcher->future().resultCount() > 0 && watcher->result())
                learn(watcher->result().value());
        });
        watcher->setFuture(m_engine.ask(ask::ListVisits{m_clock.now() + Hours(3), m_clock.now() + Hours(24 * 6), {}}));
    }
    const int roll = m_dice.bounded(100);
    if (roll < 72)
        confirm();
    else if (roll < 82)
        book();
    else
        changeVisit();
    m_pulse.start(quick + Millis(m_dice.bounded(int((slow - quick).count()))));
}

void DemoTraffic::learn(const QList<VisitView> &visits)
{
    m_visits.clear();
    for (const VisitView &visit : visits)
        if (visit.status == VisitStatus::Scheduled && !visit.vanished)
            m_visits.append(visit);
}

void DemoTraffic::confirm()
{
    const int client = m_dice.bounded(demoClients);
    const QDateTime when = toUtc(m_clock.now()).toTimeZone(QTimeZone("America/Sao_Paulo")).addDays(1 + m_dice.bounded(6));
    ask::SendMessage message;
    message.to = demoPhone(client);
    message.templateId = {u"appointment_confirmation"_s};
    message.variables = {{u"clientName"_s, demoName(client).section(u' ', 0, 0)},
                         {u"when"_s, u"dia "_s + when.toString(u"dd/MM"_s)},
                         {u"appointmentTime"_s, u"%1:00"_s.arg(9 + m_dice.bounded(10), 2, 10, QLatin1Char('0'))},
                         {u"serviceName"_s, u"Corte masculino"_s},
                         {u"professionalName"_s, u"Marcos Modelo"_s},
                         {u"unidadeName"_s, u"Barbearia Modelo"_s}};
    send(message);
}

void DemoTraffic::book()
{
    const int client = m_dice.bounded(demoClients);
    const QDateTime day = toUtc(m_clock.now()).toTimeZone(QTimeZone("America/Sao_Paulo")).addDays(2 + m_dice.bounded(5));
    ask::AddVisit visit;
    visit.draft.clientName = demoName(client);
    visit.draft.phone = demoPhone(client);
    visit.draft.service = u"Corte masculino"_s;
    visit.draft.professional = u"Marcos Modelo"_s;
    visit.draft.priceCents = 4500;
    visit.draft.localStart = day.toString(u"yyyy-MM-dd"_s)
        + u"T%1:%2"_s.arg(9 + m_dice.bounded(10), 2, 10, QLatin1Char('0')).arg(15 * m_dice.bounded(4), 2, 10, QLatin1Char('0'));
    send(visit);
}

void DemoTraffic::changeVisit()
{
    if (m_visits.isEmpty())
        return;
    const VisitView visit = m_visits.takeAt(m_dice.bounded(int(m_visits.size())));
    if (m_dice.bounded(4) > 0)
        return send(ask::SetVisitStatus{visit.id, VisitStatus::Confirmed});
    const QDateTime later = toUtc(visit.start + Minutes(30)).toTimeZone(QTimeZone(visit.zone.toUtf8()));
    send(ask::MoveVisit{visit.id, later.toString(u"yyyy-MM-ddTHH:mm"_s)});
}

void DemoTraffic::takeFrame(const Frame &frame)
{
    for (const QueueView &queue : frame.queues) {
        if (queue.name.value != trafficQueue || !m_patience.isActive())
            continue;
        const qint64 finished = queue.counts.completed + queue.counts.failed;
        if (m_finishedAtStart < 0)
            m_finishedAtStart = finished;
        else if (finished - m_finishedAtStart >= enough) {
            m_patience.stop();
            emit warm();
        }
    }
}

} // namespace trato
