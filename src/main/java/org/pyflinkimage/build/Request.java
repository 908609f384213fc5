package org.pyflinkimage.build;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.pyflinkimage.spec.AcceptedSources;
import org.pyflinkimage.spec.ImageSpec;

/**
 * What is to be built.
 *
 * @param locked whether a lock file that does not answer the specs ends the build
 * @param output the folder for results
 * @param templates the folder with templates that come before the plugin's own
 * @param sources what a lock file may take files from
 * @param created the creation date of images, where the project fixes one
 */
public record Request(
        List<ImageSpec> specs,
        Path lockFile,
        boolean locked,
        Path output,
        Optional<Path> templates,
        AcceptedSources sources,
        Optional<Instant> created) {
    public Request {
        specs = List.copyOf(specs);
    }
}
