#include "tests/chaos/mutation.h"

#include <array>
#include <random>

namespace trato {
namespace {

/// Engine's own numbers, because the standard's distributions differ between systems.
class Dice
{
public:
    explicit Dice(quint64 seed) : m_numbers(seed) {}
    qsizetype below(qsizetype most) { return most <= 0 ? 0 : qsizetype(m_numbers() % quint64(most)); }
    /// Short spans often, long ones sometimes.
    qsizetype span(qsizetype most) { return std::min(most, qsizetype(1) << below(below(4) ? 6 : 14)); }

private:
    std::mt19937_64 m_numbers;
};

const QByteArray &oneOf(const QByteArrayList &list, Dice &dice) { return list[dice.below(list.size())]; }

/// Start and length of one line, its end included.
std::pair<qsizetype, qsizetype> lineOf(const QByteArray &bytes, Dice &dice)
{
    const qsizetype from = bytes.lastIndexOf('\n', dice.below(bytes.size())) + 1;
    const qsizetype end = bytes.indexOf('\n', from);
    return {from, (end < 0 ? bytes.size() : end + 1) - from};
}

void changeNumber(QByteArray &bytes, Dice &dice)
{
    static constexpr std::array numbers{"0", "-1", "1", "31", "32", "60", "99", "366", "9999", "2147483647", "2147483648", "-2147483649",
                                        "9223372036854775808", "00000000000000000001", "1e308", ""};
    qsizetype from = dice.below(bytes.size());
    while (from < bytes.size() && (bytes[from] < '0' || bytes[from] > '9'))
        ++from;
    qsizetype end = from;
    while (end < bytes.size() && bytes[end] >= '0' && bytes[end] <= '9')
        ++end;
    bytes.replace(from, end - from, numbers[size_t(dice.below(numbers.size()))]);
}

void spoil(QByteArray &bytes, const MutationSource &source, Dice &dice)
{
    const qsizetype at = dice.below(bytes.size() + 1);
    const auto line = bytes.isEmpty() ? std::pair<qsizetype, qsizetype>(0, 0) : lineOf(bytes, dice);
    switch (dice.below(11)) {
    case 0:
        if (at < bytes.size())
            bytes[at] = char(bytes[at] ^ (1 << dice.below(8)));
        break;
    case 1:
        if (at < bytes.size())
            bytes[at] = char(dice.below(256));
        break;
    case 2: bytes.insert(at, char(dice.below(256))); break;
    case 3: bytes.remove(at, dice.span(bytes.size() - at)); break;
    case 4: bytes.insert(at, bytes.mid(dice.below(bytes.size()), dice.span(4096))); break;
    case 5: bytes.insert(at, oneOf(source.words, dice)); break;
    case 6: changeNumber(bytes, dice); break;
    case 7: bytes.remove(line.first, line.second); break;
    case 8: bytes.insert(line.first, bytes.mid(line.first, line.second).repeated(1 + dice.below(40))); break;
    case 9: {
        const QByteArray &other = oneOf(source.samples, dice);
        bytes.insert(at, other.mid(dice.below(other.size()), dice.span(4096)));
        break;
    }
    default: bytes.truncate(at); break;
    }
}

} // namespace

QByteArray mutated(const MutationSource &source, quint64 seed)
{
    Dice dice(seed);
    QByteArray bytes = oneOf(source.samples, dice);
    for (qsizetype changes = 1 + dice.below(12); changes > 0; --changes) {
        spoil(bytes, source, dice);
        bytes.truncate(source.longest);
    }
    return bytes;
}

} // namespace trato
