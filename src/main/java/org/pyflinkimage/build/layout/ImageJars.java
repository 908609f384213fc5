package org.pyflinkimage.build.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.UnixPath;

/**
 * The jars of an image, as Flink's processes load them.
 *
 * @param shared by all: those of {@code lib}, and the job's of {@code usrlib}; each once, also where links lead to it
 * @param optional Flink's own of {@code opt}, which are there for whoever names them
 * @param plugins that have class loaders of their own, by their folders
 */
record ImageJars(List<ImageJar> shared, List<ImageJar> optional, Map<String, List<ImageJar>> plugins) {

    /** File systems of {@code opt} are large, and nobody's base. */
    private static final String FILE_SYSTEM = "-fs-";

    ImageJars {
        shared = List.copyOf(shared);
        optional = List.copyOf(optional);
        plugins = Map.copyOf(plugins);
    }

    static ImageJars of(FileTree tree) {
        List<ImageJar> shared = Stream.concat(below(tree, ImagePaths.LIB), below(tree, ImagePaths.USRLIB))
                .filter(entry -> entry.path().name().endsWith(".jar"))
                .flatMap(entry -> tree.follow(entry.path()).stream())
                .filter(ImageJar::isOne)
                .map(ImageJar::of)
                .distinct()
                .sorted()
                .toList();
        List<ImageJar> optional = below(tree, ImagePaths.OPT)
                .filter(ImageJar::isOne)
                .map(ImageJar::of)
                .filter(jar -> jar.isFlinks() && !jar.path().name().contains(FILE_SYSTEM))
                .toList();
        Map<String, List<ImageJar>> plugins = new TreeMap<>();
        below(tree, ImagePaths.PLUGINS)
                .filter(ImageJar::isOne)
                .map(ImageJar::of)
                .forEach(jar -> plugins.computeIfAbsent(jar.path().parent().value(), folder -> new ArrayList<>())
                        .add(jar));
        return new ImageJars(shared, optional, plugins);
    }

    private static Stream<FileTree.Entry> below(FileTree tree, UnixPath folder) {
        return tree.entriesBelow(folder).stream();
    }

    /** All that somebody has put beside Flink's own. */
    List<ImageJar> foreign() {
        return Stream.concat(shared.stream(), plugins.values().stream().flatMap(List::stream))
                .filter(jar -> !jar.isFlinks())
                .sorted()
                .toList();
    }
}
