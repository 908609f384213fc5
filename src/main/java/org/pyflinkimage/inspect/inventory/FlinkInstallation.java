package org.pyflinkimage.inspect.inventory;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.flink.FlinkHome;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.inspect.ContainerConfiguration;
import org.pyflinkimage.inspect.FoundFile;
import org.pyflinkimage.inspect.ImageView;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.UnixPath;

/**
 * A Flink of an image, or parts of one.
 *
 * @param home its folder, with links followed
 * @param isUsual whether it is what lies where the official images have theirs
 * @param hasDistribution whether it has the jar that Flink itself is; else it is some parts for one
 * @param version empty where that jar's name has none that is a release's
 * @param scala the Scala line in its jar's name: {@code 2.12}
 * @param parts what is in its folders, by names such as {@code lib}; a jar of a plugin has its folder before its name
 * @param log4j its generation: 1 or 2; empty where there is none
 */
public record FlinkInstallation(
        UnixPath home,
        boolean isUsual,
        boolean hasDistribution,
        Optional<FlinkVersion> version,
        Optional<String> scala,
        SortedMap<String, SortedSet<String>> parts,
        Optional<Integer> log4j) {

    /** In one of them: a distribution has some ten, and who adds jars some hundred. */
    private static final int NAMES_AT_MOST = 20_000;

    private static final Pattern DIST = Pattern.compile("flink-dist(?:_([0-9.]+))?-([0-9].*)\\.jar");
    private static final Pattern LOG4J = Pattern.compile("log4j(?:-core)?-([12])\\.[0-9].*\\.jar");

    /** Of log4j 2, which has the interface of the first under this name too. */
    private static final Pattern BRIDGE = Pattern.compile("log4j-1\\.2-api-.*");

    public FlinkInstallation {
        SortedMap<String, SortedSet<String>> copy = new TreeMap<>();
        parts.forEach((part, names) -> copy.put(part, Collections.unmodifiableSortedSet(new TreeSet<>(names))));
        parts = Collections.unmodifiableSortedMap(copy);
    }

    /** The one at {@code FLINK_HOME}, then what lies where the official images have theirs. */
    static List<FlinkInstallation> find(ImageView view, ContainerConfiguration configuration) {
        return Stream.concat(
                        configuration.variable("FLINK_HOME").flatMap(UnixPath::ofWritten).stream(),
                        Stream.of(ImagePaths.FLINK_HOME))
                .flatMap(home -> view.find(home).stream())
                .distinct()
                .map(home -> at(home, view))
                .filter(found -> found.hasDistribution || (found.isUsual && !found.isEmpty()))
                .toList();
    }

    private static FlinkInstallation at(UnixPath home, ImageView view) {
        SortedMap<String, SortedSet<String>> parts = new TreeMap<>();
        for (String part : FlinkHome.PARTS) {
            SortedSet<String> names = view.in(home.resolve(part))
                    .flatMap(entry -> names(entry, view))
                    .limit(NAMES_AT_MOST)
                    .collect(Collectors.toCollection(TreeSet::new));
            parts.put(part, names);
        }
        SortedSet<String> lib = parts.getOrDefault("lib", new TreeSet<>());
        Optional<Matcher> dist =
                lib.stream().map(DIST::matcher).filter(Matcher::matches).findFirst();
        return new FlinkInstallation(
                home,
                view.find(ImagePaths.FLINK_HOME).equals(Optional.of(home)),
                dist.isPresent(),
                dist.flatMap(name -> FlinkVersion.parse(name.group(2))),
                dist.flatMap(name -> Optional.ofNullable(name.group(1))),
                parts,
                log4j(lib));
    }

    private boolean isEmpty() {
        return parts.values().stream().allMatch(Set::isEmpty);
    }

    /** What is in one of its folders, which may be nothing. */
    public SortedSet<String> part(String name) {
        return parts.getOrDefault(name, Collections.emptySortedSet());
    }

    /**
     * A file or a link by its name; a folder by what is right below it, or by its own name where that is nothing. A distribution has no
     * links to folders in its own.
     */
    private static Stream<String> names(FoundFile entry, ImageView view) {
        List<String> below = entry.kind() == FoundFile.Kind.FOLDER
                ? view.in(entry.path()).map(file -> file.path().name()).toList()
                : List.of();
        return below.isEmpty()
                ? Stream.of(entry.path().name())
                : below.stream().map(name -> entry.path().name() + "/" + name);
    }

    private static Optional<Integer> log4j(SortedSet<String> lib) {
        return lib.stream()
                .filter(name -> !BRIDGE.matcher(name).matches())
                .map(LOG4J::matcher)
                .filter(Matcher::matches)
                .map(name -> Integer.valueOf(name.group(1)))
                .findFirst();
    }

    /** For people: {@code Flink 2.2.1 in /opt/flink}. */
    @Override
    public String toString() {
        String flink = hasDistribution
                ? "Flink " + version.map(FlinkVersion::toString).orElse("of an unknown version")
                : "parts of a Flink";
        return flink + " in " + home;
    }
}
