#include "engine/tasks/visit_check.h"

#include "engine/api/mail_address.h"
#include "engine/notify/channels/sms_text.h"
#include "engine/shop/phone_number.h"
#include "engine/shop/reach.h"
#include "engine/shop/reminder_plan.h"

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestSms = 1600;
constexpr qsizetype longestSubject = 200;

} // namespace

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
    if (!kind) {
        const QString reason = unreachable(settings, visit.client);
        return reason.isEmpty() ? out : skip(reason);
    }
    const ReminderPlan plan = planReminder(visit, *kind, settings, freshness, now);
    out.expiresAt = plan.expiresAt;
    if (plannedStart && *plannedStart != visit.start)
        return skip(u"moved"_s);
    if (plan.state == ReminderView::State::NotNeeded || plan.state == ReminderView::State::Expired)
        return skip(plan.reason);
    if (plan.state == ReminderView::State::Held) {
        out.say = Say::Hold;
        out.reason = plan.reason;
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
    const QString trimmed = text.trimmed();
    QString digits;
    for (qsizetype i = 0; i < trimmed.size(); ++i) {
        const QChar c = trimmed[i];
        if (c >= u'0' && c <= u'9')
            digits += c;
        else if (!(c == u'+' && i == 0) && !u" ()-.\u00a0"_s.contains(c))
            return bad; // a masked number, or words
    }
    const PhoneReading reading = readPhone(trimmed);
    if (reading.isMobile())
        return reading.e164;
    const bool foreign = trimmed.startsWith(u'+') && !digits.startsWith(u"55") && !digits.startsWith(u'0');
    if (foreign && digits.size() >= 8 && digits.size() <= 15)
        return QString(u'+' + digits);
    return Error{Error::Code::Invalid, phoneReason(reading.problem)};
}

Result<QString> freeText(const QString &text)
{
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty())
        return Error{Error::Code::Invalid, u"message: missing"_s};
    if (trimmed.size() > 4096)
        return Error{Error::Code::Invalid, u"message: longer than 4096 characters"_s};
    for (const QChar c : trimmed)
        if (c.category() == QChar::Other_Control && c != u'\n')
            return Error{Error::Code::Invalid, u"message: control characters"_s};
    return trimmed;
}

Result<QString> messageAddress(Channel channel, const QString &text)
{
    if (channel != Channel::Email)
        return messageNumber(text);
    const QString trimmed = text.trimmed();
    return isMailAddress(trimmed) ? Result<QString>(trimmed) : Error{Error::Code::Invalid, u"not an e-mail address"_s};
}

Result<Rendered> freeMessage(Channel channel, const QString &text, const QString &subject, const EngineSettings &settings)
{
    const Result<QString> checked = freeText(text);
    if (!checked)
        return checked.error();
    Rendered out;
    out.text = checked.value();
    if (channel == Channel::Sms) {
        if (settings.smsPlain)
            out.text = plainSms(out.text).trimmed();
        if (out.text.isEmpty() || out.text.size() > longestSms)
            return Error{Error::Code::Invalid, out.text.isEmpty() ? u"message: missing"_s : u"message: longer than 1600 characters"_s};
    }
    if (channel == Channel::Email) {
        out.subject = subject.trimmed();
        if (out.subject.isEmpty())
            return Error{Error::Code::Invalid, u"subject: missing"_s};
        if (out.subject.size() > longestSubject || out.subject.contains(u'\n') || out.subject.contains(u'\r'))
            return Error{Error::Code::Invalid, u"subject: longer than 200 characters"_s};
    }
    return out;
}

} // namespace trato
