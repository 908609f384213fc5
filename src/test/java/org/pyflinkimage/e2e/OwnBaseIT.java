package org.pyflinkimage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.pyflinkimage.build.RecordingLog;
import org.pyflinkimage.e2e.LoadedImages.LoadedImage;
import org.pyflinkimage.image.BuiltImage;
import org.pyflinkimage.image.ImageConfiguration;
import org.pyflinkimage.image.LayerFile;
import org.pyflinkimage.image.Registry;
import org.pyflinkimage.image.SampleImages;
import org.pyflinkimage.image.VerifiedArchive;
import org.pyflinkimage.inspect.ForeignLayer;
import org.pyflinkimage.jar.ClassFile;
import org.pyflinkimage.jar.JarBytes;
import org.pyflinkimage.layer.Layer;
import org.pyflinkimage.rules.Specs;
import org.pyflinkimage.spec.ContainerUser;
import org.pyflinkimage.spec.DeclaredPython;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.Invocation;
import org.pyflinkimage.spec.Invocations;
import org.pyflinkimage.spec.PythonSource;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.LayerName;
import org.pyflinkimage.value.FlinkUser;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.SilentLog;
import org.pyflinkimage.value.UnixPath;

/**
 * Images whose layers come upon those of a base in a registry: Debian's packages with a Java, as the plugin lays them out, and the same with the
 * whole Flink, as the official images have it.
 */
@ParameterizedClass(name = "{0}")
@EnumSource(OwnBaseIT.Shape.class)
@TestInstance(Lifecycle.PER_CLASS)
class OwnBaseIT implements RunsJobs {

    /** Like that of Flink's images: it writes to Flink's configuration, and runs what it is told. */
    private static final String ENTRYPOINT = """
            #!/bin/bash
            set -e
            printf '%s\\n' "$FLINK_PROPERTIES" >> /opt/flink/conf/CONFIGURATION
            exec "/opt/flink/bin/$1.sh" start-foreground
            """;

    /** What a team has put beside Flink's jars, for a release that never was. */
    private static final JarBytes ACME = new JarBytes()
            .with(ClassFile.named("acme/Job").calling("org/apache/flink/configuration/Configuration", "gone", "()V"));

    private static final Set<String> SYSTEM = Set.of("operating-system", "system-state", "system-python", "java");

    /** Which layers of the project's image a base has. */
    enum Shape {
        JAVA(BuiltProject.NEWEST),
        FLINK(BuiltProject.NEWEST),
        /** The release that this plugin was made for, as its official image has it. */
        FOUNDING(BuiltProject.FOUNDING),
        /** With a cell that the Python of the base is for. */
        PYTHON(BuiltProject.NEWEST);

        private final BuiltProject project;

        Shape(BuiltProject project) {
            this.project = project;
        }

        boolean has(String kind) {
            return SYSTEM.contains(kind) || (hasFlink() && kind.equals("flink"));
        }

        boolean hasFlink() {
            return this == FLINK || this == FOUNDING;
        }

        String configuration() {
            return project == BuiltProject.FOUNDING ? "flink-conf.yaml" : "config.yaml";
        }
    }

    @Parameter
    private Shape shape;

    private final RecordingLog log = new RecordingLog();
    private final Opened opened = new Opened();
    private Path folder;
    private LoopbackRegistry registry;
    private ImageSpec spec;
    private int below;
    private BuiltImage built;
    private Path archive;
    private FlinkCluster cluster;

    @BeforeParameterizedClassInvocation
    void start(Shape started) throws IOException {
        if (started == Shape.JAVA) {
            RequireTools.slowProof("a base with a Java alone");
        }
        if (started == Shape.PYTHON) {
            RequireTools.slowProof("a base with the declared Python");
        }
        if (started == Shape.FOUNDING) {
            RequireTools.slowProof("a base with Flink 1.17.1 and Java 11");
        }
        RequireTools.onPath("python3", "go", "docker-registry", "skopeo");
        folder = opened.with(Folders.empty("own-base/" + started), Folders::delete);
        registry = opened.with(LoopbackRegistry.start(folder), LoopbackRegistry::close);
        boolean own = started == Shape.PYTHON;
        spec = CellBuild.upon(
                pushed(started),
                Specs.cell(
                        started.project.flink(),
                        Integer.parseInt(started.project.java()),
                        own ? started.project.python() : "3.10"),
                own ? DeclaredPython.any() : StandalonePythons.made().declared(PythonSource.AUTO));
        built = CellBuild.build(spec, folder, log);
        archive = folder.resolve(built.archive().orElseThrow());
        cluster = FlinkCluster.of(
                "localhost/pyflink-e2e/own-base-" + started.name().toLowerCase(Locale.ROOT), built, folder, opened);
    }

    private ImageReference pushed(Shape started) throws IOException {
        Map<String, Path> blobs = blobs(started.project.ociArchive());
        List<Layer> layers = new ArrayList<>();
        for (JsonNode layer : started.project.image().required("layers")) {
            if (started.has(layer.required("kind").asText())) {
                Sha256 digest = Sha256.parse(layer.required("digest").asText());
                layers.add(new Layer(
                        LayerName.of(LayerKind.OPERATING_SYSTEM),
                        blobs.get(digest.hex()),
                        digest,
                        Sha256.parse(layer.required("diffId").asText()),
                        layer.required("size").asLong(),
                        1));
            }
        }
        if (started.hasFlink()) {
            layers.add(entrypoint(started.configuration()));
        }
        below = layers.size();
        ImageConfiguration configuration = new ImageConfiguration(
                Platform.LINUX_AMD64,
                Instant.parse("2026-11-01T00:00:00Z"),
                Map.of("JAVA_HOME", "/opt/java/openjdk", "OF_THE_BASE", "yes"),
                List.of("/docker-entrypoint.sh"),
                List.of("jobmanager"),
                ContainerUser.parse("root").orElseThrow(),
                UnixPath.ROOT,
                new TreeSet<>(),
                new TreeSet<>(),
                Map.of("team", "blessed"),
                Map.of());
        ImageReference reference = ImageReference.of(registry.address() + "/base/debian:java");
        new Registry(
                        host -> Optional.empty(),
                        false,
                        new Environment(Map.of(), folder.resolve("home")),
                        SilentLog.INSTANCE)
                .push(SampleImages.uponNothing(configuration, layers), List.of(reference));
        return reference;
    }

    private Layer entrypoint(String configuration) throws IOException {
        ForeignLayer layer = new ForeignLayer()
                .program("docker-entrypoint.sh", ENTRYPOINT.replace("CONFIGURATION", configuration))
                .folder("opt/flink/conf/", 0755, FlinkUser.NUMBER, FlinkUser.NUMBER)
                .file("opt/flink/lib/acme.jar", ACME.bytes())
                .file("opt/flink/conf/" + configuration, "web.refresh-interval: 5000\n", FlinkUser.NUMBER);
        byte[] compressed = layer.compressed("gzip");
        Path file = Files.write(folder.resolve("entrypoint.tar.gz"), compressed);
        return new Layer(
                LayerName.of(LayerKind.OPERATING_SYSTEM),
                file,
                Sha256.of(compressed),
                Sha256.of(layer.plain()),
                compressed.length,
                layer.plain().length);
    }

    /** The blobs of an OCI archive as files, by their sums. */
    private Map<String, Path> blobs(Path ociArchive) throws IOException {
        Path unpacked = Folders.create(folder.resolve("layers"));
        Map<String, Path> blobs = new HashMap<>();
        try (InputStream file = new BufferedInputStream(Files.newInputStream(ociArchive));
                TarArchiveInputStream tar = new TarArchiveInputStream(file)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.isFile() && entry.getName().startsWith("blobs/sha256/")) {
                    String sum = entry.getName().substring("blobs/sha256/".length());
                    Files.copy(tar, unpacked.resolve(sum));
                    blobs.put(sum, unpacked.resolve(sum));
                }
            }
        }
        return blobs;
    }

    @AfterParameterizedClassInvocation
    void stop() {
        opened.close();
    }

    @Test
    void layersOfTheBaseAreBelowAndFlinkIsThereOnce() throws IOException {
        assertThat(built.contents().layers().subList(0, below))
                .allMatch(layer -> layer.contents().equals("base"));
        assertThat(built.contents()
                        .layers()
                        .subList(below, built.contents().layers().size()))
                .noneMatch(layer -> layer.contents().equals("base"));
        VerifiedArchive verified = VerifiedArchive.read(archive);
        assertThat(verified.mismatches()).isEmpty();
        SortedMap<String, LayerFile> added = new TreeMap<>(verified.filesOfTheImage(below));
        boolean hasFlink = shape.hasFlink();
        assertThat(added.containsKey("/opt/flink/lib/flink-dist-" + shape.project.flink() + ".jar"))
                .isNotEqualTo(hasFlink);
        assertThat(shell("ls /opt/flink/lib/flink-dist*.jar"))
                .isEqualTo("/opt/flink/lib/flink-dist-" + shape.project.flink() + ".jar");
    }

    @Test
    void everyDocumentFollowsTheSpecificationOfImages() {
        OciSchemas.assertFollowed(archive);
    }

    @Test
    void craneFindsNothingWrongWithItInARegistry() {
        LoopbackRegistry.skopeo(
                        "copy",
                        "--quiet",
                        "--dest-tls-verify=false",
                        "oci-archive:" + archive,
                        "docker://" + registry.address() + "/upon-a-base:1")
                .requireSuccess();

        Crane.assertValid(registry, "upon-a-base:1");
    }

    /** Nothing else is told of: the jars of the base's Flink are those that PyFlink has. */
    @Test
    void jarInTheBaseThatIsMadeForAnotherFlinkIsToldOf() {
        if (!shape.hasFlink()) {
            throw RequireTools.skipped("a base with a Java alone has no jars");
        }
        assertThat(log.warnings)
                .filteredOn(problem -> problem.code().startsWith("PYF-89"))
                .extracting(Problem::toText)
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains(
                        "[PYF-897] `acme.jar` uses what Flink " + shape.project.flink() + " has not",
                        "`acme.Job` uses `org.apache.flink.configuration.Configuration.gone()`",
                        "a base whose `acme.jar` is made for Flink");
    }

    @Test
    void pythonOfTheBaseIsTheImagesWhereItIsOfTheDeclaredLine() {
        String real = shell("readlink -f /opt/venv/bin/python; ls /opt");
        assertThat(real.lines().findFirst())
                .contains(
                        shape == Shape.PYTHON
                                ? "/usr/bin/python" + shape.project.python()
                                : "/opt/python/bin/python3.10");
        assertThat(real.lines().anyMatch("python"::equals)).isEqualTo(shape != Shape.PYTHON);
    }

    @Test
    void variablesOfTheBaseAreThere() {
        assertThat(shell("echo $OF_THE_BASE $JAVA_HOME; id -un")).isEqualTo("yes /opt/java/openjdk\nflink");
    }

    @Test
    void entrypointOfTheBaseIsRunWhereItIsDeclared() {
        if (!shape.hasFlink()) {
            throw RequireTools.skipped("a base with a Java alone has no entrypoint");
        }
        LoadedImage kept = LoadedImages.load(
                "localhost/pyflink-e2e/own-base-entrypoint",
                CellBuild.build(Invocations.running(spec, Invocation.ofBase(List.of())), folder),
                folder);
        try (Container jobManager = kept.container()
                .environment("FLINK_PROPERTIES", "web.refresh-interval: 7000")
                .start()) {
            assertThat(new WebInterface(jobManager, 8081).await("/config").toString())
                    .contains("\"refresh-interval\":7000");
            assertThat(jobManager.exec("sh", "-c", "command -v flink; python -c 'import pyflink; print(1)'; id -u"))
                    .isEqualTo("/opt/flink/bin/flink\n1\n9999");
        } finally {
            kept.remove();
        }
    }

    @Override
    public FlinkCluster cluster() {
        return cluster;
    }
}
