#include "engine/notify/reply_meaning.h"

#include <QRegularExpression>
#include <QSet>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestAnswer = 14;   ///< words; a longer text is a letter, not an answer
constexpr qsizetype longestRead = 4096;

/// Small letters without accents, words apart by one space; "siiim" is "sim". '?' stays as a word of its own.
QString plainWords(const QString &text)
{
    QString out;
    for (const QChar c : text.left(longestRead).normalized(QString::NormalizationForm_KD).toLower()) {
        if (c.isLetterOrNumber())
            out += c;
        else if (c == u'?')
            out += u" ? "_s;
        else if (c.category() != QChar::Mark_NonSpacing)
            out += u' ';
    }
    static const QRegularExpression drawn(QStringLiteral("([aeiou])\\1+|([a-z])\\2{2,}"));
    return out.replace(drawn, u"\\1\\2"_s).simplified();
}

const QSet<QString> &set(int which)
{
    static const QSet<QString> sets[] = {
        // 0: says nothing
        {u"oi"_s, u"ola"_s, u"bom"_s, u"boa"_s, u"dia"_s, u"tarde"_s, u"noite"_s, u"por"_s, u"favor"_s, u"pf"_s, u"pfv"_s, u"obrigado"_s,
         u"obrigada"_s, u"obg"_s, u"vlw"_s, u"valeu"_s, u"amigo"_s, u"amiga"_s, u"tudo"_s, u"bem"_s, u"e"_s, u"eu"_s, u"ja"_s, u"agora"_s},
        // 1: a plain yes
        {u"sim"_s, u"ss"_s, u"confirmo"_s, u"confirmado"_s, u"confirmada"_s, u"confirmar"_s, u"confirma"_s, u"confirmadissimo"_s, u"ok"_s,
         u"okay"_s, u"okey"_s, u"blz"_s, u"beleza"_s, u"claro"_s, u"certeza"_s, u"positivo"_s, u"combinado"_s, u"fechado"_s, u"yes"_s,
         u"aceito"_s, u"1"_s},
        // 2: yes, unless a no stands there too
        {u"vou"_s, u"irei"_s, u"quero"_s, u"estarei"_s, u"certo"_s, u"pode"_s, u"perfeito"_s, u"isso"_s},
        // 3: a no
        {u"nao"_s, u"nn"_s, u"cancelar"_s, u"cancela"_s, u"cancele"_s, u"cancelado"_s, u"desmarcar"_s, u"desmarca"_s, u"desmarque"_s,
         u"remarcar"_s, u"remarca"_s, u"reagendar"_s, u"adiar"_s, u"negativo"_s, u"infelizmente"_s, u"imprevisto"_s, u"2"_s},
        // 4: who says so has not decided
        {u"talvez"_s, u"sei"_s, u"acho"_s, u"ver"_s, u"depois"_s, u"tentar"_s, u"se"_s, u"mas"_s, u"depende"_s, u"?"_s},
        // 5: no more messages, when it is all that stands there
        {u"pare"_s, u"parar"_s, u"para"_s, u"parem"_s, u"sair"_s, u"stop"_s, u"unsubscribe"_s, u"descadastrar"_s, u"descadastre"_s,
         u"descadastra"_s, u"remover"_s, u"remova"_s, u"bloquear"_s},
        // 6: messages again
        {u"voltar"_s, u"volte"_s, u"volta"_s, u"start"_s, u"reativar"_s, u"religar"_s},
    };
    return sets[which];
}

bool isIn(int which, const QString &word) { return set(which).contains(word); }

/// "pare de me mandar mensagens", "não quero mais receber lembretes".
bool stopsMessages(const QString &words)
{
    static const QRegularExpression phrase(QStringLiteral(
        "\\b(pare|parar|parem|para) (de|com)\\b.*\\b(mensage\\w+|msgs?|sms|e ?mails?|lembretes?|avisos?|mandar|enviar|escrever)\\b"
        "|\\b(cancel\\w+|sair|remov\\w+|descadastr\\w+|bloque\\w+)\\b.*\\b(mensage\\w+|msgs?|sms|lembretes?|notificac\\w+|avisos?|lista)\\b"
        "|\\bnao (quero|desejo|preciso|gostaria)\\b.*\\b(receber|mensage\\w+|msgs?|sms|lembretes?|notificac\\w+|avisos?)\\b"
        "|\\bnao (me )?(mand\\w+|envi\\w+|escrev\\w+)\\b.*\\b(mais|mensage\\w+|msgs?)\\b|\\bnao receber\\b"));
    static const QRegularExpression visit(QStringLiteral("\\b(horario|visita|agendamento|corte|barba|hora)\\b"));
    return phrase.match(words).hasMatch() && !visit.match(words).hasMatch();
}

bool startsMessages(const QString &words)
{
    static const QRegularExpression phrase(QStringLiteral("\\bvoltar a receber\\b|\\bquero receber (as |os )?(mensage\\w+|msgs?|lembretes?|avisos?)\\b"));
    return phrase.match(words).hasMatch() && !words.contains(u"nao ");
}

/// 1: a hand, a tick; -1: the opposite; 0: neither, or both.
int sign(const QString &text)
{
    const auto any = [&](std::initializer_list<QStringView> signs) {
        return std::ranges::any_of(signs, [&](QStringView one) { return text.contains(one); });
    };
    const bool yes = any({u"👍", u"👌", u"✅", u"✔", u"🆗", u"🤝"});
    const bool no = any({u"👎", u"❌", u"🚫", u"✖"});
    return int(yes) - int(no);
}

bool isDenied(const QStringList &words, qsizetype at)
{
    static const QSet<QString> helpers{u"vou"_s, u"posso"_s, u"consigo"_s, u"quero"_s, u"poderei"_s, u"irei"_s};
    if (at > 0 && words[at - 1] == u"nao")
        return true;
    return at > 1 && helpers.contains(words[at - 1]) && words[at - 2] == u"nao";
}

/// What was left of an answer: nothing, yes, no, or one does not know.
ReplyMeaning answerOf(const QStringList &words, int sign)
{
    bool yes = sign > 0;
    bool weak = false;
    bool no = sign < 0;
    bool undecided = words.size() > longestAnswer;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QString &word = words[i];
        const bool isDigit = word == u"1" || word == u"2";
        if (isDigit && words.size() > 2)
            undecided = true; // "chego às 2": a time, or a number of people
        else if (isIn(1, word) && isDenied(words, i))
            no = true; // "não confirmo", "não vou confirmar"
        else if (isIn(1, word) || (word == u"s" && words.size() == 1))
            yes = true;
        else if (isIn(2, word))
            weak = true;
        else if (isIn(3, word) || (word == u"n" && words.size() <= 2))
            no = true;
        else if (isIn(4, word))
            undecided = true;
    }
    if (undecided || (yes && no))
        return ReplyMeaning::Unclear;
    if (no)
        return ReplyMeaning::No;
    return yes || weak ? ReplyMeaning::Yes : ReplyMeaning::Unclear;
}

} // namespace

ReplyMeaning replyMeaning(const QString &text, const QString &choice, const ReplySetting &setting)
{
    if (choice == yesChoice())
        return ReplyMeaning::Yes;
    if (choice == noChoice())
        return ReplyMeaning::No;
    const QString said = text.trimmed().isEmpty() ? choice : text; // a template's button says its own text
    const QString plain = plainWords(said);
    QStringList words = plain.split(u' ', Qt::SkipEmptyParts);
    words.removeIf([](const QString &word) { return isIn(0, word); });

    if (words.size() == 1 && isIn(5, words.first()))
        return ReplyMeaning::OptOut;
    if (stopsMessages(plain) && words.size() <= longestAnswer)
        return ReplyMeaning::OptOut;
    if ((words.size() == 1 && isIn(6, words.first())) || startsMessages(plain))
        return ReplyMeaning::OptIn;
    if (words == QStringList{u"cancelar"_s} && !setting.asked)
        return setting.coming ? ReplyMeaning::Unclear : ReplyMeaning::OptOut;
    return setting.asked ? answerOf(words, sign(said)) : ReplyMeaning::Other;
}

} // namespace trato
