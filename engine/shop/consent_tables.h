#pragma once

#include "engine/shop/shop_tables.h"

namespace trato {

/// Whether a message for this purpose may go to this client by this channel; the first three are SQL. The newest word counts,
/// whether the client said it, somebody said it on this number, or somebody who has number or e-mail address now: a phone that
/// said no stays silent under any name. Nobody said one: service may go, nothing else. Nothing else in the
/// program decides about consent. Pure.
QString consentSql(const QString &client, const QString &phone, const QString &email, Channel channel, Purpose purpose);
/// Whether this address takes nothing, by what its provider said last; the address is SQL. Pure.
QString closedAddressSql(Channel channel, const QString &address);

/// The ledger of consent and of addresses inside one piece of work. Shop thread, lives as long as the work.
class ConsentTables
{
public:
    explicit ConsentTables(ShopTables &tables) : m_tables(tables) {}

    /// As `ShopDatabase::mayWrite`.
    QString hindrance(const Contact &contact);
    /// Adds the word as of now. A yes also opens those of the client's addresses again that their owner had closed.
    void record(const Client &client, const ConsentWord &word);
    ConsentFile file(const Client &client);

    /// Adds it unless the newest word about the address says the same; an owner's no is also written down for every client
    /// who has the address.
    void noteAddress(const AddressWord &word);
    /// The newest word about an address, in the spelling of the ledger; not set: nobody said one, or it is open again.
    std::optional<AddressWord> closedAddress(Channel channel, const QString &address);

private:
    ConsentNow now(const Client &client, Channel channel, Purpose purpose);

    ShopTables &m_tables;
};

} // namespace trato
