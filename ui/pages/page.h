#pragma once

#include "ui/asker.h"
#include "ui/prompts.h"
#include "ui/theme.h"

#include <QUrl>
#include <QWidget>

namespace trato {

class CardsInTurn;

/// What every page and dialog is given. Plain references; all outlive the window's children.
struct PageContext {
    EngineApi &engine;
    const Theme &theme;
    Prompts &prompts;
    const Clock &clock;
    std::function<void(const QUrl &)> openUrl{};   ///< opens WhatsApp, in the product the browser
    QString stateFile{};                           ///< where small choices are kept until the next start; empty: nowhere
    std::function<void(const QueueName &, const QString &id)> showJob{};   ///< goes to a job in the Queues tab; empty: there is none
};

/// One tab. Works only while it is shown: it asks when it comes up and when a frame says that what it shows
/// changed. Main thread; owned by the main window.
class Page : public QWidget
{
    Q_OBJECT
public:
    explicit Page(const PageContext &context, QWidget *parent = nullptr);

    /// Asks again for everything the page shows.
    virtual void refresh() = 0;
    /// News while the page is shown; the base class calls `refresh` when a revision it depends on grew.
    virtual void takeFrame(const Frame &frame);
    /// Whether a question of the last `refresh` is still open.
    virtual bool settled() const { return m_open == 0; }

signals:
    /// Every question of the last refresh was answered.
    void becameSettled();
    /// The page shows data of this moment.
    void updated(trato::Instant at);

protected:
    void showEvent(QShowEvent *event) override;
    /// An act was refused or failed: says why.
    void explain(const QString &title, const Error &error);

    /// A question that belongs to `refresh`. Bookkeeping for `settled`.
    template <Askable Q>
    std::unique_ptr<Asker<Q>> makeAsker(std::function<void(const typename Q::Answer &)> answered,
                                        std::function<void(const Error &)> failed)
    {
        return std::make_unique<Asker<Q>>(
            m_context.engine,
            [this, answered = std::move(answered)](const typename Q::Answer &answer) {
                answered(answer);
                emit updated(m_context.clock.now());
                closeQuestion();
            },
            [this, failed = std::move(failed)](const Error &error) {
                failed(error);
                closeQuestion();
            });
    }
    template <Askable Q>
    void ask(Asker<Q> &asker, Q question = {})
    {
        if (!asker.busy())
            ++m_open;
        asker.ask(std::move(question));
    }

    PageContext m_context;
    bool m_usesDiary = false;
    bool m_usesDeliveries = false;
    bool m_usesStatus = false;

private:
    void closeQuestion();

    CardsInTurn *m_turns;
    int m_open = 0;
    quint64 m_diary = 0;
    quint64 m_deliveries = 0;
    quint64 m_status = 0;
};

} // namespace trato
