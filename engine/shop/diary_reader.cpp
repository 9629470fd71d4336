#include "engine/shop/diary_reader.h"

namespace trato {

ReadDiary readDiariesOn(HandlerPool &pool, std::shared_ptr<Mailbox> home)
{
    return [&pool, home = std::move(home)](DiaryFile file, Reply<ParsedDiary> reply) {
        pool.post([home, file = std::move(file), reply = std::move(reply)] {
            home->post([reply, read = parseDiaryFile(file.content, file.name, file.zone, file.now)]() mutable { reply(std::move(read)); });
        });
    };
}

void readDiaryHere(const DiaryFile &file, const Reply<ParsedDiary> &reply)
{
    reply(parseDiaryFile(file.content, file.name, file.zone, file.now));
}

} // namespace trato
