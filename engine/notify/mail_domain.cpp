#include "engine/notify/mail_domain.h"

#include <QRegularExpression>

#include <algorithm>
#include <memory>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype shown = 300;
constexpr int mostLookups = 10;   // RFC 7208 4.6.4

DnsFinding finding(DnsRecord record, DnsGrade grade, const QString &code, const QString &name, const QString &found = {})
{
    return {record, grade, code, name, found.left(shown)};
}

QStringList beginning(const QStringList &records, const QString &with)
{
    QStringList out;
    for (const QString &record : records)
        if (record.trimmed().startsWith(with, Qt::CaseInsensitive))
            out << record.simplified();
    return out;
}

/// "v=DKIM1; k=rsa; p=…" as names and values.
QMap<QString, QString> tagsOf(const QString &record)
{
    QMap<QString, QString> out;
    for (const QString &part : record.split(u';', Qt::SkipEmptyParts))
        if (const qsizetype equals = part.indexOf(u'='); equals > 0)
            out.insert(part.left(equals).trimmed().toLower(), part.mid(equals + 1).trimmed());
    return out;
}

bool isPublic(const QString &domain)
{
    static const QStringList known{u"gmail.com"_s,   u"googlemail.com"_s, u"hotmail.com"_s, u"outlook.com"_s,  u"outlook.com.br"_s,
                                   u"live.com"_s,    u"yahoo.com"_s,      u"yahoo.com.br"_s, u"uol.com.br"_s,  u"bol.com.br"_s,
                                   u"terra.com.br"_s, u"ig.com.br"_s,     u"icloud.com"_s,   u"globo.com"_s};
    return known.contains(domain);
}

struct Check {
    MailDomainReport report{};
    EngineSettings settings{};
    TxtLookup lookup{};
    Reply<MailDomainReport> reply{};
    QStringList selectors{};   ///< still to be tried
    std::optional<DnsFinding> dkim{};
};
using CheckPtr = std::shared_ptr<Check>;

void checkDmarc(const CheckPtr &check, const QString &domain)
{
    const QString name = u"_dmarc."_s + domain;
    check->lookup(name, [check, domain, name](TxtAnswer answer) {
        const DnsFinding found = judgeDmarc(name, answer);
        // A subdomain without a record of its own follows the domain above it.
        const QString above = domain.section(u'.', 1);
        if (found.grade == DnsGrade::Missing && above.count(u'.') >= (above.endsWith(u".br") ? 2 : 1))
            return checkDmarc(check, above);
        check->report.findings << found;
        check->reply(check->report);
    });
}

void checkDkim(const CheckPtr &check)
{
    if (check->selectors.isEmpty()) {
        check->report.findings << check->dkim.value_or(
            finding(DnsRecord::Dkim, DnsGrade::Missing, u"dns.dkim.missing"_s, u"_domainkey."_s + check->report.domain));
        return checkDmarc(check, check->report.domain);
    }
    const QString name = check->selectors.takeFirst() + u"._domainkey."_s + check->report.domain;
    check->lookup(name, [check, name](TxtAnswer answer) {
        const DnsFinding found = judgeDkim(name, answer);
        if (found.grade == DnsGrade::Good)
            check->selectors.clear();
        // A key with a fault says more than a place without one.
        if (!check->dkim || found.grade == DnsGrade::Good || check->dkim->grade == DnsGrade::Missing)
            check->dkim = found;
        checkDkim(check);
    });
}

} // namespace

DnsFinding judgeSpf(const QString &domain, const TxtAnswer &answer, MailProvider provider)
{
    constexpr auto spf = DnsRecord::Spf;
    if (!answer)
        return finding(spf, DnsGrade::Unknown, u"dns.unknown"_s, domain);
    if (provider == MailProvider::SendGrid && isPublic(domain))
        return finding(spf, DnsGrade::Wrong, u"dns.public"_s, domain);
    const QStringList records = beginning(answer.value(), u"v=spf1"_s);
    if (records.isEmpty())
        return finding(spf, DnsGrade::Missing, u"dns.spf.missing"_s, domain);
    if (records.size() > 1)
        return finding(spf, DnsGrade::Wrong, u"dns.spf.several"_s, domain, records.join(u" | "_s));
    const QString &record = records.first();
    const QStringList terms = record.toLower().split(u' ', Qt::SkipEmptyParts);
    if (terms.contains(u"+all"_s) || terms.contains(u"all"_s))
        return finding(spf, DnsGrade::Wrong, u"dns.spf.all"_s, domain, record);
    static const QRegularExpression asks(QStringLiteral(R"(^[+?~-]?(include:|exists:|redirect=|(a|mx|ptr)([:/]|$)))"));
    if (std::ranges::count_if(terms, [](const QString &term) { return asks.match(term).hasMatch(); }) > mostLookups)
        return finding(spf, DnsGrade::Wrong, u"dns.spf.lookups"_s, domain, record);
    const bool closes = terms.contains(u"~all"_s) || terms.contains(u"-all"_s)
        || std::ranges::any_of(terms, [](const QString &term) { return term.startsWith(u"redirect="); });
    if (!closes)
        return finding(spf, DnsGrade::Weak, u"dns.spf.open"_s, domain, record);
    if (provider == MailProvider::SendGrid && !record.contains(u"sendgrid.net", Qt::CaseInsensitive))
        return finding(spf, DnsGrade::Weak, u"dns.spf.sender"_s, domain, record);
    return finding(spf, DnsGrade::Good, u"dns.spf.good"_s, domain, record);
}

DnsFinding judgeDkim(const QString &name, const TxtAnswer &answer)
{
    constexpr auto dkim = DnsRecord::Dkim;
    if (!answer)
        return finding(dkim, DnsGrade::Unknown, u"dns.unknown"_s, name);
    for (const QString &record : answer.value()) {
        const QMap<QString, QString> tags = tagsOf(record);
        if (!tags.contains(u"p"_s) || (tags.contains(u"v"_s) && tags.value(u"v"_s).compare(u"DKIM1"_s, Qt::CaseInsensitive) != 0))
            continue;
        const QString key = QString(tags.value(u"p"_s)).remove(u' ');
        if (key.isEmpty())
            return finding(dkim, DnsGrade::Wrong, u"dns.dkim.revoked"_s, name, record);
        const auto raw = QByteArray::fromBase64Encoding(key.toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
        constexpr qsizetype leastKey = 32;   // of Ed25519
        if (raw.decodingStatus != QByteArray::Base64DecodingStatus::Ok || raw.decoded.size() < leastKey)
            return finding(dkim, DnsGrade::Wrong, u"dns.dkim.broken"_s, name, record);
        if (tags.value(u"t"_s).split(u':').contains(u"y"_s))
            return finding(dkim, DnsGrade::Weak, u"dns.dkim.testing"_s, name, record);
        return finding(dkim, DnsGrade::Good, u"dns.dkim.good"_s, name, record);
    }
    return finding(dkim, DnsGrade::Missing, u"dns.dkim.missing"_s, name);
}

DnsFinding judgeDmarc(const QString &name, const TxtAnswer &answer)
{
    constexpr auto dmarc = DnsRecord::Dmarc;
    if (!answer)
        return finding(dmarc, DnsGrade::Unknown, u"dns.unknown"_s, name);
    const QStringList records = beginning(answer.value(), u"v=DMARC1"_s);
    if (records.isEmpty())
        return finding(dmarc, DnsGrade::Missing, u"dns.dmarc.missing"_s, name);
    if (records.size() > 1)
        return finding(dmarc, DnsGrade::Wrong, u"dns.dmarc.several"_s, name, records.join(u" | "_s));
    const QString policy = tagsOf(records.first()).value(u"p"_s).toLower();
    if (policy == u"none")
        return finding(dmarc, DnsGrade::Weak, u"dns.dmarc.none"_s, name, records.first());
    if (policy != u"quarantine" && policy != u"reject")
        return finding(dmarc, DnsGrade::Wrong, u"dns.dmarc.broken"_s, name, records.first());
    return finding(dmarc, DnsGrade::Good, u"dns.dmarc.good"_s, name, records.first());
}

QStringList dkimSelectors(const EngineSettings &settings)
{
    if (!settings.dkimSelector.trimmed().isEmpty())
        return {settings.dkimSelector.trimmed()};
    if (settings.emailProvider == MailProvider::SendGrid)
        return {u"s1"_s, u"s2"_s};
    return {u"default"_s, u"google"_s, u"selector1"_s, u"mail"_s, u"k1"_s, u"dkim"_s};
}

void checkMailDomain(const QString &domain, const EngineSettings &settings, const TxtLookup &lookup, Reply<MailDomainReport> reply)
{
    static const QRegularExpression form(QStringLiteral(R"(^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$)"));
    const QString name = domain.trimmed().toLower();
    static const QRegularExpression label(QStringLiteral(R"(^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$)"));
    const QStringList selectors = dkimSelectors(settings);
    if (!form.match(name).hasMatch())
        return reply(Error{Error::Code::Invalid, u"domain"_s});
    if (!std::ranges::all_of(selectors, [](const QString &one) { return label.match(one).hasMatch(); }))
        return reply(Error{Error::Code::Invalid, u"email/dkimSelector"_s});
    const auto check = std::make_shared<Check>(Check{{name, {}}, settings, lookup, std::move(reply), selectors, {}});
    lookup(name, [check](TxtAnswer answer) {
        check->report.findings << judgeSpf(check->report.domain, answer, check->settings.emailProvider);
        checkDkim(check);
    });
}

} // namespace trato
