#pragma once

#include "engine/api/question.h"
#include "engine/api/studio.h"

/// Writing templates. Each is answered by exactly one desk (engine/runtime/desks).
namespace trato {

namespace ask {

/// How a text would read and what is wrong with it; keeps nothing. NotFound: no such template.
struct TryTemplateText {
    static constexpr auto name = "templates.try";
    using Answer = TemplateSample;
    TemplateId id{};
    QString text{};
    QString subject{};            ///< e-mail only
    static constexpr auto fields()
    {
        return fieldList(field("id", &TryTemplateText::id), field("text", &TryTemplateText::text), field("subject", &TryTemplateText::subject));
    }
};
/// Keeps a text as the shop's own. Invalid with the first issue that blocks ("template.adjacent: name").
struct SaveTemplate {
    static constexpr auto name = "templates.save";
    using Answer = TemplateView;
    TemplateId id{};
    QString text{};
    QString subject{};            ///< e-mail only
    static constexpr auto fields()
    {
        return fieldList(field("id", &SaveTemplate::id), field("text", &SaveTemplate::text), field("subject", &SaveTemplate::subject));
    }
};
/// What a template may use, with the sample visit's values.
struct ListTemplateVariables {
    static constexpr auto name = "templates.variables";
    using Answer = QList<TemplateVariable>;
    TemplateId id{};
    static constexpr auto fields() { return fieldList(field("id", &ListTemplateVariables::id)); }
};
/// Newest first; the last one is the text that comes with the program.
struct ListTemplateVersions {
    static constexpr auto name = "templates.versions";
    using Answer = QList<TemplateVersion>;
    TemplateId id{};
    static constexpr auto fields() { return fieldList(field("id", &ListTemplateVersions::id)); }
};
/// Makes an older text the one in use; 0 is the one of the program.
struct RestoreTemplate {
    static constexpr auto name = "templates.restore";
    using Answer = TemplateView;
    TemplateId id{};
    int number = 0;
    static constexpr auto fields() { return fieldList(field("id", &RestoreTemplate::id), field("number", &RestoreTemplate::number)); }
};
/// Hands a WhatsApp template to Meta for approval, or its new text when Meta has it already. Refused, with what is missing or
/// with Meta's words.
struct SubmitTemplate {
    static constexpr auto name = "templates.submit";
    using Answer = TemplateStanding;
    TemplateId id{};
    static constexpr auto fields() { return fieldList(field("id", &SubmitTemplate::id)); }
};
/// What Meta said of every WhatsApp template; `ask` asks again first.
struct ListTemplateStandings {
    static constexpr auto name = "templates.standings";
    using Answer = QList<TemplateStanding>;
    bool ask = false;
    static constexpr auto fields() { return fieldList(field("ask", &ListTemplateStandings::ask)); }
};

} // namespace ask

namespace questions {
using namespace ask;
using StudioQuestions = Questions<TryTemplateText, SaveTemplate, ListTemplateVariables, ListTemplateVersions, RestoreTemplate, SubmitTemplate,
                                  ListTemplateStandings>;
} // namespace questions

} // namespace trato
