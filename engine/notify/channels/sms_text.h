#pragma once

#include <QString>

namespace trato {

/// How a text goes over the air, and what it costs.
struct SmsSize {
    bool gsm = true;     ///< GSM-7; false: UCS-2
    int units = 0;       ///< septets (extended characters count two), or UTF-16 units
    int segments = 0;    ///< each is paid for
    friend bool operator==(const SmsSize &, const SmsSize &) = default;
};

/// Counts as carriers do: GSM-7 160 in one segment and 153 in each of several, UCS-2 70 and 67; an escape pair or a
/// surrogate pair is never cut between two segments (GSM 03.38, 03.40). Pure.
SmsSize smsSize(const QString &text);
/// The text without accents and typographic signs: Brazilian carriers strip them anyway, and one 'ã' halves what fits
/// (providers 0, finding 10; R-35). What has no plain form, as an emoji, is left out. Pure.
QString plainSms(const QString &text);

} // namespace trato
