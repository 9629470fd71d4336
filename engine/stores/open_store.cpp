#include "engine/stores/open_store.h"

#include "engine/stores/sqlite/sqlite_job_store.h"

namespace trato {

using namespace Qt::StringLiterals;

Result<std::unique_ptr<JobStore>> openStore(const StoreAddress &address, std::shared_ptr<Mailbox> home, const Clock &clock)
{
    const QString scheme = u"sqlite:"_s;
    const QString path = address.text.startsWith(scheme) ? address.text.mid(scheme.size()) : address.text;
    if (path.isEmpty() || path.contains(u"://"))
        return Error{Error::Code::Invalid, u"a store's address is a file or sqlite:FILE"_s};
    SqliteJobStore::Options options;
    options.path = path;
    options.soleOwner = true;
    return std::unique_ptr<JobStore>(std::make_unique<SqliteJobStore>(std::move(options), std::move(home), clock));
}

} // namespace trato
