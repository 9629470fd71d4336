#pragma once

#include "engine/runtime/desks/wait_desk.h"
#include "engine/shop/offer_tables.h"
#include "engine/shop/sqlite_message_wishes.h"
#include "engine/shop/sqlite_replies.h"
#include "engine/shop/sqlite_shop_book.h"
#include "engine/shop/sqlite_shop_database.h"
#include "engine/shop/sqlite_waits.h"
#include "tests/support/fake_clock.h"
#include "tests/support/manual_mailbox.h"

#include <QTemporaryDir>

namespace trato {

/// A shop with a waiting list, on Monday the 23rd of November 2026 at nine in the morning; its visits are on the day after.
struct WaitRig {
    /// Everything that an engine has of it.
    struct Parts {
        std::shared_ptr<ManualMailbox> box = std::make_shared<ManualMailbox>();
        SqliteShopDatabase data;
        SqliteShopBook book{data.file()};
        SqliteMessageWishes wishes{data.file()};
        SqliteReplies replies{data.file()};
        SqliteWaits waits{data.file()};
        WaitDesk desk;
        Parts(const QString &path, const EngineSettings &settings, const Clock &clock) : data(path, settings, box, clock), desk({waits, book, settings}) {}
    };

    QTemporaryDir folder{};
    const Instant morning = fromMs(QDateTime(QDate(2026, 11, 23), QTime(12, 0), Qt::UTC).toMSecsSinceEpoch());
    FakeClock clock{morning};
    EngineSettings settings{};
    std::unique_ptr<Parts> shop{};
    bool mayWrite = true;
    QStringList unreachable{};   ///< phones
    QList<OfferId> unreached{};
    int events = 0;

    explicit WaitRig(bool offering = true)
    {
        restart();
        if (offering)
            (void)does([&](auto r) { shop->wishes.setWanted({}, MessageKind::SlotOffer, true, r); });
    }
    void restart()
    {
        shop.reset();
        shop = std::make_unique<Parts>(folder.filePath(QStringLiteral("shop.db")), settings, clock);
    }
    template <typename T, typename Call>
    Result<T> ask(Call &&call)
    {
        return await<T>(*shop->box, std::forward<Call>(call));
    }
    template <typename Call>
    bool does(Call &&call)
    {
        return bool(await<Done>(*shop->box, std::forward<Call>(call)));
    }
    Instant at(int minute) const { return morning + Hours(15) + Minutes(minute); }   ///< after midnight of the day after

    VisitRecord visit(const QString &name, const QString &phone, int minute, const QString &professional = QStringLiteral("Beto"), int minutes = 40)
    {
        ImportedVisit one{.clientName = name, .phone = phone, .professional = professional, .service = QStringLiteral("Corte"), .priceCents = 4500};
        one.start = at(minute);
        one.end = one.start + Minutes(minutes);
        return ask<VisitRecord>([&](auto r) { shop->data.addVisit({}, one, r); }).value();
    }
    bool cancel(const VisitRecord &visit)
    {
        return bool(ask<VisitRecord>([&](auto r) { shop->data.setVisitStatus(visit.id, VisitStatus::Cancelled, r); }));
    }
    VisitRecord left(const QString &name, const QString &phone, int minute)
    {
        const VisitRecord one = visit(name, phone, minute);
        (void)cancel(one);
        return one;
    }
    Result<WaitEntry> wait(const QString &name, const QString &phone, const QString &professional = {}, const QString &day = QStringLiteral("2026-11-24"))
    {
        clock.advance(Seconds(1));
        return ask<WaitEntry>([&](auto r) {
            shop->desk.answer(ask::AddWait{{.clientName = name, .phone = phone, .day = day, .professional = professional}}, r);
        });
    }
    WaitList list()
    {
        return ask<WaitList>([&](auto r) { shop->waits.list({}, r); }).value();
    }
    QList<SlotOffer> offers() { return list().offers; }
    int step()
    {
        clock.advance(Seconds(1));
        OfferRules rules;
        rules.mayWrite = [may = mayWrite](const Unit &) { return may; };
        rules.mayAsk = [no = unreachable](const Unit &, const Client &client) { return !no.contains(client.phone); };
        rules.unreached = unreached;
        return ask<int>([&](auto r) { shop->waits.step(rules, r); }).value();
    }
    /// "Bia expired, Caio open", in the order in which they were asked.
    QString states()
    {
        QStringList out;
        QList<SlotOffer> all = offers();
        std::ranges::reverse(all);
        for (const SlotOffer &offer : std::as_const(all))
            out << offer.clientName.section(u' ', 0, 0) + u' ' + nameOf(offer.state);
        return out.join(QStringLiteral(", "));
    }
    bool answer(const SlotOffer &offer, ReplyMeaning meaning)
    {
        clock.advance(Seconds(1));
        TakenReply taken{{QStringLiteral("in.%1").arg(++events), Channel::WhatsApp, offer.phone, QStringLiteral("…"), meaning, clock.now()}, {}, offer.id, false};
        return does([&](auto r) { shop->replies.take(taken, r); });
    }
    /// Kinds of the messages that are wished for.
    QString open()
    {
        QStringList kinds;
        const QList<MessageWish> all = ask<QList<MessageWish>>([&](auto r) { shop->wishes.open(r); }).value();
        for (const MessageWish &wish : all)
            kinds << nameOf(wish.kind);
        kinds.sort();
        return kinds.join(QStringLiteral(", "));
    }
    /// Those that stand.
    QList<VisitRecord> visits()
    {
        QList<VisitRecord> all = ask<QList<VisitRecord>>([&](auto r) { shop->data.visits(morning, morning + Hours(96), {}, 1000, r); }).value();
        all.removeIf([](const VisitRecord &one) { return one.status == VisitStatus::Cancelled; });
        return all;
    }
};

} // namespace trato
