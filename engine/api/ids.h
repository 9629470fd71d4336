#pragma once

#include <QHash>
#include <QString>

namespace trato {

/// One kind of identifier; two kinds never compare or convert.
template <typename Tag>
struct Id {
    QString value{};
    bool isEmpty() const { return value.isEmpty(); }
    friend bool operator==(const Id &, const Id &) = default;
    friend auto operator<=>(const Id &a, const Id &b) { return a.value.compare(b.value) <=> 0; }
    friend size_t qHash(const Id &id, size_t seed = 0) { return ::qHash(id.value, seed); }
};

using QueueName = Id<struct QueueTag>;           ///< name of a queue, without ':'
using JobId = Id<struct JobTag>;                 ///< unique inside its queue
using UnitId = Id<struct UnitTag>;               ///< a shop ("unidade")
using ProfessionalId = Id<struct ProfessionalTag>;
using ServiceId = Id<struct ServiceTag>;
using ClientId = Id<struct ClientTag>;
using VisitId = Id<struct VisitTag>;             ///< an appointment
using DeliveryId = Id<struct DeliveryTag>;       ///< one message to one person
using TemplateId = Id<struct TemplateTag>;

} // namespace trato
