package org.pyflinkimage.resolve.sources;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which files a wheel has.
 *
 * @param files of the project's folder, by their paths in the wheel
 * @param topLevel whether it lists its modules, as setuptools has it
 */
record Layout(SortedMap<String, Source> files, boolean topLevel) {

    /** @param path in the project's folder */
    record Source(String path, boolean executable) {}

    Layout {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** Whether it has a module at all, so that somebody meant a distribution. */
    void requireModules(String where) {
        if (files.isEmpty()) {
            throw new NeedsRunning("no module of it is found %s".formatted(where));
        }
    }
}
