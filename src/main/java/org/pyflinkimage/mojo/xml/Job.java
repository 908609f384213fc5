package org.pyflinkimage.mojo.xml;

import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** {@code <job>}: the job that an image carries. */
public class Job {

    /** A folder that is copied whole, or one {@code .py} file. */
    @Parameter
    @Nullable
    String sources;

    /** The {@code .py} file to run, relative to the folder. */
    @Parameter
    @Nullable
    String entry;

    /** Called by Maven where the element holds text alone: {@code <job>word_count.py</job>}. */
    public void set(String text) {
        sources = text;
    }

    /** The folder or file; null where none is declared. */
    public @Nullable String sources() {
        return sources;
    }

    /** The file to run; null where none is declared. */
    public @Nullable String entry() {
        return entry;
    }
}
