#pragma once

#include "engine/api/studio.h"
#include "engine/local/sql_thread.h"
#include "engine/notify/templates.h"

namespace trato {

/// Keeps the shop's own message texts: each one as a version in console.db, the one in use as a file in the profile's templates
/// folder, where a person may edit it too. A file that was edited there becomes a version before it is replaced. Engine thread;
/// the parts outlive it.
class TemplateStudio
{
public:
    /// `folder` empty: nothing can be kept.
    TemplateStudio(Templates &templates, QString folder, SqlThread &console, const Clock &clock);

    /// The template as it would be with this text. NotFound.
    Result<MessageTemplate> draft(const TemplateId &id, const QString &text, const QString &subject) const;
    /// Makes this text the one in use. NotFound; ReadOnly or Full when the file cannot be written, then the version is kept.
    void save(const TemplateId &id, const QString &text, const QString &subject, Reply<MessageTemplate> reply);
    /// Newest first; the program's own text last. NotFound.
    void versions(const TemplateId &id, Reply<QList<TemplateVersion>> reply);
    /// Makes an older text the one in use; 0 is the program's own. NotFound.
    void restore(const TemplateId &id, int number, Reply<MessageTemplate> reply);

private:
    QString ownPath(const TemplateId &id) const;
    QString fileInUse(const TemplateId &id) const;
    Result<MessageTemplate> write(const TemplateId &id, Channel channel, const QString &text, const QString &subject);

    Templates &m_templates;
    const QString m_folder;
    SqlThread &m_console;
    const Clock &m_clock;
};

} // namespace trato
