#include "engine/shop/diary_watch.h"


#include <QDir>
#include <QFileInfo>

namespace trato
{

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 fileLimit = 32 * 1024 * 1024;
constexpr qint64 calendarLimit = 16 * 1024 * 1024;
constexpr Seconds fetchTimeout{30};
constexpr int mostHops = 3;
const QString urlSecret = QStringLiteral("DIARY_URL");

/// https, or webcal, which means the same; anything else is no address for a diary.
QUrl safeAddress(QUrl url)
{
    if (url.scheme() == u"webcal" || url.scheme() == u"webcals")
        url.setScheme(u"https"_s);
    return url.scheme() == u"https" && !url.host().isEmpty() && url.userInfo().isEmpty() ? url : QUrl();
}

} // namespace

Result<WatchedFile> lookAtDiary(const QString &path, const QString &seen, const QString &taken)
{
    QFileInfo file(path);
    if (file.isDir()) {
        const QFileInfoList files = QDir(path).entryInfoList({u"*.csv"_s, u"*.txt"_s, u"*.ics"_s}, QDir::Files | QDir::Readable, QDir::Time);
        if (files.isEmpty())
            return Error{Error::Code::NotFound, u"watch.no_file"_s};
        file = files.first();
    }
    if (!file.exists())
        return Error{Error::Code::NotFound, u"watch.no_file"_s};
    if (file.size() > fileLimit)
        return Error{Error::Code::Invalid, u"file.too_large"_s};
    WatchedFile found{file.fileName(), {}, fromMs(file.lastModified().toMSecsSinceEpoch()), {}};
    found.stamp = u"%1|%2|%3"_s.arg(file.absoluteFilePath()).arg(file.size()).arg(toMs(found.changedAt));
    if (found.stamp != seen || found.stamp == taken)
        return found;
    QFile open(file.absoluteFilePath());
    if (!open.open(QIODevice::ReadOnly))
        return Error{Error::Code::Unavailable, u"watch.unreadable"_s};
    found.content = open.read(fileLimit + 1);
    return found;
}

void DiaryWatch::tick()
{
    lookAtFile();
    lookAtAddress();
}

QList<Problem> DiaryWatch::problems() const
{
    QList<Problem> found;
    for (const Problem &problem : {m_fileTrouble, m_addressTrouble})
        if (!problem.code.isEmpty())
            found << problem;
    return found;
}

/// An empty code: all is well. A trouble that goes on keeps its beginning and is logged once.
void DiaryWatch::say(Problem &problem, const QString &code, const QString &detail)
{
    if (problem.code == code && problem.detail == detail)
        return;
    const bool goesOn = !problem.code.isEmpty() && problem.code == code;
    if (!code.isEmpty())
        m_parts.log.warning("diary", code + u": "_s + detail);
    problem = code.isEmpty() ? Problem() : Problem{code, u"diary"_s, detail, false, goesOn ? problem.since : m_parts.clock.now()};
}

void DiaryWatch::lookAtFile()
{
    const QString path = m_parts.settings.diaryWatch;
    if (path != m_path) {
        m_path = path;
        m_seen.clear();
        m_taken.clear();
    }
    if (path.isEmpty())
        return say(m_fileTrouble, {}, {});
    if (std::exchange(m_lookingAtFile, true))
        return;
    m_parts.look(path, m_seen, m_taken, [this](Result<WatchedFile> file) {
        m_lookingAtFile = false;
        if (!file)
            return say(m_fileTrouble, u"diary.watch"_s, file.error().detail);
        fileFound(file.value());
    });
}

void DiaryWatch::fileFound(const WatchedFile &file)
{
    m_seen = file.stamp;
    if (!file.content) {
        if (file.stamp == m_taken && m_takenWell)
            say(m_fileTrouble, {}, {});
        return;
    }
    m_lookingAtFile = true;
    // After a start the newest file may be one that was taken before: a diary is no fresher for being read again.
    m_parts.shop.freshness([this, file](Result<DiaryFreshness> fresh) {
        if (fresh && m_taken.isEmpty() && fresh.value().refreshedAt && *fresh.value().refreshedAt >= file.changedAt
            && fresh.value().source == file.name) {
            m_lookingAtFile = false;
            m_taken = file.stamp;
            m_takenWell = true;
            return;
        }
        take(*file.content, file.name, [this, stamp = file.stamp](Result<Done> done) {
            m_lookingAtFile = false;
            if (done || done.error().code == Error::Code::Invalid)
                m_taken = stamp; // a file that cannot be read is looked at again when it changes
            m_takenWell = bool(done);
            say(m_fileTrouble, done ? QString() : u"diary.watch"_s, done ? QString() : done.error().detail);
        });
    });
}

void DiaryWatch::lookAtAddress()
{
    const int minutes = m_parts.settings.diaryUrlMinutes;
    const Instant now = m_parts.clock.now();
    if (minutes == 0) {
        m_fetchedAt.reset();
        return say(m_addressTrouble, {}, {});
    }
    if (m_fetching || (m_fetchedAt && now - *m_fetchedAt < Minutes(minutes) && now >= *m_fetchedAt))
        return;
    m_fetching = true;
    m_fetchedAt = now;
    m_parts.secrets.read(urlSecret, [this](Result<Secret> secret) {
        const QUrl url = secret ? safeAddress(QUrl(QString::fromUtf8(secret.value().reveal().toByteArray().trimmed()))) : QUrl();
        if (url.isEmpty()) {
            m_fetching = false;
            return say(m_addressTrouble, u"diary.url"_s, secret ? u"url.https"_s : u"url.missing"_s);
        }
        get(url, 0);
    });
}

void DiaryWatch::get(const QUrl &url, int hops)
{
    HttpRequest request;
    request.method = "GET";
    request.url = url;
    request.timeout = fetchTimeout;
    request.bodyLimit = calendarLimit;
    request.headers = {{"Accept", "text/calendar, text/csv;q=0.9, */*;q=0.1"}};
    if (!m_etag.isEmpty() && !m_calendar.isEmpty())
        request.headers.append({"If-None-Match", m_etag});
    m_parts.fetch(request, [this, url, hops](Result<HttpResult> result) {
        if (result)
            return answered(url, hops, result.value());
        m_fetching = false;
        say(m_addressTrouble, u"diary.url"_s, u"url.https"_s);
    });
}

void DiaryWatch::answered(const QUrl &url, int hops, const HttpResult &result)
{
    const QByteArray location = result.headers.value("location");
    if (result.status >= 301 && result.status <= 308 && result.status != 304 && !location.isEmpty() && hops < mostHops) {
        const QUrl next = safeAddress(url.resolved(QUrl::fromEncoded(location)));
        if (!next.isEmpty())
            return get(next, hops + 1);
    }
    const bool same = result.status == 304 && !m_calendar.isEmpty();
    const bool fresh = result.status == 200 && result.bodyComplete;
    if (!same && !fresh) {
        m_fetching = false;
        return say(m_addressTrouble, u"diary.url"_s, result.status > 0 && result.status != 200 ? u"HTTP %1"_s.arg(result.status) : result.detail);
    }
    if (fresh) {
        m_calendar = result.body;
        m_etag = result.headers.value("etag").left(200);
    }
    take(m_calendar, url.host(), [this](Result<Done> done) { // a calendar that did not change is as fresh as a new one
        m_fetching = false;
        say(m_addressTrouble, done ? QString() : u"diary.url"_s, done ? QString() : done.error().detail);
    });
}

void DiaryWatch::take(const QByteArray &content, const QString &name, Reply<Done> reply)
{
    m_parts.shop.units([this, content, name, reply = std::move(reply)](Result<QList<Unit>> units) {
        if (!units || units.value().isEmpty())
            return reply(units ? Error{Error::Code::NotFound, u"unit"_s} : units.error());
        const Unit unit = units.value().first();
        m_parts.read({content, name, unit.zone, m_parts.clock.now()}, [this, unit = unit.id, reply](const Result<ParsedDiary> &parsed) {
            if (!parsed)
                return reply(parsed.error());
            const qsizetype bad = parsed.value().bad.size();
            if (bad > 0 && parsed.value().diary.visits.isEmpty())
                return reply(Error{Error::Code::Invalid, u"watch.all_bad"_s});
            ImportedDiary diary = parsed.value().diary;
            diary.unit = unit;
            diary.mostMessages = m_parts.settings.importMessages;
            apply(diary, bad, reply);
        });
    });
}

void DiaryWatch::apply(const ImportedDiary &diary, qsizetype bad, Reply<Done> reply)
{
    m_parts.shop.freshness([this, diary, bad, reply = std::move(reply)](Result<DiaryFreshness> fresh) {
        if (!fresh)
            return reply(fresh.error());
        m_parts.shop.applyImport(diary, fresh.value().revision, [this, bad, reply](Result<ImportReport> report) {
            if (!report)
                return reply(report.error());
            const ImportReport &r = report.value();
            if (r.added + r.moved + r.updated > 0 || !r.vanished.isEmpty() || bad > 0)
                m_parts.log.info("diary", u"taken over: %1 new, %2 moved, %3 updated, %4 unchanged, %5 missing, %6 not readable"_s
                                              .arg(r.added).arg(r.moved).arg(r.updated).arg(r.unchanged).arg(r.vanished.size()).arg(bad));
            reply(Done{});
        });
    });
}

} // namespace trato
