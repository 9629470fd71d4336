#pragma once

#include "engine/notify/channels/http_transport.h"
#include "engine/notify/channels/twilio_sms.h"
#include "engine/notify/delivery_ledger.h"
#include "engine/notify/ways/event_intake.h"

namespace trato {

/// Asks Twilio what cannot wait for a webhook: the state of SMS that are accepted and young, and whether it knows those whose
/// answer was lost. A lost one is looked up twice, a minute apart, by recipient, sender and time (providers 2.2); what was
/// looked up stands in its reason. Nothing is sent again by itself.
/// Lives on the engine thread; the parts outlive it.
class TwilioWatch
{
public:
    struct Parts {
        HttpTransport &transport;
        SecretStore &secrets;
        SqlThread &console;
        DeliveryLedger &ledger;
        EventIntake &intake;
        const EngineSettings &settings;
        const Clock &clock;
        LogBook &log;
    };
    explicit TwilioWatch(Parts parts) : m_parts(parts) {}

    /// Asks when it is time.
    void tick();
    /// "ways.twilio"; empty: fine.
    const QString &trouble() const { return m_trouble; }

    static constexpr Hours youngFor{24};
    static constexpr Minutes lookAfter{1};

    /// A message as Twilio lists it.
    struct Listed {
        QString sid{};
        QString to{};
        QString from{};
        Instant createdAt{};
        StatusEvent state{};
    };
    /// An SMS whose answer was lost.
    struct Lost {
        qint64 number = 0;
        QString dedupeKey{};
        QString opaque{};
        QString recipientHash{};
        Instant begunAt{};
        int looked = 0;
    };

private:
    void poll();
    void pollNext(std::shared_ptr<QStringList> sids);
    void lookUp();
    void listPage(std::shared_ptr<QList<Lost>> lost, std::shared_ptr<QList<Listed>> found, const QString &path, int page);
    void match(const std::shared_ptr<QList<Lost>> &lost, const std::shared_ptr<QList<Listed>> &found);
    void note(const Lost &lost, const QString &reason);
    void get(const QString &tail, std::function<void(std::optional<QByteArray>)> then);
    twilio::Config config() const;
    void done(const QString &trouble);

    const Parts m_parts;
    std::chrono::nanoseconds m_nextPoll{0};   ///< steady
    std::chrono::nanoseconds m_nextLook{0};
    bool m_busy = false;
    QString m_trouble;
};

/// The messages of one page of Twilio's list that went out; `next`: the path of the page after it, empty at the end. Pure.
QList<TwilioWatch::Listed> twilioPage(const QByteArray &body, Instant now, QString *next);

} // namespace trato
