#pragma once

#include "engine/api/mail_domain.h"
#include "engine/api/result.h"
#include "engine/api/settings.h"

/// SPF (RFC 7208), DKIM keys (RFC 6376) and DMARC (RFC 7489) of the domain that the shop's e-mail comes from.
namespace trato {

/// Looks up the TXT records of a name; an empty list: there are none. Unavailable: the name server did not answer.
using TxtLookup = std::function<void(const QString &name, Reply<QStringList> reply)>;
using TxtAnswer = Result<QStringList>;

/// What a domain's own TXT records say of who may send. Pure.
DnsFinding judgeSpf(const QString &domain, const TxtAnswer &answer, MailProvider provider);
/// What stands at one selector; `code` "dns.dkim.missing" when nothing does. Pure.
DnsFinding judgeDkim(const QString &name, const TxtAnswer &answer);
/// What stands at "_dmarc.DOMAIN". Pure.
DnsFinding judgeDmarc(const QString &name, const TxtAnswer &answer);
/// Where DKIM keys may be: the selector of the settings, else those that the provider uses. Pure.
QStringList dkimSelectors(const EngineSettings &settings);

/// Looks everything up and judges it. Invalid: not a domain.
void checkMailDomain(const QString &domain, const EngineSettings &settings, const TxtLookup &lookup, Reply<MailDomainReport> reply);

} // namespace trato
