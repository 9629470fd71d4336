#include "engine/notify/template_office.h"

#include "engine/notify/template_rules.h"
#include "engine/runtime/log_book.h"

#include <QPointer>
#include <QSqlError>
#include <QSqlQuery>

#include <algorithm>

namespace trato {

using namespace Qt::StringLiterals;
using whatsapp::RemoteTemplate;

namespace {

constexpr Hours askAgain{1};
constexpr int mostPages = 10;
const QString officeFile = u"console.db"_s;
const QString tokenName = u"WHATSAPP_ACCESS_TOKEN"_s;

struct Kept {
    RemoteTemplate remote{};
    Instant askedAt{};
};

Result<QMap<QString, Kept>> readKept(QSqlDatabase &db)
{
    QMap<QString, Kept> out;
    QSqlQuery query(db);
    if (!execute(query, u"SELECT name, language, provider_id, status, category, reason, text, asked_at FROM template_standing"_s))
        return sqlError(query.lastError(), officeFile);
    while (query.next()) {
        Kept one;
        one.remote = {query.value(2).toString(), query.value(0).toString(), query.value(1).toString(),
                      enumFromName<TemplateStatus>(query.value(3).toString()).value_or(TemplateStatus::Other), query.value(4).toString(),
                      query.value(5).toString(), query.value(6).toString()};
        one.askedAt = fromMs(query.value(7).toLongLong());
        out.insert(one.remote.name + u'/' + one.remote.language, one);
    }
    return out;
}

QString keyOf(const MessageTemplate &what) { return what.providerName + u'/' + what.language; }

TemplateStanding standingOf(const MessageTemplate &what, const Kept *kept)
{
    TemplateStanding out{.id = what.id, .providerName = what.providerName, .language = what.language, .category = what.category};
    if (!kept)
        return out;
    out.status = kept->remote.status;
    if (!kept->remote.category.isEmpty())
        out.category = kept->remote.category;
    out.reason = kept->remote.reason;
    out.askedAt = kept->askedAt;
    out.differs = out.status != TemplateStatus::Absent && !kept->remote.text.isEmpty()
        && kept->remote.text.trimmed() != numberedText(what.source, what.variables).trimmed();
    return out;
}

} // namespace

whatsapp::Account TemplateOffice::account() const
{
    const EngineSettings &s = m_parts.settings;
    return {s.whatsappUrl, s.whatsappVersion, s.whatsappAccountId, s.whatsappCaFile};
}

void TemplateOffice::withToken(std::function<void(Result<std::shared_ptr<Secret>>)> use)
{
    if (m_parts.settings.whatsappAccountId.isEmpty())
        return use(Error{Error::Code::Refused, u"missing: whatsapp/accountId"_s});
    m_parts.secrets.read(tokenName, [use = std::move(use)](Result<Secret> secret) {
        if (!secret || secret.value().isEmpty())
            return use(Error{Error::Code::Refused, u"whatsapp: no access token"_s});
        use(std::make_shared<Secret>(std::move(secret).value()));
    });
}

void TemplateOffice::standings(Reply<QList<TemplateStanding>> reply)
{
    QList<MessageTemplate> ours;
    for (const TemplateView &view : m_parts.templates.list())
        if (view.channel == Channel::WhatsApp && !view.providerName.isEmpty())
            if (const auto what = m_parts.templates.find(view.id))
                ours << *what;
    const QPointer<TemplateOffice> self(this);
    m_parts.console.run<QMap<QString, Kept>>([](QSqlDatabase &db) { return readKept(db); }, [self, ours, reply](Result<QMap<QString, Kept>> found) {
        if (!found)
            return reply(found.error());
        const QMap<QString, Kept> &kept = found.value();
        QList<TemplateStanding> out;
        bool pending = false;
        for (const MessageTemplate &what : ours) {
            const auto it = kept.constFind(keyOf(what));
            out << standingOf(what, it == kept.constEnd() ? nullptr : &*it);
            pending = pending || out.last().status == TemplateStatus::Pending;
        }
        if (self) {
            self->m_looked = true;
            self->m_pending = pending;
        }
        reply(out);
    });
}

void TemplateOffice::ask(Reply<QList<TemplateStanding>> reply)
{
    const QPointer<TemplateOffice> self(this);
    m_asking = true;
    m_askedAt = m_parts.clock.now();
    const Reply<QList<TemplateStanding>> done([self, reply](Result<QList<TemplateStanding>> all) {
        if (self)
            self->m_asking = false;
        reply(std::move(all));
    });
    withToken([self, done](Result<std::shared_ptr<Secret>> token) {
        if (!token)
            return done(token.error());
        if (self)
            self->nextPage(token.value(), {}, {}, 1, done);
    });
}

void TemplateOffice::nextPage(const std::shared_ptr<Secret> &token, QList<RemoteTemplate> sum, const QString &after, int pages,
                              Reply<QList<TemplateStanding>> reply)
{
    const Result<HttpRequest> request = whatsapp::buildTemplateList(account(), *token, after);
    if (!request)
        return reply(request.error());
    const QPointer<TemplateOffice> self(this);
    m_parts.http(request.value(), [self, token, sum = std::move(sum), pages, reply](Result<HttpResult> result) mutable {
        if (!result)
            return reply(result.error());
        if (!self)
            return reply(Error{Error::Code::Cancelled, u"stopping"_s});
        const Result<whatsapp::RemotePage> page = whatsapp::readTemplateList(result.value());
        if (!page)
            return reply(page.error());
        sum << page.value().rows;
        if (!page.value().after.isEmpty() && pages < mostPages)
            return self->nextPage(token, std::move(sum), page.value().after, pages + 1, reply);
        for (const TemplateView &view : self->m_parts.templates.list()) { // that Meta has none is an answer too
            const bool listed = std::ranges::any_of(sum, [&](const RemoteTemplate &row) { return row.name == view.providerName && row.language == view.language; });
            if (view.channel == Channel::WhatsApp && !view.providerName.isEmpty() && !listed)
                sum << RemoteTemplate{.name = view.providerName, .language = view.language, .status = TemplateStatus::Absent};
        }
        self->keep(sum, true, [self, reply](Result<Done> kept) {
            if (!kept)
                return reply(kept.error());
            if (!self)
                return reply(Error{Error::Code::Cancelled, u"stopping"_s});
            if (self->m_changed)
                self->m_changed();
            self->standings(reply);
        });
    });
}

void TemplateOffice::keep(const QList<RemoteTemplate> &rows, bool all, Reply<Done> reply)
{
    m_parts.console.run<Done>(
        [rows, all, at = m_parts.clock.now()](QSqlDatabase &db) -> Result<Done> {
            QSqlQuery query(db);
            // What Meta does not list any more is absent, and that was asked now.
            if (all && !execute(query, u"UPDATE template_standing SET status = 'absent', provider_id = '', reason = '', text = '', asked_at = ?"_s,
                                {qint64(toMs(at))}))
                return sqlError(query.lastError(), officeFile);
            const auto text = [](const QString &value) { return value.isNull() ? u""_s : value; };
            for (const RemoteTemplate &row : rows)
                if (!execute(query,
                             u"INSERT OR REPLACE INTO template_standing(name, language, provider_id, status, category, reason, text, asked_at)"
                             " VALUES(?, ?, ?, ?, ?, ?, ?, ?)"_s,
                             {row.name, row.language, text(row.providerId), nameOf(row.status), text(row.category), text(row.reason), text(row.text),
                              qint64(toMs(at))}))
                    return sqlError(query.lastError(), officeFile);
            return Done{};
        },
        std::move(reply));
}

void TemplateOffice::submit(const TemplateId &id, const QMap<QString, QString> &examples, Reply<TemplateStanding> reply)
{
    const auto what = m_parts.templates.find(id);
    if (!what)
        return reply(Error{Error::Code::NotFound, u"no template %1"_s.arg(id.value.left(100))});
    if (what->channel != Channel::WhatsApp || what->providerName.isEmpty())
        return reply(Error{Error::Code::Refused, u"template.channel"_s});
    // Meta is asked first: a template that it has is changed, never made a second time.
    const QPointer<TemplateOffice> self(this);
    ask([self, what = *what, examples, reply](Result<QList<TemplateStanding>> known) {
        if (!known)
            return reply(known.error());
        if (!self)
            return reply(Error{Error::Code::Cancelled, u"stopping"_s});
        self->m_parts.console.run<QMap<QString, Kept>>([](QSqlDatabase &db) { return readKept(db); },
                                                       [self, what, examples, reply](Result<QMap<QString, Kept>> kept) {
            if (!kept)
                return reply(kept.error());
            if (!self)
                return reply(Error{Error::Code::Cancelled, u"stopping"_s});
            const QString providerId = kept.value().value(keyOf(what)).remote.providerId;
            self->withToken([self, what, examples, providerId, reply](Result<std::shared_ptr<Secret>> token) {
                if (!token)
                    return reply(token.error());
                if (self)
                    self->handIn(token.value(), what, examples, providerId, reply);
            });
        });
    });
}

void TemplateOffice::handIn(const std::shared_ptr<Secret> &token, const MessageTemplate &what, const QMap<QString, QString> &examples,
                            const QString &providerId, Reply<TemplateStanding> reply)
{
    const Result<HttpRequest> request = whatsapp::buildTemplate(account(), *token, what, examples, providerId);
    if (!request)
        return reply(request.error());
    const QPointer<TemplateOffice> self(this);
    m_parts.http(request.value(), [self, what, providerId, reply](Result<HttpResult> result) {
        if (!result)
            return reply(result.error());
        if (!self)
            return reply(Error{Error::Code::Cancelled, u"stopping"_s});
        const RemoteTemplate sent{providerId, what.providerName, what.language, TemplateStatus::Pending, what.category, {},
                                  numberedText(what.source, what.variables)};
        const Result<RemoteTemplate> now = whatsapp::readSubmitted(result.value(), sent);
        if (!now) {
            self->m_parts.log.warning("templates", u"Meta did not take %1: %2"_s.arg(what.providerName, now.error().detail));
            return reply(now.error());
        }
        self->keep({now.value()}, false, [self, what, now = now.value(), reply](Result<Done> kept) {
            if (!kept)
                return reply(kept.error());
            if (!self)
                return reply(Error{Error::Code::Cancelled, u"stopping"_s});
            self->m_pending = self->m_pending || now.status == TemplateStatus::Pending;
            if (self->m_changed)
                self->m_changed();
            const Kept one{now, self->m_parts.clock.now()};
            reply(standingOf(what, &one));
        });
    });
}

void TemplateOffice::tick()
{
    if (m_asking)
        return;
    if (!m_looked) {
        m_looked = true;
        return standings([](const Result<QList<TemplateStanding>> &) {});
    }
    if (m_pending && m_parts.clock.now() - m_askedAt >= askAgain)
        ask([](const Result<QList<TemplateStanding>> &) { /* asked again in an hour; the window shows when it was last asked */ });
}

} // namespace trato
