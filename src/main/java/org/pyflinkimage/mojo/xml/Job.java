package org.pyflinkimage.mojo.xml;

import java.util.List;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.jspecify.annotations.Nullable;

/** {@code <job>}: the job that an image carries. */
public class Job {

    /** A folder, or one {@code .py} file. */
    @Nullable
    String sources;

    /** The {@code .py} file to run, relative to the folder. */
    @Nullable
    String entry;

    /** Files of the folder to take although they are usually left out, as lines of a {@code .gitignore} name them. */
    @Nullable
    List<@Nullable String> includes;

    /** Files of the folder to leave out besides. */
    @Nullable
    List<@Nullable String> excludes;

    /** Reads the element, which may hold text alone: {@code <job>word_count.py</job>}. */
    static Job read(@Nullable PlexusConfiguration xml, BeanReader beans) {
        Job job = new Job();
        if (xml != null && xml.getChildCount() == 0) {
            job.sources = beans.text(xml);
            return job;
        }
        return beans.fill(job, xml);
    }

    /** The folder or file; null where none is declared. */
    public @Nullable String sources() {
        return sources;
    }

    /** What to take besides; null where nothing is declared. */
    public @Nullable List<@Nullable String> includes() {
        return includes;
    }

    /** What to leave out besides; null where nothing is declared. */
    public @Nullable List<@Nullable String> excludes() {
        return excludes;
    }

    /** The file to run; null where none is declared. */
    public @Nullable String entry() {
        return entry;
    }
}
