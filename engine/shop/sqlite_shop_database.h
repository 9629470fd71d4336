#pragma once

#include "engine/shop/shop_database.h"
#include "engine/shop/shop_file.h"

namespace trato {

/// The embedded shop's data in `shop.db`. Called on its owner's thread, where replies arrive through `home`; the
/// SQL runs on a thread of its own that the object owns and joins. A new file gets one unit from the settings.
class SqliteShopDatabase final : public ShopDatabase
{
public:
    SqliteShopDatabase(QString path, const EngineSettings &settings, std::shared_ptr<Mailbox> home, const Clock &clock);
    ~SqliteShopDatabase() override;

    void units(Reply<QList<Unit>> reply) override;
    void saveUnit(Unit unit, Reply<Unit> reply) override;
    void visits(Instant from, Instant to, QString search, int limit, Reply<QList<VisitRecord>> reply) override;
    void visit(VisitId id, Reply<VisitRecord> reply) override;
    void addVisit(UnitId unit, ImportedVisit visit, Reply<VisitRecord> reply) override;
    void moveVisit(VisitId id, Instant start, std::optional<QString> professional, Reply<VisitRecord> reply) override;
    void setVisitStatus(VisitId id, VisitStatus status, Reply<VisitRecord> reply) override;

    void previewImport(ImportedDiary diary, Reply<ImportReport> reply) override;
    void applyImport(ImportedDiary diary, quint64 expectedRevision, Reply<ImportReport> reply) override;
    void resolveVanished(QList<VisitId> ids, bool cancel, Reply<Done> reply) override;
    void freshness(Reply<DiaryFreshness> reply) override;

    void clients(QString search, int limit, Reply<QList<Client>> reply) override;
    void client(ClientId id, Reply<Client> reply) override;
    void saveClient(Client client, Reply<Client> reply) override;
    void setConsent(ClientId id, ConsentWord word, Reply<Client> reply) override;

    void mayWrite(Contact contact, Reply<QString> reply) override;

    void discardReminders(QStringList keys, Reply<Done> reply) override;
    void discardedReminders(QStringList keys, Reply<QStringList> reply) override;

    void onChange(std::function<void()> listener) override;
    Problem problem() const override;
    ThreadView statistics() const override;

    /// For the shop's other databases in the same file.
    ShopFile &file() { return m_file; }

private:
    ShopFile m_file;
};

} // namespace trato
