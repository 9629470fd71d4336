#pragma once

#include "engine/api/appointment.h"
#include "engine/api/consent.h"
#include "engine/api/frame.h"
#include "engine/api/result.h"

namespace trato {

/// A visit with everything the engine needs to decide and write about it. Unmasked; never leaves the engine.
struct VisitRecord {
    VisitId id{};
    QString externalId{};     ///< id column of the imported file, or empty
    Unit unit{};
    Client client{};
    QString professional{};
    QString service{};
    qint64 priceCents = 0;
    qint64 paidCents = 0;     ///< recorded payments; not written by saving the visit
    bool dayBeforeWanted = true;   ///< the unit's word on its reminders, the same
    bool hourBeforeWanted = true;
    Instant start{};
    Instant end{};
    VisitStatus status = VisitStatus::Scheduled;
    bool vanished = false;
    VisitAnswer answer = VisitAnswer::None;   ///< of the client, to this start; not written by saving the visit
    Instant bookedAt{};       ///< when it entered the diary, or got its present start
    Instant changedAt{};
    friend bool operator==(const VisitRecord &, const VisitRecord &) = default;
};

/// One good row of a diary file, already normalised.
struct ImportedVisit {
    int line = 0;
    QString externalId{};
    QString clientName{};
    QString phone{};          ///< E.164 or empty
    QString email{};
    QString professional{};
    QString service{};
    qint64 priceCents = 0;
    Instant start{};
    Instant end{};
    VisitStatus status = VisitStatus::Scheduled;
    friend bool operator==(const ImportedVisit &, const ImportedVisit &) = default;
};

struct ImportedDiary {
    UnitId unit{};            ///< empty = the first unit
    QString source{};         ///< file name without path
    QList<ImportedVisit> visits{};
    Instant from{};           ///< period the file covers: start of its first local day …
    Instant to{};             ///< … to the end of its last one
    int mostMessages = 0;     ///< more messages to clients than this are not sent for it, but none
    QList<Instant> unread{};  ///< starts of rows that could not be taken: no visit there counts as vanished
};

struct DiaryFreshness {
    std::optional<Instant> refreshedAt{};
    QString source{};
    quint64 revision = 0;     ///< grows with every change of the diary
    std::optional<Instant> first{};   ///< start of the oldest visit; not set: there is none
    std::optional<Instant> last{};    ///< start of the newest one
};

/// Whom a message is for, over which channel, and why.
struct Contact {
    ClientId client{};        ///< empty: not known
    Channel channel = Channel::WhatsApp;
    QString address{};        ///< E.164, or e-mail address; empty: the client's own
    Purpose purpose = Purpose::Service;
};

/// The shop's own data: units, people, visits. Asynchronous; replies arrive on the owner's thread. The embedded
/// one writes; one that belongs to the site is read-only except its outbox columns.
class ShopDatabase
{
public:
    virtual ~ShopDatabase() = default;

    virtual void units(Reply<QList<Unit>> reply) = 0;
    /// Adds a unit (empty id) or changes one; NotFound for an unknown id. Refused where units belong to somebody else.
    virtual void saveUnit(Unit, Reply<Unit> reply) { reply(Error{Error::Code::Refused, QStringLiteral("unit.not_ours")}); }
    /// Visits that start in [from, to), by start, at most `limit`. `search` matches client, phone digits,
    /// professional and service, accents and case ignored.
    virtual void visits(Instant from, Instant to, QString search, int limit, Reply<QList<VisitRecord>> reply) = 0;
    virtual void visit(VisitId id, Reply<VisitRecord> reply) = 0;
    /// Finds or makes client, professional and service by name and phone.
    virtual void addVisit(UnitId unit, ImportedVisit visit, Reply<VisitRecord> reply) = 0;
    /// Keeps the length. Conflict when the visit is cancelled or over.
    /// `professional` not set: the same one.
    virtual void moveVisit(VisitId id, Instant start, std::optional<QString> professional, Reply<VisitRecord> reply) = 0;
    virtual void setVisitStatus(VisitId id, VisitStatus status, Reply<VisitRecord> reply) = 0;

    /// Counts what an import would do; changes nothing.
    virtual void previewImport(ImportedDiary diary, Reply<ImportReport> reply) = 0;
    /// Applies all good rows in one transaction. Conflict when the revision is not `expectedRevision`.
    virtual void applyImport(ImportedDiary diary, quint64 expectedRevision, Reply<ImportReport> reply) = 0;
    virtual void resolveVanished(QList<VisitId> ids, bool cancel, Reply<Done> reply) = 0;
    virtual void freshness(Reply<DiaryFreshness> reply) = 0;

    virtual void clients(QString search, int limit, Reply<QList<Client>> reply) = 0;
    virtual void client(ClientId id, Reply<Client> reply) = 0;
    virtual void saveClient(Client client, Reply<Client> reply) = 0;
    /// Adds to what the client said, as of now; the newest word counts. A yes opens an address again that its owner
    /// had closed.
    virtual void setConsent(ClientId id, ConsentWord word, Reply<Client> reply) = 0;

    /// Why nothing may go to this contact; empty when it may: "no_consent" by the newest word of the client, on the number, or
    /// of anybody who has it now (R-01, R-04; when nobody said one, service messages may go and nothing else, R-02), or
    /// "bad_address". Visits and clients carry the same answer for service messages (`Client::whatsappAllowed` …).
    virtual void mayWrite(Contact contact, Reply<QString> reply) = 0;

    /// Remembers late reminders that a person has discarded, by reminder key. Refused by a database that
    /// cannot keep them.
    virtual void discardReminders(QStringList keys, Reply<Done> reply)
    {
        reply(keys.isEmpty() ? Result<Done>(Done{})
                             : Result<Done>(Error{Error::Code::Refused, QStringLiteral("decision.not_kept")}));
    }
    /// Those of these keys that were discarded.
    virtual void discardedReminders(QStringList, Reply<QStringList> reply) { reply(QStringList()); }

    /// Called on the owner's thread after each change.
    virtual void onChange(std::function<void()> listener) = 0;
    virtual Problem problem() const = 0;
    virtual ThreadView statistics() const = 0;
};

} // namespace trato
