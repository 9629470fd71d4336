#pragma once

#include "engine/api/frame.h"
#include "engine/api/settings.h"
#include "engine/notify/channels/http_transport.h"
#include "engine/runtime/log_book.h"
#include "engine/secrets/secret_store.h"
#include "engine/shop/diary_reader.h"
#include "engine/shop/shop_database.h"

#include <functional>

namespace trato {

/// The newest diary file at a place.
struct WatchedFile {
    QString name{};                       ///< without path
    QString stamp{};                      ///< changes whenever the file does
    Instant changedAt{};
    std::optional<QByteArray> content{};  ///< only when it is to be read
};
/// The newest .csv, .txt or .ics file of a folder, or the file itself. It is read when it has the stamp of the last look (so
/// nobody is writing it) and not the one that was taken. NotFound when there is none. Reads the disk: not on the engine thread.
Result<WatchedFile> lookAtDiary(const QString &path, const QString &seen, const QString &taken);

/// Takes the diary over by itself: from the file or folder of `diary/watch` whenever it changes, and from the calendar address
/// in the secret DIARY_URL every `diary/urlMinutes`. Lives on the engine thread, owned by the composition; the parts outlive it.
class DiaryWatch
{
public:
    struct Parts {
        ShopDatabase &shop;
        SecretStore &secrets;
        const EngineSettings &settings;
        const Clock &clock;
        LogBook &log;
        /// `lookAtDiary` on a thread that may block; the reply comes on the engine thread.
        std::function<void(QString path, QString seen, QString taken, Reply<WatchedFile>)> look;
        std::function<void(const HttpRequest &, Reply<HttpResult>)> fetch;
        ReadDiary read;
    };
    explicit DiaryWatch(Parts parts) : m_parts(std::move(parts)) {}

    /// Looks at both places when it is time. Called about once a minute.
    void tick();
    /// What keeps the diary from being taken over.
    QList<Problem> problems() const;

private:
    void lookAtFile();
    void fileFound(const WatchedFile &file);
    void lookAtAddress();
    void get(const QUrl &url, int hops);
    void answered(const QUrl &url, int hops, const HttpResult &result);
    void take(const QByteArray &content, const QString &name, Reply<Done> reply);
    void apply(const ImportedDiary &diary, qsizetype bad, Reply<Done> reply);
    void say(Problem &problem, const QString &code, const QString &detail);

    const Parts m_parts;
    Problem m_fileTrouble;
    Problem m_addressTrouble;
    QString m_path;
    QString m_seen;
    QString m_taken;
    bool m_takenWell = true;   ///< false: the file with that stamp could not be understood
    bool m_lookingAtFile = false;
    bool m_fetching = false;
    std::optional<Instant> m_fetchedAt;
    QByteArray m_etag;
    QByteArray m_calendar;
};

} // namespace trato
