#include "tests/interop/matrix.h"

#include <QTest>

#include <cstdio>

namespace trato {

using namespace Qt::StringLiterals;

void Matrix::note(const QString &line)
{
    const bool data = QTest::currentDataTag();
    const QString name = QString::fromLatin1(QTest::currentTestFunction()) + (data ? u" "_s + QString::fromUtf8(QTest::currentDataTag()) : QString());
    const QString result = QTest::currentTestFailed() ? u"FAILED"_s : u"holds"_s;
    const auto same = std::ranges::find_if(m_rows, [&](const Row &row) { return row.name == name && row.line == line; });
    if (same == m_rows.end())
        m_rows.append({name, line, result});
    else if (result != u"holds")
        same->result = result;
}

void Matrix::print() const
{
    for (const Row &row : m_rows) {
        const QString number = row.name.startsWith(u'm') ? row.name.section(u'_', 0, 0).toUpper() : QString();
        std::printf("%-4s %-52s %-14s %s\n", qPrintable(number), qPrintable(row.name.section(u'_', number.isEmpty() ? 0 : 1)),
                    qPrintable(row.line), qPrintable(row.result));
    }
    std::fflush(stdout);
}

} // namespace trato
