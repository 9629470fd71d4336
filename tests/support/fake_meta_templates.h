#pragma once

#include "tests/support/raw_http_fake.h"

#include <QJsonObject>

namespace trato {

/// Meta's register of message templates (providers 1.1): lists, takes new ones and changes. Refuses what the real one refuses: a
/// missing or wrong token, a name that is taken, a body that begins or ends with a variable or has two side by side, numbers that
/// are not 1, 2, 3 … in order, missing examples. What it took is pending until a test decides.
class FakeMetaTemplates
{
public:
    struct Row {
        QString id{};
        QString name{};
        QString language{};
        QString category{};
        QString text{};
        QString status = QStringLiteral("PENDING");
        QString rejectedReason = QStringLiteral("NONE");
        QStringList buttons{};
    };
    FakeMetaTemplates();

    QString url() const { return m_http.url(); }
    QString accountId() const { return QStringLiteral("5566778899"); }
    QString token() const { return QStringLiteral("test-token"); }
    QList<Row> &rows() { return m_rows; }
    /// Rows on one page of a list.
    void setPage(int rows) { m_page = rows; }
    const QList<RawHttpFake::Request> &requests() const { return m_http.requests(); }

private:
    RawHttpFake::Answer handle(const RawHttpFake::Request &request);
    RawHttpFake::Answer list(const QString &after) const;
    RawHttpFake::Answer take(const QJsonObject &body, Row row, bool isNew);

    QList<Row> m_rows;
    int m_page = 100;
    RawHttpFake m_http;
};

} // namespace trato
