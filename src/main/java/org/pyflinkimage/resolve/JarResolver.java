package org.pyflinkimage.resolve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.pyflinkimage.fetch.FoundJar;
import org.pyflinkimage.fetch.JarSource;
import org.pyflinkimage.plan.Location;
import org.pyflinkimage.plan.LockedArtifact.Jar;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;

/** Fixes declared connectors to the jars that the user's Maven repositories have for them. */
public final class JarResolver {

    private final JarSource jars;

    public JarResolver(JarSource jars) {
        this.jars = jars;
    }

    /**
     * The jars of these coordinates with their sums, sorted by coordinates.
     *
     * @throws PyFlinkException with a problem for each jar that cannot be had
     */
    public List<Jar> resolve(List<MavenCoordinates> connectors) {
        List<Jar> locked = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (MavenCoordinates coordinates :
                connectors.stream().distinct().sorted().toList()) {
            try {
                locked.add(locked(coordinates, jars.jar(coordinates)));
            } catch (PyFlinkException e) {
                problems.addAll(e.problems());
            }
        }
        PyFlinkException.throwIfAny(problems);
        return locked;
    }

    /** Where it takes jars from. */
    JarSource source() {
        return jars;
    }

    /** A jar with the sum of its file. */
    public static Jar locked(MavenCoordinates coordinates, FoundJar found) {
        try {
            Location location = new Location(found.source(), coordinates.path());
            return new Jar(coordinates, location, Sha256.of(found.file()), Files.size(found.file()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
