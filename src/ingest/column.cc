#include "ingest/column.h"

namespace sparkify {

const char* sql_name_of(ColumnType type) {
    switch (type) {
        case ColumnType::text:
            return "VARCHAR";
        case ColumnType::integer:
            return "INTEGER";
        case ColumnType::bigint:
            return "BIGINT";
        case ColumnType::double_precision:
            return "DOUBLE PRECISION";
        case ColumnType::timestamp:
            return "TIMESTAMP";
    }
    return "";
}

}  // namespace sparkify
