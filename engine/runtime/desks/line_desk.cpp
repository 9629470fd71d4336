#include "engine/runtime/desks/line_desk.h"

#include "engine/api/mask.h"
#include "engine/shop/diary_merge.h"
#include "engine/shop/line_estimate.h"
#include "engine/shop/phone_number.h"

namespace trato
{
namespace
{

using namespace Qt::StringLiterals;

constexpr int usualMinutes = 30;

LineEntry masked(LineEntry entry)
{
    entry.phone = maskPhone(entry.phone);
    return entry;
}

Reply<LineEntry> asMasked(Reply<LineEntry> reply)
{
    return Reply<LineEntry>([reply = std::move(reply)](Result<LineEntry> entry) {
        reply(entry ? Result<LineEntry>(masked(entry.value())) : Result<LineEntry>(entry.error()));
    });
}

} // namespace

void LineDesk::answer(const ask::ListLine &question, Reply<QList<LineEntry>> reply)
{
    m_parts.line.entries(question.unit, [this, reply = std::move(reply)](Result<QList<LineEntry>> entries) {
        if (!entries)
            return reply(entries.error());
        estimateLine(m_parts.shop, m_parts.book, m_parts.clock.now(), std::move(entries).value(),
                     [reply](Result<QList<LineEntry>> known) {
                         if (!known)
                             return reply(known.error());
                         QList<LineEntry> all = std::move(known).value();
                         for (LineEntry &entry : all)
                             entry = masked(entry);
                         reply(all);
                     });
    });
}

void LineDesk::answer(const ask::JoinLine &question, Reply<LineEntry> reply)
{
    LineEntry entry;
    entry.unit = question.draft.unit;
    entry.clientName = question.draft.clientName.simplified();
    entry.service = question.draft.service.simplified();
    entry.professional = question.draft.professional.simplified();
    entry.minutes = usualMinutes;
    if (entry.clientName.isEmpty())
        return reply(Error{Error::Code::Invalid, u"clientName: missing"_s});
    const PhoneReading phone = readPhone(question.draft.phone);
    if (!question.draft.phone.trimmed().isEmpty() && phone.e164.isEmpty())
        return reply(Error{Error::Code::Invalid, u"phone: "_s + phoneReason(phone.problem)});
    entry.phone = phone.e164;
    m_parts.book.services(entry.unit, [this, entry, reply = std::move(reply)](Result<QList<Service>> services) {
        if (!services)
            return reply(services.error());
        LineEntry whole = entry;
        for (const Service &service : services.value())
            if (foldText(service.name) == foldText(entry.service))
                whole.minutes = service.minutes;
        m_parts.line.join(whole, asMasked(reply));
    });
}

void LineDesk::answer(const ask::ActOnLine &question, Reply<LineEntry> reply)
{
    m_parts.line.act(question.id, question.act, question.professional.simplified(), asMasked(std::move(reply)));
}

void LineDesk::answer(const ask::CallNext &question, Reply<LineEntry> reply)
{
    m_parts.line.callNext(question.unit, question.professional.simplified(), asMasked(std::move(reply)));
}

void LineDesk::answer(const ask::ListLineEvents &question, Reply<QList<LineEvent>> reply)
{
    m_parts.line.events(question.unit, std::move(reply));
}

} // namespace trato
