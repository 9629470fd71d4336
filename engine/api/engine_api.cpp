#include "engine/api/engine_api.h"
