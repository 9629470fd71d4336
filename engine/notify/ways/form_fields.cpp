#include "engine/notify/ways/form_fields.h"

namespace trato {
namespace {

constexpr qsizetype mostFields = 1000;

QByteArray decoded(QByteArrayView text)
{
    QByteArray out = text.toByteArray();
    out.replace('+', ' ');
    return QByteArray::fromPercentEncoding(out);
}

} // namespace

QList<std::pair<QByteArray, QByteArray>> formFields(QByteArrayView form)
{
    QList<std::pair<QByteArray, QByteArray>> out;
    while (!form.isEmpty() && out.size() < mostFields) {
        const qsizetype end = form.indexOf('&');
        const QByteArrayView field = end < 0 ? form : form.first(end);
        form = end < 0 ? QByteArrayView() : form.sliced(end + 1);
        if (field.isEmpty())
            continue;
        const qsizetype sign = field.indexOf('=');
        out.emplaceBack(decoded(sign < 0 ? field : field.first(sign)), sign < 0 ? QByteArray() : decoded(field.sliced(sign + 1)));
    }
    return out;
}

} // namespace trato
