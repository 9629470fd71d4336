#include "engine/shop/sqlite_consent_ledger.h"

#include "engine/shop/consent_tables.h"

namespace trato {

using namespace Qt::StringLiterals;

namespace {

Result<ConsentFile> fileOf(ShopTables &t, const ClientId &id)
{
    const std::optional<Client> client = t.client(id);
    if (!client)
        return t.failed() ? t.outcome(ConsentFile()) : Error{Error::Code::NotFound, u"client"_s};
    return t.outcome(ConsentTables(t).file(*client));
}

} // namespace

void SqliteConsentLedger::file(ClientId client, Reply<ConsentFile> reply)
{
    m_file.run<ConsentFile>([client](ShopTables &t) { return fileOf(t, client); }, std::move(reply));
}

void SqliteConsentLedger::noteAddresses(QList<AddressWord> words, Reply<Done> reply)
{
    m_file.change<Done>(
        [words = std::move(words)](ShopTables &t) {
            for (const AddressWord &word : words)
                ConsentTables(t).noteAddress(word);
            return t.outcome(Done{});
        },
        std::move(reply));
}

void SqliteConsentLedger::retryAddress(ClientId id, Channel channel, Reply<ConsentFile> reply)
{
    m_file.change<ConsentFile>(
        [id, channel](ShopTables &t) -> Result<ConsentFile> {
            const std::optional<Client> client = t.client(id);
            if (!client)
                return fileOf(t, id);
            ConsentTables tables(t);
            const auto closed = tables.closedAddress(channel, channel == Channel::Email ? client->email : client->phone);
            if (!closed)
                return t.failed() ? fileOf(t, id) : Error{Error::Code::Conflict, u"address.open"_s};
            if (closed->what != AddressWord::What::Bad)
                return Error{Error::Code::Refused, u"no_consent"_s};
            tables.noteAddress({channel, closed->address, AddressWord::What::Again, u"window"_s, {}, t.now()});
            return fileOf(t, id);
        },
        std::move(reply));
}

} // namespace trato
