#include "app/console/start_trouble.h"

#include <QApplication>
#include <QDir>
#include <QMessageBox>

#include <cstdio>

namespace trato {
namespace {

constexpr int exitCode = 3; // design section 8: the data cannot be used

QString startTrouble(const Error &error)
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("trato::StartTrouble", text); };
    switch (error.code) {
    case Error::Code::ReadOnly:
        return tr(QT_TRANSLATE_NOOP("trato::StartTrouble", "The folder with your shop's data cannot be written. Check that its disk is there, has room, "
                                                           "and that you may change files in it; then start again."));
    case Error::Code::Full:
        return tr(QT_TRANSLATE_NOOP("trato::StartTrouble", "The disk is full. Free some space, then start again. Nothing is lost."));
    case Error::Code::Conflict:
        return tr(QT_TRANSLATE_NOOP("trato::StartTrouble", "Another program works on your shop's data. Close it, then start again."));
    case Error::Code::Corrupt:
        return tr(QT_TRANSLATE_NOOP("trato::StartTrouble", "A file with your shop's data is damaged or was written by a newer version. Update the program, or "
                                                           "restore a safety copy."));
    default:
        return tr(QT_TRANSLATE_NOOP("trato::StartTrouble", "Your shop's data cannot be opened. Start the computer again; if that does not help, show the "
                                                           "details below to whoever looks after it."));
    }
}

} // namespace

QString startTroubleText(const Error &error, const QString &folder)
{
    return startTrouble(error) + QStringLiteral("\n\n") + QDir::toNativeSeparators(folder) + QStringLiteral("\n") + error.detail;
}

int showStartTrouble(const Error &error, const QString &folder, bool quiet)
{
    std::fprintf(stderr, "trato-console: %s\n", qUtf8Printable(error.detail));
    if (quiet)
        return exitCode;
    QMessageBox box(QMessageBox::Critical, QCoreApplication::translate("trato::StartTrouble", "Trato Console cannot start"),
                    startTroubleText(error, folder), QMessageBox::Close);
    box.setTextFormat(Qt::PlainText);
    box.setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    box.show();
    QApplication::exec();
    return exitCode;
}

} // namespace trato
