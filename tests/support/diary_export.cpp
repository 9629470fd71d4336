#include "tests/support/diary_export.h"

#include <QRandomGenerator>
#include <QStringList>
#include <QTimeZone>

namespace trato
{
namespace
{

using namespace Qt::StringLiterals;

const QStringList firstNames{u"João"_s,   u"José"_s,  u"Antônio"_s, u"Caio"_s,   u"Davi"_s,  u"Inácio"_s,
                             u"Márcio"_s, u"Otávio"_s, u"Raí"_s,    u"Thiago"_s, u"Vítor"_s, u"Zeca"_s};
const QStringList barbers{u"Barbeiro Um"_s, u"Barbeiro Dois"_s, u"Barbeiro Três"_s, u"Barbeiro Quatro"_s};
struct Service {
    const char16_t *name;
    const char16_t *price;
};
constexpr Service services[] = {
    {u"Corte máquina", u"R$\u00a045,00"}, {u"Corte e barba", u"R$\u00a080,00"}, {u"Barba", u"35,00"},
    {u"Pacote noivo; dia todo", u"R$\u00a01.234,56"}, {u"Sobrancelha", u"20"}};

QString quoted(const QString &field, QChar separator)
{
    if (!field.contains(separator) && !field.contains(u'"') && !field.contains(u'\n'))
        return field;
    return u'"' + QString(field).replace(u'"', u"\"\""_s) + u'"';
}

QString phone(int client, quint32 mask)
{
    const QString tail = u"%1"_s.arg(client, 4, 10, QChar(u'0'));
    switch (mask % 4) {
    case 0:
        return u"(11) 90000-"_s + tail;
    case 1:
        return u"1190000"_s + tail;
    case 2:
        return u"+55 11 90000-"_s + tail;
    default:
        return u"011 90000 "_s + tail;
    }
}

} // namespace

QByteArray makeDiaryExport(const DiaryExport &wish)
{
    QRandomGenerator dice(wish.seed);
    const QTimeZone zone(wish.zone.toUtf8());
    const QDate today = toUtc(wish.now).toTimeZone(zone).date();
    const QStringList header{u"Código"_s,  u"Data"_s,  u"Hora"_s,   u"Cliente"_s, u"Celular"_s, u"Profissional"_s,
                             u"Serviço"_s, u"Valor"_s, u"Status"_s, u"Duração"_s, u"E-mail"_s,  u"Observações"_s};
    QString text = header.join(wish.separator) + u"\r\n"_s;
    for (int i = 0; i < wish.rows; ++i) {
        const int slot = i / int(barbers.size());
        const QDate day = today.addDays(slot / 20);
        const QTime time = QTime(9, 0).addSecs(slot % 20 * 30 * 60);
        const int client = i % 220 + 1;
        const Service &service = services[dice.bounded(quint32(std::size(services)))];
        const quint32 luck = dice.bounded(100u);
        const QString status = luck < 8 ? u"Cancelado"_s : luck < 45 ? u"Confirmado"_s : u"Agendado"_s;
        const QStringList fields{u"AG-%1"_s.arg(1000 + i),
                                 day.toString(u"dd/MM/yyyy"_s),
                                 time.toString(u"HH:mm"_s),
                                 u"%1 Fictício %2"_s.arg(firstNames[client % firstNames.size()]).arg(client),
                                 phone(client, dice.generate()),
                                 barbers[i % barbers.size()],
                                 QString::fromUtf16(service.name),
                                 QString::fromUtf16(service.price),
                                 status,
                                 u"30 min"_s,
                                 u"cliente%1@exemplo.invalid"_s.arg(client),
                                 luck % 10 == 0 ? u"disse \"sem pressa\"\ne volta depois"_s : QString()};
        QStringList row;
        for (const QString &field : fields)
            row.append(quoted(field, wish.separator));
        text += row.join(wish.separator) + u"\r\n"_s;
    }
    return wish.windows1252 ? text.toLatin1() : text.toUtf8();
}

} // namespace trato
