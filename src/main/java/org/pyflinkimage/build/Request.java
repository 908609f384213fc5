package org.pyflinkimage.build;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.pyflinkimage.build.validation.DeclaredImages;
import org.pyflinkimage.build.validation.Severities;
import org.pyflinkimage.spec.AcceptedSources;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ImageSpec;

/**
 * What is to be built.
 *
 * @param locked whether a lock file that does not answer the specs ends the build
 * @param output the folder for results
 * @param templates the folder with templates that come before the plugin's own
 * @param sources what a lock file may take files from
 * @param created the creation date of images, where the declaration or the project fixes one
 * @param severities of what is found in the files of images
 */
public record Request(
        List<ImageSpec> specs,
        Path lockFile,
        boolean locked,
        Path output,
        Optional<Path> templates,
        AcceptedSources sources,
        Optional<Instant> created,
        Severities severities) {
    public Request {
        specs = List.copyOf(specs);
        lockFile = LockText.real(lockFile);
    }

    /**
     * The request of a goal.
     *
     * @param ofProject the project's own creation date, which a declared one wins over
     */
    public static Request of(
            DeclaredImages declared,
            Path lockFile,
            Path output,
            Optional<Path> templates,
            Optional<Instant> ofProject) {
        return new Request(
                declared.specs(),
                lockFile,
                declared.settings().isOn(Element.LOCKED),
                output,
                templates,
                declared.sources(),
                declared.created(ofProject),
                declared.validation().severities());
    }
}
