package org.pyflinkimage.inspect.inventory;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pyflinkimage.inspect.ImageView;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.python.PythonVersion;
import org.pyflinkimage.value.UnixPath;

/**
 * A Python of an image.
 *
 * @param command {@code /usr/local/bin/python3.11}
 * @param prefix {@code /usr/local}
 * @param isVirtual whether it is a virtual environment, with the interpreter of another one
 * @param isManaged whether its packages are a package manager's, and pip refuses to add any
 * @param release in full, as its headers say or its package is of; empty where neither is there
 * @param distributions that it finds, by name
 */
public record PythonHome(
        UnixPath command,
        PythonMinor line,
        UnixPath prefix,
        boolean isVirtual,
        boolean isManaged,
        Optional<PythonVersion> release,
        List<Distribution> distributions) {

    /** The prefix of the Python whose packages are the system's. */
    public static final UnixPath SYSTEM = UnixPath.of("/usr");

    public PythonHome {
        distributions = List.copyOf(distributions);
    }

    static PythonHome of(
            UnixPath command, PythonMinor line, UnixPath prefix, Optional<PythonVersion> release, ImageView view) {
        String folder = "python" + line;
        boolean virtual = isVirtual(prefix, view);
        List<Distribution> distributions = places(prefix, folder, virtual)
                .filter(view::isFolder)
                .flatMap(place -> view.list(place).stream())
                .flatMap(entry -> Distribution.of(entry).stream())
                .sorted(Comparator.comparing(Distribution::name))
                .toList();
        boolean managed = view.isFile(prefix.resolve("lib/" + folder + "/EXTERNALLY-MANAGED"))
                || view.isFile(prefix.resolve("lib64/" + folder + "/EXTERNALLY-MANAGED"));
        return new PythonHome(command, line, prefix, virtual, managed, release, distributions);
    }

    static boolean isVirtual(UnixPath prefix, ImageView view) {
        return view.isFile(prefix.resolve("pyvenv.cfg"));
    }

    /** Where it looks for packages, the first first. A distribution's own leaves one folder to the machine's administrator. */
    private static Stream<UnixPath> places(UnixPath prefix, String folder, boolean virtual) {
        Stream<UnixPath> own = Stream.of(
                        "lib/%s/site-packages".formatted(folder),
                        "lib64/%s/site-packages".formatted(folder),
                        "lib/%s/dist-packages".formatted(folder))
                .map(prefix::resolve);
        return prefix.equals(SYSTEM) && !virtual
                ? Stream.concat(
                        Stream.of(UnixPath.of("/usr/local/lib/%s/dist-packages".formatted(folder))),
                        Stream.concat(own, Stream.of(UnixPath.of("/usr/lib/python3/dist-packages"))))
                : own;
    }

    /** A distribution that it finds; of several the one that it finds first. */
    public Optional<Distribution> find(NormalizedName name) {
        return distributions.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** For people: {@code Python 3.11 in /usr/local}. */
    @Override
    public String toString() {
        return "Python %s in %s".formatted(line, prefix);
    }
}
