#include "engine/tasks/visit_check.h"

namespace trato {

using namespace Qt::StringLiterals;

VisitCheck checkVisit(const VisitRecord &visit, std::optional<ReminderKind> kind, std::optional<Instant> plannedStart,
                      const EngineSettings &settings, const DiaryFreshness &freshness, Instant now)
{
    using Say = VisitCheck::Say;
    VisitCheck out;
    const auto skip = [&](const QString &reason) {
        out.say = Say::Skip;
        out.reason = reason;
        return out;
    };
    if (kind) {
        out.expiresAt = visit.start - (*kind == ReminderKind::DayBefore ? Millis(Hours(2)) : Millis(Minutes(10)));
        if (plannedStart && *plannedStart != visit.start)
            return skip(u"visit.moved"_s);
        if (visit.status != VisitStatus::Scheduled && visit.status != VisitStatus::Confirmed)
            return skip(u"visit.status"_s);
        if (now >= *out.expiresAt)
            return skip(u"reminder.expired"_s);
    }
    if (visit.client.phone.isEmpty())
        return skip(u"phone.missing"_s);
    if (!visit.client.whatsappAllowed)
        return skip(u"consent.refused"_s);
    if (kind) {
        if (visit.vanished)
            out.say = Say::Hold, out.reason = u"visit.vanished"_s;
        else if (!freshness.refreshedAt || now - *freshness.refreshedAt > Hours(settings.diaryStaleHours))
            out.say = Say::Hold, out.reason = u"diary.stale"_s;
    }
    return out;
}

void loadVisit(ShopDatabase &shop, const VisitId &id, Reply<VisitNow> reply)
{
    shop.visit(id, [&shop, reply](Result<VisitRecord> visit) {
        if (!visit)
            return reply(visit.error());
        shop.freshness([visit = std::move(visit).value(), reply](Result<DiaryFreshness> fresh) {
            if (!fresh)
                return reply(fresh.error());
            reply(VisitNow{visit, fresh.value()});
        });
    });
}

Result<QString> messageNumber(const QString &text)
{
    const Error bad{Error::Code::Invalid, u"not a mobile number"_s};
    QString digits;
    const QString trimmed = text.trimmed();
    for (qsizetype i = 0; i < trimmed.size(); ++i) {
        const QChar c = trimmed[i];
        if (c >= u'0' && c <= u'9')
            digits += c;
        else if (!(c == u'+' && i == 0) && !u" ()-.\u00a0"_s.contains(c))
            return bad; // a masked number, or words
    }
    if (trimmed.startsWith(u'+') && !digits.startsWith(u"55"))
        return digits.size() >= 8 && digits.size() <= 15 && !digits.startsWith(u'0') ? Result<QString>(QString(u'+' + digits))
                                                                                      : Result<QString>(bad);
    if ((digits.size() == 12 || digits.size() == 13) && digits.startsWith(u"55"))
        digits.remove(0, 2);
    if (digits.size() == 10 && digits[2] >= u'6') // an old mobile number without the ninth digit (domain 6.5)
        digits.insert(2, u'9');
    if (digits.size() != 11 || digits[0] == u'0' || digits[1] == u'0' || digits[2] != u'9')
        return bad;
    return QString(u"+55"_s + digits);
}

} // namespace trato
