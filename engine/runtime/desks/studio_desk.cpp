#include "engine/runtime/desks/studio_desk.h"

#include "engine/notify/channel_plan.h"
#include "engine/notify/cost_book.h"
#include "engine/notify/template_rules.h"
#include "engine/runtime/desks/kind_desk.h"

namespace trato {

using namespace Qt::StringLiterals;

std::optional<MessageKind> kindOfTemplate(const TemplateId &id)
{
    for (qsizetype i = 0; i < qsizetype(EnumNames<MessageKind>::names.size()); ++i)
        for (const Channel channel : {Channel::WhatsApp, Channel::Email, Channel::Sms})
            if (templateFor(messageTemplate(MessageKind(i)), channel) == id)
                return MessageKind(i);
    return std::nullopt;
}

void StudioDesk::withSample(const TemplateId &id, std::function<void(Result<QMap<QString, QString>>)> use)
{
    m_parts.shop.units([this, id, use = std::move(use)](Result<QList<Unit>> units) {
        if (!units)
            return use(units.error());
        Unit unit = units.value().value(0);
        if (unit.phone.isEmpty())
            unit.phone = u"(11) 90000-0000"_s;   // a text that names it should be seen with it
        const Instant now = m_parts.clock.now();
        const Client client{{}, u"Ana Exemplo"_s, u"+5511987654321"_s};
        VisitRecord visit = exampleVisit({}, client, unit, now);
        visit.professional = u"Rafael"_s;
        visit.service = u"Corte"_s;
        const MessageKind kind = kindOfTemplate(id).value_or(MessageKind::Booked);
        use(exampleVariables(kind, visit, m_parts.settings, now));
    });
}

void StudioDesk::answer(const ask::TryTemplateText &question, Reply<TemplateSample> reply)
{
    const Result<MessageTemplate> draft = m_parts.studio.draft(question.id, question.text, question.subject);
    if (!draft)
        return reply(draft.error());
    withSample(question.id, [this, draft = draft.value(), reply](Result<QMap<QString, QString>> sample) {
        if (!sample)
            return reply(sample.error());
        TemplateSample out = sampleOf(draft, sample.value(), !m_parts.settings.smsPlain);
        out.costMicros = priceOf(costRulesOf(m_parts.settings).prices, draft.channel, draft.category, out.segments);
        reply(std::move(out));
    });
}

Reply<MessageTemplate> StudioDesk::told(Reply<TemplateView> reply)
{
    return [this, reply = std::move(reply)](Result<MessageTemplate> now) {
        if (!now)
            return reply(now.error());
        if (m_parts.onChange)
            m_parts.onChange();
        for (const TemplateView &view : m_parts.templates.list())
            if (view.id == now.value().id)
                return reply(view);
        reply(Error{Error::Code::NotFound, now.value().id.value});
    };
}

void StudioDesk::answer(const ask::SaveTemplate &question, Reply<TemplateView> reply)
{
    const Result<MessageTemplate> draft = m_parts.studio.draft(question.id, question.text, question.subject);
    if (!draft)
        return reply(draft.error());
    withSample(question.id, [this, question, draft = draft.value(), reply](Result<QMap<QString, QString>> sample) {
        if (!sample)
            return reply(sample.error());
        for (const TemplateIssue &issue : templateIssues(draft, sample.value(), !m_parts.settings.smsPlain))
            if (issue.blocks)
                return reply(Error{Error::Code::Invalid, u"text: "_s + issue.code});
        m_parts.studio.save(question.id, question.text, question.subject, told(reply));
    });
}

void StudioDesk::answer(const ask::ListTemplateVariables &question, Reply<QList<TemplateVariable>> reply)
{
    if (!m_parts.templates.find(question.id))
        return reply(Error{Error::Code::NotFound, u"no template %1"_s.arg(question.id.value.left(100))});
    withSample(question.id, [reply](Result<QMap<QString, QString>> sample) {
        if (!sample)
            return reply(sample.error());
        QList<TemplateVariable> out;
        for (auto it = sample.value().cbegin(); it != sample.value().cend(); ++it)
            out << TemplateVariable{it.key(), it.value()};
        reply(out);
    });
}

void StudioDesk::answer(const ask::ListTemplateVersions &question, Reply<QList<TemplateVersion>> reply)
{
    m_parts.studio.versions(question.id, std::move(reply));
}

void StudioDesk::answer(const ask::RestoreTemplate &question, Reply<TemplateView> reply)
{
    m_parts.studio.restore(question.id, question.number, told(std::move(reply)));
}

void StudioDesk::answer(const ask::SubmitTemplate &question, Reply<TemplateStanding> reply)
{
    m_parts.templates.reload();
    withSample(question.id, [this, question, reply](Result<QMap<QString, QString>> sample) {
        if (!sample)
            return reply(sample.error());
        const auto what = m_parts.templates.find(question.id);
        if (what)
            for (const TemplateIssue &issue : templateIssues(*what, sample.value(), !m_parts.settings.smsPlain))
                if (issue.blocks)
                    return reply(Error{Error::Code::Invalid, u"text: "_s + issue.code});
        m_parts.office.submit(question.id, sample.value(), reply);
    });
}

void StudioDesk::answer(const ask::ListTemplateStandings &question, Reply<QList<TemplateStanding>> reply)
{
    m_parts.templates.reload();
    question.ask ? m_parts.office.ask(std::move(reply)) : m_parts.office.standings(std::move(reply));
}

} // namespace trato
