#include "engine/api/questions/diary.h"
#include "engine/api/questions/kinds.h"
#include "tests/support/sample_shop.h"

/// Which messages the sample shop sends, and what is about to be told.
namespace trato {

using namespace Qt::StringLiterals;

namespace {

struct Sample {
    const char *templateId;
    const char *text;
};
/// In the order of the enumeration.
constexpr Sample samples[] = {
    {"appointment_reminder", "Olá, Zeca! Passando para lembrar do seu horário: amanhã, 24/11, às 10:00, com Marcos, na Barbearia Modelo. "
                             "Você confirma? Responda SIM, ou NÃO se não puder vir, e a gente remarca. Até lá!"},
    {"appointment_reminder_1h", "Oi, Zeca! Seu horário está chegando: hoje, 24/11, às 10:00, com Marcos, na Barbearia Modelo. Esperamos por você!"},
    {"appointment_confirmation", "Olá, Zeca! Seu horário está marcado: amanhã, 24/11, às 10:00, Corte masculino com Marcos, na Barbearia Modelo. "
                                 "Se precisar mudar, é só responder esta mensagem."},
    {"appointment_rescheduled", "Olá, Zeca! Seu horário mudou. O novo é amanhã, 24/11, às 10:00, com Marcos, na Barbearia Modelo. "
                                "Se não servir para você, responda esta mensagem."},
    {"appointment_cancelled", "Olá, Zeca. Seu horário do dia 24/11/2026, às 10:00, foi cancelado. Para marcar outro, responda esta mensagem."},
    {"payment_confirmation", "Olá, Zeca! Recebemos seu pagamento de R$ 45,00 em 23/11/2026. Código da transação: A1B2C3D4. Obrigado!"},
    {"queue_position", "Olá, Zeca! Na fila da Barbearia Modelo, sua posição agora é 3 de 5. Espera estimada: cerca de 40 minutos. "
                       "Avisamos quando chegar a sua vez."},
    {"queue_position", "Olá, Zeca! Na fila da Barbearia Modelo, sua posição agora é 1 de 5. Espera estimada: cerca de 15 minutos. "
                       "Avisamos quando chegar a sua vez."},
    {"queue_called", "Olá, Zeca! Chegou a sua vez na Barbearia Modelo. Pode vir, estamos esperando por você."},
};

} // namespace

QList<MessageKindView> SampleShop::kinds() const
{
    QList<MessageKindView> views;
    for (qsizetype i = 0; i < qsizetype(std::size(samples)); ++i) {
        const auto kind = MessageKind(i);
        const bool wanted = kind != MessageKind::Booked && kind != MessageKind::Payment && kind != MessageKind::LineThird;
        views.append({{u"unit-1"_s}, kind, wanted, kind == MessageKind::HourBefore, {QString::fromLatin1(samples[i].templateId)},
                      QString::fromUtf8(samples[i].text), {}});
    }
    views.append({{u"unit-1"_s}, MessageKind::SlotOffer, false, false, {u"slot_offer"_s},
                  u"Olá, Zeca! Vagou um horário na Barbearia Modelo: amanhã, 24/11, às 10:00, com Marcos. Quer ficar com ele? Responda SIM até 18:30."_s, {}});
    return views;
}

QList<MessagePreview> SampleShop::wishes() const
{
    const QList<VisitView> diary = visits();
    const auto about = [&](MessageKind kind, int visit, const QString &reason) {
        const VisitView &v = diary.at(visit);
        return MessagePreview{kind, v.zone, v.clientName, v.phone, now + Minutes(1), v.start,
                              reason.isEmpty() ? QString::fromUtf8(samples[int(kind)].text) : QString(), reason};
    };
    return {about(MessageKind::Moved, 14, {}), about(MessageKind::Cancelled, 15, u"no_consent"_s)};
}

QList<MessagePreview> SampleShop::clientMessages() const
{
    QList<MessagePreview> all = wishes().mid(0, 1);
    for (const MessageKindView &kind : kinds()) {
        MessagePreview one{kind.kind, u"America/Sao_Paulo"_s, u"Lucas Amostra"_s, all.first().phone, {}, {}, kind.example, {}};
        if (int(kind.kind) <= int(MessageKind::Cancelled))
            one.start = all.first().start;
        one.reason = kind.barred ? u"off"_s : kind.wanted ? QString() : u"kind_off"_s;
        all.append(one);
    }
    return all;
}

void SampleShop::scriptKinds(FakeEngine &engine) const
{
    const SampleShop shop = *this;
    engine.on<ask::ListMessageKinds>([shop](const auto &) -> Result<QList<MessageKindView>> { return shop.kinds(); });
    engine.on<ask::SetMessageKind>([shop](const ask::SetMessageKind &q) -> Result<MessageKindView> {
        for (MessageKindView view : shop.kinds())
            if (view.kind == q.kind) {
                view.wanted = q.wanted;
                return view;
            }
        return Error{Error::Code::NotFound, nameOf(q.kind)};
    });
    engine.on<ask::PreviewClient>([shop](const auto &) -> Result<QList<MessagePreview>> { return shop.clientMessages(); });
    engine.on<ask::PayVisit>([](const ask::PayVisit &q) -> Result<VisitView> {
        VisitView visit;
        visit.id = q.id;
        visit.paidCents = q.amountCents;
        return visit;
    });
    engine.on<ask::UnpayVisit>([](const ask::UnpayVisit &q) -> Result<VisitView> {
        VisitView visit;
        visit.id = q.id;
        return visit;
    });
}

} // namespace trato
