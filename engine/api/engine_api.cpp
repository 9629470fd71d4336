#include "engine/api/engine_api.h"

namespace trato {

QFuture<Result<std::any>> EngineApi::askAny(Question question)
{
    auto promise = std::make_shared<QPromise<Result<std::any>>>();
    promise->start();
    const QFuture<Result<std::any>> future = promise->future();
    post(std::move(question), Reply<std::any>([promise](Result<std::any> answer) {
             promise->addResult(std::move(answer));
             promise->finish();
         }));
    return future;
}

} // namespace trato
