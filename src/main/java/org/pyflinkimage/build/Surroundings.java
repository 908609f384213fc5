package org.pyflinkimage.build;

import java.nio.file.Path;
import org.pyflinkimage.fetch.JarSource;
import org.pyflinkimage.image.RegistryCredentials;
import org.pyflinkimage.value.BuildLog;

/**
 * What a build finds around it.
 *
 * @param store the folder of the store
 */
public record Surroundings(
        Path store, Network network, JarSource jars, RegistryCredentials credentials, BuildLog log) {}
