#include "engine/notify/template_studio.h"

#include "engine/notify/template_rules.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>
#include <QSqlError>
#include <QSqlQuery>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 fileLimit = 256 * 1024;
const QString studioFile = u"console.db"_s;

QString builtInPath(const TemplateId &id) { return u":/templates/"_s + id.value + u".mustache"_s; }

QString textOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.read(fileLimit)) : QString();
}

bool sameText(const QString &a, const QString &b) { return a.trimmed() == b.trimmed(); }

/// Adds the text unless it is the newest version already.
Result<Done> keep(QSqlDatabase &db, const QString &id, Instant at, const QString &text, const QString &subject)
{
    QSqlQuery query(db);
    if (!execute(query, u"SELECT number, text, subject FROM template_version WHERE template = ? ORDER BY number DESC LIMIT 1"_s, {id}))
        return sqlError(query.lastError(), studioFile);
    int number = 1;
    if (query.next()) {
        if (sameText(query.value(1).toString(), text) && sameText(query.value(2).toString(), subject))
            return Done{};
        number = query.value(0).toInt() + 1;
    }
    query.finish();
    if (!execute(query, u"INSERT INTO template_version(template, number, at, text, subject) VALUES(?, ?, ?, ?, ?)"_s,
                 {id, number, qint64(toMs(at)), text, subject.isNull() ? u""_s : subject}))
        return sqlError(query.lastError(), studioFile);
    return Done{};
}

} // namespace

TemplateStudio::TemplateStudio(Templates &templates, QString folder, SqlThread &console, const Clock &clock)
    : m_templates(templates), m_folder(std::move(folder)), m_console(console), m_clock(clock)
{
}

QString TemplateStudio::ownPath(const TemplateId &id) const { return m_folder + u'/' + id.value + u".mustache"_s; }

QString TemplateStudio::fileInUse(const TemplateId &id) const
{
    const QString own = m_folder.isEmpty() ? QString() : textOf(ownPath(id));
    return own.isEmpty() ? textOf(builtInPath(id)) : own;
}

Result<MessageTemplate> TemplateStudio::draft(const TemplateId &id, const QString &text, const QString &subject) const
{
    const auto known = m_templates.find(id);
    if (!known)
        return Error{Error::Code::NotFound, u"no template %1"_s.arg(id.value.left(100))};
    MessageTemplate base = parseTemplate(id, textOf(builtInPath(id)), {}); // what a file's head leaves out
    MessageTemplate out = parseTemplate(id, rewriteTemplate(fileInUse(id), known->channel, text, subject), std::move(base));
    out.overridden = true;
    return out;
}

Result<MessageTemplate> TemplateStudio::write(const TemplateId &id, Channel channel, const QString &text, const QString &subject)
{
    if (m_folder.isEmpty() || !QDir().mkpath(m_folder))
        return Error{Error::Code::ReadOnly, u"templates"_s};
    const QString file = rewriteTemplate(fileInUse(id), channel, text, subject);
    // What says the same as the program's own is no text of the shop.
    const QString builtIn = textOf(builtInPath(id));
    const MessageTemplate ours = parseTemplate(id, builtIn, {});
    if (const MessageTemplate now = parseTemplate(id, file, ours); !builtIn.isEmpty() && sameText(now.source, ours.source)
        && sameText(now.subject, ours.subject) && now.providerName == ours.providerName && now.category == ours.category
        && now.language == ours.language && now.channel == ours.channel) {
        if (QFile::exists(ownPath(id)) && !QFile::remove(ownPath(id)))
            return Error{Error::Code::ReadOnly, u"templates"_s};
    } else {
        QSaveFile out(ownPath(id));
        if (!out.open(QIODevice::WriteOnly))
            return Error{Error::Code::ReadOnly, u"templates"_s};
        out.write(file.toUtf8());
        if (!out.commit())
            return Error{out.error() == QFileDevice::ResourceError ? Error::Code::Full : Error::Code::ReadOnly, u"templates"_s};
    }
    m_templates.reload();
    const auto now = m_templates.find(id);
    return now ? Result<MessageTemplate>(*now) : Result<MessageTemplate>(Error{Error::Code::NotFound, id.value.left(100)});
}

void TemplateStudio::save(const TemplateId &id, const QString &text, const QString &subject, Reply<MessageTemplate> reply)
{
    m_templates.reload();
    const auto known = m_templates.find(id);
    if (!known)
        return reply(Error{Error::Code::NotFound, u"no template %1"_s.arg(id.value.left(100))});
    m_console.run<Done>(
        [id = id.value, at = m_clock.now(), before = *known, text, subject](QSqlDatabase &db) -> Result<Done> {
            if (before.overridden)
                if (const Result<Done> kept = keep(db, id, at, before.source, before.subject); !kept)
                    return kept;
            return keep(db, id, at, text.trimmed(), subject.simplified());
        },
        [this, id, channel = known->channel, text, subject, reply](Result<Done> kept) {
            kept ? reply(write(id, channel, text.trimmed(), subject.simplified())) : reply(kept.error());
        });
}

void TemplateStudio::versions(const TemplateId &id, Reply<QList<TemplateVersion>> reply)
{
    m_templates.reload();
    const auto now = m_templates.find(id);
    if (!now)
        return reply(Error{Error::Code::NotFound, u"no template %1"_s.arg(id.value.left(100))});
    const MessageTemplate ours = parseTemplate(id, textOf(builtInPath(id)), {});
    m_console.run<QList<TemplateVersion>>(
        [id = id.value, now = *now, ours](QSqlDatabase &db) -> Result<QList<TemplateVersion>> {
            QList<TemplateVersion> out;
            QSqlQuery query(db);
            if (!execute(query, u"SELECT number, at, text, subject FROM template_version WHERE template = ? ORDER BY number DESC LIMIT 200"_s, {id}))
                return sqlError(query.lastError(), studioFile);
            while (query.next())
                out << TemplateVersion{query.value(0).toInt(), fromMs(query.value(1).toLongLong()), query.value(2).toString(), query.value(3).toString()};
            if (!ours.source.isEmpty())
                out << TemplateVersion{0, std::nullopt, ours.source, ours.subject};
            for (TemplateVersion &version : out) {
                version.current = sameText(version.text, now.source) && sameText(version.subject, now.subject);
                if (version.current)
                    break; // an older one with the same words is not in use a second time
            }
            return out;
        },
        std::move(reply));
}

void TemplateStudio::restore(const TemplateId &id, int number, Reply<MessageTemplate> reply)
{
    versions(id, [this, id, number, reply](Result<QList<TemplateVersion>> all) {
        if (!all)
            return reply(all.error());
        for (const TemplateVersion &version : all.value())
            if (version.number == number)
                return number == 0 ? reply(write(id, m_templates.find(id)->channel, version.text, version.subject))
                                   : save(id, version.text, version.subject, reply);
        reply(Error{Error::Code::NotFound, u"no version %1"_s.arg(number)});
    });
}

} // namespace trato
