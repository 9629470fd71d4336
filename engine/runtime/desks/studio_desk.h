#pragma once

#include "engine/api/questions/studio.h"
#include "engine/notify/template_office.h"
#include "engine/notify/template_studio.h"
#include "engine/shop/shop_database.h"

namespace trato {

/// Answers the questions of the template studio. Engine thread; the parts outlive it.
class StudioDesk
{
public:
    struct Parts {
        Templates &templates;
        TemplateStudio &studio;
        TemplateOffice &office;
        ShopDatabase &shop;
        const EngineSettings &settings;
        const Clock &clock;
        std::function<void()> onChange{};   ///< a text changed
    };
    explicit StudioDesk(Parts parts) : m_parts(std::move(parts)) {}

    void answer(const ask::TryTemplateText &question, Reply<TemplateSample> reply);
    void answer(const ask::SaveTemplate &question, Reply<TemplateView> reply);
    void answer(const ask::ListTemplateVariables &question, Reply<QList<TemplateVariable>> reply);
    void answer(const ask::ListTemplateVersions &question, Reply<QList<TemplateVersion>> reply);
    void answer(const ask::RestoreTemplate &question, Reply<TemplateView> reply);
    void answer(const ask::SubmitTemplate &question, Reply<TemplateStanding> reply);
    void answer(const ask::ListTemplateStandings &question, Reply<QList<TemplateStanding>> reply);

private:
    /// What the template may use, with the values of a sample visit in the first unit.
    void withSample(const TemplateId &id, std::function<void(Result<QMap<QString, QString>>)> use);
    Reply<MessageTemplate> told(Reply<TemplateView> reply);

    Parts m_parts;
};

/// The kind of message that a template is for, of whichever channel; not set: a template of the shop's own. Pure.
std::optional<MessageKind> kindOfTemplate(const TemplateId &id);

} // namespace trato
