#include "app/cli/session.h"

#include "engine/api/words.h"

namespace trato::cli {

using namespace Qt::StringLiterals;

Session::Session(Invocation invocation, CliServices &services, CliStreams streams)
    : m_invocation(std::move(invocation)), m_services(services), m_streams(streams)
{
}

QString Session::value(const QString &option, const QString &otherwise) const
{
    const QStringList all = values(option);
    return all.isEmpty() ? otherwise : all.constLast();
}

Result<Done> Session::openEngine()
{
    if (m_engine)
        return Done{};
    Result<std::shared_ptr<EngineApi>> engine = m_services.engine(m_invocation.address);
    if (!engine)
        return engine.error();
    m_engine = std::move(engine).value();
    return Done{};
}

void Session::checkStore(std::function<void()> then, std::function<void(const Error &)> otherwise)
{
    m_storeChecked = true;
    const Result<QString> named = m_services.storeName(m_invocation.address);
    if (!named)
        return otherwise(named.error());
    if (m_services.isOwnEngine())
        return then();
    askOr<ask::ShowStatus>({}, [then = std::move(then), otherwise, wanted = named.value()](const EngineStatus &status) {
        status.store.address == wanted ? then() : otherwise(Error{Error::Code::Refused, u"site.other"_s});
    }, otherwise);
}

void Session::finishBulk(const BulkReport &report, const QString &verb)
{
    if (json()) {
        write(codec::toJson(report) + '\n');
    } else {
        say(u"%1: %2, skipped: %3"_s.arg(verb).arg(report.done).arg(report.skipped));
        for (auto it = report.reasons.begin(); it != report.reasons.end(); ++it)
            say(u"  %1 × %2"_s.arg(QString::number(it.value()), words::reason(it.key())));
    }
    finish(report.skipped > 0 ? ExitCode::Failed : ExitCode::Done);
}

void Session::write(const QByteArray &bytes)
{
    m_streams.out.write(bytes);
}

void Session::say(const QString &words)
{
    m_streams.err.write(printable(words).toUtf8() + '\n');
}

void Session::finish(ExitCode code)
{
    if (m_code)
        return;
    m_code = code;
    emit finished();
}

void Session::fail(const Error &error)
{
    const auto what = [](Error::Code code) {
        switch (code) {
        case Error::Code::NotFound:
            return u"not found"_s;
        case Error::Code::Conflict:
            return u"not possible in this state"_s;
        case Error::Code::Invalid:
            return u"not valid"_s;
        case Error::Code::Refused:
            return u"refused"_s;
        case Error::Code::Unavailable:
            return u"not available"_s;
        case Error::Code::Timeout:
            return u"no answer in time; the outcome is unknown"_s;
        case Error::Code::Full:
            return u"the disk is full"_s;
        case Error::Code::Locked:
            return u"the file is in use by another program"_s;
        case Error::Code::ReadOnly:
            return u"the file may not be written"_s;
        case Error::Code::Corrupt:
            return u"stored data cannot be understood"_s;
        case Error::Code::Cancelled:
            return u"the engine stopped first"_s;
        }
        return QString();
    };
    say(error.detail.isEmpty() ? what(error.code) : what(error.code) + u": "_s + words::reason(error.detail));
    finish(exitCodeOf(error.code));
}

void Session::usage(const QString &words)
{
    say(words);
    finish(ExitCode::Usage);
}

} // namespace trato::cli
