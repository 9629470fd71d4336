#include "app/cli/command.h"
#include "app/cli/input.h"
#include "engine/api/questions/mail_domain.h"
#include "engine/api/questions/messages.h"
#include "engine/api/questions/studio.h"
#include "engine/api/words.h"

/// templates edit, versions, restore, submit, status; mail
namespace trato::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 longestText = 200 * 1024;

/// A text as it was given: itself, "@FILE" or "-".
Result<QString> givenText(Session &s, const QString &given)
{
    if (given != u"-" && !given.startsWith(u'@'))
        return given;
    const Result<QByteArray> content = readSource(given == u"-" ? given : given.mid(1), s.in(), longestText);
    return content ? Result<QString>(QString::fromUtf8(content.value())) : Result<QString>(content.error());
}

QString issueText(const TemplateIssue &issue)
{
    const QString text = words::reason(issue.code) + (issue.detail.isEmpty() ? QString() : u" ("_s + issue.detail + u')');
    return issue.blocks ? text : u"note: "_s + text;
}

void printSample(Session &s, const TemplateSample &sample)
{
    Facts facts;
    if (!sample.subject.isEmpty())
        facts.append({u"subject"_s, sample.subject});
    facts.append({u"text"_s, sample.text});
    facts.append({u"length"_s, sample.limit > 0 ? u"%1 of %2"_s.arg(sample.length).arg(sample.limit) : QString::number(sample.length)});
    if (sample.segments > 0)
        facts.append({u"segments"_s, QString::number(sample.segments)});
    if (sample.costMicros)
        facts.append({u"cost"_s, amountText(*sample.costMicros)});
    for (const TemplateIssue &issue : sample.issues)
        facts.append({u"issue"_s, issueText(issue)});
    s.print(sample, facts);
}

class TemplatesEdit final : public Command
{
public:
    QString name() const override { return u"templates edit"_s; }
    QString summary() const override { return u"keeps another text for a template, after showing how it reads"_s; }
    QString arguments() const override { return u"ID"_s; }
    std::pair<int, int> argumentCount() const override { return {1, 1}; }
    QList<Option> options() const override
    {
        return {{u"text"_s, u"TEXT|@FILE|-"_s, u"the text, with variables as {{name}}"_s},
                {u"subject"_s, u"TEXT"_s, u"of an e-mail; the one in use by default"_s},
                {u"dry-run"_s, {}, u"shows how it reads and what is wrong, keeps nothing"_s}};
    }
    void run(Session &s) override
    {
        if (!s.has(u"text"_s))
            return s.usage(u"--text is needed"_s);
        const Result<QString> text = givenText(s, s.value(u"text"_s));
        if (!text)
            return s.usage(text.error().detail);
        s.ask(ask::ListTemplates{}, [&s, text = text.value()](const QList<TemplateView> &templates) {
            const TemplateId id{s.arguments().first()};
            for (const TemplateView &view : templates)
                if (view.id == id)
                    return go(s, id, text, s.value(u"subject"_s, view.subject));
            s.fail({Error::Code::NotFound, id.value});
        });
    }

private:
    static void go(Session &s, const TemplateId &id, const QString &text, const QString &subject)
    {
        if (s.has(u"dry-run"_s))
            return s.ask(ask::TryTemplateText{id, text, subject}, [&s](const TemplateSample &sample) {
                printSample(s, sample);
                const bool blocked = std::any_of(sample.issues.begin(), sample.issues.end(), [](const TemplateIssue &issue) { return issue.blocks; });
                s.finish(blocked ? ExitCode::Failed : ExitCode::Done);
            });
        s.ask(ask::SaveTemplate{id, text, subject}, [&s](const TemplateView &view) {
            s.print(view, {{u"id"_s, view.id.value}, {u"own"_s, yesNo(view.overridden)}, {u"variables"_s, view.variables.join(u", "_s)}, {u"text"_s, view.text}});
            s.finish();
        });
    }
};

class TemplatesVariables final : public Command
{
public:
    QString name() const override { return u"templates variables"_s; }
    QString summary() const override { return u"what a template may use, with the values of a sample visit"_s; }
    QString arguments() const override { return u"ID"_s; }
    std::pair<int, int> argumentCount() const override { return {1, 1}; }
    void run(Session &s) override
    {
        s.ask(ask::ListTemplateVariables{{s.arguments().first()}}, [&s](const QList<TemplateVariable> &variables) {
            s.printList<TemplateVariable>(variables, {{u"NAME"_s, [](const auto &v) { return v.name; }}, {u"EXAMPLE"_s, [](const auto &v) { return v.example; }}});
            s.finish();
        });
    }
};

class TemplatesVersions final : public Command
{
public:
    QString name() const override { return u"templates versions"_s; }
    QString summary() const override { return u"the texts a template had; 0 is the one of the program"_s; }
    QString arguments() const override { return u"ID"_s; }
    std::pair<int, int> argumentCount() const override { return {1, 1}; }
    void run(Session &s) override
    {
        s.ask(ask::ListTemplateVersions{{s.arguments().first()}}, [&s](const QList<TemplateVersion> &versions) {
            s.printList<TemplateVersion>(versions, {{u"NUMBER"_s, [](const auto &v) { return QString::number(v.number); }, true},
                                                    {u"KEPT"_s, [](const auto &v) { return timeText(v.at); }},
                                                    {u"IN USE"_s, [](const auto &v) { return yesNo(v.current); }},
                                                    {u"TEXT"_s, [](const auto &v) { return v.text.simplified(); }, false, true}});
            s.finish();
        });
    }
};

class TemplatesRestore final : public Command
{
public:
    QString name() const override { return u"templates restore"_s; }
    QString summary() const override { return u"makes an older text the one in use; without a number the one of the program"_s; }
    QString arguments() const override { return u"ID [NUMBER]"_s; }
    std::pair<int, int> argumentCount() const override { return {1, 2}; }
    void run(Session &s) override
    {
        const auto which = number(s.arguments().value(1, u"0"_s), 0, 1'000'000);
        if (!which)
            return s.usage(which.error().detail);
        s.ask(ask::RestoreTemplate{{s.arguments().first()}, int(which.value())}, [&s](const TemplateView &view) {
            s.print(view, {{u"id"_s, view.id.value}, {u"own"_s, yesNo(view.overridden)}, {u"text"_s, view.text}});
            s.finish();
        });
    }
};

Facts factsOf(const TemplateStanding &t)
{
    return {{u"id"_s, t.id.value}, {u"name at Meta"_s, t.providerName}, {u"status"_s, nameOf(t.status)}, {u"category"_s, t.category},
            {u"reason"_s, t.reason}, {u"another text there"_s, yesNo(t.differs)}, {u"asked"_s, timeText(t.askedAt)}};
}

class TemplatesSubmit final : public Command
{
public:
    QString name() const override { return u"templates submit"_s; }
    QString summary() const override { return u"hands a WhatsApp template to Meta for approval, or its new text"_s; }
    QString arguments() const override { return u"ID"_s; }
    std::pair<int, int> argumentCount() const override { return {1, 1}; }
    void run(Session &s) override
    {
        s.ask(ask::SubmitTemplate{{s.arguments().first()}}, [&s](const TemplateStanding &standing) {
            s.print(standing, factsOf(standing));
            s.finish(standing.status == TemplateStatus::Rejected ? ExitCode::Failed : ExitCode::Done);
        });
    }
};

class TemplatesStatus final : public Command
{
public:
    QString name() const override { return u"templates status"_s; }
    QString summary() const override { return u"what Meta says of the WhatsApp templates"_s; }
    QList<Option> options() const override { return {{u"ask"_s, {}, u"asks Meta first"_s}}; }
    void run(Session &s) override
    {
        s.ask(ask::ListTemplateStandings{s.has(u"ask"_s)}, [&s](const QList<TemplateStanding> &standings) {
            s.printList<TemplateStanding>(standings, {{u"ID"_s, [](const auto &t) { return t.id.value; }},
                                                      {u"STATUS"_s, [](const auto &t) { return nameOf(t.status); }},
                                                      {u"CATEGORY"_s, [](const auto &t) { return t.category; }},
                                                      {u"OTHER TEXT"_s, [](const auto &t) { return yesNo(t.differs); }},
                                                      {u"ASKED"_s, [](const auto &t) { return timeText(t.askedAt); }},
                                                      {u"REASON"_s, [](const auto &t) { return t.reason; }, false, true}});
            s.finish();
        });
    }
};

class MailCheck final : public Command
{
public:
    QString name() const override { return u"mail check"_s; }
    QString summary() const override { return u"whether the sender's domain has SPF, DKIM and DMARC"_s; }
    QString arguments() const override { return u"[DOMAIN]"_s; }
    std::pair<int, int> argumentCount() const override { return {0, 1}; }
    void run(Session &s) override
    {
        s.ask(ask::CheckMailDomain{s.arguments().value(0)}, [&s](const MailDomainReport &report) {
            Facts facts{{u"domain"_s, report.domain}};
            bool good = true;
            for (const DnsFinding &finding : report.findings) {
                good = good && (finding.grade == DnsGrade::Good || finding.grade == DnsGrade::Weak);
                facts.append({nameOf(finding.record) + u' ' + nameOf(finding.grade), words::reason(finding.code)});
                facts.append({finding.name, finding.found.isEmpty() ? u"-"_s : finding.found});
            }
            s.print(report, facts);
            s.finish(good ? ExitCode::Done : ExitCode::Failed);
        });
    }
};

} // namespace

void addTemplateCommands(CommandList &list)
{
    list.push_back(std::make_unique<TemplatesEdit>());
    list.push_back(std::make_unique<TemplatesVariables>());
    list.push_back(std::make_unique<TemplatesVersions>());
    list.push_back(std::make_unique<TemplatesRestore>());
    list.push_back(std::make_unique<TemplatesSubmit>());
    list.push_back(std::make_unique<TemplatesStatus>());
    list.push_back(std::make_unique<MailCheck>());
}

} // namespace trato::cli
