#include "app/console/autostart.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QSettings>
#include <QStandardPaths>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

/// One argument of Exec: in quotes, with the four characters that mean something inside them escaped; "%" doubled.
QString execPart(const QString &text)
{
    QString quoted;
    for (const QChar c : text) {
        if (c == u'"' || c == u'`' || c == u'$' || c == u'\\')
            quoted += u'\\';
        quoted += c == u'%' ? u"%%"_s : QString(c);
    }
    // The value of a key is unescaped once before it is split.
    return u'"' + quoted.replace(u'\\', u"\\\\"_s) + u'"';
}

#ifdef Q_OS_WIN
const QString runKey = u"HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Run"_s;
const QString runName = u"Trato Console"_s;
#endif

} // namespace

QByteArray desktopEntry(const QString &program, const QStringList &arguments)
{
    QStringList command{execPart(program)};
    for (const QString &argument : arguments)
        command << execPart(argument);
    return u"[Desktop Entry]\nType=Application\nName=Trato Console\nIcon=trato-console\nTerminal=false\nExec=%1\n"
           "X-GNOME-Autostart-enabled=true\n"_s.arg(command.join(u' ')).toUtf8();
}

QByteArray launchAgent(const QString &program, const QStringList &arguments)
{
    QString parts;
    for (const QString &part : QStringList{program} + arguments)
        parts += u"    <string>%1</string>\n"_s.arg(part.toHtmlEscaped());
    return u"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" "
           "\"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n<plist version=\"1.0\">\n<dict>\n  <key>Label</key>\n"
           "  <string>trato-console</string>\n  <key>RunAtLoad</key>\n  <true/>\n  <key>ProgramArguments</key>\n  <array>\n%1"
           "  </array>\n</dict>\n</plist>\n"_s.arg(parts).toUtf8();
}

QString runKeyCommand(const QString &program, const QStringList &arguments)
{
    QStringList parts{u'"' + QDir::toNativeSeparators(program) + u'"'};
    for (const QString &argument : arguments)
        parts << u'"' + argument + u'"';
    return parts.join(u' ');
}

Autostart::Autostart(QString program, QStringList arguments, QString folder)
    : m_program(std::move(program)), m_arguments(std::move(arguments)), m_folder(std::move(folder))
{
}

QString Autostart::file() const
{
#ifdef Q_OS_MACOS
    const QString folder = m_folder.isEmpty() ? QDir::homePath() + u"/Library/LaunchAgents"_s : m_folder;
    return folder + u"/trato-console.plist"_s;
#else
    const QString folder = m_folder.isEmpty()
        ? QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + u"/autostart"_s : m_folder;
    return folder + u"/trato-console.desktop"_s;
#endif
}

#ifdef Q_OS_WIN

bool Autostart::isOn() const
{
    return QSettings(runKey, QSettings::NativeFormat).contains(runName);
}

Result<Done> Autostart::set(bool on) const
{
    QSettings run(runKey, QSettings::NativeFormat);
    on ? run.setValue(runName, runKeyCommand(m_program, m_arguments)) : run.remove(runName);
    run.sync();
    if (run.status() != QSettings::NoError)
        return Error{Error::Code::ReadOnly, u"the start with the computer cannot be written"_s};
    return Done{};
}

#else

bool Autostart::isOn() const
{
    return QFile::exists(file());
}

Result<Done> Autostart::set(bool on) const
{
    const Error refused{Error::Code::ReadOnly, u"the list of programs that start with the computer cannot be written"_s};
    if (!on)
        return !QFile::exists(file()) || QFile::remove(file()) ? Result<Done>(Done{}) : Result<Done>(refused);
    QDir().mkpath(QFileInfo(file()).path());
    QSaveFile out(file());
    if (!out.open(QIODevice::WriteOnly))
        return refused;
#ifdef Q_OS_MACOS
    out.write(launchAgent(m_program, m_arguments));
#else
    out.write(desktopEntry(m_program, m_arguments));
#endif
    return out.commit() ? Result<Done>(Done{}) : Result<Done>(refused);
}

#endif

} // namespace trato
