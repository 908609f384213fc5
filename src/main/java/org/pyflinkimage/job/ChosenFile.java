package org.pyflinkimage.job;

import java.nio.file.Path;

/** A file or link of a job that an image gets. */
public sealed interface ChosenFile {

    /** From the job's folder on, with slashes. */
    String path();

    /**
     * A regular file.
     *
     * @param file where it lies
     */
    record Regular(String path, Path file, long size) implements ChosenFile {}

    /**
     * A symbolic link to another file of the job, or to a folder.
     *
     * @param target relative to the link's folder
     */
    record Link(String path, String target) implements ChosenFile {}
}
