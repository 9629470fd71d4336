#include "ui/attention_watch.h"

#include "ui/format.h"

#include <algorithm>

namespace trato {

QList<NoticeKind> newNotices(const AttentionCounts &before, const AttentionCounts &after, const QMap<NoticeKind, Instant> &told,
                             Instant now, Millis quiet)
{
    QList<NoticeKind> out;
    const auto consider = [&](NoticeKind kind, bool worse) {
        const auto last = told.constFind(kind);
        // A clock that was set back must not silence anybody for long.
        const bool recently = last != told.cend() && now >= *last && now - *last < quiet;
        if (worse && !recently)
            out.append(kind);
    };
    consider(NoticeKind::Trouble, after.trouble && !before.trouble);
    consider(NoticeKind::Uncertain, after.uncertain > before.uncertain);
    consider(NoticeKind::Late, after.late > before.late || after.lateMessages > before.lateMessages);
    consider(NoticeKind::ToSend, after.toSend > before.toSend);
    consider(NoticeKind::Stale, after.stale && !before.stale);
    consider(NoticeKind::Failed, after.failed > before.failed);
    return out;
}

AttentionWatch::AttentionWatch(EngineApi &engine, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_uncertain(engine, [this](const DeliveryPage &page) {
          m_next.uncertain = page.total;
          answered();
      }, [this](const Error &) { answered(); })
    , m_failed(engine, [this](const DeliveryPage &page) {
          m_next.failed = std::ranges::count_if(page.rows, [this](const DeliveryView &delivery) {
              return delivery.createdAt > m_clock.now() - Hours(24);
          });
          answered();
      }, [this](const Error &) { answered(); })
    , m_toSend(engine, [this](const DeliveryPage &page) {
          m_next.toSend = page.total;
          answered();
      }, [this](const Error &) { answered(); })
    , m_askDiary(engine, [this](const DiaryStatus &diary) {
          m_next.late = diary.late;
          m_next.vanished = diary.vanished;
          m_next.stale = diary.refreshedAt && diary.stale;
          answered();
      }, [this](const Error &) { answered(); })
    , m_askLate(engine, [this](const QList<MessagePreview> &late) {
          m_next.lateMessages = late.size();
          answered();
      }, [this](const Error &) { answered(); })
{
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &AttentionWatch::look);
    connect(&engine, &EngineApi::frameReady, this, &AttentionWatch::takeFrame);
    look();
}

void AttentionWatch::look()
{
    m_open = 5;
    m_next = m_counts;
    m_uncertain.ask({.search = {}, .state = DeliveryState::Uncertain, .limit = 1});
    m_failed.ask({.search = {}, .state = DeliveryState::Failed, .limit = 200});
    m_toSend.ask({.search = {}, .state = DeliveryState::AwaitsPerson, .limit = 1});
    m_askDiary.ask();
    m_askLate.ask();
}

void AttentionWatch::takeFrame(const Frame &frame)
{
    const bool trouble = std::ranges::any_of(frame.problems, &Problem::critical);
    const bool news = frame.deliveryRevision > m_deliveries || frame.diaryRevision > m_diary || trouble != m_counts.trouble;
    m_deliveries = frame.deliveryRevision;
    m_diary = frame.diaryRevision;
    m_trouble = trouble;
    if (trouble != m_counts.trouble && m_seen && m_open == 0) { // told at once: the questions may need what is broken
        m_next = m_counts;
        m_open = 1;
        answered();
    }
    if (news && !m_pause.isActive())
        m_pause.start(pause);
}

/// The looks of one round count together, so that one cause makes one message.
void AttentionWatch::answered()
{
    if (m_open == 0 || --m_open > 0)
        return;
    m_next.trouble = m_trouble;
    const AttentionCounts before = std::exchange(m_counts, m_next);
    if (!(m_counts == before) || !m_seen)
        emit changed(m_counts);
    if (!std::exchange(m_seen, true) || !m_wanted)
        return;
    for (const NoticeKind kind : newNotices(before, m_counts, m_told, m_clock.now(), quiet)) {
        m_told.insert(kind, m_clock.now());
        emit noticed(noticeOf(kind));
    }
}

Notice AttentionWatch::noticeOf(NoticeKind kind) const
{
    switch (kind) {
    case NoticeKind::Uncertain:
        return {kind, tr("%Ln message(s) may not have arrived", nullptr, int(m_counts.uncertain)),
                tr("The answer was lost. Look into WhatsApp, then say whether it arrived."), tr("Decide")};
    case NoticeKind::Failed:
        return {kind, tr("%Ln message(s) could not be sent", nullptr, int(m_counts.failed)),
                tr("Look at the reason, then send again or give up."), tr("Look")};
    case NoticeKind::Late:
        return {kind, tr("%1 came due while nothing was running").arg(m_counts.late > 0 ? format::reminders(m_counts.late) : format::messages(m_counts.lateMessages)),
                tr("Look at them, then send or discard."), tr("Decide")};
    case NoticeKind::ToSend:
        return {kind, tr("%Ln message(s) wait for you to send", nullptr, int(m_counts.toSend)),
                tr("One click opens WhatsApp with the text; press send there, then say so here."), tr("Show")};
    case NoticeKind::Stale:
        return {kind, tr("The diary is old, so reminders are held"), tr("Import it again and they go on."), tr("Import…")};
    case NoticeKind::Trouble:
        return {kind, tr("The engine is in trouble"), tr("Nothing accepted is lost. See what is wrong and how to repair it."),
                tr("Show")};
    }
    return {};
}

} // namespace trato
