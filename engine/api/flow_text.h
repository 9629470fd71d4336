#pragma once

#include "engine/api/job.h"
#include "engine/api/result.h"

namespace trato {

/// A flow as BullMQ's FlowProducer takes it: {"name", "queueName", "data", "opts", "children": […]}, as a list of jobs, each
/// after its parent. Options have BullMQ's names. Invalid tells what is wrong and where, as "children[2].opts: …"; what is
/// not understood is refused rather than left out. Numbers in `data` are those of JSON (RFC 8259): beyond 2^53 they lose digits.
Result<QList<FlowJob>> flowFromJson(const QByteArray &json);

} // namespace trato
