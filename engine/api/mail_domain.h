#pragma once

#include "engine/api/codec.h"

/// Whether the domain that the shop's e-mail comes from says so to the mail servers of its clients.
namespace trato {

enum class DnsRecord { Spf, Dkim, Dmarc };
template <>
struct EnumNames<DnsRecord> {
    static constexpr std::array names{"spf", "dkim", "dmarc"};
};

enum class DnsGrade {
    Good,
    Weak,      ///< it is there, and does not do much
    Missing,
    Wrong,     ///< it is there, and makes things worse
    Unknown,   ///< the name server did not answer
};
template <>
struct EnumNames<DnsGrade> {
    static constexpr std::array names{"good", "weak", "missing", "wrong", "unknown"};
};

struct DnsFinding {
    DnsRecord record = DnsRecord::Spf;
    DnsGrade grade = DnsGrade::Unknown;
    QString code{};     ///< "dns.spf.missing": what it means and what to do; words in engine/api/words.h
    QString name{};     ///< where it was looked for
    QString found{};    ///< what stands there
    friend bool operator==(const DnsFinding &, const DnsFinding &) = default;
    static constexpr auto fields()
    {
        using D = DnsFinding;
        return fieldList(field("record", &D::record), field("grade", &D::grade), field("code", &D::code), field("name", &D::name),
                          field("found", &D::found));
    }
};

struct MailDomainReport {
    QString domain{};
    QList<DnsFinding> findings{};   ///< one a record, in the order of `DnsRecord`
    friend bool operator==(const MailDomainReport &, const MailDomainReport &) = default;
    static constexpr auto fields()
    {
        return fieldList(field("domain", &MailDomainReport::domain), field("findings", &MailDomainReport::findings));
    }
};

} // namespace trato
