#include "engine/notify/mail_domain.h"

#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;

/// What TXT records say of a domain that sends e-mail.
class TestMailDomain : public QObject
{
    Q_OBJECT
    static QString spf(const QStringList &records, MailProvider provider = MailProvider::Smtp, const QString &domain = u"shop.example"_s)
    {
        return judgeSpf(domain, records, provider).code;
    }
    static QString key() { return QString::fromLatin1(QByteArray(200, 'k').toBase64()); }

private slots:
    void spfIsJudged()
    {
        QCOMPARE(spf({u"v=spf1 include:_spf.example ~all"_s, u"google-site-verification=x"_s}), u"dns.spf.good"_s);
        QCOMPARE(spf({}), u"dns.spf.missing"_s);
        QCOMPARE(spf({u"v=spf1 a -all"_s, u"v=spf1 mx -all"_s}), u"dns.spf.several"_s);
        QCOMPARE(spf({u"v=spf1 +all"_s}), u"dns.spf.all"_s);
        QCOMPARE(spf({u"v=spf1 a mx"_s}), u"dns.spf.open"_s);
        QCOMPARE(spf({u"v=spf1 redirect=_spf.example"_s}), u"dns.spf.good"_s);
        QCOMPARE(spf({u"V=SPF1 include:a include:b include:c include:d include:e include:f include:g include:h a mx exists:x -all"_s}), u"dns.spf.lookups"_s);
        QCOMPARE(spf({u"v=spf1 mx -all"_s}, MailProvider::SendGrid), u"dns.spf.sender"_s);
        QCOMPARE(spf({u"v=spf1 include:sendgrid.net -all"_s}, MailProvider::SendGrid), u"dns.spf.good"_s);
        QCOMPARE(spf({u"v=spf1 redirect=_spf.google.com"_s}, MailProvider::SendGrid, u"gmail.com"_s), u"dns.public"_s);
        QCOMPARE(judgeSpf(u"shop.example"_s, Error{Error::Code::Unavailable, {}}, MailProvider::Smtp).grade, DnsGrade::Unknown);
    }

    void dkimIsJudged()
    {
        const auto code = [](const QStringList &records) { return judgeDkim(u"s1._domainkey.shop.example"_s, records).code; };
        QCOMPARE(code({u"k=rsa; t=s; p="_s + key()}), u"dns.dkim.good"_s);
        QCOMPARE(code({u"v=DKIM1; k=rsa; p="_s}), u"dns.dkim.revoked"_s);
        QCOMPARE(code({u"v=DKIM1; p=MIGf*"_s}), u"dns.dkim.broken"_s);
        QCOMPARE(code({u"v=DKIM1; t=y; p="_s + key()}), u"dns.dkim.testing"_s);
        QCOMPARE(code({u"v=spf1 -all"_s}), u"dns.dkim.missing"_s);
    }

    void dmarcIsJudged()
    {
        const auto code = [](const QStringList &records) { return judgeDmarc(u"_dmarc.shop.example"_s, records).code; };
        QCOMPARE(code({u"v=DMARC1; p=reject; rua=mailto:x@shop.example"_s}), u"dns.dmarc.good"_s);
        QCOMPARE(code({u"v=DMARC1; p=none"_s}), u"dns.dmarc.none"_s);
        QCOMPARE(code({u"v=DMARC1; sp=none"_s}), u"dns.dmarc.broken"_s);
        QCOMPARE(code({u"v=DMARC1; p=none"_s, u"v=DMARC1; p=reject"_s}), u"dns.dmarc.several"_s);
        QCOMPARE(code({}), u"dns.dmarc.missing"_s);
    }

    void everythingIsLookedUpInOrder()
    {
        QMap<QString, QStringList> zone{{u"mail.shop.example"_s, {u"v=spf1 include:sendgrid.net ~all"_s}},
                                        {u"s2._domainkey.mail.shop.example"_s, {u"k=rsa; p="_s + key()}},
                                        {u"_dmarc.shop.example"_s, {u"v=DMARC1; p=quarantine"_s}}};
        QStringList asked;
        const TxtLookup lookup = [&](const QString &name, Reply<QStringList> reply) {
            asked << name;
            reply(zone.value(name));
        };
        std::optional<Result<MailDomainReport>> got;
        const Reply<MailDomainReport> reply([&got](Result<MailDomainReport> result) { got = std::move(result); });
        checkMailDomain(u" Mail.Shop.example "_s, {}, lookup, reply);
        QVERIFY(got && *got);
        QCOMPARE(got->value().findings.size(), 3);
        for (const DnsFinding &finding : got->value().findings)
            QCOMPARE(finding.grade, DnsGrade::Good);
        QCOMPARE(asked, (QStringList{u"mail.shop.example"_s, u"s1._domainkey.mail.shop.example"_s, u"s2._domainkey.mail.shop.example"_s,
                                     u"_dmarc.mail.shop.example"_s, u"_dmarc.shop.example"_s}));
        for (const QString &wrong : {u""_s, u"localhost"_s, u"a b.example"_s, u"-x.example"_s, u"x..example"_s}) {
            got.reset();
            checkMailDomain(wrong, {}, lookup, Reply<MailDomainReport>([&got](Result<MailDomainReport> result) { got = std::move(result); }));
            QVERIFY2(got && !*got && got->error().code == Error::Code::Invalid, qPrintable(wrong));
        }
    }

    void aNameServerThatIsSilentIsSaid()
    {
        std::optional<Result<MailDomainReport>> got;
        checkMailDomain(u"shop.example"_s, {}, [](const QString &, Reply<QStringList> reply) { reply(Error{Error::Code::Unavailable, u"timeout"_s}); },
                        Reply<MailDomainReport>([&got](Result<MailDomainReport> result) { got = std::move(result); }));
        QVERIFY(got && *got);
        for (const DnsFinding &finding : got->value().findings)
            QCOMPARE(finding.code, u"dns.unknown"_s);
    }
};

QTEST_GUILESS_MAIN(TestMailDomain)
#include "tst_mail_domain.moc"
