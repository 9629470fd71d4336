#include "app/composition/handler_registry.h"

#include "engine/tasks/appointment_reminder.h"
#include "engine/tasks/backup_job.h"
#include "engine/tasks/clean_up.h"
#include "engine/tasks/http_handler.h"
#include "engine/tasks/load_test_handlers.h"
#include "engine/tasks/send_message.h"

namespace trato {

using namespace Qt::StringLiterals;

std::shared_ptr<Handler> HandlerRegistry::make(const QString &name) const
{
    if (name == u"send-message")
        return std::make_shared<SendMessage>(m_parts.shop, m_parts.templates, m_parts.dispatcher, m_parts.settings, m_parts.clock,
                                             &m_parts.wishes, &m_parts.book);
    if (name == u"appointment-reminder")
        return std::make_shared<AppointmentReminder>(m_parts.shop, m_parts.store, m_parts.dispatcher, m_parts.settings,
                                                     m_parts.clock);
    if (name == u"backup")
        return std::make_shared<BackupJob>(m_parts.copies, m_parts.clock);
    if (name == u"clean-up")
        return std::make_shared<CleanUp>(CleanUp::Parts{m_parts.store, m_parts.console, m_parts.settings, m_parts.clock, m_parts.profile.folder,
                                                        m_parts.profile.logFolder(), m_parts.profile.backupFolder(), m_parts.mayClean});
    const QUrl address(name, QUrl::StrictMode);
    if ((address.scheme() == u"http" || address.scheme() == u"https") && !address.host().isEmpty())
        return std::make_shared<HttpHandler>(m_parts.transport, address, m_parts.settings, m_parts.clock);
    return makeLoadTestHandler(name);
}

} // namespace trato
