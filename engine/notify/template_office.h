#pragma once

#include "engine/api/settings.h"
#include "engine/local/sql_thread.h"
#include "engine/notify/channels/whatsapp_templates.h"

namespace trato {

class LogBook;

/// Hands the shop's WhatsApp templates to Meta and keeps what Meta says of them, in console.db. While one is looked at, Meta is
/// asked again each hour. Engine thread; the parts outlive it.
class TemplateOffice : public QObject
{
public:
    struct Parts {
        Templates &templates;
        std::function<void(const HttpRequest &, Reply<HttpResult>)> http{};
        SecretStore &secrets;
        const EngineSettings &settings;
        SqlThread &console;
        const Clock &clock;
        LogBook &log;
    };
    explicit TemplateOffice(Parts parts) : m_parts(std::move(parts)) {}

    /// NotFound; Refused with what is missing or with Meta's words; Unavailable when Meta does not answer.
    void submit(const TemplateId &id, const QMap<QString, QString> &examples, Reply<TemplateStanding> reply);
    /// What is known of every WhatsApp template that has a name at Meta.
    void standings(Reply<QList<TemplateStanding>> reply);
    /// The same after Meta was asked.
    void ask(Reply<QList<TemplateStanding>> reply);
    /// Asks Meta when an answer is due; called by a timer.
    void tick();
    /// Called when what Meta says has changed.
    void onChange(std::function<void()> listener) { m_changed = std::move(listener); }

private:
    whatsapp::Account account() const;
    /// Calls with the token; Refused with what is missing.
    void withToken(std::function<void(Result<std::shared_ptr<Secret>>)> use);
    void nextPage(const std::shared_ptr<Secret> &token, QList<whatsapp::RemoteTemplate> sum, const QString &after, int pages,
                  Reply<QList<TemplateStanding>> reply);
    void handIn(const std::shared_ptr<Secret> &token, const MessageTemplate &what, const QMap<QString, QString> &examples,
                const QString &providerId, Reply<TemplateStanding> reply);
    void keep(const QList<whatsapp::RemoteTemplate> &rows, bool all, Reply<Done> reply);

    Parts m_parts;
    bool m_looked = false;          ///< what console.db knows was read once
    bool m_pending = false;
    bool m_asking = false;
    Instant m_askedAt{};
    std::function<void()> m_changed;
};

} // namespace trato
