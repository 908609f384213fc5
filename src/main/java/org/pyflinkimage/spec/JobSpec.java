package org.pyflinkimage.spec;

import java.nio.file.Path;

/**
 * The job that an image carries under {@code /opt/flink/usrlib}.
 *
 * @param sources a folder, or one {@code .py} file; absolute
 * @param entry the {@code .py} file to run, relative to the folder
 * @param choice which of the folder's files are taken
 */
public record JobSpec(Path sources, String entry, JobChoice choice) {

    /** A job of which the usual files are taken. */
    public JobSpec(Path sources, String entry) {
        this(sources, entry, JobChoice.usual());
    }
}
