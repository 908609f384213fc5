package org.pyflinkimage.build.layout;

import java.util.List;
import java.util.Optional;
import org.pyflinkimage.facts.DistributionPart;
import org.pyflinkimage.facts.Facts;
import org.pyflinkimage.facts.ScalaName;
import org.pyflinkimage.flink.FlinkMinor;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.MavenCoordinates;

/** What to do about a jar, by what brought it into the image. */
final class JarRemedies {

    private final ImageSpec spec;
    private final JarCoordinates known;

    JarRemedies(ImageSpec spec, JarCoordinates known) {
        this.spec = spec;
        this.known = known;
    }

    /** What they depend on beside the jars. */
    List<String> shape() {
        return List.of(spec.connectors().toString(), known.toString());
    }

    /** One of two is enough. */
    String oneOf(JarPair pair) {
        return pair.one().isFlinks() || pair.other().isFlinks()
                ? without(pair.one().isFlinks() ? pair.other() : pair.one())
                : "%s; or %s".formatted(without(pair.one()), without(pair.other()));
    }

    /** The image without it. */
    String without(ImageJar jar) {
        Optional<MavenCoordinates> coordinates = known.of(jar);
        if (jar.isOfBase()) {
            return "a base without `%s`: %s".formatted(jar.shown(), Element.BASE.named());
        }
        if (coordinates.isEmpty() && jar.isExtra()) {
            return "leave `%s` out of %s".formatted(jar.shown(), Element.EXTRA_DIRECTORIES.named());
        }
        if (coordinates.isEmpty()) {
            return jar.isOfJob()
                    ? "leave `%s` out of the job: by `<jars>` (-D%s), or an `<exclude>` (-D%s)"
                            .formatted(jar.shown(), Element.JARS.property(), Element.EXCLUDES.property())
                    : "leave `%s` out of the image".formatted(jar.shown());
        }
        return isDeclared(coordinates.get())
                ? "leave `<connector>%s</connector>` out of %s".formatted(coordinates.get(), Element.CONNECTORS.named())
                : "leave `%s` out where it comes from: `<exclusion>%s:%s</exclusion>` in the `<exclusions>` of a transitive `<connector>`"
                        .formatted(
                                coordinates.get().fileName(),
                                coordinates.get().groupId(),
                                coordinates.get().artifactId());
    }

    /** Another one, which is made for the image's Flink. */
    String another(ImageJar jar) {
        Optional<MavenCoordinates> coordinates = known.of(jar);
        FlinkMinor line = spec.combination().flink().line();
        if (jar.isOfBase()) {
            return "a base whose `%s` is made for Flink %s: %s".formatted(jar.shown(), line, Element.BASE.named());
        }
        if (coordinates.isEmpty()) {
            return "build `%s` against Flink %s"
                    .formatted(jar.shown(), spec.combination().flink());
        }
        MavenCoordinates old = coordinates.get();
        return Facts.shipped()
                .connectors()
                .fitting(old.groupId(), old.artifactId(), old.version(), line)
                .filter(other -> !other.equals(old.toString()))
                .map("`<connector>%s</connector>`"::formatted)
                .orElseGet(() -> "a version of `%s` for Flink %s, if there is one, in %s"
                        .formatted(old.artifactId(), line, Element.CONNECTORS.named()));
    }

    /** A jar without a client library, where it may have other things inside that are needed. */
    String without(String library, ImageJar jar) {
        return known.of(jar).isPresent() || jar.isOfBase()
                ? without(jar)
                : "%s, or build it without `%s` inside".formatted(without(jar), library);
    }

    /** The element for an artifact of Flink's own, where a version for the image's Flink is known. */
    String declared(String artifact) {
        return Facts.shipped()
                .connectors()
                .versions()
                .declared(artifact, spec.combination().flink().line());
    }

    /**
     * In place of a connector that has its client library inside under other names, the one that has it beside it.
     *
     * @param whole the artifact of the connector
     * @param beside the artifact of the other one
     */
    String withLibraryBeside(ImageJar jar, String whole, String beside) {
        Optional<MavenCoordinates> same = known.of(jar)
                .filter(coordinates ->
                        ScalaName.of(coordinates.artifactId()).artifact().equals(whole));
        String connector = same.map(MavenCoordinates::version)
                .map(version -> "%s:%s:%s".formatted(DistributionPart.GROUP, beside, version))
                .or(() -> Facts.shipped()
                        .connectors()
                        .versions()
                        .newestFor(beside, spec.combination().flink().line()))
                .flatMap(MavenCoordinates::parse)
                .map(thin ->
                        "`<connector><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version><transitive>true</transitive></connector>`"
                                .formatted(thin.groupId(), thin.artifactId(), thin.version()))
                .orElseGet(() -> nearest(beside) + ", with `<transitive>true</transitive>` in it,");
        return "in place of %s`%s`: %s in `<connectors>`, which no property says, beside which its client library comes under its own name"
                .formatted(same.isPresent() ? "" : "the connector in ", jar.shown(), connector);
    }

    private String nearest(String artifact) {
        return Facts.shipped()
                .connectors()
                .versions()
                .declaredOrNearest(artifact, spec.combination().flink().line());
    }

    /** In place of Flink's JDBC connector with all inside: its core, where that was seen in the same version, and dialects. */
    Optional<String> inParts(ImageJar jar) {
        return known.of(jar)
                .filter(whole -> whole.groupId().equals(DistributionPart.GROUP)
                        && whole.artifactId().equals("flink-connector-jdbc"))
                .map(MavenCoordinates::version)
                .filter(version ->
                        Facts.shipped().connectors().versions().hasSeen("flink-connector-jdbc-core", version))
                .map(version ->
                        "in its place, in %s, `<connector>%s:flink-connector-jdbc-core:%s</connector>` and that of each database: `flink-connector-jdbc-postgres` and so on"
                                .formatted(Element.CONNECTORS.named(), DistributionPart.GROUP, version));
    }

    /** One that an older Java reads. */
    String forOlderJava(ImageJar jar) {
        String java = spec.combination().java().toString();
        if (jar.isOfBase()) {
            return "a base with another version of `%s`, which Java %s reads: %s"
                    .formatted(jar.shown(), java, Element.BASE.named());
        }
        return known.of(jar)
                .map(coordinates -> "another version of `%s`, which Java %s reads, in %s"
                        .formatted(coordinates.artifactId(), java, Element.CONNECTORS.named()))
                .orElseGet(() -> "build `%s` for Java %s: `<maven.compiler.release>%s</maven.compiler.release>`"
                        .formatted(jar.shown(), java, java));
    }

    /** The least Java that has what it asks for, where the image's Flink runs on one. */
    Optional<String> java(int feature) {
        Facts facts = Facts.shipped();
        return facts.basisOf(spec.combination().flink())
                .flatMap(basis -> facts.lineOf(basis.version()).java().keySet().stream()
                        .filter(java -> java.feature() >= feature)
                        .findFirst()
                        .map(Element.JAVA::with));
    }

    private boolean isDeclared(MavenCoordinates coordinates) {
        return spec.connectors().contains(coordinates);
    }
}
