package org.pyflinkimage.spec;

import java.nio.file.Path;

/**
 * The job that an image carries under {@code /opt/flink/usrlib}.
 *
 * @param sources a folder that is copied whole, or one {@code .py} file; absolute
 * @param entry the {@code .py} file to run, relative to the folder
 */
public record JobSpec(Path sources, String entry) {}
