#pragma once

#include "engine/api/frame.h"

/// Words for the keys that the engine uses instead of sentences, in the language that is installed, else English.
/// A key that has no words is shown as it came: an unknown reason is better than none. Pure; any thread.
namespace trato::words {

/// Of a skipped, failed or uncertain message or reminder, of a job left as it is, or the detail of an error; also
/// "field: key".
QString reason(const QString &key);
QString problem(const Problem &problem);
QString badRow(const QString &reasonKey);
QString badRowFix(const QString &fixKey);
QString columnName(const QString &key);
QString timingKind(const QString &kind);
QString componentName(const QString &key);
QString healthName(const QString &key);
QString wayOut(const QString &key);             ///< of a health check
QString settingName(const QString &key);
/// A value of a setting with a few values.
QString settingChoice(const QString &name);
QString settingGroup(const QString &key);
QString holiday(const QString &key);             ///< a name that people gave is shown as it is

} // namespace trato::words
