#include "engine/shop/phone_number.h"

#include <QRegularExpression>

#include <optional>

namespace trato
{
namespace
{

using namespace Qt::StringLiterals;

/// The area codes in use (domain 6.5).
bool isAreaCode(int code)
{
    static constexpr int codes[] = {11, 12, 13, 14, 15, 16, 17, 18, 19, 21, 22, 24, 27, 28, 31, 32, 33,
                                    34, 35, 37, 38, 41, 42, 43, 44, 45, 46, 47, 48, 49, 51, 53, 54, 55,
                                    61, 62, 63, 64, 65, 66, 67, 68, 69, 71, 73, 74, 75, 77, 79, 81, 82,
                                    83, 84, 85, 86, 87, 88, 89, 91, 92, 93, 94, 95, 96, 97, 98, 99};
    return std::find(std::begin(codes), std::end(codes), code) != std::end(codes);
}

QString digitsOf(QStringView text)
{
    QString digits;
    for (const QChar c : text)
        if (c >= u'0' && c <= u'9')
            digits += c;
    return digits;
}

PhoneReading readOne(QString text)
{
    static const QRegularExpression rounded(uR"(^\d+[.,]?\d*[eE]\+?\d+$)"_s);
    text = text.trimmed();
    if (rounded.match(text).hasMatch())
        return {{}, PhoneProblem::Rounded};
    if (text.endsWith(u".0"_s)) // a number column of a spreadsheet
        text.chop(2);
    QString digits = digitsOf(text);
    if (text.contains(u'*') || text.contains(u'•'))
        return {{}, PhoneProblem::Masked};
    if (digits.isEmpty())
        return {{}, PhoneProblem::Empty};
    // "00" in front of a whole number with its country, not the 00 of "(00) 90000-0000"
    const bool dialled = digits.startsWith(u"00"_s) && digits.size() > 11;
    const bool international = text.startsWith(u'+') || dialled;
    if (dialled)
        digits.remove(0, 2);
    if (international && !digits.startsWith(u"55"_s))
        return {{}, PhoneProblem::Foreign};
    if (digits.startsWith(u'0')) { // trunk prefix, perhaps with the two digits of a carrier
        digits.remove(0, 1);
        if (digits.size() == 12 || digits.size() == 13)
            digits.remove(0, 2);
    } else if ((digits.size() == 12 || digits.size() == 13) && digits.startsWith(u"55"_s)) {
        digits.remove(0, 2);
    }
    if (digits.size() < 10)
        return {{}, PhoneProblem::TooShort};
    if (digits.size() > 11)
        return {{}, PhoneProblem::TooLong};
    if (!isAreaCode(digits.first(2).toInt()))
        return {{}, PhoneProblem::AreaCode};
    const QChar first = digits[2];
    if (digits.size() == 11)
        return first == u'9' ? PhoneReading{u"+55"_s + digits, PhoneProblem::None}
                             : PhoneReading{{}, PhoneProblem::NinthDigit};
    if (first >= u'6') // written before mobile numbers got their ninth digit
        return {u"+55"_s + digits.first(2) + u'9' + digits.mid(2), PhoneProblem::None};
    if (first >= u'2')
        return {u"+55"_s + digits, PhoneProblem::Landline};
    return {{}, PhoneProblem::NinthDigit};
}

} // namespace

PhoneReading readPhone(const QString &text)
{
    static const QRegularExpression several(uR"([/;,|\n]|\s+(?:ou|e|or)\s+)"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    const PhoneReading whole = readOne(text);
    if (whole.problem != PhoneProblem::TooLong)
        return whole;
    std::optional<PhoneReading> first;
    for (const QString &part : text.split(several, Qt::SkipEmptyParts)) {
        const PhoneReading reading = readOne(part);
        if (reading.isMobile())
            return reading;
        if (!first)
            first = reading;
    }
    return first.value_or(whole);
}

QString phoneReason(PhoneProblem problem)
{
    switch (problem) {
    case PhoneProblem::None:
        break;
    case PhoneProblem::Empty:
        return u"phone.missing"_s;
    case PhoneProblem::TooShort:
        return u"phone.too_short"_s;
    case PhoneProblem::TooLong:
        return u"phone.too_long"_s;
    case PhoneProblem::AreaCode:
        return u"phone.area_code"_s;
    case PhoneProblem::NinthDigit:
        return u"phone.invalid"_s;
    case PhoneProblem::Landline:
        return u"phone.landline"_s;
    case PhoneProblem::Foreign:
        return u"phone.foreign"_s;
    case PhoneProblem::Masked:
        return u"phone.masked"_s;
    case PhoneProblem::Rounded:
        return u"phone.rounded"_s;
    }
    return {};
}

QString phoneFix(PhoneProblem problem)
{
    switch (problem) {
    case PhoneProblem::None:
        break;
    case PhoneProblem::Empty:
    case PhoneProblem::Masked:
        return u"phone.add"_s;
    case PhoneProblem::TooShort:
    case PhoneProblem::AreaCode:
        return u"phone.area_code"_s;
    case PhoneProblem::Landline:
        return u"phone.mobile"_s;
    case PhoneProblem::TooLong:
    case PhoneProblem::NinthDigit:
    case PhoneProblem::Foreign:
        return u"phone.check"_s;
    case PhoneProblem::Rounded:
        return u"phone.as_text"_s;
    }
    return {};
}

} // namespace trato
