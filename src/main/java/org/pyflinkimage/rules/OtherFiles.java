package org.pyflinkimage.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.pyflinkimage.spec.ExtraDirectory;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.Problem.Severity;
import org.pyflinkimage.value.UnixPath;

/** Files of an image that no rule has seen: who says that one is missing has to know that nobody else brings it. */
final class OtherFiles {

    private OtherFiles() {}

    /**
     * A class that something looks for.
     *
     * @param places the folders whose jars it is looked for in
     * @param connectors those jars among the connectors that may have it inside
     * @param named where jars that have it are called so, the beginning or a part of their names; empty where any jar that nobody has
     *     read may have it, whatever it is called
     */
    record Sought(List<UnixPath> places, Predicate<MavenCoordinates> connectors, Optional<String> named) {

        Sought {
            places = List.copyOf(places);
        }

        private boolean isSoughtIn(UnixPath folder) {
            return places.stream().anyMatch(folder::startsWith);
        }
    }

    /** Whether a base or an extra directory may bring a path, or something below it. */
    static boolean mayBring(UnixPath path, ImageSpec spec) {
        return spec.base().isPresent() || mayBeOfDirectory(path, spec);
    }

    /** Whether one of those, or what a connector depends on, may bring a jar: which jars that are is known when it is resolved. */
    static boolean mayBringJar(UnixPath path, ImageSpec spec) {
        return mayBring(path, spec) || (!spec.transitive().isEmpty() && path.startsWith(ImagePaths.LIB));
    }

    private static boolean mayBeOfDirectory(UnixPath path, ImageSpec spec) {
        return spec.extraDirectories().stream()
                .map(ExtraDirectory::into)
                .anyMatch(into -> path.startsWith(into) || into.startsWith(path));
    }

    /**
     * What may bring a class that no jar is known to bring.
     *
     * @return as it is called in a sentence: {@code `com.example:udf:1.0`}
     */
    static List<String> bringing(Sought sought, ImageSpec spec) {
        List<String> others = new ArrayList<>();
        spec.connectors().stream()
                .filter(jar -> sought.isSoughtIn(spec.placeOf(jar)))
                .filter(sought.connectors())
                .forEach(jar -> others.add("`%s`".formatted(jar)));
        // Both lie in `lib`, the job's by links; of closures not even the names are known.
        boolean lib = sought.isSoughtIn(ImagePaths.LIB);
        if (lib && sought.named().isEmpty() && !spec.transitive().isEmpty()) {
            others.add("a jar that comes with `<transitive>`");
        }
        if (lib
                && jarsOfJob(spec).stream()
                        .anyMatch(name -> name.contains(sought.named().orElse("")))) {
            others.add("a jar of the job");
        }
        if (spec.base().isPresent()) {
            others.add("the base");
        } else if (sought.places().stream().anyMatch(place -> mayBeOfDirectory(place, spec))) {
            others.add("an extra directory");
        }
        return others;
    }

    /**
     * What is missing, and to be noted alone where others may bring it.
     *
     * @param others as {@link #bringing} has them
     */
    static Finding unlessIn(List<String> others, Finding finding) {
        return others.isEmpty()
                ? finding
                : finding.why("unless it is inside of " + Words.either(others)).milder(Severity.NOTE);
    }

    /** The folders whose jars those of a folder find beside them. */
    static List<UnixPath> seenFrom(UnixPath place) {
        return place.equals(ImagePaths.USRLIB) ? List.of(ImagePaths.LIB, ImagePaths.USRLIB) : List.of(place);
    }

    private static List<String> jarsOfJob(ImageSpec spec) {
        return spec.job().stream()
                .flatMap(job -> job.attachments().jars().stream())
                .map(JarSettingRules::nameOf)
                .toList();
    }
}
