#include "app/demo/demo_shop.h"

#include <QRandomGenerator>
#include <QTimeZone>

#include <algorithm>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr int daysBehind = 30;
constexpr int daysAhead = 7;
constexpr int opens = 9;
constexpr int closes = 20;

struct DemoService {
    const char16_t *name;
    int minutes;
    int cents;
    int weight;
};
constexpr DemoService services[] = {{u"Corte masculino", 30, 4500, 9}, {u"Corte + barba", 60, 7500, 6}, {u"Barba", 30, 3500, 5},
                                {u"Sobrancelha", 15, 2000, 3},     {u"Pigmentação", 45, 6000, 1}};

const QStringList barbers[] = {{u"Marcos Modelo"_s, u"Rafael Modelo"_s, u"Tiago Modelo"_s},
                               {u"Bruno Amostra"_s, u"Caio Amostra"_s}};

const DemoService &chosen(QRandomGenerator &dice)
{
    int all = 0;
    for (const DemoService &service : services)
        all += service.weight;
    int left = dice.bounded(all);
    for (const DemoService &service : services) {
        left -= service.weight;
        if (left < 0)
            return service;
    }
    return services[0];
}

VisitStatus statusOf(QRandomGenerator &dice, Instant start, Instant end, Instant now)
{
    const int roll = dice.bounded(100);
    if (roll < 5)
        return VisitStatus::Cancelled;
    if (end <= now)
        return roll < 11 ? VisitStatus::NoShow : VisitStatus::Done;
    if (start <= now)
        return VisitStatus::InService;
    return roll < 45 ? VisitStatus::Confirmed : VisitStatus::Scheduled;
}

/// One barber's day: visits one after the other, with pauses.
void addDay(ImportedDiary &diary, const QString &barber, const QString &idStart, const QDate &day, const QTimeZone &zone,
            Instant now, QRandomGenerator &dice)
{
    QDateTime at(day, QTime(opens, 15 * dice.bounded(3)), zone);
    const QDateTime end(day, QTime(closes, 0), zone);
    for (int number = 0; at < end; ++number) {
        const DemoService &service = chosen(dice);
        const int client = dice.bounded(demoClients);
        ImportedVisit visit;
        visit.externalId = idStart + day.toString(u"yyyyMMdd"_s) + u'-' + QString::number(number);
        visit.clientName = demoName(client);
        visit.phone = client % 23 == 22 ? QString() : demoPhone(client);
        visit.professional = barber;
        visit.service = QString::fromUtf16(service.name);
        visit.priceCents = service.cents;
        visit.start = fromMs(at.toMSecsSinceEpoch());
        visit.end = visit.start + Minutes(service.minutes);
        visit.status = statusOf(dice, visit.start, visit.end, now);
        diary.visits.append(visit);
        at = at.addSecs(60 * (service.minutes + 15 * dice.bounded(4)));
    }
}

} // namespace

QString demoPhone(int client)
{
    return u"+5511900%1"_s.arg(11013 + client * 7, 6, 10, QLatin1Char('0'));
}

QString demoName(int client)
{
    static const QStringList first{u"João"_s,  u"Pedro"_s, u"Lucas"_s,  u"Caio"_s,  u"André"_s,  u"Bruno"_s, u"Diego"_s,
                                   u"Felipe"_s, u"Tomás"_s, u"Vítor"_s, u"Otávio"_s, u"Murilo"_s, u"Renato"_s, u"Sérgio"_s};
    static const QStringList last{u"Exemplo"_s, u"Fictício"_s, u"Amostra"_s, u"Modelo"_s, u"Inventado"_s,
                                  u"Ensaio"_s,  u"Teste"_s,    u"Rascunho"_s, u"Imaginário"_s, u"Hipotético"_s};
    return first.at(client % first.size()) + u' ' + last.at(client / first.size() % last.size());
}

DemoShop makeDemoShop(Instant now, quint32 seed)
{
    QRandomGenerator dice(seed);
    const QByteArray zoneName = "America/Sao_Paulo";
    const QTimeZone zone(zoneName);
    const QDate today = toUtc(now).toTimeZone(zone).date();
    const auto startOf = [&zone](const QDate &day) { return fromMs(day.startOfDay(zone).toMSecsSinceEpoch()); };
    DemoShop shop;
    shop.openedAt = startOf(today.addDays(-daysBehind - 1));
    const QString names[] = {u"Barbearia Modelo · Centro"_s, u"Barbearia Modelo · Vila Fictícia"_s};
    for (int unit = 0; unit < 2; ++unit) {
        DemoDiary diary;
        diary.unit = {{}, names[unit], QString::fromLatin1(zoneName), u"+55113000010%1"_s.arg(unit + 1)};
        diary.whole.source = u"agenda-demo-%1.csv"_s.arg(unit + 1);
        diary.whole.from = startOf(today.addDays(-daysBehind));
        diary.whole.to = startOf(today.addDays(daysAhead + 1));
        for (int barber = 0; barber < barbers[unit].size(); ++barber)
            for (int day = -daysBehind; day <= daysAhead; ++day)
                addDay(diary.whole, barbers[unit].at(barber), u"demo-%1-%2-"_s.arg(unit + 1).arg(barber + 1),
                       today.addDays(day), zone, now, dice);
        std::ranges::stable_sort(diary.whole.visits, {}, &ImportedVisit::start);
        diary.newest = diary.whole;
        // One visit of tomorrow is no longer in the file: somebody has to say what that means.
        const auto gone = std::ranges::find_if(diary.newest.visits, [&](const ImportedVisit &visit) {
            return visit.start >= startOf(today.addDays(1)) && visit.status == VisitStatus::Confirmed && !visit.phone.isEmpty();
        });
        if (unit == 0 && gone != diary.newest.visits.end())
            diary.newest.visits.erase(gone);
        shop.diaries.append(diary);
    }
    shop.optedOut = {demoPhone(17), demoPhone(64)};
    return shop;
}

} // namespace trato
