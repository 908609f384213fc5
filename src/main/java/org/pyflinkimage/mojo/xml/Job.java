package org.pyflinkimage.mojo.xml;

import java.util.List;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.jspecify.annotations.Nullable;

/** {@code <job>}: the job that an image carries. */
public class Job {

    /** Folders, or one {@code .py} file. */
    @Nullable
    List<@Nullable String> sources;

    /** The {@code .py} file to run, relative to the folder. */
    @Nullable
    String entry;

    /** The module to run: {@code src.app}. */
    @Nullable
    String module;

    /** What the job gets where nobody gives it other arguments: elements, or one text that is split as a shell does. */
    @Nullable
    PlexusConfiguration arguments;

    /** Zips, wheels and folders of the job that modules are looked for in. */
    @Nullable
    List<@Nullable String> files;

    /** Archives of the job that workers unpack: {@code model.zip#model}. */
    @Nullable
    List<@Nullable String> archives;

    /** Jars of the job for Flink's class path. */
    @Nullable
    List<@Nullable String> jars;

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
            job.sources = beans.texts(xml);
            return job;
        }
        return beans.fill(job, xml);
    }

    /** The folders or files; null where none is declared. */
    public @Nullable List<@Nullable String> sources() {
        return sources;
    }

    /** Where modules are looked for besides; null where nothing is declared. */
    public @Nullable List<@Nullable String> files() {
        return files;
    }

    /** What workers unpack; null where nothing is declared. */
    public @Nullable List<@Nullable String> archives() {
        return archives;
    }

    /** Jars for Flink; null where none are declared. */
    public @Nullable List<@Nullable String> jars() {
        return jars;
    }

    /** What to take besides; null where nothing is declared. */
    public @Nullable List<@Nullable String> includes() {
        return includes;
    }

    /** What to leave out besides; null where nothing is declared. */
    public @Nullable List<@Nullable String> excludes() {
        return excludes;
    }

    /** The module to run; null where none is declared. */
    public @Nullable String module() {
        return module;
    }

    /** The arguments; null where none are declared. */
    public @Nullable PlexusConfiguration arguments() {
        return arguments;
    }

    /** The file to run; null where none is declared. */
    public @Nullable String entry() {
        return entry;
    }
}
