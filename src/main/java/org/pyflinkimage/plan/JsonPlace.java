package org.pyflinkimage.plan;

import com.fasterxml.jackson.core.JsonLocation;

/** Where something stands in a JSON text; both numbers count from 1. */
record JsonPlace(int line, int column) {

    static JsonPlace of(JsonLocation location) {
        return new JsonPlace(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
    }

    /** For people: {@code line 12, column 30}. */
    @Override
    public String toString() {
        return "line %s, column %s".formatted(line, column);
    }
}
