#include "engine/notify/consent_book.h"

#include "engine/shop/reach.h"

namespace trato {

std::optional<AddressWord> addressWord(const AddressEvent &event)
{
    const QString address = addressFrom(event.channel, event.address);
    if (address.isEmpty())
        return std::nullopt;
    AddressWord word{event.channel, address, AddressWord::What::Bad, event.reason, event.providerId, event.at};
    if (event.what == AddressEvent::What::OptedOut)
        word.what = AddressWord::What::OptedOut;
    else if (event.what == AddressEvent::What::Complained)
        word.what = AddressWord::What::Complained;
    return word;
}

void ConsentBook::take(QList<ProviderEvent> events, Reply<Done> reply)
{
    QList<AddressWord> words;
    for (const ProviderEvent &event : std::as_const(events))
        if (const auto *about = std::get_if<AddressEvent>(&event))
            if (const auto word = addressWord(*about))
                words.append(*word);
    if (words.isEmpty())
        return reply(Done{});
    m_ledger.noteAddresses(std::move(words), std::move(reply));
}

} // namespace trato
