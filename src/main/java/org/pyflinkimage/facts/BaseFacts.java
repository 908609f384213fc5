package org.pyflinkimage.facts;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pyflinkimage.facts.Base.Versions;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.JavaVersion;

/**
 * What is known of base images by their names, so that nobody has to pull one to hear that it cannot work.
 *
 * @param known the first that fits counts
 */
public record BaseFacts(List<Known> known) {

    public BaseFacts {
        known = List.copyOf(known);
    }

    /**
     * Images of one kind.
     *
     * @param name of the whole repository, the registry included
     * @param tags may have groups {@code flink} and {@code java}
     * @param python what it, or the archive that it installs from, has; empty where it has none
     */
    public record Known(Pattern name, Pattern tags, Libc libc, Optional<PythonMinor> python, boolean versions) {}

    /** What a reference's name tells; empty for a name that nothing is known of. */
    public Optional<Base> find(ImageReference reference) {
        String repository = reference.repository().toString();
        String tag = reference.tag().orElse("latest");
        return known.stream()
                .filter(kind -> kind.name().matcher(repository).matches())
                .flatMap(kind -> Optional.of(kind.tags().matcher(tag))
                        .filter(Matcher::matches)
                        .map(parts -> base(reference, kind, parts))
                        .stream())
                .findFirst();
    }

    private static Base base(ImageReference reference, Known kind, Matcher tag) {
        return new Base(
                reference,
                Optional.of(kind.libc()),
                kind.versions()
                        ? Optional.of(new Versions(
                                kind.python(),
                                group(kind, tag, "java").map(java -> new JavaVersion(Integer.parseInt(java))),
                                group(kind, tag, "flink").flatMap(FlinkVersion::parse)))
                        : Optional.empty());
    }

    private static Optional<String> group(Known kind, Matcher tag, String name) {
        return kind.tags().pattern().contains("(?<" + name + ">")
                ? Optional.ofNullable(tag.group(name))
                : Optional.empty();
    }
}
