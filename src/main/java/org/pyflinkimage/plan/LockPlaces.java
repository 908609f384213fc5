package org.pyflinkimage.plan;

import java.util.IdentityHashMap;

/** Where the things that were read from a lock file stand in it; equal ones may stand in several places. */
final class LockPlaces {

    private static final JsonPlace BEGINNING = new JsonPlace(1, 1);

    private final IdentityHashMap<Object, JsonPlace> places = new IdentityHashMap<>();

    void put(Object thing, JsonPlace place) {
        places.put(thing, place);
    }

    JsonPlace of(Object thing) {
        return places.getOrDefault(thing, BEGINNING);
    }
}
