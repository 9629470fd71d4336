#pragma once

#include "engine/api/field.h"
#include "engine/api/ids.h"
#include "engine/api/time.h"

#include <QByteArray>
#include <QCborArray>
#include <QCborMap>
#include <QCborValue>
#include <QList>
#include <QMap>
#include <QString>

#include <array>
#include <optional>
#include <string_view>

/// One description of a value type serves the local socket (CBOR), `--json` and later HTTP (JSON).
/// A record declares its members once:
///     static constexpr auto fields() { return fieldList(field("id", &Job::id), …); }
/// and an enumeration its names by specialising `enumNames`. Decoding never trusts its input: a wrong type
/// makes it return false; unknown members are ignored; missing members keep their default.
namespace trato {

/// JSON text that is carried as it came: any JSON value, never re-serialised.
struct JsonText {
    QByteArray utf8{"{}"};
    friend bool operator==(const JsonText &, const JsonText &) = default;
};

template <typename T>
concept Record = requires { T::fields(); };

/// Names of an enumeration's values, in order from 0. Specialise for each enumeration that travels.
template <typename E>
struct EnumNames;
template <typename E>
concept NamedEnum = requires { EnumNames<E>::names; };

template <NamedEnum E>
QString nameOf(E value)
{
    const auto index = size_t(value);
    return index < EnumNames<E>::names.size() ? QString::fromLatin1(EnumNames<E>::names[index]) : QString();
}
template <NamedEnum E>
std::optional<E> enumFromName(QStringView name)
{
    for (size_t i = 0; i < EnumNames<E>::names.size(); ++i)
        if (name == QLatin1String(EnumNames<E>::names[i]))
            return E(int(i));
    return std::nullopt;
}

namespace codec {

// ---- CBOR ---------------------------------------------------------------------------------------------------
inline QCborValue encode(bool v) { return v; }
inline QCborValue encode(int v) { return v; }
inline QCborValue encode(qint64 v) { return v; }
inline QCborValue encode(quint64 v) { return qint64(v); }
inline QCborValue encode(double v) { return v; }
inline QCborValue encode(const QString &v) { return v; }
inline QCborValue encode(const QByteArray &v) { return v; }
inline QCborValue encode(const JsonText &v) { return v.utf8; }
inline QCborValue encode(Instant v) { return qint64(toMs(v)); }
template <typename Rep, typename Period>
QCborValue encode(std::chrono::duration<Rep, Period> v) { return qint64(v.count()); }
template <typename Tag>
QCborValue encode(const Id<Tag> &v) { return v.value; }
template <NamedEnum E>
QCborValue encode(E v) { return nameOf(v); }
template <typename T>
QCborValue encode(const std::optional<T> &v);
template <typename T>
QCborValue encode(const QList<T> &v);
template <typename T>
QCborValue encode(const QMap<QString, T> &v);
template <Record T>
QCborValue encode(const T &v);

template <typename T>
QCborValue encode(const std::optional<T> &v)
{
    return v ? encode(*v) : QCborValue(QCborValue::Null);
}
template <typename T>
QCborValue encode(const QList<T> &v)
{
    QCborArray array;
    for (const T &item : v)
        array.append(encode(item));
    return array;
}
template <typename T>
QCborValue encode(const QMap<QString, T> &v)
{
    QCborMap map;
    for (auto it = v.begin(); it != v.end(); ++it)
        map.insert(it.key(), encode(it.value()));
    return map;
}
template <Record T>
QCborValue encode(const T &v)
{
    QCborMap map;
    T::fields()([&](const auto &...f) { (map.insert(QLatin1String(f.name), encode(v.*(f.member))), ...); });
    return map;
}

inline bool decode(const QCborValue &in, bool &out) { return in.isBool() && (out = in.toBool(), true); }
inline bool decode(const QCborValue &in, qint64 &out) { return in.isInteger() && (out = in.toInteger(), true); }
inline bool decode(const QCborValue &in, int &out)
{
    const qint64 wide = in.toInteger();
    return in.isInteger() && wide == int(wide) && (out = int(wide), true);
}
inline bool decode(const QCborValue &in, quint64 &out)
{
    return in.isInteger() && (out = quint64(in.toInteger()), true);
}
inline bool decode(const QCborValue &in, double &out)
{
    return (in.isDouble() || in.isInteger()) && (out = in.toDouble(), true);
}
inline bool decode(const QCborValue &in, QString &out) { return in.isString() && (out = in.toString(), true); }
inline bool decode(const QCborValue &in, QByteArray &out)
{
    return in.isByteArray() && (out = in.toByteArray(), true);
}
inline bool decode(const QCborValue &in, JsonText &out) { return decode(in, out.utf8); }
inline bool decode(const QCborValue &in, Instant &out)
{
    return in.isInteger() && (out = fromMs(in.toInteger()), true);
}
template <typename Rep, typename Period>
bool decode(const QCborValue &in, std::chrono::duration<Rep, Period> &out)
{
    return in.isInteger() && (out = std::chrono::duration<Rep, Period>(in.toInteger()), true);
}
template <typename Tag>
bool decode(const QCborValue &in, Id<Tag> &out) { return decode(in, out.value); }
template <NamedEnum E>
bool decode(const QCborValue &in, E &out)
{
    const auto found = enumFromName<E>(in.toString());
    return found && (out = *found, true);
}
template <typename T>
bool decode(const QCborValue &in, std::optional<T> &out);
template <typename T>
bool decode(const QCborValue &in, QList<T> &out);
template <typename T>
bool decode(const QCborValue &in, QMap<QString, T> &out);
template <Record T>
bool decode(const QCborValue &in, T &out);

template <typename T>
bool decode(const QCborValue &in, std::optional<T> &out)
{
    if (in.isNull() || in.isUndefined()) {
        out.reset();
        return true;
    }
    return decode(in, out.emplace());
}
template <typename T>
bool decode(const QCborValue &in, QList<T> &out)
{
    if (!in.isArray())
        return false;
    const QCborArray array = in.toArray();
    out.clear();
    out.reserve(array.size());
    for (const auto &item : array) {
        T value{};
        if (!decode(QCborValue(item), value))
            return false;
        out.append(std::move(value));
    }
    return true;
}
template <typename T>
bool decode(const QCborValue &in, QMap<QString, T> &out)
{
    if (!in.isMap())
        return false;
    const QCborMap map = in.toMap();
    out.clear();
    for (auto it = map.begin(); it != map.end(); ++it) {
        T value{};
        if (!it.key().isString() || !decode(QCborValue(it.value()), value))
            return false;
        out.insert(it.key().toString(), std::move(value));
    }
    return true;
}
template <Record T>
bool decode(const QCborValue &in, T &out)
{
    if (!in.isMap())
        return false;
    const QCborMap map = in.toMap();
    const auto one = [&](const auto &f) {
        const QCborValue value = map.value(QLatin1String(f.name));
        return value.isUndefined() || decode(value, out.*(f.member));
    };
    return T::fields()([&](const auto &...f) { return (one(f) && ...); });
}

// ---- JSON ---------------------------------------------------------------------------------------------------
/// Appends a JSON string literal.
void writeJsonString(QByteArray &out, QStringView text);
/// Appends `json` if it is valid JSON, else the same text as a JSON string.
void writeJsonText(QByteArray &out, const JsonText &json);
enum class JsonFault { None, NotJson, TooDeep };
/// What keeps `utf8` from being exactly one JSON value of any kind, nested at most 10,000 deep.
JsonFault jsonFault(QByteArrayView utf8);
/// True when nothing does.
bool isJson(QByteArrayView utf8);

inline void writeJson(QByteArray &out, bool v) { out += v ? "true" : "false"; }
inline void writeJson(QByteArray &out, int v) { out += QByteArray::number(v); }
inline void writeJson(QByteArray &out, qint64 v) { out += QByteArray::number(v); }
inline void writeJson(QByteArray &out, quint64 v) { out += QByteArray::number(v); }
void writeJson(QByteArray &out, double v);
inline void writeJson(QByteArray &out, const QString &v) { writeJsonString(out, v); }
inline void writeJson(QByteArray &out, const QByteArray &v) { writeJsonString(out, QString::fromLatin1(v.toBase64())); }
inline void writeJson(QByteArray &out, const JsonText &v) { writeJsonText(out, v); }
/// Instants are ISO 8601 in UTC with milliseconds.
void writeJson(QByteArray &out, Instant v);
template <typename Rep, typename Period>
void writeJson(QByteArray &out, std::chrono::duration<Rep, Period> v) { out += QByteArray::number(qint64(v.count())); }
template <typename Tag>
void writeJson(QByteArray &out, const Id<Tag> &v) { writeJsonString(out, v.value); }
template <NamedEnum E>
void writeJson(QByteArray &out, E v) { writeJsonString(out, nameOf(v)); }
template <typename T>
void writeJson(QByteArray &out, const std::optional<T> &v);
template <typename T>
void writeJson(QByteArray &out, const QList<T> &v);
template <typename T>
void writeJson(QByteArray &out, const QMap<QString, T> &v);
template <Record T>
void writeJson(QByteArray &out, const T &v);

template <typename T>
void writeJson(QByteArray &out, const std::optional<T> &v)
{
    v ? writeJson(out, *v) : void(out += "null");
}
template <typename T>
void writeJson(QByteArray &out, const QList<T> &v)
{
    out += '[';
    for (qsizetype i = 0; i < v.size(); ++i) {
        if (i)
            out += ',';
        writeJson(out, v[i]);
    }
    out += ']';
}
template <typename T>
void writeJson(QByteArray &out, const QMap<QString, T> &v)
{
    out += '{';
    bool first = true;
    for (auto it = v.begin(); it != v.end(); ++it) {
        if (!std::exchange(first, false))
            out += ',';
        writeJsonString(out, it.key());
        out += ':';
        writeJson(out, it.value());
    }
    out += '}';
}
template <Record T>
void writeJson(QByteArray &out, const T &v)
{
    out += '{';
    bool first = true;
    const auto one = [&](const auto &f) {
        if (!std::exchange(first, false))
            out += ',';
        out += '"';
        out += f.name;
        out += "\":";
        writeJson(out, v.*(f.member));
    };
    T::fields()([&](const auto &...f) { (one(f), ...); });
    out += '}';
}
template <typename T>
QByteArray toJson(const T &v)
{
    QByteArray out;
    writeJson(out, v);
    return out;
}

} // namespace codec
} // namespace trato
