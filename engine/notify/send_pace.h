#pragma once

#include "engine/api/settings.h"
#include "engine/api/time.h"

#include <QHash>

namespace trato {

/// A bucket of tokens that fills up evenly. A value; time is passed in.
class TokenBucket
{
public:
    /// Full at first: `size` tokens, all of them anew in `period`.
    TokenBucket(double size, Millis period) : m_size(size), m_period(period), m_tokens(size) {}

    /// How long until there is a token; zero: there is one.
    Millis wait(Instant now);
    void take() { m_tokens -= 1; }
    bool isFull(Instant now);

private:
    void fill(Instant now);

    double m_size;
    Millis m_period;
    double m_tokens;
    Instant m_at{};
};

/// Keeps us below what providers and clients bear (R-33; providers 1.1 limits): so many messages a second on a channel,
/// so many in 24 hours, and to one person one every six seconds with ten at once. Counts what this run has sent; the
/// provider's own refusal is the last word. Lives on the engine thread; owned by the dispatcher.
class SendPace
{
public:
    explicit SendPace(const EngineSettings &settings) : m_settings(settings) {}

    /// How long this message has to wait, and why. Zero: go on, and it counts.
    struct Verdict {
        Millis wait{0};
        QString reason{};   ///< "pace.channel", "pace.day", "pace.person"
    };
    Verdict admit(Channel channel, const QString &recipient, Instant now);

private:
    struct Buckets {
        TokenBucket second{1, Seconds(1)};
        TokenBucket day{1, Hours(24)};
        int perSecond = 0;
        int perDay = -1;
    };
    Buckets &bucketsOf(Channel channel);
    TokenBucket &personOf(Channel channel, const QString &recipient, Instant now);

    const EngineSettings &m_settings;
    QHash<int, Buckets> m_channels;
    QHash<QString, TokenBucket> m_people;   ///< only those who were written to lately
};

} // namespace trato
