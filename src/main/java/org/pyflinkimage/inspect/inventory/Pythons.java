package org.pyflinkimage.inspect.inventory;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.pyflinkimage.inspect.ImageView;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.UnixPath;

/**
 * The Pythons of an image: those in folders of its PATH, in {@code /usr} and {@code /usr/local}, and right below {@code /opt}.
 *
 * @param all in the order in which its PATH finds them, then the others
 * @param meant those that {@code python} and {@code python3} mean on its PATH
 */
public record Pythons(List<PythonHome> all, SortedMap<String, PythonHome> meant) {

    private static final UnixPath OPT = UnixPath.of("/opt");
    private static final List<String> NAMES = List.of("python", "python3");
    private static final String PREFIX = "python";

    /** The packages of each may be those of one and the same large folder. */
    private static final int HOMES_AT_MOST = 100;

    public Pythons {
        all = List.copyOf(all);
        meant = Collections.unmodifiableSortedMap(new TreeMap<>(meant));
    }

    /** Where they lie, in their order. */
    static List<PythonPlace> places(ImageView view, SearchPath path) {
        Map<UnixPath, PythonPlace> all = new LinkedHashMap<>();
        for (UnixPath folder : folders(view, path)) {
            for (UnixPath entry : view.list(folder)) {
                line(entry)
                        .filter(line -> all.size() < HOMES_AT_MOST && view.isFile(entry))
                        .ifPresent(
                                line -> all.computeIfAbsent(command(entry, view), file -> new PythonPlace(file, line)));
            }
        }
        return List.copyOf(all.values());
    }

    static Pythons of(List<PythonPlace> places, PythonReleases releases, ImageView view, SearchPath path) {
        Map<UnixPath, PythonHome> all = new LinkedHashMap<>();
        places.forEach(place -> all.put(
                place.command(),
                PythonHome.of(place.command(), place.line(), place.prefix(), releases.of(place), view)));
        SortedMap<String, PythonHome> meant = new TreeMap<>();
        for (String name : NAMES) {
            path.find(name)
                    .map(entry -> command(entry, view))
                    .flatMap(command -> meant(command, all))
                    .ifPresent(home -> meant.put(name, home));
        }
        return new Pythons(List.copyOf(all.values()), meant);
    }

    private static Set<UnixPath> folders(ImageView view, SearchPath path) {
        Set<UnixPath> folders = new LinkedHashSet<>();
        Stream.of(
                        path.folders().stream(),
                        Stream.of(ImagePaths.LOCAL_BIN, UnixPath.of("/usr/bin")),
                        view.list(OPT).stream().map(place -> place.resolve("bin")))
                .flatMap(places -> places)
                .flatMap(place -> view.find(place).stream())
                .filter(view::isFolder)
                .forEach(folders::add);
        return folders;
    }

    private static Optional<PythonMinor> line(UnixPath entry) {
        return entry.name().startsWith(PREFIX)
                ? PythonMinor.parse(entry.name().substring(PREFIX.length()))
                : Optional.empty();
    }

    /** Where a command's links lead, but for those of a virtual environment, which is told by where they lie. */
    private static UnixPath command(UnixPath entry, ImageView view) {
        return PythonHome.isVirtual(PythonPlace.prefix(entry), view)
                ? view.find(entry.parent()).orElse(entry.parent()).resolve(entry.name())
                : view.find(entry).orElse(entry);
    }

    /** In a virtual environment any name means the same. */
    private static Optional<PythonHome> meant(UnixPath command, Map<UnixPath, PythonHome> all) {
        return Optional.ofNullable(all.get(command))
                .or(() -> all.values().stream()
                        .filter(home -> home.isVirtual() && home.prefix().equals(PythonPlace.prefix(command)))
                        .findFirst());
    }
}
