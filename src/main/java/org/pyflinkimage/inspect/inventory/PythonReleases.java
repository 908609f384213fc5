package org.pyflinkimage.inspect.inventory;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pyflinkimage.debian.DebianVersion;
import org.pyflinkimage.debian.InstalledPackage;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.python.PythonVersion;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.UnixPath;

/**
 * Which releases the Pythons of an image are, without running them: as the package says that brought one, else as its headers say, which a
 * Python that was compiled for all to use has beside it.
 */
record PythonReleases(ImageFiles files, List<InstalledPackage> packages) {

    /** In bytes; it has one. */
    static final long LARGEST = 64 << 10;

    private static final Pattern RELEASE =
            Pattern.compile("^[ \\t]*#[ \\t]*define[ \\t]+PY_VERSION[ \\t]+\"([^\"\\n]*)\"", Pattern.MULTILINE);

    /** The headers that say the releases of some Pythons, by where these lie. */
    static List<UnixPath> headers(Collection<PythonPlace> places) {
        return places.stream().map(PythonReleases::header).toList();
    }

    /** The release of one; empty where nobody says it, and where it is no final one of its line. */
    Optional<PythonVersion> of(PythonPlace place) {
        return ofPackage(place)
                .or(() -> files.bytes(header(place)).flatMap(PythonReleases::read))
                .filter(release -> release.line().equals(place.line()));
    }

    /** Packages of Debian and Ubuntu, and of those who make others for them, have the program in {@code /usr/bin}. */
    private Optional<PythonVersion> ofPackage(PythonPlace place) {
        PythonMinor line = place.line();
        if (!place.command().equals(ImagePaths.debianPython(line.toString()))) {
            return Optional.empty();
        }
        return Stream.of("python%s-minimal".formatted(line), "python" + line)
                .flatMap(name -> packages.stream().filter(there -> there.name().equals(name)))
                .map(InstalledPackage::version)
                .map(DebianVersion::upstream)
                .findFirst()
                .flatMap(PythonVersion::leading);
    }

    private static Optional<PythonVersion> read(byte[] header) {
        Matcher said = RELEASE.matcher(new String(header, StandardCharsets.UTF_8));
        return said.find() ? PythonVersion.parse(said.group(1)) : Optional.empty();
    }

    private static UnixPath header(PythonPlace place) {
        return place.prefix().resolve("include/python%s/patchlevel.h".formatted(place.line()));
    }
}
