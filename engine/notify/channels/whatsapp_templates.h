#pragma once

#include "engine/api/studio.h"
#include "engine/notify/channels/http_transport.h"
#include "engine/notify/templates.h"
#include "engine/secrets/secret_store.h"

/// Templates at Meta: the requests of the Graph API and what its answers mean (providers 1.1). Pure.
namespace trato::whatsapp {

/// Where the shop's templates are.
struct Account {
    QString url{};         ///< "https://graph.facebook.com"
    QString version{};     ///< "v26.0"
    QString accountId{};   ///< of the WhatsApp Business Account
    QString caFile{};
};

/// A template as Meta has it.
struct RemoteTemplate {
    QString providerId{};
    QString name{};
    QString language{};
    TemplateStatus status = TemplateStatus::Other;
    QString category{};
    QString reason{};      ///< why it was refused; of an unknown status, its name
    QString text{};        ///< of its body, with numbers for variables
    friend bool operator==(const RemoteTemplate &, const RemoteTemplate &) = default;
};
struct RemotePage {
    QList<RemoteTemplate> rows{};
    QString after{};       ///< where the next page begins; empty: this is the last one
};

/// One page of all templates. Invalid: an address or account id that is none.
Result<HttpRequest> buildTemplateList(const Account &account, const Secret &token, const QString &after);
/// A new template, or, with the id that Meta gave it, its new text. `examples` holds a value for every variable; Meta wants
/// them. Invalid as above, and for a template without a name there.
Result<HttpRequest> buildTemplate(const Account &account, const Secret &token, const MessageTemplate &what, const QMap<QString, QString> &examples,
                                  const QString &providerId);
/// Refused with Meta's own words ("whatsapp.2388023: …"), Unavailable when there was no answer.
Result<RemotePage> readTemplateList(const HttpResult &result);
/// The state of what was handed in.
Result<RemoteTemplate> readSubmitted(const HttpResult &result, const RemoteTemplate &what);

} // namespace trato::whatsapp
