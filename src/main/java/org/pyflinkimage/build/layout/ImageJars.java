package org.pyflinkimage.build.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
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
 * @param optional Flink's own of {@code opt}, which are there for whoever names them; of a base those that PyFlink has too, as its layer would be
 *     unpacked for what nothing on the class path needs
 * @param plugins that have class loaders of their own, by their folders
 */
record ImageJars(List<ImageJar> shared, List<ImageJar> optional, Map<String, List<ImageJar>> plugins) {

    /** File systems of {@code opt} are large, and nobody's base. */
    private static final String FILE_SYSTEM = "-fs-";

    private static final Pattern CONNECTOR = Pattern.compile("flink-(?:sql-)?connector-(?!files|base|datagen).*");

    ImageJars {
        shared = List.copyOf(shared);
        optional = List.copyOf(optional);
        plugins = Map.copyOf(plugins);
    }

    /**
     * Those of a tree.
     *
     * @param ofRelease what PyFlink has in the places of jars of a base's Flink
     * @param flink the release
     */
    static ImageJars of(FileTree tree, Map<UnixPath, Content> ofRelease, FlinkVersion flink) {
        Found found = new Found(tree, tree.realFolder(ImagePaths.FLINK_HOME), ofRelease, "-" + flink + ".jar");
        List<ImageJar> shared = Stream.of(ImagePaths.LIB, ImagePaths.USRLIB)
                .flatMap(folder ->
                        found.below(folder, entry -> entry.path().name().endsWith(".jar")))
                .distinct()
                .sorted()
                .toList();
        List<ImageJar> optional = found.below(ImagePaths.OPT, ImageJar::isOne)
                .filter(jar -> jar.isFlinks() && !jar.path().name().contains(FILE_SYSTEM))
                .filter(jar -> !(jar.content() instanceof Content.Below))
                .toList();
        Map<String, List<ImageJar>> plugins = new TreeMap<>();
        found.below(ImagePaths.PLUGINS, ImageJar::isOne)
                .forEach(jar -> plugins.computeIfAbsent(jar.path().parent().value(), folder -> new ArrayList<>())
                        .add(jar));
        return new ImageJars(shared, optional, plugins);
    }

    /** Where jars are looked for, and what stands for those of a base's Flink. */
    private record Found(FileTree tree, UnixPath home, Map<UnixPath, Content> ofRelease, String ending) {

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
