#pragma once

#include "engine/api/delivery.h"

/// The template studio: how a text reads, what is wrong with it, what it was before, and what Meta says of it.
namespace trato {

/// Something about a text that a person should know.
struct TemplateIssue {
    QString code{};        ///< "template.adjacent"; words in engine/api/words.h
    QString detail{};      ///< a variable's name, or figures
    bool blocks = true;    ///< the text cannot be kept like this
    friend bool operator==(const TemplateIssue &, const TemplateIssue &) = default;
    static constexpr auto fields()
    {
        using T = TemplateIssue;
        return fieldList(field("code", &T::code), field("detail", &T::detail), field("blocks", &T::blocks));
    }
};

/// A text as the client of a sample visit would read it.
struct TemplateSample {
    QString text{};               ///< of an e-mail the plain part
    QString subject{};
    QString html{};
    int length = 0;               ///< of the text
    int limit = 0;                ///< for `length`
    int segments = 0;             ///< SMS only
    bool unicode = false;         ///< SMS only: it has signs that make segments of 70 instead of 160
    std::optional<qint64> costMicros{};   ///< of one such message, when a price is known
    QStringList variables{};      ///< in provider order
    QList<TemplateIssue> issues{};
    friend bool operator==(const TemplateSample &, const TemplateSample &) = default;
    static constexpr auto fields()
    {
        using T = TemplateSample;
        return fieldList(field("text", &T::text), field("subject", &T::subject), field("html", &T::html), field("length", &T::length),
                          field("limit", &T::limit), field("segments", &T::segments), field("unicode", &T::unicode),
                          field("costMicros", &T::costMicros), field("variables", &T::variables), field("issues", &T::issues));
    }
};

/// A variable that a template may use.
struct TemplateVariable {
    QString name{};               ///< "clientName"
    QString example{};            ///< of the sample visit
    friend bool operator==(const TemplateVariable &, const TemplateVariable &) = default;
    static constexpr auto fields()
    {
        return fieldList(field("name", &TemplateVariable::name), field("example", &TemplateVariable::example));
    }
};

/// A text that a template had. Number 0 is the one that comes with the program.
struct TemplateVersion {
    int number = 0;
    std::optional<Instant> at{};  ///< not set for number 0
    QString text{};
    QString subject{};
    bool current = false;
    friend bool operator==(const TemplateVersion &, const TemplateVersion &) = default;
    static constexpr auto fields()
    {
        using T = TemplateVersion;
        return fieldList(field("number", &T::number), field("at", &T::at), field("text", &T::text), field("subject", &T::subject),
                          field("current", &T::current));
    }
};

/// What Meta says of a template.
enum class TemplateStatus {
    Absent,     ///< Meta has none of this name and language
    Pending,    ///< it is looked at
    Approved,
    Rejected,
    Paused,
    Disabled,
    Other,      ///< a word of Meta that is not known here; `reason` holds it
};
template <>
struct EnumNames<TemplateStatus> {
    static constexpr std::array names{"absent", "pending", "approved", "rejected", "paused", "disabled", "other"};
};
struct TemplateStanding {
    TemplateId id{};
    QString providerName{};
    QString language{};
    TemplateStatus status = TemplateStatus::Absent;
    QString category{};           ///< as Meta bills it
    QString reason{};             ///< why it was refused, in Meta's words
    bool differs = false;         ///< Meta's text is not the one in use here
    std::optional<Instant> askedAt{};   ///< when Meta was asked; not set: never
    friend bool operator==(const TemplateStanding &, const TemplateStanding &) = default;
    static constexpr auto fields()
    {
        using T = TemplateStanding;
        return fieldList(field("id", &T::id), field("providerName", &T::providerName), field("language", &T::language),
                          field("status", &T::status), field("category", &T::category), field("reason", &T::reason),
                          field("differs", &T::differs), field("askedAt", &T::askedAt));
    }
};

} // namespace trato
