#include "engine/shop/offer_rules.h"

#include "engine/shop/diary_merge.h"

namespace trato {

using namespace Qt::StringLiterals;

namespace {

const QString offerKeyStart = u"offer_"_s;
const QString askedBackStart = u"answer_slot_ask_back_"_s;

} // namespace

std::optional<FreedPlace> freedBy(const VisitRecord &before, const VisitRecord &after, Instant now)
{
    if (!isOpen(before.status) || before.start <= now)
        return std::nullopt;
    const bool moved = isOpen(after.status)
        && (after.start != before.start || foldText(after.professional) != foldText(before.professional));
    if (after.status != VisitStatus::Cancelled && !moved)
        return std::nullopt;
    return FreedPlace{before.unit.id, before.professional, before.service, before.client.id, before.start, before.end};
}

bool fits(const FreedPlace &place, const WaitEntry &wait)
{
    return wait.client != place.client && place.end - place.start >= Minutes(wait.minutes)
        && (wait.professional.isEmpty() || foldText(wait.professional) == foldText(place.professional));
}

Instant offerEnd(Instant now, Minutes life, Instant start)
{
    return qMin(now + life, start - offerMargin);
}

QString offerKey(const OfferId &offer) { return offerKeyStart + offer.value; }

QString offerAskBackKey(const OfferId &offer) { return askedBackStart + offer.value; }

OfferId offerOf(const QString &dedupeKey)
{
    for (const QString &start : {offerKeyStart, askedBackStart})
        if (dedupeKey.startsWith(start))
            return OfferId{dedupeKey.mid(start.size())};
    return {};
}

} // namespace trato
