#pragma once

#include "engine/api/delivery.h"
#include "engine/api/job.h"

#include <QJsonObject>

namespace trato {

/// What the fence and the delivery of a message job are known by.
struct MessageKeys {
    QString key{};
    QString earlier{};       ///< what versions before this one knew the same job by; empty: by `key`
    QString contentMark{};   ///< of the words that the job brings; empty when it only names what they are about
};

/// The job's `dedupeKey`; else queue, id, moment of creation and whom it is for. An id alone is not enough: a queue that was
/// emptied, or moved, counts again from 1. Stays the same over attempts, and over changes of a job's words. Pure.
MessageKeys messageKeys(const QueueName &queue, const JobId &id, Instant createdAt, const QByteArray &data);
MessageKeys messageKeys(const QueueName &queue, const JobId &id, Instant createdAt, const QJsonObject &siteMessage);

/// Where the job says it goes: an address as it was given, or nothing. Pure.
QString givenAddress(Channel channel, const QJsonObject &siteMessage);

} // namespace trato
