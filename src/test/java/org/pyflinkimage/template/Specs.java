package org.pyflinkimage.template;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.pyflinkimage.debian.SuiteName;
import org.pyflinkimage.facts.Facts;
import org.pyflinkimage.flink.FlinkConfiguration;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.plan.Location;
import org.pyflinkimage.plan.LockedArtifact.Deb;
import org.pyflinkimage.plan.LockedArtifact.Distribution;
import org.pyflinkimage.plan.LockedArtifact.Jar;
import org.pyflinkimage.plan.LockedArtifact.Sdist;
import org.pyflinkimage.plan.LockedArtifact.Wheel;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.plan.PlannedContents;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.plan.SystemVersions;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.python.PythonVersion;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.ContainerPort;
import org.pyflinkimage.spec.ContainerSpec;
import org.pyflinkimage.spec.DeclaredContents;
import org.pyflinkimage.spec.DeclaredSettings;
import org.pyflinkimage.spec.Destination;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.JobSpec;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.spec.Output;
import org.pyflinkimage.value.GlibcVersion;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.UnixPath;

/** Declarations and plans for this room's tests. */
final class Specs {

    static final Instant CREATED = Instant.parse("2026-11-01T12:00:00Z");

    private Specs() {}

    static ImageSpec spec(String flink, Map<String, String> flinkConfig, Optional<JobSpec> job) {
        boolean old = flink.startsWith("1.16") || flink.startsWith("1.17");
        Combination combination = new Combination(
                FlinkVersion.parse(flink).orElseThrow(),
                new JavaVersion(old ? 11 : 17),
                new PythonMinor(old ? 9 : 11),
                Platform.LINUX_AMD64);
        ImageReference reference =
                ImageReference.of("registry.example.com/team/word-count:" + flink + "-java" + combination.java());
        return ImageSpec.plain(combination, reference)
                .with(new Destination(List.of(reference), Set.of(Output.OCI_ARCHIVE)))
                .with(job.map(DeclaredContents.none()::withJob).orElse(DeclaredContents.none()))
                .with(DeclaredSettings.standard().withFlinkConfig(flinkConfig));
    }

    static ImageSpec spec(String flink) {
        return spec(flink, Map.of(), Optional.empty());
    }

    /** One whose containers have ports and folders of their own. */
    static ImageSpec withFolders(String flink) {
        ContainerSpec container = new ContainerSpec(
                Map.of(),
                Optional.empty(),
                new TreeSet<>(List.of(ContainerPort.tcp(9249), new ContainerPort(5005, ContainerPort.Protocol.UDP))),
                new ContainerSpec.Folders(
                        Optional.of(UnixPath.of("/srv/work")),
                        new TreeSet<>(List.of(UnixPath.of("/data/b"), UnixPath.of("/data/a")))));
        return spec(flink).with(DeclaredSettings.standard().withContainer(container));
    }

    static Optional<JobSpec> job(String entry) {
        return Optional.of(new JobSpec(Path.of("/src/main/python"), entry));
    }

    /** The configuration that a release ships. */
    static FlinkConfiguration shipped(String flink) throws IOException {
        FlinkVersion version = FlinkVersion.parse(flink).orElseThrow();
        return FlinkConfiguration.read(
                version,
                Facts.shipped().changes().configurationFormat(version),
                Files.readString(Path.of("src/test/resources/org/pyflinkimage/flink/shipped-" + flink + ".yaml")));
    }

    static Plan plan(ImageSpec spec) {
        boolean old = spec.combination().java().feature() == 11;
        String flink = spec.combination().flink().toString();
        return new Plan(
                spec.combination(),
                Sha256.of("declaration"),
                CREATED,
                new SystemVersions(
                        SuiteName.parse(old ? "bullseye" : "bookworm"),
                        new GlibcVersion(old ? 31 : 36),
                        new PythonVersion(new PythonMinor(old ? 9 : 11), 2)),
                new PlannedContents(
                        List.of(
                                new Deb("libjemalloc2", "5.3.0-1", "amd64", location("libjemalloc2.deb"), sum("j"), 10),
                                new Deb("tini", "0.19.0-1+b3", "amd64", location("tini.deb"), sum("t"), 10)),
                        List.of(
                                new Wheel(
                                        NormalizedName.of("apache-flink"),
                                        flink,
                                        "apache_flink.whl",
                                        location("a"),
                                        sum("a"),
                                        10),
                                old
                                        ? new Sdist(
                                                NormalizedName.of("apache-flink-libraries"),
                                                flink,
                                                "l.tar.gz",
                                                location("l"),
                                                sum("l"),
                                                10)
                                        : wheel("apache-flink-libraries", flink),
                                wheel("py4j", "0.10.9.7")),
                        List.of(new Jar(
                                MavenCoordinates.parse("org.apache.flink:flink-sql-connector-kafka:4.0.1-2.0")
                                        .orElseThrow(),
                                location("k"),
                                sum("k"),
                                10)),
                        List.of()));
    }

    /** An image that a Dockerfile builds upon a declared base. */
    static ImageSpec uponABase(String flink) {
        return spec(flink).with(DeclaredContents.none().withBase(ImageReference.of("registry.example.com/flink:own")));
    }

    /** The plan of an image that has a part of Flink's distribution. */
    static Plan planWithAPart(ImageSpec spec) {
        Plan plan = plan(spec);
        List<Jar> jars = new ArrayList<>(plan.contents().jars());
        jars.add(new Jar(
                MavenCoordinates.parse("org.apache.flink:flink-sql-gateway:"
                                + spec.combination().flink())
                        .orElseThrow(),
                location("g"),
                sum("g"),
                10));
        PlannedContents contents = plan.contents();
        return plan.withContents(new PlannedContents(contents.debs(), contents.distributions(), jars, List.of()));
    }

    static Distribution wheel(String name, String version) {
        return new Wheel(NormalizedName.of(name), version, name + ".whl", location(name), sum(name), 10);
    }

    private static Location location(String path) {
        return new Location(Source.parse("source"), URI.create(path).toString());
    }

    private static Sha256 sum(String text) {
        return Sha256.of(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
