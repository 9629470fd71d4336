#include "engine/notify/templates.h"

#include "engine/notify/channels/sms_text.h"
#include "engine/notify/html_text.h"
#include "engine/notify/notification.h"

#include <QDir>
#include <QFile>
#include <QLocale>
#include <QRegularExpression>
#include <QSet>
#include <QTimeZone>

#include <kainjow/mustache.hpp>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype whatsappLimit = 1024;  // body of a template message, providers 1.1
constexpr int smsSegments = 1;             // without accents
constexpr int smsSegmentsWithAccents = 3;
constexpr qsizetype emailLimit = 100'000;
constexpr qsizetype subjectLimit = 200;
constexpr qint64 templateLimit = 256 * 1024;

Error invalid(const QString &detail)
{
    return {Error::Code::Invalid, detail};
}

/// Names that a Mustache text needs. A name that opens a section of its own is optional.
QStringList neededNames(const QString &source)
{
    static const QRegularExpression tag(QStringLiteral(R"(\{\{\{?\s*([#^/&]?)\s*([\w.-]+)\s*\}?\}\})"));
    QStringList names;
    QSet<QString> optional;
    auto it = tag.globalMatch(source);
    while (it.hasNext()) {
        const auto match = it.next();
        const QString kind = match.captured(1);
        if (kind == u"#" || kind == u"^")
            optional.insert(match.captured(2));
        else if (kind != u"/" && !names.contains(match.captured(2)))
            names << match.captured(2);
    }
    names.removeIf([&](const QString &name) { return optional.contains(name); });
    return names;
}

Result<QString> fill(const QString &source, const QMap<QString, QString> &variables, bool html)
{
    kainjow::mustache::mustache text(source.toStdString());
    if (!text.is_valid())
        return invalid(u"template: "_s + QString::fromStdString(text.error_message()));
    if (!html)
        text.set_custom_escape([](const std::string &value) { return value; });
    kainjow::mustache::data data;
    for (auto it = variables.begin(); it != variables.end(); ++it)
        if (!it.value().isEmpty()) // a section around what is empty is left out
            data.set(it.key().toStdString(), it.value().toStdString());
    return QString::fromStdString(text.render(data));
}

/// R-30 and providers 1.1: what a WhatsApp template parameter may not hold.
std::optional<Error> parameterProblem(const QString &name, const QString &value)
{
    if (value.trimmed().isEmpty())
        return invalid(u"empty %1"_s.arg(name));
    for (const QChar c : value)
        if (c == u'\n' || c == u'\r' || c == u'\t' || c == QChar(0x2028) || c == QChar(0x2029))
            return invalid(u"line break or tab in %1"_s.arg(name));
    if (value.contains(u"     "))
        return invalid(u"too many spaces in %1"_s.arg(name));
    return std::nullopt;
}

QString readFile(const QString &path, QString *problem)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        *problem = file.errorString();
        return {};
    }
    if (file.size() > templateLimit) {
        *problem = u"file too large"_s;
        return {};
    }
    return QString::fromUtf8(file.readAll());
}

} // namespace

MessageTemplate parseTemplate(const TemplateId &id, const QString &file, MessageTemplate base)
{
    MessageTemplate out = std::move(base);
    out.id = id;
    out.problem.clear();
    QString text = file;
    text.replace(u"\r\n"_s, u"\n"_s);
    if (text.startsWith(QChar(0xfeff)))
        text.remove(0, 1);
    static const QRegularExpression headEnd(QStringLiteral(R"(^---[ \t]*$\n?)"), QRegularExpression::MultilineOption);
    const auto end = headEnd.match(text);
    const QString head = end.hasMatch() ? text.left(end.capturedStart()) : QString();
    QString body = end.hasMatch() ? text.mid(end.capturedEnd()) : text;
    for (const QString &line : head.split(u'\n', Qt::SkipEmptyParts)) {
        const qsizetype colon = line.indexOf(u':');
        const QString key = line.left(colon).trimmed();
        const QString value = colon < 0 ? QString() : line.mid(colon + 1).trimmed();
        if (key == u"channel") {
            const auto channel = enumFromName<Channel>(value);
            if (channel)
                out.channel = *channel;
            else
                out.problem = u"unknown channel"_s;
        } else if (key == u"variables") {
            out.variables.clear();
            for (const QString &name : value.split(u',', Qt::SkipEmptyParts))
                out.variables << name.trimmed();
        } else if (key == u"provider") {
            out.providerName = value;
        } else if (key == u"buttons") {
            out.buttons.clear();
            for (const QString &button : value.split(u',', Qt::SkipEmptyParts))
                out.buttons << button.trimmed();
        } else if (key == u"language") {
            out.language = value;
        } else if (key == u"category") {
            out.category = value;
        } else if (key == u"subject") {
            out.subject = value;
        } else if (key == u"html") {
            out.html = value == u"yes";
        } else {
            out.problem = u"unknown line in the head: "_s + key.left(40);
        }
    }
    while (body.endsWith(u'\n'))
        body.chop(1);
    out.source = body;
    if (out.problem.isEmpty() && body.trimmed().isEmpty())
        out.problem = u"no text"_s;
    kainjow::mustache::mustache check(body.toStdString());
    if (out.problem.isEmpty() && !check.is_valid())
        out.problem = QString::fromStdString(check.error_message());
    return out;
}

int smsSegmentsMost(bool smsAccents) { return smsAccents ? smsSegmentsWithAccents : smsSegments; }

Result<Rendered> fillTemplate(const MessageTemplate &what, const QMap<QString, QString> &variables, bool smsAccents)
{
    Rendered out;
    out.language = what.language;
    out.category = what.category;
    const Result<QString> text = fill(what.source, variables, what.html);
    if (!text)
        return text.error();
    out.text = what.channel == Channel::Sms && !smsAccents ? plainSms(text.value()) : text.value();
    if (what.channel == Channel::WhatsApp) {
        out.providerTemplate = what.providerName;
        for (const QString &name : what.variables)
            out.parameters << variables.value(name);
    }
    if (what.channel != Channel::Email)
        return out;
    if (what.html) {
        out.html = std::move(out.text);
        out.text = plainTextOf(out.html);
    }
    const Result<QString> subject = fill(what.subject, variables, false);
    if (!subject)
        return subject.error();
    out.subject = subject.value();
    return out;
}

Result<Rendered> renderTemplate(const MessageTemplate &what, QMap<QString, QString> variables, bool smsAccents)
{
    if (!what.problem.isEmpty())
        return invalid(u"template %1: %2"_s.arg(what.id.value, what.problem));
    // Producers that know no distance give the date alone (domain section 4).
    if (!variables.contains(u"when"_s) && variables.contains(u"appointmentDate"_s))
        variables.insert(u"when"_s, u"dia "_s + variables.value(u"appointmentDate"_s));
    else if (lacksDay(what, variables) && what.source.contains(u"{{#when}}")) // and some not even that
        variables.insert(u"when"_s, {});
    QStringList needed = what.variables;
    for (const QString &name : neededNames(what.source) + neededNames(what.subject))
        if (!needed.contains(name))
            needed << name;
    for (const QString &name : needed)
        if (!variables.contains(name))
            return invalid(u"variable %1"_s.arg(name));
    if (what.channel == Channel::WhatsApp)
        for (const QString &name : needed)
            if (const auto problem = parameterProblem(name, variables.value(name)))
                return *problem;
    Result<Rendered> filled = fillTemplate(what, variables, smsAccents);
    if (!filled)
        return filled.error();
    const Rendered &out = filled.value();
    if (what.channel == Channel::Sms)
        if (const int segments = smsSize(out.text).segments; segments > smsSegmentsMost(smsAccents))
            return invalid(u"text of %1 segments, at most %2"_s.arg(segments).arg(smsSegmentsMost(smsAccents)));
    const qsizetype limit = what.channel == Channel::WhatsApp ? whatsappLimit : emailLimit;
    if (const qsizetype length = out.html.isEmpty() ? out.text.size() : out.html.size(); length > limit)
        return invalid(u"text of %1 characters, at most %2"_s.arg(length).arg(limit));
    if (what.channel == Channel::Email) {
        if (out.subject.contains(u'\n') || out.subject.contains(u'\r'))
            return invalid(u"line break in the subject"_s);
        if (out.subject.size() > subjectLimit)
            return invalid(u"subject of %1 characters, at most %2"_s.arg(out.subject.size()).arg(subjectLimit));
        if (out.subject.trimmed().isEmpty() || out.text.isEmpty())
            return invalid(u"no subject or text"_s);
    }
    return filled;
}

bool lacksDay(const MessageTemplate &what, const QMap<QString, QString> &variables)
{
    return what.source.contains(u"{{when}}") && !variables.contains(u"when"_s) && !variables.contains(u"appointmentDate"_s);
}

void setText(Notification &message, const Rendered &rendered)
{
    message.text = rendered.text;
    message.subject = rendered.subject;
    message.html = rendered.html;
    message.parameters = rendered.parameters;
    message.providerTemplate = rendered.providerTemplate;
    message.language = rendered.language;
    if (!rendered.category.isEmpty())
        message.category = rendered.category;
}

QString whenWords(Instant start, const QString &zone, Instant now)
{
    static const std::array days{u"segunda-feira"_s, u"terça-feira"_s, u"quarta-feira"_s, u"quinta-feira"_s,
                                 u"sexta-feira"_s,   u"sábado"_s,      u"domingo"_s};
    const QTimeZone there(zone.toUtf8());
    const QDate day = toUtc(start).toTimeZone(there).date();
    const qint64 distance = toUtc(now).toTimeZone(there).date().daysTo(day);
    const QString date = day.toString(u"dd/MM");
    if (distance == 0)
        return u"hoje, "_s + date;
    if (distance == 1)
        return u"amanhã, "_s + date;
    if (distance > 1 && distance < 7)
        return days[size_t(day.dayOfWeek() - 1)] + u", "_s + date;
    return u"dia "_s + day.toString(u"dd/MM/yyyy");
}

QMap<QString, QString> visitVariables(const VisitRecord &visit, Instant now)
{
    // A template takes no empty value (R-30); a visit may have been written down without these.
    const auto orElse = [](const QString &text, const QString &otherwise) {
        const QString simple = text.simplified();
        return simple.isEmpty() ? otherwise : simple;
    };
    const QDateTime local = toUtc(visit.start).toTimeZone(QTimeZone(visit.unit.zone.toUtf8()));
    return {
        {u"clientName"_s, visit.client.name.simplified().section(u' ', 0, 0)},
        {u"appointmentDate"_s, local.toString(u"dd/MM/yyyy")},
        {u"appointmentTime"_s, local.toString(u"HH:mm")},
        {u"professionalName"_s, orElse(visit.professional, u"nossa equipe"_s)},
        {u"serviceName"_s, orElse(visit.service, u"atendimento"_s)},
        {u"unidadeName"_s, visit.unit.name.simplified()},
        {u"phoneNumber"_s, visit.unit.phone},
        {u"when"_s, whenWords(visit.start, visit.unit.zone, now)},
    };
}

TemplateId reminderTemplate(ReminderKind kind)
{
    return {kind == ReminderKind::DayBefore ? u"appointment_reminder"_s : u"appointment_reminder_1h"_s};
}

TemplateId messageTemplate(MessageKind kind)
{
    switch (kind) {
    case MessageKind::DayBefore: return reminderTemplate(ReminderKind::DayBefore);
    case MessageKind::HourBefore: return reminderTemplate(ReminderKind::HourBefore);
    case MessageKind::Booked: return {u"appointment_confirmation"_s};
    case MessageKind::Moved: return {u"appointment_rescheduled"_s};
    case MessageKind::Cancelled: return {u"appointment_cancelled"_s};
    case MessageKind::Payment: return {u"payment_confirmation"_s};
    case MessageKind::LineThird:
    case MessageKind::LineFirst: return {u"queue_position"_s};
    case MessageKind::LineCalled: return {u"queue_called"_s};
    case MessageKind::OptedOut: return {u"reply_opted_out"_s};
    case MessageKind::OptedIn: return {u"reply_opted_in"_s};
    case MessageKind::AskBack: return {u"reply_ask_back"_s};
    case MessageKind::SlotOffer: return {u"slot_offer"_s};
    case MessageKind::SlotAskBack: return {u"reply_slot_ask_back"_s};
    case MessageKind::SlotBooked: return {u"reply_slot_booked"_s};
    case MessageKind::SlotGone: return {u"reply_slot_gone"_s};
    }
    return {};
}

QMap<QString, QString> paymentVariables(const PaymentRecord &payment, const Client &client, const Unit &unit)
{
    const QLocale brazil(QLocale::Portuguese, QLocale::Brazil);
    return {{u"clientName"_s, client.name.simplified().section(u' ', 0, 0)},
            {u"amount"_s, brazil.toString(double(payment.amountCents) / 100.0, 'f', 2)},
            {u"paymentDate"_s, toUtc(payment.paidAt).toTimeZone(QTimeZone(unit.zone.toUtf8())).toString(u"dd/MM/yyyy")},
            {u"transactionId"_s, payment.id.left(8).toUpper()},
            {u"unidadeName"_s, unit.name.simplified()}};
}

QMap<QString, QString> lineVariables(const QString &clientName, const Unit &unit, int position, int total, std::optional<int> waitMinutes)
{
    constexpr int step = 5;
    QString wait = u"ainda sem previsão"_s;
    if (waitMinutes)
        wait = *waitMinutes < step ? u"menos de 5 minutos"_s : u"cerca de %1 minutos"_s.arg((*waitMinutes + step - 1) / step * step);
    return {{u"clientName"_s, clientName.simplified().section(u' ', 0, 0)},
            {u"unidadeName"_s, unit.name.simplified()},
            {u"position"_s, QString::number(position)},
            {u"total"_s, QString::number(total)},
            {u"estimatedTime"_s, wait},
            {u"waitWords"_s, wait}}; // producers of before give minutes alone as estimatedTime (domain section 4)
}

QMap<QString, QString> offerVariables(const SlotOffer &offer, const Client &client, const Unit &unit, Instant now)
{
    VisitRecord visit;
    visit.unit = unit;
    visit.client = client;
    visit.professional = offer.professional;
    visit.service = offer.service;
    visit.start = offer.start;
    QMap<QString, QString> variables = visitVariables(visit, now);
    variables.insert(u"untilTime"_s, toUtc(offer.expiresAt).toTimeZone(QTimeZone(unit.zone.toUtf8())).toString(u"HH:mm"));
    return variables;
}

Templates::Templates(QString overrides) : m_overrides(std::move(overrides))
{
    reload();
}

void Templates::reload()
{
    m_templates.clear();
    const auto idOf = [](const QString &file) { return TemplateId{file.chopped(9)}; }; // ".mustache"
    const QDir builtIn(u":/templates"_s);
    for (const QString &file : builtIn.entryList({u"*.mustache"_s}, QDir::Files)) {
        QString problem;
        const QString text = readFile(builtIn.filePath(file), &problem);
        m_templates.insert(idOf(file).value, parseTemplate(idOf(file), text, {}));
    }
    if (m_overrides.isEmpty())
        return;
    const QDir own(m_overrides);
    for (const QString &file : own.entryList({u"*.mustache"_s}, QDir::Files)) {
        const TemplateId id = idOf(file);
        QString problem;
        const QString text = readFile(own.filePath(file), &problem);
        MessageTemplate changed = parseTemplate(id, text, m_templates.value(id.value));
        if (!problem.isEmpty())
            changed.problem = problem;
        changed.overridden = true;
        m_templates.insert(id.value, changed);
    }
}

QList<TemplateView> Templates::list() const
{
    QList<TemplateView> out;
    for (const MessageTemplate &t : m_templates)
        out << TemplateView{t.id, t.channel, t.source, t.subject, t.variables, t.providerName, t.language, t.overridden,
                            t.problem, t.category, t.html};
    return out;
}

Result<Rendered> Templates::render(const TemplateId &id, const QMap<QString, QString> &variables) const
{
    const auto found = find(id);
    if (!found)
        return Error{Error::Code::NotFound, u"no template %1"_s.arg(id.value.left(100))};
    return renderTemplate(*found, variables, m_smsAccents);
}

Result<Rendered> Templates::renderReminder(const VisitRecord &visit, ReminderKind kind, Instant now) const
{
    return render(reminderTemplate(kind), visitVariables(visit, now));
}

std::optional<MessageTemplate> Templates::find(const TemplateId &id) const
{
    const auto it = m_templates.find(id.value);
    return it == m_templates.end() ? std::nullopt : std::optional(*it);
}

} // namespace trato
