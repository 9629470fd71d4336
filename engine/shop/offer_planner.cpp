#include "engine/shop/offer_planner.h"

#include "engine/api/contact_rules.h"
#include "engine/runtime/log_book.h"
#include "engine/shop/reach.h"
#include "engine/tasks/send_rules.h"

namespace trato {

using namespace Qt::StringLiterals;

bool reachedNobody(const DeliveryView &delivery)
{
    return delivery.state == DeliveryState::Failed || delivery.state == DeliveryState::NotSent || delivery.state == DeliveryState::Skipped;
}

OfferPlanner::OfferPlanner(Waits &waits, DeliveryLookup deliveries, const EngineSettings &settings, const Clock &clock, LogBook &log)
    : m_waits(waits), m_deliveries(std::move(deliveries)), m_settings(settings), m_clock(clock), m_log(log), m_alive(std::make_shared<bool>(true))
{
}

OfferPlanner::~OfferPlanner()
{
    *m_alive = false;
}

void OfferPlanner::tick()
{
    if (std::exchange(m_looking, true)) {
        m_again = true;
        return;
    }
    m_again = false;
    m_waits.open([this, alive = m_alive](Result<QList<OfferId>> open) {
        if (!*alive)
            return;
        if (!open)
            return finish(open.error());
        if (open.value().isEmpty())
            return step({});
        QStringList keys;
        for (const OfferId &offer : open.value())
            keys.append(offerKey(offer));
        m_deliveries(keys, [this, alive, open = open.value()](Result<QMap<QString, DeliveryView>> told) {
            if (!*alive)
                return;
            if (!told)
                return finish(told.error());
            QList<OfferId> unreached;
            for (const OfferId &offer : open)
                if (const auto it = told.value().constFind(offerKey(offer)); it != told.value().cend() && reachedNobody(*it))
                    unreached.append(offer);
            step(unreached);
        });
    });
}

void OfferPlanner::step(const QList<OfferId> &unreached)
{
    OfferRules rules;
    rules.life = Minutes(m_settings.offerMinutes);
    rules.unreached = unreached;
    rules.mayWrite = [settings = m_settings, now = m_clock.now()](const Unit &unit) { return !isQuiet(contactRules(settings, unit), unit, now); };
    rules.mayAsk = [settings = m_settings](const Unit &unit, const Client &client) {
        return unreachable(settings, client, channelOrderFor(settings, unit, nameOf(MessageKind::SlotOffer))).isEmpty();
    };
    m_waits.step(rules, [this, alive = m_alive](const Result<int> &made) {
        if (*alive)
            finish(made);
    });
}

void OfferPlanner::finish(const Result<int> &made)
{
    m_looking = false;
    const bool over = !made && made.error().code == Error::Code::Cancelled;
    if (!made && !over)
        m_log.warning("planner", u"free places not offered: "_s + made.error().detail);
    if (made && made.value() > 0)
        m_log.info("planner", u"%1 free place(s) offered"_s.arg(made.value()));
    if (m_again && !over)
        tick();
}

} // namespace trato
