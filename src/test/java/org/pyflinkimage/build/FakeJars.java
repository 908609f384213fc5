package org.pyflinkimage.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.pyflinkimage.fetch.FoundJar;
import org.pyflinkimage.fetch.JarSource;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.spec.MavenCoordinates;

/** Jars by coordinates, as a build would find them now. */
final class FakeJars implements JarSource {

    final Map<String, FoundJar> found = new HashMap<>();
    final Set<String> ofThisBuild = new HashSet<>();
    final List<String> asked = new ArrayList<>();
    private final Supplier<Path> folder;

    FakeJars(Supplier<Path> folder) {
        this.folder = folder;
    }

    void has(String coordinates, String source, String bytes) {
        try {
            Path file = Files.writeString(folder.get().resolve(coordinates.replace(':', '-')), bytes);
            found.put(coordinates, new FoundJar(file, Source.parse(source)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (source.equals("build")) {
            ofThisBuild.add(coordinates);
        }
    }

    @Override
    public FoundJar jar(MavenCoordinates coordinates) {
        asked.add(coordinates.toString());
        return Optional.ofNullable(found.get(coordinates.toString())).orElseThrow();
    }

    @Override
    public boolean isOfThisBuild(MavenCoordinates coordinates) {
        return ofThisBuild.contains(coordinates.toString());
    }
}
