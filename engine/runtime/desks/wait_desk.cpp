#include "engine/runtime/desks/wait_desk.h"

#include "engine/api/mask.h"
#include "engine/shop/diary_merge.h"
#include "engine/shop/phone_number.h"

namespace trato {

using namespace Qt::StringLiterals;

void WaitDesk::answer(const ask::ListWaits &question, Reply<WaitList> reply)
{
    m_parts.waits.list(question.unit, [this, reply = std::move(reply)](Result<WaitList> list) {
        if (!list)
            return reply(list.error());
        WaitList masked = std::move(list).value();
        for (WaitEntry &entry : masked.waits)
            entry.phone = maskPhone(entry.phone);
        for (SlotOffer &offer : masked.offers)
            offer.phone = maskPhone(offer.phone);
        masked.offering = masked.offering && m_parts.settings.offerMinutes > 0;
        reply(masked);
    });
}

void WaitDesk::answer(const ask::AddWait &question, Reply<WaitEntry> reply)
{
    const auto invalid = [&reply](const QString &detail) { reply(Error{Error::Code::Invalid, detail}); };
    WaitEntry entry;
    entry.unit = question.draft.unit;
    entry.clientName = question.draft.clientName.simplified();
    entry.service = question.draft.service.simplified();
    entry.professional = question.draft.professional.simplified();
    entry.day = question.draft.day.trimmed();
    if (entry.clientName.isEmpty())
        return invalid(u"clientName: missing"_s);
    if (!QDate::fromString(entry.day, Qt::ISODate).isValid() || entry.day.size() != 10)
        return invalid(u"date: date.invalid"_s);
    const PhoneReading phone = readPhone(question.draft.phone);
    if (!phone.isMobile()) // an offer has to reach them at once
        return invalid(u"phone: "_s + phoneReason(phone.problem));
    entry.phone = phone.e164;
    m_parts.book.services(entry.unit, [this, entry, reply = std::move(reply)](Result<QList<Service>> services) {
        if (!services)
            return reply(services.error());
        WaitEntry whole = entry;
        for (const Service &service : services.value())
            if (foldText(service.name) == foldText(entry.service))
                whole.minutes = service.minutes;
        m_parts.waits.add(whole, [reply](Result<WaitEntry> added) {
            if (!added)
                return reply(added.error());
            WaitEntry masked = std::move(added).value();
            masked.phone = maskPhone(masked.phone);
            reply(masked);
        });
    });
}

void WaitDesk::answer(const ask::RemoveWait &question, Reply<Done> reply)
{
    m_parts.waits.remove(question.id, std::move(reply));
}

} // namespace trato
