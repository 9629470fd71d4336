#include "engine/shop/diary_columns.h"

#include "engine/shop/diary_merge.h"

#include <QDate>
#include <QHash>
#include <QRegularExpression>

namespace trato
{
namespace
{

using namespace Qt::StringLiterals;
using Column = DiaryColumn;

/// Folded words, anything but letters and digits as one blank.
QString words(const QString &text)
{
    QString plain = foldText(text);
    for (QChar &c : plain)
        if (!c.isLetterOrNumber())
            c = u' ';
    return plain.simplified();
}

bool hasAny(const QStringList &tokens, std::initializer_list<const char16_t *> list)
{
    return std::any_of(list.begin(), list.end(),
                       [&](const char16_t *word) { return tokens.contains(QStringView(word)); });
}

} // namespace

std::optional<DiaryColumn> columnOf(const QString &header)
{
    static const QHash<QString, Column> exact{
        {u"data"_s, Column::Date}, {u"data hora"_s, Column::Date}, {u"data e hora"_s, Column::Date},
        {u"data agendamento"_s, Column::Date}, {u"data do agendamento"_s, Column::Date},
        {u"data inicio"_s, Column::Date}, {u"data de inicio"_s, Column::Date}, {u"data inicial"_s, Column::Date},
        {u"data atendimento"_s, Column::Date}, {u"data do atendimento"_s, Column::Date},
        {u"agendamento"_s, Column::Date}, {u"agendado para"_s, Column::Date}, {u"dia"_s, Column::Date},
        {u"date"_s, Column::Date}, {u"date time"_s, Column::Date}, {u"datetime"_s, Column::Date},
        {u"start date"_s, Column::Date}, {u"appointment date"_s, Column::Date}, {u"start at"_s, Column::Date},
        {u"data e horario"_s, Column::Date}, {u"data horario"_s, Column::Date},
        {u"hora"_s, Column::Time}, {u"horario"_s, Column::Time}, {u"hora inicio"_s, Column::Time},
        {u"hora de inicio"_s, Column::Time}, {u"hora inicial"_s, Column::Time}, {u"inicio"_s, Column::Time},
        {u"horario inicio"_s, Column::Time}, {u"horario de inicio"_s, Column::Time}, {u"time"_s, Column::Time},
        {u"start"_s, Column::Time}, {u"start time"_s, Column::Time}, {u"appointment time"_s, Column::Time},
        {u"termino"_s, Column::End}, {u"fim"_s, Column::End}, {u"hora fim"_s, Column::End},
        {u"hora final"_s, Column::End}, {u"hora termino"_s, Column::End}, {u"hora de termino"_s, Column::End},
        {u"data fim"_s, Column::End}, {u"data termino"_s, Column::End}, {u"horario fim"_s, Column::End},
        {u"end"_s, Column::End}, {u"end time"_s, Column::End}, {u"end at"_s, Column::End},
        {u"id"_s, Column::Id}, {u"codigo"_s, Column::Id}, {u"cod"_s, Column::Id}, {u"code"_s, Column::Id},
        {u"id agendamento"_s, Column::Id}, {u"id do agendamento"_s, Column::Id}, {u"booking id"_s, Column::Id},
        {u"codigo agendamento"_s, Column::Id}, {u"codigo do agendamento"_s, Column::Id},
        {u"appointment id"_s, Column::Id}, {u"reserva"_s, Column::Id}, {u"n agendamento"_s, Column::Id},
        {u"estado"_s, Column::Status}, {u"nome"_s, Column::Client}, {u"name"_s, Column::Client},
    };
    const QString name = words(header);
    if (const auto it = exact.constFind(name); it != exact.cend())
        return *it;
    const QStringList tokens = name.split(u' ', Qt::SkipEmptyParts);
    if (hasAny(tokens, {u"cpf", u"id", u"codigo", u"cod", u"nascimento", u"cadastro", u"criado", u"criacao", u"created",
                        u"observacao", u"observacoes", u"obs", u"tipo", u"pagamento", u"comissao", u"desconto"}))
        return std::nullopt;
    if (hasAny(tokens, {u"telefone", u"celular", u"whatsapp", u"whats", u"zap", u"fone", u"tel", u"phone", u"mobile",
                        u"contato"}))
        return Column::Phone;
    if (hasAny(tokens, {u"email", u"mail"}))
        return Column::Email;
    if (hasAny(tokens, {u"profissional", u"barbeiro", u"colaborador", u"atendente", u"professional", u"barber", u"staff",
                        u"funcionario", u"responsavel", u"employee"}))
        return Column::Professional;
    if (hasAny(tokens, {u"servico", u"servicos", u"procedimento", u"service", u"services"}))
        return Column::Service;
    if (hasAny(tokens, {u"valor", u"preco", u"price", u"total", u"amount"}))
        return Column::Price;
    if (hasAny(tokens, {u"status", u"situacao"}))
        return Column::Status;
    if (hasAny(tokens, {u"duracao", u"duration", u"minutos", u"minutes", u"tempo"}))
        return Column::Duration;
    if (hasAny(tokens, {u"cliente", u"client", u"customer"}))
        return Column::Client;
    return std::nullopt;
}

std::optional<VisitStatus> statusOf(const QString &word)
{
    static const QHash<QString, VisitStatus> table{
        {u""_s, VisitStatus::Scheduled},           {u"agendado"_s, VisitStatus::Scheduled},
        {u"agendada"_s, VisitStatus::Scheduled},   {u"pendente"_s, VisitStatus::Scheduled},
        {u"criado"_s, VisitStatus::Scheduled},     {u"marcado"_s, VisitStatus::Scheduled},
        {u"aberto"_s, VisitStatus::Scheduled},     {u"aberta"_s, VisitStatus::Scheduled},
        {u"pending"_s, VisitStatus::Scheduled},    {u"scheduled"_s, VisitStatus::Scheduled},
        {u"booked"_s, VisitStatus::Scheduled},     {u"aguardando"_s, VisitStatus::Scheduled},
        {u"reagendado"_s, VisitStatus::Scheduled}, {u"confirmado"_s, VisitStatus::Confirmed},
        {u"confirmada"_s, VisitStatus::Confirmed}, {u"confirmed"_s, VisitStatus::Confirmed},
        {u"em andamento"_s, VisitStatus::InService}, {u"em atendimento"_s, VisitStatus::InService},
        {u"in service"_s, VisitStatus::InService}, {u"in progress"_s, VisitStatus::InService},
        {u"atendido"_s, VisitStatus::Done},        {u"atendida"_s, VisitStatus::Done},
        {u"concluido"_s, VisitStatus::Done},       {u"concluida"_s, VisitStatus::Done},
        {u"finalizado"_s, VisitStatus::Done},      {u"finalizada"_s, VisitStatus::Done},
        {u"realizado"_s, VisitStatus::Done},       {u"fechada"_s, VisitStatus::Done},
        {u"paga"_s, VisitStatus::Done},            {u"pago"_s, VisitStatus::Done},
        {u"completed"_s, VisitStatus::Done},       {u"done"_s, VisitStatus::Done},
        {u"cancelado"_s, VisitStatus::Cancelled},  {u"cancelada"_s, VisitStatus::Cancelled},
        {u"canceled"_s, VisitStatus::Cancelled},   {u"cancelled"_s, VisitStatus::Cancelled},
        {u"desmarcado"_s, VisitStatus::Cancelled}, {u"desmarcada"_s, VisitStatus::Cancelled},
        {u"no show"_s, VisitStatus::NoShow},       {u"noshow"_s, VisitStatus::NoShow},
        {u"faltou"_s, VisitStatus::NoShow},        {u"falta"_s, VisitStatus::NoShow},
        {u"nao compareceu"_s, VisitStatus::NoShow}, {u"bloqueado"_s, VisitStatus::Blocked},
        {u"bloqueada"_s, VisitStatus::Blocked},    {u"bloqueio"_s, VisitStatus::Blocked},
        {u"blocked"_s, VisitStatus::Blocked},
    };
    const auto it = table.constFind(words(word));
    return it == table.cend() ? std::nullopt : std::optional(*it);
}

std::optional<ReadDate> readDate(const QString &text)
{
    static const QRegularExpression shape(
        uR"(^(?:[^\d]{0,20})(?:(?<y>\d{4})[-/.](?<m>\d{1,2})[-/.](?<d>\d{1,2})|(?<d2>\d{1,2})[-/.](?<m2>\d{1,2})[-/.](?<y2>\d{4}|\d{2}))(?<rest>(?:[T\s,–-].*)?)$)"_s);
    const auto match = shape.match(text.trimmed());
    if (!match.hasMatch())
        return std::nullopt;
    const bool iso = match.hasCaptured(u"y"_s) && !match.captured(u"y"_s).isEmpty();
    int year = match.captured(iso ? u"y"_s : u"y2"_s).toInt();
    if (year < 100)
        year += 2000;
    ReadDate read;
    read.date = QDate(year, match.captured(iso ? u"m"_s : u"m2"_s).toInt(), match.captured(iso ? u"d"_s : u"d2"_s).toInt());
    if (!read.date.isValid() || year < 2000 || year > 2100)
        return std::nullopt;
    static const QRegularExpression lead(uR"(^(?:[T\s,–-]|às|as)+)"_s);
    static const QRegularExpression utcEnd(uR"((?:\.\d{1,6})?(Z|[+-]00:?00)$)"_s);
    QString rest = match.captured(u"rest"_s).remove(lead).trimmed();
    if (rest.isEmpty())
        return read;
    if (const auto end = utcEnd.match(rest); end.hasMatch()) {
        read.utc = true;
        rest.truncate(end.capturedStart());
    }
    const std::optional<QTime> time = readTime(rest);
    if (!time)
        return std::nullopt;
    read.time = *time;
    return read;
}

std::optional<QTime> readTime(const QString &text)
{
    static const QRegularExpression shape(
        uR"(^(?<h>\d{1,2})(?:(?:[:.](?<m>\d{2})(?::\d{2}(?:\.\d+)?)?)|(?:\s*h(?:oras|rs|s)?\s*(?:(?<m2>\d{2})(?:\s*m(?:in)?)?)?))?\s*(?<half>[ap]\.?m\.?)?$)"_s,
        QRegularExpression::CaseInsensitiveOption);
    const auto match = shape.match(text.trimmed());
    if (!match.hasMatch())
        return std::nullopt;
    int hour = match.captured(u"h"_s).toInt();
    const QString minutes = match.captured(u"m"_s) + match.captured(u"m2"_s);
    const QString half = match.captured(u"half"_s).toLower();
    if (match.captured().size() <= 2 && half.isEmpty())
        return std::nullopt; // a bare number is no time of day
    if (!half.isEmpty()) {
        if (hour < 1 || hour > 12)
            return std::nullopt;
        hour = hour % 12 + (half.startsWith(u'p') ? 12 : 0);
    }
    const QTime time(hour, minutes.toInt());
    return time.isValid() ? std::optional(time) : std::nullopt;
}

std::optional<int> readMinutes(const QString &text)
{
    static const QRegularExpression shape(
        uR"(^(?:(?<h>\d{1,2})\s*(?:h(?:oras?|rs?)?|:)\s*(?:(?<m>\d{1,2})(?::\d{2}|\s*m(?:in)?)?)?|(?<only>\d{1,4})\s*(?:m|min|minutos?|minutes?)?\.?)$)"_s,
        QRegularExpression::CaseInsensitiveOption);
    const auto match = shape.match(text.trimmed());
    if (!match.hasMatch())
        return std::nullopt;
    const int minutes =
        match.captured(u"h"_s).toInt() * 60 + match.captured(u"m"_s).toInt() + match.captured(u"only"_s).toInt();
    return minutes >= 1 && minutes <= 24 * 60 ? std::optional(minutes) : std::nullopt;
}

} // namespace trato
