#include "engine/api/questions/diary.h"
#include "engine/api/questions/line.h"
#include "engine/api/questions/mail_domain.h"
#include "engine/api/questions/messages.h"
#include "engine/api/questions/shop.h"
#include "engine/api/questions/studio.h"
#include "engine/api/questions/visit_story.h"
#include "engine/api/questions/waits.h"
#include "tests/support/sample_shop.h"

#include <algorithm>

/// The book of the sample shop: team, services, hours, closed days, clients.
namespace trato {

using namespace Qt::StringLiterals;

namespace {

const UnitId unit{u"unit-1"_s};

QList<WorkWeek> weeks()
{
    WorkWeek shop{unit, {}, {}};
    for (int weekday = 1; weekday <= 6; ++weekday) {
        shop.spans.append({weekday, 9 * 60, 12 * 60});
        shop.spans.append({weekday, 13 * 60, 20 * 60});
    }
    WorkWeek tiago{unit, {u"pro-3"_s}, {}};
    for (int weekday = 1; weekday <= 5; ++weekday)
        tiago.spans.append({weekday, 13 * 60, 20 * 60});
    return {shop, tiago};
}

} // namespace

QList<Professional> SampleShop::team() const
{
    return {{{u"pro-1"_s}, unit, u"Marcos"_s, true},
            {{u"pro-2"_s}, unit, u"Rafael"_s, true},
            {{u"pro-3"_s}, unit, u"Tiago"_s, true},
            {{u"pro-4"_s}, unit, u"Otávio"_s, false}};
}

QList<Service> SampleShop::services() const
{
    return {{{u"srv-1"_s}, unit, u"Barba"_s, 30, 3500, true},
            {{u"srv-2"_s}, unit, u"Corte + barba"_s, 60, 7500, true},
            {{u"srv-3"_s}, unit, u"Corte masculino"_s, 40, 4500, true},
            {{u"srv-4"_s}, unit, u"Pigmentação"_s, 45, 6000, true},
            {{u"srv-5"_s}, unit, u"Sobrancelha"_s, 15, 2000, false}};
}

QList<Client> SampleShop::clients() const
{
    const char *names[] = {"André Modelo", "Bruno Amostra", "Caio Exemplo", "Diego Exemplo",
                           "Felipe Modelo", "João Exemplo", "Lucas Amostra", "Pedro Modelo"};
    QList<Client> out;
    for (int i = 0; i < 8; ++i) {
        Client client;
        client.id = {u"client-%1"_s.arg(i)};
        client.name = QString::fromUtf8(names[i]);
        client.phone = u"+55 11 9····-%1"_s.arg(4821 + i);
        client.whatsappAllowed = client.emailAllowed = client.smsAllowed = i != 3;
        client.visits = 3 + 5 * i % 11;
        client.lastVisit = now - Hours(30 + 70 * i);
        out.append(client);
    }
    return out;
}

ClientFile SampleShop::clientFile(const ClientId &id) const
{
    ClientFile file;
    for (const Client &client : clients())
        if (client.id == id)
            file.client = client;
    file.client.phone = u"+5511900004821"_s;
    file.hasNotes = true;
    file.done = 7;
    file.noShows = 1;
    file.lastNoShow = now - Hours(24 * 40);
    const QList<VisitView> all = visits();
    for (int i = 0; i < 9; ++i) {
        VisitView visit = all.value(i * 3);
        visit.id = {u"past-%1"_s.arg(i)};
        visit.client = id;
        visit.start = now - Hours(24 * (7 * i + 3));
        visit.status = i == 5 ? VisitStatus::NoShow : VisitStatus::Done;
        file.visits.append(visit);
    }
    VisitView next = all.value(20);
    next.id = {u"next"_s};
    next.client = id;
    next.status = VisitStatus::Scheduled;
    file.visits.prepend(next);
    return file;
}

VisitStory SampleShop::visitStory(const VisitId &id) const
{
    using What = VisitMoment::What;
    using By = VisitMoment::By;
    const QList<VisitView> all = visits();
    const auto found = std::ranges::find(all, id, &VisitView::id);
    if (found == all.end())
        return {};
    VisitStory story{*found, {}};
    const Instant asked = now - Hours(5);
    const auto message = [&](Seconds after, DeliveryState state, By by) {
        story.moments.append({.at = asked + after, .what = What::Message, .by = by, .delivery = {u"d7"_s}, .templateId = {u"appointment_reminder"_s},
                              .state = state, .channel = Channel::WhatsApp});
    };
    story.moments = {{.at = now - Hours(70), .by = By::Import, .start = found->start - Hours(1)},
                     {.at = now - Hours(28), .what = What::Moved, .by = By::Person, .start = found->start}};
    message(Seconds(0), DeliveryState::Sending, By::Engine);
    message(Seconds(1), DeliveryState::Accepted, By::Engine);
    message(Seconds(3), DeliveryState::Sent, By::Webhook);
    message(Seconds(6), DeliveryState::Delivered, By::Webhook);
    message(Seconds(840), DeliveryState::Read, By::Webhook);
    story.moments.append({.at = asked + Minutes(16), .what = What::Answer, .by = By::Client, .answer = VisitAnswer::Yes, .words = u"SIM, até amanhã!"_s,
                          .channel = Channel::WhatsApp});
    story.moments.append({.at = asked + Minutes(16), .what = What::Status, .by = By::Client, .status = VisitStatus::Confirmed});
    story.moments.append({.at = now - Hours(1), .what = What::Paid, .by = By::Person, .amountCents = found->priceCents, .method = PaymentMethod::Pix});
    return story;
}

QList<CallEntry> SampleShop::calls() const
{
    using Why = CallEntry::Why;
    QList<CallEntry> out;
    const Why why[] = {Why::Cancels, Why::Unanswered, Why::Unclear, Why::Unreached};
    const QList<VisitView> all = visits();
    for (int i = 0; i < 4; ++i) {
        CallEntry call{all.value(3 + 2 * i), u"+551190000482%1"_s.arg(i), why[i], {}};
        call.visit.status = VisitStatus::Scheduled;
        call.visit.vanished = false;
        if (call.why == Why::Cancels)
            call.said = u"Não vou conseguir, apareceu um imprevisto"_s;
        if (call.why == Why::Unclear)
            call.said = u"acho que sim, te falo depois"_s;
        out.append(call);
    }
    return out;
}

WaitList SampleShop::waitList() const
{
    const char *names[] = {"Otávio Exemplo", "Murilo Modelo", "Henrique Amostra"};
    WaitList list;
    list.offering = true;
    for (int i = 0; i < 3; ++i) {
        WaitEntry entry;
        entry.id = {u"wait-%1"_s.arg(i)};
        entry.clientName = QString::fromUtf8(names[i]);
        entry.zone = u"America/Sao_Paulo"_s;
        entry.phone = u"+55 11 9····-%1"_s.arg(5120 + i);
        entry.day = toUtc(now + Hours(24 * (1 + i / 2))).date().toString(Qt::ISODate);
        entry.service = i == 1 ? u"Barba"_s : u"Corte masculino"_s;
        entry.professional = i == 2 ? u"Rafael"_s : QString();
        entry.state = i == 0 ? WaitEntry::State::Booked : WaitEntry::State::Waiting;
        list.waits.append(entry);
        if (i == 2)
            break;
        SlotOffer offer;
        offer.id = {u"offer-%1"_s.arg(i)};
        offer.clientName = entry.clientName;
        offer.professional = u"Rafael"_s;
        offer.zone = u"America/Sao_Paulo"_s;
        offer.start = now + Hours(25 + i);
        offer.wait = entry.id;
        offer.offeredAt = now - Minutes(10 + 30 * (1 - i));
        offer.expiresAt = offer.offeredAt + Minutes(20);
        offer.state = i == 0 ? SlotOffer::State::Taken : SlotOffer::State::Open;
        list.offers.append(offer);
    }
    return list;
}

ConsentFile SampleShop::consents() const
{
    ConsentFile file;
    for (const Channel channel : {Channel::WhatsApp, Channel::Email, Channel::Sms})
        for (const Purpose purpose : {Purpose::Service, Purpose::Marketing, Purpose::Birthday})
            file.now.append({channel, purpose, purpose == Purpose::Service, {}, {}});
    file.now[1] = {Channel::WhatsApp, Purpose::Marketing, true, u"ficha no balcão"_s, now - Hours(24 * 90)};
    file.now[7] = {Channel::Sms, Purpose::Marketing, false, u"reply"_s, now - Hours(24 * 3)};
    file.closed.append({Channel::Email, u"jo···@exemplo.com"_s, AddressWord::What::Bad, u"550"_s, {}, now - Hours(24 * 12)});
    file.history = {{Channel::Sms, Purpose::Marketing, false, u"reply"_s, {}, u"SM1f0c"_s, {}, now - Hours(24 * 3)},
                    {Channel::WhatsApp, Purpose::Marketing, true, u"ficha no balcão"_s, u"ficha de março"_s, u"ficha 112"_s, u"Rafael"_s, now - Hours(24 * 90)}};
    return file;
}

ShopFigures SampleShop::figures() const
{
    return {.today = {9, 44'500}, .month = {412, 2'914'300}, .weekBefore = Takings{8, 41'000}, .monthBefore = Takings{398, 2'688'000},
            .open = 3, .unpriced = 2, .since = now - Hours(24 * 210),
            .services = {{u"Corte masculino"_s, {150, 675'000}}, {u"Barba"_s, {120, 420'000}}, {u"Corte + barba"_s, {80, 560'000}},
                         {u"Sobrancelha"_s, {44, 88'000}}, {u"Pigmentação"_s, {19, 133'000}}}};
}

QList<TemplateView> SampleShop::templates() const
{
    const auto make = [](const QString &id, const QStringList &variables, const QString &text) {
        TemplateView view;
        view.id = {id};
        view.variables = variables;
        view.text = text;
        return view;
    };
    QList<TemplateView> all{make(u"appointment_confirmation"_s, {u"clientName"_s, u"when"_s, u"appointmentTime"_s}, u"Olá, {{clientName}}! Seu horário está marcado: {{when}}, às {{appointmentTime}}. Até lá!"_s),
                            make(u"payment_confirmation"_s, {u"clientName"_s, u"amount"_s}, u"Olá, {{clientName}}!"_s),
                            make(u"broken"_s, {}, {}),
                            make(u"mail"_s, {}, {})};
    all[2].problem = u"template: no text"_s;
    all[3].channel = Channel::Email;
    return all;
}

void SampleShop::scriptBook(FakeEngine &engine) const
{
    const SampleShop shop = *this;
    engine.on<ask::ListProfessionals>([shop](const auto &) -> Result<QList<Professional>> { return shop.team(); });
    engine.on<ask::SaveProfessional>([](const ask::SaveProfessional &q) -> Result<Professional> { return q.professional; });
    engine.on<ask::ListServices>([shop](const auto &) -> Result<QList<Service>> { return shop.services(); });
    engine.on<ask::ShowShopFigures>([shop](const auto &) -> Result<ShopFigures> { return shop.figures(); });
    engine.on<ask::ListTemplates>([shop](const auto &) -> Result<QList<TemplateView>> { return shop.templates(); });
    engine.on<ask::SendMessage>([shop](const ask::SendMessage &q) -> Result<DeliveryView> {
        if (q.to.endsWith(u"0000"))
            return Error{Error::Code::Refused, u"no_consent"_s};
        DeliveryView view;
        view.way = shop.way;
        view.state = q.dryRun ? DeliveryState::WouldSend : DeliveryState::Sending;
        view.reason = q.message.isEmpty() ? u"Olá, %1! Seu horário está marcado: %2, às %3."_s.arg(q.variables.value(u"clientName"_s),
                                                q.variables.value(u"when"_s), q.variables.value(u"appointmentTime"_s))
                                          : q.message;
        return view;
    });
    engine.on<ask::ListTemplateVariables>([](const auto &) -> Result<QList<TemplateVariable>> {
        return QList<TemplateVariable>{{u"appointmentTime"_s, u"14:30"_s}, {u"clientName"_s, u"Ana"_s}, {u"professionalName"_s, u"Rafael"_s},
                                       {u"unidadeName"_s, u"Barbearia Modelo"_s}, {u"when"_s, u"amanhã, 24/11"_s}};
    });
    engine.on<ask::TryTemplateText>([](const ask::TryTemplateText &q) -> Result<TemplateSample> {
        TemplateSample sample;
        sample.text = q.text;
        sample.subject = q.subject;
        const QMap<QString, QString> values{{u"{{clientName}}"_s, u"Ana"_s}, {u"{{when}}"_s, u"amanhã, 24/11"_s}, {u"{{appointmentTime}}"_s, u"14:30"_s},
                                            {u"{{professionalName}}"_s, u"Rafael"_s}, {u"{{unidadeName}}"_s, u"Barbearia Modelo"_s}};
        for (auto it = values.begin(); it != values.end(); ++it)
            sample.text.replace(it.key(), it.value());
        sample.length = int(sample.text.size());
        sample.limit = 1024;
        sample.costMicros = 42'500;
        if (q.text.contains(u"}}{{"))
            sample.issues = {{u"template.adjacent"_s, {}, true}};
        return sample;
    });
    engine.on<ask::ListTemplateStandings>([shop](const ask::ListTemplateStandings &) -> Result<QList<TemplateStanding>> {
        QList<TemplateStanding> out;
        for (const TemplateView &view : shop.templates())
            if (view.channel == Channel::WhatsApp && view.problem.isEmpty())
                out << TemplateStanding{view.id, view.id.value, u"pt_BR"_s, out.isEmpty() ? TemplateStatus::Approved : TemplateStatus::Pending,
                                        u"utility"_s, {}, false, shop.now - Hours(2)};
        return out;
    });
    engine.on<ask::ListTemplateVersions>([shop](const auto &) -> Result<QList<TemplateVersion>> {
        return QList<TemplateVersion>{{2, shop.now - Hours(30), u"Oi, {{clientName}}! Seu horário: {{when}}."_s, {}, true},
                                      {1, shop.now - Hours(80), u"Olá, {{clientName}}! Lembrete: {{when}}."_s, {}, false},
                                      {0, std::nullopt, u"Olá, {{clientName}}! Passando para lembrar do seu horário: {{when}}."_s, {}, false}};
    });
    engine.on<ask::SaveTemplate>([shop](const ask::SaveTemplate &q) -> Result<TemplateView> {
        for (TemplateView view : shop.templates())
            if (view.id == q.id) {
                view.text = q.text;
                view.subject = q.subject;
                view.overridden = true;
                return view;
            }
        return Error{Error::Code::NotFound, q.id.value};
    });
    engine.on<ask::RestoreTemplate>([shop](const ask::RestoreTemplate &q) -> Result<TemplateView> {
        for (TemplateView view : shop.templates())
            if (view.id == q.id)
                return view;
        return Error{Error::Code::NotFound, q.id.value};
    });
    engine.on<ask::SubmitTemplate>([](const ask::SubmitTemplate &q) -> Result<TemplateStanding> {
        return TemplateStanding{q.id, q.id.value, u"pt_BR"_s, TemplateStatus::Pending, u"utility"_s, {}, false, {}};
    });
    engine.on<ask::CheckMailDomain>([](const auto &) -> Result<MailDomainReport> {
        const QString domain = u"barbearia-modelo.example"_s;
        return MailDomainReport{domain,
                                {{DnsRecord::Spf, DnsGrade::Good, u"dns.spf.good"_s, domain, u"v=spf1 include:sendgrid.net ~all"_s},
                                 {DnsRecord::Dkim, DnsGrade::Missing, u"dns.dkim.missing"_s, u"s1._domainkey."_s + domain, {}},
                                 {DnsRecord::Dmarc, DnsGrade::Weak, u"dns.dmarc.none"_s, u"_dmarc."_s + domain, u"v=DMARC1; p=none"_s}}};
    });
    engine.on<ask::SaveService>([](const ask::SaveService &q) -> Result<Service> { return q.service; });
    engine.on<ask::ListHours>([](const auto &) -> Result<QList<WorkWeek>> { return weeks(); });
    engine.on<ask::SetHours>([](const ask::SetHours &q) -> Result<WorkWeek> { return q.week; });
    engine.on<ask::ListClosedDays>([](const ask::ListClosedDays &q) -> Result<QList<ClosedDay>> {
        QList<ClosedDay> days{{unit, u"2026-11-15"_s, u"holiday.republic"_s, ClosedDay::Kind::National, true, false},
                              {unit, u"2026-11-20"_s, u"holiday.black_awareness"_s, ClosedDay::Kind::National, false, false},
                              {unit, u"2026-11-28"_s, u"Festa do bairro"_s, ClosedDay::Kind::Local, true, false},
                              {unit, u"2026-12-25"_s, u"holiday.christmas"_s, ClosedDay::Kind::National, true, false}};
        days.removeIf([&](const ClosedDay &day) { return day.day < q.from || day.day > q.to; });
        return days;
    });
    engine.on<ask::SetClosedDay>([](const ask::SetClosedDay &q) -> Result<ClosedDay> { return q.day; });
    engine.on<ask::ForgetClosedDay>([](const auto &) -> Result<Done> { return Done{}; });
    engine.on<ask::ListClosedVisits>([shop](const auto &) -> Result<QList<ClosedVisit>> {
        return QList<ClosedVisit>{{shop.visits().last(), u"2026-11-28"_s, u"Festa do bairro"_s}};
    });
    engine.on<ask::CheckSlot>([](const auto &) -> Result<SlotCheck> { return SlotCheck{}; });
    engine.on<ask::ListClients>([shop](const ask::ListClients &q) -> Result<QList<Client>> {
        QList<Client> found = shop.clients();
        found.removeIf([&](const Client &client) { return !client.name.contains(q.search, Qt::CaseInsensitive); });
        return found;
    });
    engine.on<ask::ShowClientFile>([shop](const ask::ShowClientFile &q) -> Result<ClientFile> { return shop.clientFile(q.id); });
    engine.on<ask::ShowClient>([shop](const ask::ShowClient &q) -> Result<Client> {
        Client client = shop.clientFile(q.id).client;
        client.notes = u"Prefere máquina 2"_s;
        return client;
    });
    engine.on<ask::SaveClient>([](const ask::SaveClient &q) -> Result<Client> { return q.client; });
    engine.on<ask::SetConsent>([](const ask::SetConsent &q) -> Result<Client> {
        Client client;
        client.id = q.id;
        client.whatsappAllowed = q.allowed;
        return client;
    });
    engine.on<ask::ListWaits>([shop](const auto &) -> Result<WaitList> { return shop.waitList(); });
    engine.on<ask::AddWait>([](const ask::AddWait &q) -> Result<WaitEntry> {
        if (q.draft.phone.isEmpty())
            return Error{Error::Code::Invalid, u"phone: phone.empty"_s};
        return WaitEntry{};
    });
    engine.on<ask::RemoveWait>([](const auto &) -> Result<Done> { return Done{}; });
    engine.on<ask::ShowVisitStory>([shop](const ask::ShowVisitStory &q) -> Result<VisitStory> {
        const VisitStory story = shop.visitStory(q.id);
        return story.visit.id.isEmpty() ? Result<VisitStory>(Error{Error::Code::NotFound, u"visit"_s}) : story;
    });
    engine.on<ask::ListCalls>([shop](const auto &) -> Result<QList<CallEntry>> { return shop.withCalls ? shop.calls() : QList<CallEntry>(); });
    engine.on<ask::ShowConsent>([shop](const auto &) -> Result<ConsentFile> { return shop.consents(); });
    engine.on<ask::RetryAddress>([shop](const auto &) -> Result<ConsentFile> {
        ConsentFile file = shop.consents();
        file.closed.clear();
        return file;
    });
    engine.on<ask::ListLine>([shop](const auto &) -> Result<QList<LineEntry>> {
        const char *names[] = {"Igor Amostra", "Renan Exemplo", "Vítor Modelo", "Saulo Exemplo", "Paulo Amostra", "Hugo Modelo"};
        using State = LineEntry::State;
        const State states[] = {State::Called, State::Waiting, State::Waiting, State::Waiting, State::Served, State::Left};
        QList<LineEntry> line;
        for (int i = 0; i < 6; ++i) {
            LineEntry entry;
            entry.id = {u"line-%1"_s.arg(i)};
            entry.unit = unit;
            entry.clientName = QString::fromUtf8(names[i]);
            entry.service = shop.services().at(i % 4).name;
            entry.minutes = shop.services().at(i % 4).minutes;
            entry.professional = i % 3 == 0 ? u"Rafael"_s : QString();
            entry.state = states[i];
            entry.position = states[i] == State::Waiting ? i : 0;
            entry.joinedAt = shop.now - Minutes(52 - 9 * i);
            if (states[i] == State::Waiting)
                entry.waitMinutes = 12 + 17 * i;
            if (i > 3)
                entry.endedAt = shop.now - Minutes(5);
            line.append(entry);
        }
        return line;
    });
    engine.on<ask::ListLineEvents>([shop](const auto &) -> Result<QList<LineEvent>> {
        return QList<LineEvent>{{{u"line-4"_s}, u"Paulo Amostra"_s, LineEvent::Kind::Joined, 1, shop.now - Minutes(48)},
                                {{u"line-0"_s}, u"Igor Amostra"_s, LineEvent::Kind::Joined, 2, shop.now - Minutes(45)},
                                {{u"line-4"_s}, u"Paulo Amostra"_s, LineEvent::Kind::Called, 0, shop.now - Minutes(20)},
                                {{u"line-0"_s}, u"Igor Amostra"_s, LineEvent::Kind::First, 1, shop.now - Minutes(20)},
                                {{u"line-4"_s}, u"Paulo Amostra"_s, LineEvent::Kind::Attended, 0, shop.now - Minutes(5)}};
    });
    engine.on<ask::JoinLine>([](const ask::JoinLine &q) -> Result<LineEntry> {
        LineEntry entry;
        entry.clientName = q.draft.clientName;
        return entry;
    });
    engine.on<ask::ActOnLine>([](const auto &) -> Result<LineEntry> { return LineEntry{}; });
    engine.on<ask::CallNext>([](const auto &) -> Result<LineEntry> { return LineEntry{}; });
    engine.on<ask::MoveVisit>([](const ask::MoveVisit &q) -> Result<VisitView> {
        VisitView visit;
        visit.id = q.id;
        return visit;
    });
    engine.on<ask::SetVisitStatus>([](const ask::SetVisitStatus &q) -> Result<VisitView> {
        VisitView visit;
        visit.id = q.id;
        visit.status = q.status;
        return visit;
    });
}

} // namespace trato
