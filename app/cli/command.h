#pragma once

#include "app/cli/session.h"

#include <memory>
#include <vector>

namespace trato::cli {

/// One command of the program. Has no state of its own but what `run` keeps in its session.
class Command
{
public:
    virtual ~Command() = default;
    /// One word, or two: "appointments add".
    virtual QString name() const = 0;
    /// One line for the list of commands.
    virtual QString summary() const = 0;
    /// Positional arguments for the help: "QUEUE ID…".
    virtual QString arguments() const { return {}; }
    /// Fewest and most positional arguments; -1 = any number.
    virtual std::pair<int, int> argumentCount() const { return {0, 0}; }
    virtual QList<Option> options() const { return {}; }
    /// An answer without an engine and without the event loop; nullopt: `run` follows.
    virtual std::optional<ExitCode> runAtOnce(Session &) { return std::nullopt; }
    /// Starts the command; it ends with one call of `Session::finish`, `fail` or `usage`.
    virtual void run(Session &) {}
};

using CommandList = std::vector<std::unique_ptr<Command>>;
void addBackupCommands(CommandList &list);
void addCostCommands(CommandList &list);
void addConsentCommands(CommandList &list);
void addEngineCommands(CommandList &list);
void addFigureCommands(CommandList &list);
void addJobChangeCommands(CommandList &list);
void addJobCommands(CommandList &list);
void addKindCommands(CommandList &list);
void addLineCommands(CommandList &list);
void addMessageCommands(CommandList &list);
void addPeopleCommands(CommandList &list);
void addQueueCommands(CommandList &list);
void addScheduleCommands(CommandList &list);
void addSiteCommands(CommandList &list);
void addShopCommands(CommandList &list);
void addStoreCommands(CommandList &list);
void addTemplateCommands(CommandList &list);
void addVisitCommands(CommandList &list);
void addWaitCommands(CommandList &list);
void addWayCommands(CommandList &list);

} // namespace trato::cli
