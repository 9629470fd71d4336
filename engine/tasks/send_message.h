#pragma once

#include "engine/api/settings.h"
#include "engine/notify/dispatcher.h"
#include "engine/notify/templates.h"

namespace trato {

class ShopBook;
class WishReader;
struct DayVisits;

/// Sends one message. Takes our own jobs (a visit's message: the visit is read again, R-13; the message of a wish: it is
/// read again with what it is about), which take the channel in turn, and those of producers, which name their
/// channel (domain 1.3.1 to 1.3.3: address, template and variables). Consent is checked at send time. An uncertain
/// send completes the job with a result that says so: neither attempts nor another board may send it again.
/// Lives on the engine thread; the parts outlive it.
class SendMessage final : public Handler
{
public:
    /// Without `wishes` no job is one of a wish; without `book` no day is closed for advertising but Sundays.
    SendMessage(ShopDatabase &shop, Templates &templates, Dispatcher &dispatcher, const EngineSettings &settings,
                const Clock &clock, const WishReader *wishes = nullptr, ShopBook *book = nullptr);
    Traits traits() const override;
    void run(std::shared_ptr<JobContext> context, Reply<JobOutcome> reply) override;

private:
    struct Send;
    using SendPtr = std::shared_ptr<Send>;
    void begin(const SendPtr &send);
    void visitMessage(const SendPtr &send);
    void checkedVisit(const SendPtr &send, const VisitRecord &visit, const DiaryFreshness &freshness);
    void wishMessage(const SendPtr &send);
    void plainMessage(const SendPtr &send);
    void unmask(const SendPtr &send, const QString &masked);
    void addressedMessage(const SendPtr &send);
    Result<Done> plainText(const SendPtr &send) const;
    bool takesFreeText(const SendPtr &send) const;
    Purpose purposeOf(const SendPtr &send) const;
    void dispatch(const SendPtr &send, QList<Notification> choices);
    /// Waits, skips, or gives it to the dispatcher, as the rules of writing to clients say (R-05 … R-07).
    void release(const SendPtr &send, QList<Notification> choices);
    void judge(const SendPtr &send, const QList<Notification> &choices, const Unit &unit);
    void count(const SendPtr &send, const QList<Notification> &choices, const Unit &unit);
    /// One reminder for all visits of a client on one day.
    void joinVisits(const SendPtr &send, const VisitRecord &visit, const DiaryFreshness &freshness, QMap<QString, QString> variables);
    void joinFound(const SendPtr &send, const VisitRecord &visit, const DayVisits &day, const QMap<QString, QString> &variables);
    void noteJoined(const SendPtr &send);
    void dispatchTo(const SendPtr &send, const Client &client, const QMap<QString, QString> &variables);
    void skip(const SendPtr &send, const QString &reason);

    ShopDatabase &m_shop;
    Templates &m_templates;
    Dispatcher &m_dispatcher;
    const EngineSettings &m_settings;
    const Clock &m_clock;
    const WishReader *m_wishes;
    ShopBook *m_book;
};

} // namespace trato
