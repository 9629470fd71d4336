#include "engine/notify/channels/sms_text.h"

#include <QList>

namespace trato {

namespace {

/// GSM 03.38, the default alphabet; its extension costs an escape.
constexpr QStringView basic = u"@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
                              u"¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
constexpr QStringView extended = u"\f^{}\\[~]|€";

/// Segments when no unit of `widths` may be cut.
int packed(const QList<int> &widths, int single, int part)
{
    int total = 0;
    for (const int width : widths)
        total += width;
    if (total <= single)
        return total > 0 ? 1 : 0;
    int segments = 1;
    int used = 0;
    for (const int width : widths) {
        if (used + width > part) {
            ++segments;
            used = 0;
        }
        used += width;
    }
    return segments;
}

struct Swap {
    char16_t from;
    QStringView to;
};
constexpr Swap swaps[] = {
    {u'\u2013', u"-"}, {u'\u2014', u"-"}, {u'\u2012', u"-"}, {u'\u2011', u"-"}, {u'\u2010', u"-"}, {u'\u2212', u"-"},
    {u'\u2018', u"'"}, {u'\u2019', u"'"}, {u'\u201a', u"'"}, {u'\u00b4', u"'"}, {u'`', u"'"},
    {u'\u201c', u"\""}, {u'\u201d', u"\""}, {u'\u201e', u"\""}, {u'\u00ab', u"\""}, {u'\u00bb', u"\""},
    {u'\u2026', u"..."}, {u'\u00ba', u"o"}, {u'\u00aa', u"a"}, {u'\u00b0', u"o"}, {u'\u20ac', u"EUR"}, {u'\u00a3', u"GBP"},
    {u'\u00b7', u"-"}, {u'\u2022', u"-"}, {u'\u00a0', u" "}, {u'\u202f', u" "}, {u'\t', u" "}, {u'\u00df', u"ss"},
    {u'\u00d8', u"O"}, {u'\u00f8', u"o"}, {u'\u00c6', u"AE"}, {u'\u00e6', u"ae"},
};

} // namespace

SmsSize smsSize(const QString &text)
{
    SmsSize out;
    QList<int> widths;
    for (const QChar c : text) {
        const int width = basic.contains(c) ? 1 : extended.contains(c) ? 2 : 0;
        if (width == 0) {
            out.gsm = false;
            break;
        }
        widths << width;
        out.units += width;
    }
    if (!out.gsm) {
        widths.clear();
        for (const QChar c : text)
            if (!c.isLowSurrogate() || widths.isEmpty())
                widths << (c.isHighSurrogate() ? 2 : 1);
        out.units = int(text.size());
    }
    out.segments = out.gsm ? packed(widths, 160, 153) : packed(widths, 70, 67);
    return out;
}

QString plainSms(const QString &text)
{
    QString out;
    const auto add = [&out](QChar c) {
        for (const Swap &swap : swaps)
            if (c == swap.from) {
                out += swap.to;
                return true;
            }
        if (c.unicode() >= 128 || (c.unicode() < 32 && c != u'\n'))
            return false;
        out += c;
        return true;
    };
    for (const QChar c : text)
        if (!add(c))
            for (const QChar part : QString(c).normalized(QString::NormalizationForm_KD))
                add(part);
    return out;
}

} // namespace trato
