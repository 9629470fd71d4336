#include "engine/notify/template_rules.h"

#include "engine/notify/channels/sms_text.h"

#include <QRegularExpression>

#include <algorithm>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype whatsappBody = 1024;   // providers 1.1
constexpr qsizetype emailBody = 100'000;
constexpr qsizetype subjectMost = 200;
constexpr int wordsAVariable = 3;          // fewer, and Meta may refuse the text

const QRegularExpression &tag()
{
    static const QRegularExpression form(QStringLiteral(R"(\{\{\{?\s*([#^/&]?)\s*([\w.-]+)\s*\}?\}\})"));
    return form;
}

QStringList sectionsIn(const QString &source)
{
    QStringList out;
    for (auto it = tag().globalMatch(source); it.hasNext();) {
        const auto match = it.next();
        if (match.captured(1) == u"#" || match.captured(1) == u"^")
            out << match.captured(2);
    }
    return out;
}

void whatsappIssues(const MessageTemplate &what, QList<TemplateIssue> &out)
{
    const QString text = what.source.trimmed();
    if (const QStringList sections = sectionsIn(text); !sections.isEmpty())
        out << TemplateIssue{u"template.section"_s, sections.first(), true};
    if (text.startsWith(u"{{") || text.endsWith(u"}}"))
        out << TemplateIssue{u"template.edge"_s, {}, true};
    static const QRegularExpression adjacent(QStringLiteral(R"(\}\}\s*\{\{)"));
    if (text.contains(adjacent))
        out << TemplateIssue{u"template.adjacent"_s, {}, true};
    static const QRegularExpression lines(QStringLiteral(R"(\n[ \t]*\n[ \t]*\n)"));
    if (text.contains(lines))
        out << TemplateIssue{u"template.lines"_s, {}, true};
    QString words = text;
    words.remove(tag());
    static const QRegularExpression word(QStringLiteral(R"(\p{L}{2,})"));
    qsizetype count = 0;
    for (auto it = word.globalMatch(words); it.hasNext(); it.next())
        ++count;
    const qsizetype variables = namesIn(text).size();
    if (variables > 0 && count < variables * wordsAVariable)
        out << TemplateIssue{u"template.crowded"_s, u"%1/%2"_s.arg(variables).arg(count), false};
    static const QRegularExpression promotion(QStringLiteral(R"(\b(promo(ção|cao|ções|coes)?|desconto|oferta|gr[áa]tis|cupom|imperd[íi]vel)\b)"),
                                              QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    if (const auto match = promotion.match(text); match.hasMatch() && what.category == u"utility")
        out << TemplateIssue{u"template.promotional"_s, match.captured(1), false};
}

} // namespace

QStringList namesIn(const QString &source)
{
    QStringList out;
    for (auto it = tag().globalMatch(source); it.hasNext();) {
        const auto match = it.next();
        if (match.captured(1) != u"/" && !out.contains(match.captured(2)))
            out << match.captured(2);
    }
    return out;
}

QString rewriteTemplate(const QString &file, Channel channel, const QString &text, const QString &subject)
{
    QString known = file;
    known.replace(u"\r\n"_s, u"\n"_s);
    static const QRegularExpression headEnd(QStringLiteral(R"(^---[ \t]*$\n?)"), QRegularExpression::MultilineOption);
    const auto end = headEnd.match(known);
    const QStringList before = end.hasMatch() ? known.left(end.capturedStart()).split(u'\n', Qt::SkipEmptyParts) : QStringList();
    QStringList head;
    for (const QString &line : before) {
        const QString key = line.section(u':', 0, 0).trimmed();
        if (key != u"variables" && (key != u"subject" || channel != Channel::Email))
            head << line;
    }
    QStringList variables = namesIn(text);
    if (channel == Channel::Email)
        for (const QString &name : namesIn(subject))
            if (!variables.contains(name))
                variables << name;
    const QStringList optional = sectionsIn(text); // without a value their part is left out
    variables.removeIf([&](const QString &name) { return optional.contains(name); });
    head << u"variables: "_s + variables.join(u", "_s);
    if (channel == Channel::Email)
        head << u"subject: "_s + subject.simplified();
    QString body = text;
    body.replace(u"\r\n"_s, u"\n"_s);
    while (body.endsWith(u'\n'))
        body.chop(1);
    return head.join(u'\n') + u"\n---\n"_s + body + u'\n';
}

QString numberedText(const QString &source, const QStringList &variables)
{
    QString out;
    qsizetype from = 0;
    for (auto it = tag().globalMatch(source); it.hasNext();) {
        const auto match = it.next();
        out += QStringView(source).mid(from, match.capturedStart() - from);
        out += u"{{%1}}"_s.arg(variables.indexOf(match.captured(2)) + 1);
        from = match.capturedEnd();
    }
    return out.append(QStringView(source).mid(from));
}

QList<TemplateIssue> templateIssues(const MessageTemplate &what, const QMap<QString, QString> &sample, bool smsAccents)
{
    QList<TemplateIssue> out;
    if (what.source.trimmed().isEmpty())
        return {{u"template.empty"_s, {}, true}};
    QString rest = what.source + what.subject;
    rest.remove(tag());
    if (rest.contains(u"{{") || rest.contains(u"}}") || !what.problem.isEmpty())
        out << TemplateIssue{u"template.syntax"_s, what.problem.left(80), true};
    for (const QString &name : namesIn(what.source + what.subject))
        if (!sample.contains(name))
            out << TemplateIssue{u"template.unknown"_s, name, true};
    if (what.channel == Channel::Email) {
        if (what.subject.trimmed().isEmpty())
            out << TemplateIssue{u"template.subject"_s, {}, true};
        if (what.subject.size() > subjectMost)
            out << TemplateIssue{u"template.subject_long"_s, u"%1/%2"_s.arg(what.subject.size()).arg(subjectMost), true};
    }
    if (what.channel == Channel::WhatsApp)
        whatsappIssues(what, out);
    if (!out.isEmpty() && out.first().blocks)
        return out;
    const Result<Rendered> filled = fillTemplate(what, sample, smsAccents);
    if (!filled)
        return out << TemplateIssue{u"template.syntax"_s, filled.error().detail.left(80), true};
    const QString &text = filled.value().text;
    if (what.channel == Channel::Sms) {
        const SmsSize size = smsSize(text);
        if (const int most = smsSegmentsMost(smsAccents); size.segments > most)
            out.prepend({u"template.segments"_s, u"%1/%2"_s.arg(size.segments).arg(most), true});
        if (!size.gsm)
            out << TemplateIssue{u"template.accents"_s, {}, false};
        return out;
    }
    const qsizetype limit = what.channel == Channel::WhatsApp ? whatsappBody : emailBody;
    const qsizetype length = std::max(text.size(), what.channel == Channel::WhatsApp ? numberedText(what.source, what.variables).size() : 0);
    if (length > limit)
        out.prepend({u"template.long"_s, u"%1/%2"_s.arg(length).arg(limit), true});
    return out;
}

TemplateSample sampleOf(const MessageTemplate &what, const QMap<QString, QString> &sample, bool smsAccents)
{
    TemplateSample out;
    out.variables = what.variables;
    out.issues = templateIssues(what, sample, smsAccents);
    QMap<QString, QString> values = sample;
    for (const QString &name : namesIn(what.source + what.subject)) // an unknown one is shown as it stands
        if (!values.contains(name))
            values.insert(name, u"{{"_s + name + u"}}"_s);
    const Result<Rendered> filled = fillTemplate(what, values, smsAccents);
    out.limit = what.channel == Channel::WhatsApp ? int(whatsappBody) : what.channel == Channel::Email ? int(emailBody) : 0;
    if (!filled)
        return out;
    out.text = filled.value().text;
    out.subject = filled.value().subject;
    out.html = filled.value().html;
    out.length = int(out.html.isEmpty() ? out.text.size() : out.html.size());
    if (what.channel == Channel::Sms) {
        const SmsSize size = smsSize(out.text);
        out.segments = size.segments;
        out.unicode = !size.gsm;
        out.length = size.units;
        out.limit = size.gsm ? 160 : 70;
    }
    return out;
}

} // namespace trato
