package org.pyflinkimage.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.pyflinkimage.spec.ExtraDirectory;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.UnixPath;

/** Files of an image that no rule has seen: who says that one is missing has to know that nobody else brings it. */
final class OtherFiles {

    private OtherFiles() {}

    /** Whether a base or an extra directory may bring a path, or something below it. */
    static boolean mayBring(UnixPath path, ImageSpec spec) {
        return spec.base().isPresent()
                || spec.extraDirectories().stream()
                        .map(ExtraDirectory::into)
                        .anyMatch(into -> path.startsWith(into) || into.startsWith(path));
    }

    /** Whether the job has jars that Flink's class path gets. */
    static boolean hasJarsOfJob(ImageSpec spec) {
        return spec.job().stream().anyMatch(job -> !job.attachments().jars().isEmpty());
    }

    /**
     * What may bring a class to Flink's class path beside jars that are known by their names.
     *
     * @param known whether a jar's content is known by its coordinates
     * @return as it is called in a sentence: {@code `com.example:udf:1.0`}
     */
    static List<String> onClassPath(ImageSpec spec, Predicate<MavenCoordinates> known) {
        List<String> others = new ArrayList<>();
        spec.connectors().stream()
                .filter(jar -> ConnectorRules.isOnClassPath(spec.placeOf(jar)))
                .filter(jar -> !known.test(jar))
                .forEach(jar -> others.add("`%s`".formatted(jar)));
        if (!spec.transitive().isEmpty()) {
            others.add("a jar that comes with `<transitive>`");
        }
        if (hasJarsOfJob(spec)) {
            others.add("a jar of the job");
        }
        if (spec.base().isPresent()) {
            others.add("the base");
        } else if (mayBring(ImagePaths.LIB, spec) || mayBring(ImagePaths.USRLIB, spec)) {
            others.add("an extra directory");
        }
        return others;
    }
}
