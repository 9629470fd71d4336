#pragma once

#include <QByteArray>
#include <QByteArrayList>

namespace trato {

/// What hostile bytes are made of: files that are right, and words that mean something to their reader.
struct MutationSource {
    QByteArrayList samples{};
    QByteArrayList words{};
    qsizetype longest = 256 * 1024;  ///< bytes
};

/// One of the samples, spoilt in one to twelve ways: bits, bytes, numbers, lines and spans changed, lost, doubled or taken
/// from another sample, words put in. The same seed gives the same bytes on every system. Pure.
QByteArray mutated(const MutationSource &source, quint64 seed);

} // namespace trato
