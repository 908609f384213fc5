package org.pyflinkimage.build;

import java.nio.file.Path;
import java.util.Optional;
import org.pyflinkimage.fetch.JarSource;
import org.pyflinkimage.image.RegistryCredentials;
import org.pyflinkimage.value.BuildLog;

/**
 * What a build finds around it.
 *
 * @param store the folder of the store; empty for the usual one
 */
public record Surroundings(
        Optional<Path> store, Network network, JarSource jars, RegistryCredentials credentials, BuildLog log) {}
