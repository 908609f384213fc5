package org.pyflinkimage.build.layout;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.UnixPath;

/**
 * The jars of an image, as Flink's processes load them.
 *
 * @param shared by all: those of {@code lib}, and the job's of {@code usrlib}; each once, also where links lead to it
 * @param ofFlink which of the shared Flink's own class loader has, by where they really lie
 * @param ofUsrlib which of the shared the class loader of a job has; those of {@code <jars>} are of both
 * @param optional Flink's own of {@code opt}, which are there for whoever names them; of a base those that PyFlink has too, as its layer would be
 *     unpacked for what nothing on the class path needs
 * @param plugins that have class loaders of their own, by their folders
 */
record ImageJars(
        List<ImageJar> shared,
        SortedSet<UnixPath> ofFlink,
        SortedSet<UnixPath> ofUsrlib,
        List<ImageJar> optional,
        SortedMap<String, List<ImageJar>> plugins) {

    /** File systems of {@code opt} are large, and nobody's base. */
    private static final String FILE_SYSTEM = "-fs-";

    private static final Pattern CONNECTOR = Pattern.compile("flink-(?:sql-)?connector-(?!files|base|datagen).*");

    ImageJars {
        shared = List.copyOf(shared);
        ofFlink = Collections.unmodifiableSortedSet(new TreeSet<>(ofFlink));
        ofUsrlib = Collections.unmodifiableSortedSet(new TreeSet<>(ofUsrlib));
        optional = List.copyOf(optional);
        plugins = Collections.unmodifiableSortedMap(new TreeMap<>(plugins));
    }

    /**
     * Those of a tree.
     *
     * @param ofRelease what PyFlink has in the places of jars of a base's Flink
     * @param flink the release
     */
    static ImageJars of(FileTree tree, Map<UnixPath, Content> ofRelease, FlinkVersion flink) {
        Found found = new Found(tree, tree.realFolder(ImagePaths.FLINK_HOME), ofRelease, "-" + flink + ".jar");
        List<ImageJar> lib = found.named(ImagePaths.LIB);
        List<ImageJar> usrlib = found.named(ImagePaths.USRLIB);
        List<ImageJar> shared =
                Stream.concat(lib.stream(), usrlib.stream()).distinct().sorted().toList();
        List<ImageJar> optional = found.below(ImagePaths.OPT, ImageJar::isOne)
                .filter(jar -> jar.isFlinks() && !jar.path().name().contains(FILE_SYSTEM))
                .filter(jar -> !(jar.content() instanceof Content.Below))
                .toList();
        SortedMap<String, List<ImageJar>> plugins = new TreeMap<>();
        found.below(ImagePaths.PLUGINS, ImageJar::isOne)
                .forEach(jar -> plugins.computeIfAbsent(jar.path().parent().value(), folder -> new ArrayList<>())
                        .add(jar));
        return new ImageJars(shared, paths(lib), paths(usrlib), optional, plugins);
    }

    private static SortedSet<UnixPath> paths(List<ImageJar> jars) {
        return jars.stream().map(ImageJar::path).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether one class loader has both of two that are shared, so that it takes a class of either. */
    boolean areTogether(ImageJar one, ImageJar other) {
        return Stream.of(ofFlink, ofUsrlib).anyMatch(path -> path.contains(one.path()) && path.contains(other.path()));
    }

    /** Where jars are looked for, and what stands for those of a base's Flink. */
    private record Found(FileTree tree, UnixPath home, Map<UnixPath, Content> ofRelease, String ending) {

        /** Those that class paths have, which are chosen by name. */
        List<ImageJar> named(UnixPath folder) {
            return below(folder, entry -> entry.path().name().endsWith(".jar")).toList();
        }

        /** A base may have its Flink, or a folder of it, behind a link. */
        Stream<ImageJar> below(UnixPath folder, Predicate<FileTree.Entry> wanted) {
            UnixPath real = tree.realFolder(folder);
            return tree.entriesBelow(real).stream()
                    .filter(wanted)
                    .flatMap(entry -> tree.follow(entry.path()).stream()
                            .filter(ImageJar::isOne)
                            .map(target -> ImageJar.of(target, placeOf(target.path(), entry.path(), folder, real))))
                    .map(jar -> jar.isOfBase() ? ofBase(jar) : jar);
        }

        /** What a link leads to is the same jar in its own place, where that is one of Flink's. */
        private UnixPath placeOf(UnixPath target, UnixPath entry, UnixPath folder, UnixPath real) {
            return target.startsWith(home)
                    ? ImagePaths.FLINK_HOME.resolve(target.relativeTo(home))
                    : folder.resolve(entry.relativeTo(real));
        }

        /**
         * PyFlink lacks most of what a distribution has in {@code opt}, and some have put into {@code lib}. Connectors, most of which had
         * Flink's version up to 1.16, are not made to fit by that.
         */
        private ImageJar ofBase(ImageJar jar) {
            Optional<Content> release = Optional.ofNullable(ofRelease.get(jar.place()));
            String name = jar.path().name();
            boolean isFlinks = release.isPresent()
                    || (name.startsWith("flink-") && !CONNECTOR.matcher(name).matches() && name.endsWith(ending));
            return isFlinks ? jar.asFlinks(release) : jar;
        }
    }

    /** All that somebody has put beside Flink's own. */
    List<ImageJar> foreign() {
        return Stream.concat(shared.stream(), plugins.values().stream().flatMap(List::stream))
                .filter(jar -> !jar.isFlinks())
                .sorted()
                .toList();
    }
}
