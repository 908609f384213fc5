package org.pyflinkimage.resolve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pyflinkimage.fetch.JarSource;
import org.pyflinkimage.plan.Location;
import org.pyflinkimage.plan.LockedArtifact.Jar;
import org.pyflinkimage.plan.Source;
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
                locked.add(lock(coordinates));
            } catch (PyFlinkException e) {
                problems.addAll(e.problems());
            }
        }
        PyFlinkException.throwIfAny(problems);
        return locked;
    }

    private Jar lock(MavenCoordinates coordinates) {
        Path file = jars.jar(coordinates);
        try {
            Location location = new Location(Source.MAVEN, coordinates.path());
            return new Jar(coordinates, location, Sha256.of(file), Files.size(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
