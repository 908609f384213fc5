package org.pyflinkimage.spec;

import java.util.List;
import java.util.function.Predicate;
import org.pyflinkimage.python.ReadRequirements.ReadFile;
import org.pyflinkimage.value.Sha256;

/**
 * A digest of all that shapes what a spec resolves to: its combination, whose Python it wants, requirements with the text of their files, extras and groups of those, connectors, parts of Flink, the base whose layers it has,
 * further packages of its operating system. A lock file keeps it, and so tells whether it still answers the declaration.
 *
 * <p>Of a connector that the build itself makes the version is no part of it, so that its next release needs no other plan.
 *
 * <p>Names, tags, outputs, configuration and hints (but for the updates that are not wanted, and declared package indexes) are no part of it, nor are the places of connectors and extra directories, nor is the folder that the project lies in, nor the order of
 * connectors (but for those with their dependencies, of which the first decides on versions), nor the line endings that a version control system puts into files.
 */
public final class SpecDigest {

    private SpecDigest() {}

    /**
     * What decides on a spec's digest beside the spec.
     *
     * @param ofThisBuild tells connectors whose versions do not count
     * @param lines what shapes the resolution and is declared elsewhere, each of one line
     */
    public record Beside(Predicate<MavenCoordinates> ofThisBuild, List<String> lines) {
        public Beside {
            lines = List.copyOf(lines);
        }

        /** Nothing beside it. */
        public static Beside nothing() {
            return new Beside(connector -> false, List.of());
        }
    }

    /** The digest of a spec alone. */
    public static Sha256 of(ImageSpec spec) {
        return of(spec, Beside.nothing());
    }

    /** The digest of a spec. */
    public static Sha256 of(ImageSpec spec, Beside beside) {
        StringBuilder text =
                new StringBuilder("cell ").append(spec.combination().slug());
        spec.python()
                .shaping(spec.combination().python())
                .forEach(line -> text.append('\n').append(line));
        spec.requirements()
                .inline()
                .forEach(line -> text.append("\nrequirement ").append(line));
        spec.requirements()
                .read()
                .files()
                .forEach(file ->
                        text.append("\nfile ").append(file.name()).append(' ').append(sumOf(file)));
        spec.requirements()
                .parts()
                .shaping(spec.requirements().files())
                .forEach(line -> text.append('\n').append(line));
        beside.lines().forEach(line -> text.append('\n').append(line));
        spec.connectors().stream()
                .map(connector ->
                        beside.ofThisBuild().test(connector) ? connector.withVersion("(this build)") : connector)
                .sorted()
                .forEach(connector -> text.append("\nconnector ").append(connector));
        spec.transitive().forEach(connector -> {
            text.append("\ntransitive ").append(connector.jar());
            connector.exclusions().forEach(pattern -> text.append("\nwithout ").append(pattern));
        });
        spec.layeredBase().ifPresent(base -> text.append("\nbase ").append(base));
        spec.parts().shaping().forEach(line -> text.append('\n').append(line));
        spec.packages().forEach(name -> text.append("\npackage ").append(name));
        Updates updates = spec.hints().trust().updates();
        if (updates != Updates.ALL) {
            text.append("\nupdates ").append(updates);
        }
        spec.hints().indexes().shaping().forEach(line -> text.append('\n').append(line));
        return Sha256.of(text.append('\n').toString());
    }

    private static String sumOf(ReadFile file) {
        return file.sum().map(Sha256::hex).orElse("missing");
    }
}
