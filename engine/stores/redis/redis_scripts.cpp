#include "engine/stores/redis/redis_scripts.h"

#include <QDir>
#include <QFile>

#include <map>

namespace trato {
namespace {

using namespace Qt::StringLiterals;

const auto folder = u":/redis/scripts/"_s;

QByteArray textOf(const QString &file)
{
    QFile source(folder + file);
    return source.open(QIODevice::ReadOnly) ? source.readAll() : QByteArray();
}

QList<QByteArray> wordsOf(const QByteArray &line)
{
    QList<QByteArray> words = line.simplified().split(' ');
    words.removeAll(QByteArray());
    return words;
}

QueueScript assemble(const QByteArray &name)
{
    QueueScript made;
    QByteArray text;
    int keys = 0;
    for (const QByteArray &line : textOf(QString::fromLatin1(name) + u".lua"_s).split('\n')) {
        if (!line.trimmed().startsWith("--!")) {
            text += line + '\n';
            continue;
        }
        const QList<QByteArray> words = wordsOf(line.trimmed().mid(3));
        for (const QByteArray &word : words.mid(1)) {
            if (words.first() == "include")
                text += textOf(u"parts/"_s + QString::fromLatin1(word) + u".lua"_s) + '\n';
            else if (word == "*")
                keys = -1;
            else
                made.keys.append(word);
        }
    }
    QByteArray source;
    for (qsizetype i = 0; i < made.keys.size(); ++i)
        source += "local " + made.keys[i] + "Key = KEYS[" + QByteArray::number(i + 1) + "]\n";
    made.script = RedisScript(name, source + text, keys < 0 ? -1 : int(made.keys.size()));
    return made;
}

const std::map<QByteArray, QueueScript, std::less<>> &book()
{
    static const auto scripts = [] {
        std::map<QByteArray, QueueScript, std::less<>> made;
        for (const QByteArray &name : RedisScripts::names())
            made.emplace(name, assemble(name));
        return made;
    }();
    return scripts;
}

} // namespace

QList<QByteArray> RedisScripts::names()
{
    QList<QByteArray> names;
    for (const QString &file : QDir(folder).entryList({u"*.lua"_s}, QDir::Files, QDir::Name))
        names.append(file.chopped(4).toLatin1());
    return names;
}

const QueueScript &RedisScripts::get(QByteArrayView name)
{
    static const QueueScript none;
    const auto found = book().find(name.toByteArray());
    Q_ASSERT(found != book().end());
    return found == book().end() ? none : found->second;
}

} // namespace trato
