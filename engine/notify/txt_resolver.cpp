#include "engine/notify/txt_resolver.h"

#include <QDnsLookup>
#include <QTimer>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr Millis patience{5000};
constexpr qsizetype mostRecords = 50;

} // namespace

void TxtResolver::lookUp(const QString &name, Reply<QStringList> reply)
{
    auto *lookup = new QDnsLookup(QDnsLookup::TXT, name, this);
    auto *limit = new QTimer(lookup);
    limit->setSingleShot(true);
    connect(limit, &QTimer::timeout, lookup, &QDnsLookup::abort);
    connect(lookup, &QDnsLookup::finished, this, [lookup, reply = std::move(reply)] {
        lookup->deleteLater();
        if (lookup->error() == QDnsLookup::NotFoundError)
            return reply(QStringList());
        if (lookup->error() != QDnsLookup::NoError)
            return reply(Error{Error::Code::Unavailable, lookup->errorString()});
        QStringList records;
        for (const QDnsTextRecord &record : lookup->textRecords().mid(0, mostRecords))
            records << QString::fromUtf8(record.values().join()); // one text in pieces of 255 bytes
        reply(records);
    });
    limit->start(patience);
    lookup->lookup();
}

} // namespace trato
