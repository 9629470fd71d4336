#pragma once

#include "engine/notify/notification.h"
#include "engine/notify/templates.h"
#include "engine/shop/message_wishes.h"
#include "engine/shop/shop_book.h"
#include "engine/shop/waiting_line.h"
#include "engine/tasks/visit_check.h"

namespace trato {

/// A wish with the line as it stands, for those that are about it.
struct WishView {
    WishNow now{};
    std::optional<LineEntry> entry{};   ///< unmasked, with position and wait; not set: not in today's line
    int lineLength = 0;
};

/// Whether the message of a wish may go out: not expired, still wanted, consent and an address, and what it says
/// still true: the visit stands as told, the payment was not taken back, the client stands in that place. Pure.
VisitCheck checkWish(const WishView &view, const EngineSettings &settings, Instant at);
/// The variables of its template; a cancelled visit is named by the time that the client knew. Pure.
QMap<QString, QString> wishVariables(const WishView &view, Instant at);

/// What a wish says now: checked and rendered.
struct WishMessage {
    MessageWish wish{};
    VisitCheck check{};
    Notification message{};          ///< in the words of its first channel, without queue and job; no text: it cannot be written
    Client client{};
    QMap<QString, QString> variables{};   ///< of the text
    QString problem{};               ///< why not
    Unit unit{};
    QString order{};                 ///< of its channels
};

/// Reads wishes with what they are about. Lives on the engine thread; owned by the composition; the parts outlive it.
class WishReader
{
public:
    struct Parts {
        MessageWishes &wishes;
        ShopDatabase &shop;
        ShopBook &book;
        WaitingLine &line;
        Templates &templates;
        const EngineSettings &settings;
        const Clock &clock;
    };
    explicit WishReader(Parts parts) : m_parts(parts) {}

    /// NotFound when a newer word of the same thing took its place.
    void read(const QString &key, Reply<WishMessage> reply) const;
    /// See `MessageWishes::take`: call right before it is given to a channel.
    void take(const QString &key, Reply<Done> reply) const { m_parts.wishes.take(key, std::move(reply)); }
    /// Every open wish that is due in [from, to), of one client when it is named, by due time.
    void open(Instant from, Instant to, const ClientId &client, Reply<QList<WishMessage>> reply) const;

    /// Every one that waits for "send or discard", by due time.
    void late(Reply<QList<WishMessage>> reply) const;

private:
    void readOpen(std::function<bool(const MessageWish &)> chosen, Reply<QList<WishMessage>> reply) const;
    void withLine(const WishNow &now, Reply<WishMessage> reply) const;
    WishMessage render(const WishView &view) const;

    const Parts m_parts;
};

} // namespace trato
