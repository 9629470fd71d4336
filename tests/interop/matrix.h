#pragma once

#include <QStringList>

namespace trato {

/// The interop matrix of bullmq-format 6.2 as far as one test program proves it: each test is a row, named by the number
/// its function begins with ("m21_…"), with one result for each line of BullMQ. Printed at the end.
class Matrix
{
public:
    /// After each test, in `cleanup()`: takes its name and result from QTest.
    void note(const QString &line);
    void print() const;

private:
    struct Row {
        QString name;
        QString line;
        QString result;
    };
    QList<Row> m_rows;
};

} // namespace trato
