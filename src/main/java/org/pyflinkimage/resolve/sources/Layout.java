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

    /**
     * A file.
     *
     * @param path in the project's folder
     * @param script whether a first line that names any Python is to name the one that it is installed for
     */
    record Source(String path, boolean executable, boolean script) {

        Source(String path, boolean executable) {
            this(path, executable, false);
        }
    }

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
