#include "engine/notify/send_pace.h"

#include <QCryptographicHash>

#include <cmath>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr double personBurst = 10;
constexpr Millis personPeriod = Seconds(6) * qint64(personBurst);
constexpr int mailsPerSecond = 10;
constexpr int textsPerSecond = 1;         // what an ordinary number carries (providers 1.4)
constexpr qsizetype mostPeople = 1000;    // then those whose bucket is full again are forgotten

} // namespace

void TokenBucket::fill(Instant now)
{
    if (now > m_at && m_at != Instant{})
        m_tokens = std::min(m_size, m_tokens + m_size * double((now - m_at).count()) / double(m_period.count()));
    m_at = now; // a clock that was set back fills nothing
}

Millis TokenBucket::wait(Instant now)
{
    fill(now);
    if (m_tokens >= 1)
        return Millis(0);
    return std::max<Millis>(Millis(1), Millis(qint64(std::ceil((1 - m_tokens) / m_size * double(m_period.count())))));
}

bool TokenBucket::isFull(Instant now)
{
    fill(now);
    return m_tokens >= m_size;
}

SendPace::Buckets &SendPace::bucketsOf(Channel channel)
{
    int perSecond = textsPerSecond;
    int perDay = m_settings.smsPerDay;
    if (channel == Channel::WhatsApp) {
        perSecond = m_settings.whatsappPerSecond;
        perDay = m_settings.whatsappPerDay;
    } else if (channel == Channel::Email) {
        perSecond = mailsPerSecond;
        perDay = m_settings.emailPerDay;
    }
    Buckets &buckets = m_channels[int(channel)];
    if (buckets.perSecond != perSecond)
        buckets.second = TokenBucket(perSecond, Seconds(1));
    if (buckets.perDay != perDay)
        buckets.day = TokenBucket(std::max(perDay, 1), Hours(24));
    buckets.perSecond = perSecond;
    buckets.perDay = perDay;
    return buckets;
}

TokenBucket &SendPace::personOf(Channel channel, const QString &recipient, Instant now)
{
    if (m_people.size() >= mostPeople)
        m_people.removeIf([now](QHash<QString, TokenBucket>::iterator it) { return it.value().isFull(now); });
    const QString key = nameOf(channel)
        + QString::fromLatin1(QCryptographicHash::hash(recipient.toUtf8(), QCryptographicHash::Sha256).toHex());
    const auto it = m_people.find(key);
    return it != m_people.end() ? *it : *m_people.insert(key, TokenBucket(personBurst, personPeriod));
}

SendPace::Verdict SendPace::admit(Channel channel, const QString &recipient, Instant now)
{
    Buckets &buckets = bucketsOf(channel);
    TokenBucket &person = personOf(channel, recipient, now);
    const bool isDayLimited = buckets.perDay > 0;
    if (const Millis wait = isDayLimited ? buckets.day.wait(now) : Millis(0); wait.count() > 0)
        return {wait, u"pace.day"_s};
    if (const Millis wait = person.wait(now); wait.count() > 0)
        return {wait, u"pace.person"_s};
    if (const Millis wait = buckets.second.wait(now); wait.count() > 0)
        return {wait, u"pace.channel"_s};
    person.take();
    buckets.second.take();
    if (isDayLimited)
        buckets.day.take();
    return {};
}

} // namespace trato
