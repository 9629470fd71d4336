#pragma once

#include "engine/api/delivery.h"
#include "engine/api/result.h"
#include "engine/api/waits.h"
#include "engine/shop/wish_rules.h"

namespace trato {

/// One template: what its file says. Built-in files are `:/templates/ID.mustache`; a shop's own file with the
/// same name replaces the text and whatever its head names.
struct MessageTemplate {
    TemplateId id{};
    Channel channel = Channel::WhatsApp;
    QString source{};              ///< Mustache text
    QString subject{};             ///< e-mail only, Mustache too
    QStringList variables{};       ///< required, in provider order
    QStringList buttons{};         ///< WhatsApp: quick replies that are part of the template; each says its own text
    QString providerName{};        ///< WhatsApp: name at Meta
    QString language{};
    QString category{};            ///< "utility" or "marketing"
    bool html = false;             ///< values are escaped
    bool overridden = false;
    QString problem{};             ///< why it cannot be used
};

struct Rendered {
    QString text{};                ///< of an e-mail the plain part
    QString subject{};             ///< e-mail only
    QString html{};                ///< e-mail only
    QStringList parameters{};      ///< provider order
    QString providerTemplate{};
    QString language{};
    QString category{};            ///< of the template
    friend bool operator==(const Rendered &, const Rendered &) = default;
};

struct Notification;
/// Gives a message the words that were rendered for it.
void setText(Notification &message, const Rendered &rendered);

/// Reads one file: lines "key: value" up to "---", then the text. Pure. `base` holds what the head leaves out.
MessageTemplate parseTemplate(const TemplateId &id, const QString &file, MessageTemplate base);
/// Segments that an SMS may have. Pure.
int smsSegmentsMost(bool smsAccents);
/// The text with its values, whatever its length; Invalid when it cannot be understood. Pure.
Result<Rendered> fillTemplate(const MessageTemplate &what, const QMap<QString, QString> &variables, bool smsAccents = false);
/// Renders or says why not: Invalid for a missing variable ("variable NAME"), a value the channel does not take
/// empty, line break, tab, more than four spaces; providers 1.1) or a text beyond its limit. An SMS without accents
/// is one segment, with them at most three. Pure.
Result<Rendered> renderTemplate(const MessageTemplate &what, QMap<QString, QString> variables, bool smsAccents = false);

/// Whether the template says on which day something is, and the variables cannot tell (domain section 4: the site's SMS knows
/// the time alone). Pure.
bool lacksDay(const MessageTemplate &what, const QMap<QString, QString> &variables);

/// "hoje, 23/11", "amanhã, 24/11", "quarta-feira, 25/11" within a week, else "dia 05/12/2026": the distance as the
/// client lives it, in the unit's zone. Pure.
QString whenWords(Instant start, const QString &zone, Instant now);
/// Every variable that a visit's message may use. Pure.
QMap<QString, QString> visitVariables(const VisitRecord &visit, Instant now);
/// The template of a reminder: `appointment_reminder` or `appointment_reminder_1h`.
TemplateId reminderTemplate(ReminderKind kind);
/// The template of each kind (domain section 4). Pure.
TemplateId messageTemplate(MessageKind kind);
/// What `payment_confirmation` takes: amount as "1.234,56", date where the unit is, a short code of the payment. Pure.
QMap<QString, QString> paymentVariables(const PaymentRecord &payment, const Client &client, const Unit &unit);
/// What `queue_position` and `queue_called` take. A wait is told in steps of five minutes; not set: nobody can tell. Pure.
QMap<QString, QString> lineVariables(const QString &clientName, const Unit &unit, int position, int total, std::optional<int> waitMinutes);

/// What `slot_offer` and the answers to it take. Pure.
QMap<QString, QString> offerVariables(const SlotOffer &offer, const Client &client, const Unit &unit, Instant now);

/// The shop's message texts. Reads files when made and on `reload`; used on the engine thread, owned by the
/// composition.
class Templates
{
public:
    /// `overrides` is the profile's templates folder; it need not exist.
    explicit Templates(QString overrides);
    /// Reads all files again: a person has changed one.
    void reload();
    /// Whether the accents of SMS stay.
    void setSmsAccents(bool yes) { m_smsAccents = yes; }

    QList<TemplateView> list() const;
    /// NotFound for an unknown id, Invalid as `renderTemplate` says.
    Result<Rendered> render(const TemplateId &id, const QMap<QString, QString> &variables) const;
    /// The text of a reminder of this visit as it would read now.
    Result<Rendered> renderReminder(const VisitRecord &visit, ReminderKind kind, Instant now) const;
    std::optional<MessageTemplate> find(const TemplateId &id) const;

private:
    const QString m_overrides;
    QMap<QString, MessageTemplate> m_templates;   ///< by id
    bool m_smsAccents = false;
};

} // namespace trato
