#pragma once

#include "app/cli/cli.h"
#include "app/cli/output.h"

#include <QFutureWatcher>

namespace trato::cli {

/// An option of a command. Without `valueName` it is a switch.
struct Option {
    QString name{};
    QString valueName{};
    QString summary{};
};

inline const Option unitOption{QStringLiteral("unit"), QStringLiteral("ID"), QStringLiteral("the first unit by default")};

/// What was typed, taken apart.
struct Invocation {
    EngineAddress address{};
    bool json = false;
    QStringList arguments{};                    ///< positional
    QMap<QString, QStringList> options{};       ///< values by name; switches have one empty value
};

/// One run of one command: its input, the engine it asks and the places it writes to. Main thread, owned by
/// `runCli`. Questions are answered from the application's event loop.
class Session final : public QObject
{
    Q_OBJECT
public:
    Session(Invocation invocation, CliServices &services, CliStreams streams);

    const QStringList &arguments() const { return m_invocation.arguments; }
    const EngineAddress &address() const { return m_invocation.address; }
    CliServices &services() { return m_services; }
    QIODevice &in() { return m_streams.in; }
    bool json() const { return m_invocation.json; }
    bool has(const QString &option) const { return m_invocation.options.contains(option); }
    QString value(const QString &option, const QString &otherwise = {}) const;
    QStringList values(const QString &option) const { return m_invocation.options.value(option); }

    /// Asks the engine; `then` gets the value. An error ends the command.
    template <Askable Q>
    void ask(Q question, std::function<void(const typename Q::Answer &)> then)
    {
        askOr<Q>(std::move(question), std::move(then), [this](const Error &error) { fail(error); });
    }
    template <Askable Q>
    void askOr(Q question, std::function<void(const typename Q::Answer &)> then, std::function<void(const Error &)> otherwise)
    {
        using Answer = typename Q::Answer;
        if (const Result<Done> ready = openEngine(); !ready)
            return otherwise(ready.error());
        if (!m_storeChecked && !m_invocation.address.redis.isEmpty())
            return checkStore([this, question, then, otherwise] { askOr<Q>(question, then, otherwise); }, otherwise);
        auto *watcher = new QFutureWatcher<Result<Answer>>(this);
        connect(watcher, &QFutureWatcherBase::finished, this, [watcher, then, otherwise] {
            watcher->deleteLater();
            const auto result = watcher->future().resultCount() > 0 ? watcher->result() : Result<Answer>();
            result ? then(result.value()) : otherwise(result.error());
        });
        watcher->setFuture(m_engine->ask(std::move(question)));
    }

    /// One JSON document, or lines for people.
    template <typename T>
    void print(const T &value, const Facts &facts)
    {
        write(json() ? codec::toJson(value) + '\n' : factsText(facts).toUtf8());
    }
    /// One JSON document, or a sentence for people on standard error.
    template <typename T>
    void printDone(const T &value, const QString &words)
    {
        json() ? write(codec::toJson(value) + '\n') : say(words);
    }
    /// One JSON object a line, or a table.
    template <typename T>
    void printList(const QList<T> &rows, const QList<Column<T>> &columns)
    {
        if (json()) {
            for (const T &row : rows)
                write(codec::toJson(row) + '\n');
            return;
        }
        Table table;
        for (const Column<T> &column : columns)
            table.addColumn(column.title, column.number, column.prose);
        for (const T &row : rows) {
            QStringList cells;
            for (const Column<T> &column : columns)
                cells.append(column.text(row));
            table.addRow(cells);
        }
        write(table.text(terminalWidth()).toUtf8());
    }
    /// Prints the report of an act on several jobs and ends: Failed when some were skipped.
    void finishBulk(const BulkReport &report, const QString &verb);

    void write(const QByteArray &bytes);
    /// Words for people, one line on standard error.
    void say(const QString &words);

    void finish(ExitCode code = ExitCode::Done);
    void fail(const Error &error);
    void usage(const QString &words);
    bool isFinished() const { return m_code.has_value(); }
    ExitCode code() const { return m_code.value_or(ExitCode::Failed); }

signals:
    void finished();

private:
    Result<Done> openEngine();
    /// The engine that runs may stand on another store than the one that was named.
    void checkStore(std::function<void()> then, std::function<void(const Error &)> otherwise);

    const Invocation m_invocation;
    CliServices &m_services;
    const CliStreams m_streams;
    std::shared_ptr<EngineApi> m_engine;
    bool m_storeChecked = false;
    std::optional<ExitCode> m_code;
};

} // namespace trato::cli
