#pragma once

#include "app/cli/command.h"

/// The parts of `add` and `job` that are about flows.
namespace trato::cli {

/// `add --flow SOURCE`
void addFlowFrom(Session &s, const QString &source);
/// `job QUEUE ID --flow`
void showFlow(Session &s, const QueueName &queue, const JobId &id);

} // namespace trato::cli
