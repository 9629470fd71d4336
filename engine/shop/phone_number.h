#pragma once

#include <QString>

/// Brazilian phone numbers as people write them (domain 6.5, R-37). Pure.
namespace trato {

enum class PhoneProblem {
    None,
    Empty,      ///< no digit at all
    TooShort,   ///< fewer than ten digits: the area code is missing, or part of the number
    TooLong,
    AreaCode,   ///< not one of the area codes in use
    NinthDigit, ///< eleven digits, but no 9 after the area code; or a number that begins with 0 or 1
    Landline,   ///< a good number that takes no WhatsApp or SMS; `e164` is set
    Foreign,    ///< written with a country code other than +55
    Masked,     ///< digits are hidden by asterisks
    Rounded,    ///< a spreadsheet has turned it into 5,5E+12: the digits are lost
};

struct PhoneReading {
    QString e164{};                          ///< "+5511987654321"; empty when it cannot be read
    PhoneProblem problem = PhoneProblem::Empty;
    bool isMobile() const { return problem == PhoneProblem::None; }
    friend bool operator==(const PhoneReading &, const PhoneReading &) = default;
};

/// Reads one number. When several stand there ("… / …") the first mobile one counts, else the first.
PhoneReading readPhone(const QString &text);
/// Key of the reason, "phone.area_code"; empty for None.
QString phoneReason(PhoneProblem problem);
/// Key of the advice, "phone.check"; empty for None.
QString phoneFix(PhoneProblem problem);

} // namespace trato
