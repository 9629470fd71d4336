#include "app/cli/cli.h"

#include "app/cli/command.h"
#include "app/cli/input.h"

#include <QCommandLineParser>
#include <QCoreApplication>

namespace trato {

using namespace Qt::StringLiterals;
using namespace cli;

namespace {

const QList<Option> commonOptions{
    {u"profile"_s, u"DIR"_s, u"the profile's folder; the user's own by default"_s},
    {u"redis"_s, u"URL"_s, u"jobs are on this server, redis[s]://[user@]host:port/db; the password in REDIS_PASSWORD"_s},
    {u"prefix"_s, u"NAME"_s, u"BullMQ's key prefix there; bull by default"_s},
    {u"json"_s, {}, u"one JSON document (lists: one object a line) on standard output"_s},
    {u"help"_s, {}, u"what this command does"_s},
};

int codeOf(ExitCode code)
{
    return int(code);
}

CommandList allCommands()
{
    CommandList list;
    addEngineCommands(list);
    addJobCommands(list);
    addJobChangeCommands(list);
    addMessageCommands(list);
    addKindCommands(list);
    addScheduleCommands(list);
    addBackupCommands(list);
    addConsentCommands(list);
    addQueueCommands(list);
    addStoreCommands(list);
    addTemplateCommands(list);
    addVisitCommands(list);
    addWaitCommands(list);
    addPeopleCommands(list);
    addShopCommands(list);
    addCostCommands(list);
    addFigureCommands(list);
    addLineCommands(list);
    addSiteCommands(list);
    addWayCommands(list);
    return list;
}

QString optionLines(const QList<Option> &options)
{
    Facts facts;
    for (const Option &option : options)
        facts.append({u"  --"_s + option.name + (option.valueName.isEmpty() ? QString() : u' ' + option.valueName), option.summary});
    return factsText(facts);
}

/// Every command whose name starts with `group` (all with an empty one).
QString overview(const CommandList &commands, const QString &group)
{
    Facts facts;
    for (const auto &command : commands)
        if (group.isEmpty() || command->name() == group || command->name().startsWith(group + u' '))
            facts.append({u"  "_s + command->name() + u' ' + command->arguments(), command->summary()});
    return u"Usage: trato [--profile DIR] [--redis URL] [--json] COMMAND …\n\nCommands\n"_s + factsText(facts) + u"\nOptions\n"_s
        + optionLines(commonOptions) + u"\nExit codes: 0 done, 1 failed, 2 usage, 3 unavailable, 4 refused by a rule\n"_s;
}

QString helpOf(const Command &command)
{
    QString usage = u"Usage: trato "_s + command.name();
    if (!command.options().isEmpty())
        usage += u" [options]"_s;
    if (!command.arguments().isEmpty())
        usage += u' ' + command.arguments();
    return usage + u"\n"_s + command.summary() + u"\n\nOptions\n"_s + optionLines(command.options() + commonOptions);
}

/// Splits off the options that stand before the command. Invalid names the first unknown one.
Result<Done> takeLeading(QStringList &rest, QStringList &leading)
{
    while (!rest.isEmpty() && rest.first().startsWith(u'-')) {
        const QString option = rest.takeFirst();
        leading.append(option);
        const bool takesValue = option == u"--profile" || option == u"--redis" || option == u"--prefix";
        if (takesValue && !rest.isEmpty())
            leading.append(rest.takeFirst());
        else if (option != u"--json" && option != u"--help" && option != u"-h" && option != u"--version"
                 && !option.startsWith(u"--profile=") && !option.startsWith(u"--redis=") && !option.startsWith(u"--prefix="))
            return Error{Error::Code::Invalid, u"unknown option "_s + option};
    }
    return Done{};
}

/// The command that `rest` starts with, its words taken off. Null when there is none.
Command *takeCommand(const CommandList &commands, QStringList &rest)
{
    for (const int words : {2, 1}) {
        const QString name = rest.mid(0, words).join(u' ');
        for (const auto &command : commands)
            if (rest.size() >= words && command->name() == name) {
                rest = rest.mid(words);
                return command.get();
            }
    }
    return nullptr;
}

Result<Invocation> parse(const Command &command, const QStringList &arguments)
{
    QCommandLineParser parser;
    const QList<Option> options = command.options() + commonOptions;
    for (const Option &option : options)
        parser.addOption(QCommandLineOption(option.name == u"help" ? QStringList{u"help"_s, u"h"_s} : QStringList{option.name},
                                            option.summary, option.valueName));
    if (!parser.parse(QStringList{u"trato"_s} + arguments))
        return Error{Error::Code::Invalid, parser.errorText()};
    Invocation invocation;
    for (const Option &option : options)
        if (parser.isSet(option.name))
            invocation.options.insert(option.name, option.valueName.isEmpty() ? QStringList{QString()} : parser.values(option.name));
    invocation.address.profile = parser.value(u"profile"_s);
    invocation.address.redis = parser.value(u"redis"_s);
    invocation.address.prefix = parser.value(u"prefix"_s);
    invocation.json = parser.isSet(u"json"_s);
    invocation.arguments = parser.positionalArguments();
    const auto [least, most] = command.argumentCount();
    const auto given = int(invocation.arguments.size());
    if (!parser.isSet(u"help"_s) && (given < least || (most >= 0 && given > most)))
        return Error{Error::Code::Invalid, u"expected: trato %1 %2"_s.arg(command.name(), command.arguments()).trimmed()};
    return invocation;
}

} // namespace

ExitCode exitCodeOf(Error::Code code)
{
    switch (code) {
    case Error::Code::NotFound:
    case Error::Code::Conflict:
        return ExitCode::Failed;
    case Error::Code::Invalid:
        return ExitCode::Usage;
    case Error::Code::Refused:
        return ExitCode::Refused;
    case Error::Code::Unavailable:
    case Error::Code::Timeout:
    case Error::Code::Full:
    case Error::Code::Locked:
    case Error::Code::ReadOnly:
    case Error::Code::Corrupt:
    case Error::Code::Cancelled:
        return ExitCode::Unavailable;
    }
    return ExitCode::Failed;
}

int runCli(const QStringList &arguments, CliServices &services, CliStreams streams)
{
    const auto wrong = [&](const QString &words) {
        streams.err.write(printable(words).toUtf8() + "\nTry: trato --help\n");
        return codeOf(ExitCode::Usage);
    };
    for (const QString &argument : arguments)
        if (holdsPassword(argument))
            return wrong(u"a password in an address on the command line is seen by everybody; put it into the environment"_s);
    const CommandList commands = allCommands();
    QStringList rest = arguments;
    QStringList leading;
    if (const Result<Done> taken = takeLeading(rest, leading); !taken)
        return wrong(taken.error().detail);
    if (leading.contains(u"--version"_s)) {
        streams.out.write("trato " TRATO_VERSION "\n");
        return codeOf(ExitCode::Done);
    }
    const QString group = rest.value(0);
    Command *command = takeCommand(commands, rest);
    if (!command) {
        const bool known = group.isEmpty() || std::any_of(commands.begin(), commands.end(), [&](const auto &c) {
            return c->name().startsWith(group + u' ');
        });
        const bool asked = leading.contains(u"--help"_s) || leading.contains(u"-h"_s) || rest.contains(u"--help"_s);
        if (!known)
            return wrong(u"unknown command "_s + group);
        (asked ? streams.out : streams.err).write(overview(commands, group).toUtf8());
        return codeOf(asked ? ExitCode::Done : ExitCode::Usage);
    }
    const Result<Invocation> invocation = parse(*command, leading + rest);
    if (!invocation)
        return wrong(invocation.error().detail);
    if (invocation.value().options.contains(u"help"_s)) {
        streams.out.write(helpOf(*command).toUtf8());
        return codeOf(ExitCode::Done);
    }
    Session session(invocation.value(), services, streams);
    if (const auto code = command->runAtOnce(session))
        return codeOf(*code);
    QObject::connect(&session, &Session::finished, &session, [&session] { QCoreApplication::exit(codeOf(session.code())); });
    QMetaObject::invokeMethod(&session, [&] { command->run(session); }, Qt::QueuedConnection);
    QCoreApplication::exec();
    return codeOf(session.code());
}

} // namespace trato
