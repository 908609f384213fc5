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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.pyflinkimage.fetch.ClosureQuestion;
import org.pyflinkimage.fetch.FoundClosure;
import org.pyflinkimage.fetch.FoundJar;
import org.pyflinkimage.fetch.JarSource;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.spec.MavenCoordinates;

/** Jars by coordinates, as a build would find them now. */
final class FakeJars implements JarSource {

    final Map<String, FoundJar> found = new HashMap<>();
    final Set<String> ofThisBuild = new HashSet<>();
    final List<String> asked = new ArrayList<>();
    /** What transitive connectors depend on, by coordinates. */
    final List<String> dependencies = new ArrayList<>();

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
    public FoundClosure closure(ClosureQuestion question) {
        asked.add("closure of " + question.connectors());
        SortedMap<MavenCoordinates, FoundJar> jars = new TreeMap<>();
        dependencies.forEach(text -> jars.put(
                MavenCoordinates.parse(text).orElseThrow(),
                Optional.ofNullable(found.get(text)).orElseThrow()));
        return new FoundClosure(jars, new TreeMap<>(), List.of());
    }

    @Override
    public boolean isOfThisBuild(MavenCoordinates coordinates) {
        return ofThisBuild.contains(coordinates.toString());
    }
}
