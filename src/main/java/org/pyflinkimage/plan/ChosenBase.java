package org.pyflinkimage.plan;

import java.util.Optional;
import org.pyflinkimage.debian.IncompleteSystem;
import org.pyflinkimage.python.StandaloneFile;

/**
 * What a base was chosen to bring, before packages are chosen that come upon it.
 *
 * @param system what it is, without the dates of Release files
 * @param interpreter the standalone CPython that comes upon it; empty where the image runs on the base's own Python
 * @param further where packages of its own suite come upon it, what dpkg has there, and what is missing
 * @param takesDockerfile whether a builder could build upon it, with the Python of its suite
 */
public record ChosenBase(
        SystemVersions system,
        Optional<StandaloneFile> interpreter,
        Optional<IncompleteSystem> further,
        boolean takesDockerfile) {}
