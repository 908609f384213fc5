package org.pyflinkimage.resolve.index;

import java.nio.file.Files;
import java.nio.file.Path;
import org.pyflinkimage.python.Place;
import org.pyflinkimage.value.Slashes;

/** Where a path leads that stands in a line of requirements. */
public final class LinePath {

    private LinePath() {}

    /** The folder of the file that a line stands in; one that came from a server lies in none. */
    public static Path beside(Place place, Path folder) {
        return place.file()
                .filter(Path::isAbsolute)
                .map(file -> file.resolveSibling(""))
                .orElse(folder);
    }

    /** Beside a file, where it is there; else where pip is called. */
    public static Path found(String value, Path beside, Path folder) {
        Path own = Slashes.resolve(beside, value, Files::exists);
        return (Files.exists(own) ? own : Slashes.resolve(folder, value, Files::exists))
                .toAbsolutePath()
                .normalize();
    }
}
