#include "app/composition/cli_programs.h"

#include <QCoreApplication>
#include <QFile>

#include <cstdio>

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("trato"));
    QCoreApplication::setApplicationVersion(QStringLiteral(TRATO_VERSION));
    QFile out;
    QFile err;
    QFile in;
    if (!out.open(stdout, QIODevice::WriteOnly) || !err.open(stderr, QIODevice::WriteOnly | QIODevice::Unbuffered)
        || !in.open(stdin, QIODevice::ReadOnly))
        return int(trato::ExitCode::Unavailable);
    trato::CliPrograms programs;
    return trato::runCli(app.arguments().mid(1), programs, {out, err, in});
}
