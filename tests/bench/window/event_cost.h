#pragma once

#include <QApplication>

#include <map>
#include <vector>

namespace trato::bench {

/// Processor time of the GUI thread for each event it handles, and which ones were dear. Independent of the event
/// dispatcher and of what else the computer does.
class TimedApplication final : public QApplication
{
public:
    using QApplication::QApplication;
    bool notify(QObject *receiver, QEvent *event) override;

    void startCounting();
    const std::vector<double> &costs() const { return m_costs; }   ///< ms, of outermost events
    /// "receiver's class event's type": how often above 8 ms, and the most.
    void printDear() const;

private:
    struct Dear {
        int count = 0;
        double most = 0;
    };
    bool m_counting = false;
    int m_depth = 0;
    std::vector<double> m_costs;
    std::map<QByteArray, Dear> m_dear;
};

} // namespace trato::bench
