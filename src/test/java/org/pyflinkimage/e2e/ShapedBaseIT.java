package org.pyflinkimage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.pyflinkimage.build.RecordingLog;
import org.pyflinkimage.e2e.LoadedImages.LoadedImage;
import org.pyflinkimage.image.BuiltImage;
import org.pyflinkimage.rules.Specs;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.DeclaredPython;
import org.pyflinkimage.spec.PythonSource;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Problem;

/** Images upon bases of the shapes that public ones have, each made of a Debian and its packages. */
@ParameterizedClass(name = "{0}")
@EnumSource(ShapedBaseIT.Shape.class)
@ExtendWith(LoadedImages.Resolver.class)
@TestInstance(Lifecycle.PER_CLASS)
class ShapedBaseIT implements RunsJobs {

    private static final BuiltProject PROJECT = BuiltProject.NEWEST;

    private static final String SUITE = "bookworm";

    private static final String OF_THE_SUITE = "/usr/lib/jvm/java-17-openjdk-amd64";

    private static final String INSTALL = "RUN apt-get update && apt-get install -y --no-install-recommends ";

    /** What a base is like, and what the image upon it runs on. */
    enum Shape {
        /** A Java that dpkg does not know, as Temurin's images have it. */
        TEMURIN(INSTALL + """
                openjdk-17-jre-headless \\
                    && mkdir -p /opt/java && cp -rL JVM /opt/java/openjdk \\
                    && apt-get purge -y openjdk-17-jre-headless && rm -rf JVM
                ENV JAVA_HOME=/opt/java/openjdk PATH=/opt/java/openjdk/bin:$PATH
                """, "3.10", "/opt/java/openjdk", "/opt/python/bin/python3.10", ""),

        /** A whole JDK. */
        JDK(
                INSTALL + "openjdk-17-jdk-headless\nENV JAVA_HOME=JVM\n",
                "3.10",
                OF_THE_SUITE,
                "/opt/python/bin/python3.10",
                ""),

        /** A Java that Flink 2 does not run on, to which all leads. */
        OLD_JAVA("""
                RUN mkdir -p /opt/java/openjdk/bin /opt/java/openjdk/lib/amd64/server \\
                    && printf 'JAVA_VERSION="1.8.0_392"\\nIMPLEMENTOR="Temurin"\\n' > /opt/java/openjdk/release \\
                    && printf '#!/bin/sh\\necho "this is Java 8" >&2\\nexit 1\\n' > /opt/java/openjdk/bin/java \\
                    && chmod 755 /opt/java/openjdk/bin/java
                ENV JAVA_HOME=/opt/java/openjdk PATH=/opt/java/openjdk/bin:$PATH
                """, "3.11", OF_THE_SUITE, "/usr/bin/python3.11", ""),

        /** A Python in {@code /usr/local}, of no package, as the images of that name have it. */
        PYTHON_SLIM(INSTALL + """
                python3.11 libpython3.11 python3-distutils \\
                    && cp -a /usr/bin/python3.11 /usr/local/bin/ \\
                    && cp -a /usr/lib/python3.11 /usr/local/lib/ \\
                    && cp -a /usr/lib/x86_64-linux-gnu/libpython3.11.so.1* /usr/local/lib/ \\
                    && cp -aL /usr/lib/python3/dist-packages/. /usr/local/lib/python3.11/ \\
                    && release=$(python3.11 -c 'import platform; print(platform.python_version())') \\
                    && mkdir -p /usr/local/include/python3.11 \\
                    && printf '#define PY_VERSION "%s"\\n' "$release" > /usr/local/include/python3.11/patchlevel.h \\
                    && ln -s python3.11 /usr/local/bin/python3 \\
                    && apt-get purge -y 'python3*' 'libpython3*' \\
                    && ldconfig && python3 -c 'import ssl, sqlite3, ctypes'
                """, "3.11", OF_THE_SUITE, "/usr/local/bin/python3.11", ""),

        /** Another PyFlink, in the Python that the image runs on. */
        OTHER_PYFLINK(INSTALL + """
                python3 libpython3.11 python3-distutils \\
                    && cd /usr/lib/python3/dist-packages \\
                    && mkdir pyflink apache_flink-1.16.1.dist-info \\
                    && echo 'raise ImportError("this is the PyFlink of the base")' > pyflink/__init__.py \\
                    && printf 'Metadata-Version: 2.1\\nName: apache-flink\\nVersion: 1.16.1\\n' \\
                         > apache_flink-1.16.1.dist-info/METADATA
                """, "3.11", OF_THE_SUITE, "/usr/bin/python3.11", "PYF-920");

        private final String dockerfile;
        private final String python;
        private final String javaHome;
        private final String interpreter;
        private final String told;

        Shape(String dockerfile, String python, String javaHome, String interpreter, String told) {
            this.dockerfile = dockerfile;
            this.python = python;
            this.javaHome = javaHome;
            this.interpreter = interpreter;
            this.told = told;
        }

        /** The suite's, or the base's own, is of that line; of any other a standalone one comes. */
        DeclaredPython python() {
            return python.equals("3.11")
                    ? DeclaredPython.any()
                    : StandalonePythons.made().declared(PythonSource.AUTO);
        }
    }

    @Parameter
    private Shape shape;

    private final RecordingLog log = new RecordingLog();
    private final Opened opened = new Opened();
    private FlinkCluster cluster;

    @BeforeParameterizedClassInvocation
    void start(Shape started, LoadedImages images) throws IOException {
        RequireTools.slowProof("a base of the shape " + started);
        RequireTools.onPath("python3", "go", "docker-registry", "skopeo", "buildah");
        Path folder = opened.with(Folders.empty("shaped-base/" + started), Folders::delete);
        LoopbackRegistry registry = opened.with(LoopbackRegistry.start(folder), LoopbackRegistry::close);
        LoadedImage made = opened.with(base(started, images.debian(SUITE), folder), LoadedImage::remove);
        Combination combination = Specs.cell(PROJECT.flink(), Integer.parseInt(PROJECT.java()), started.python);
        ImageReference base = ImageReference.of(made.pushed(registry, "base/shaped"));
        BuiltImage built = CellBuild.build(CellBuild.upon(base, combination, started.python()), folder, log);
        OciSchemas.assertFollowed(folder.resolve(built.archive().orElseThrow()));
        cluster = FlinkCluster.of(
                LoadedImages.nameOf("shaped-base-" + started.name().toLowerCase(Locale.ROOT)), built, folder, opened);
    }

    private static LoadedImage base(Shape started, LoadedImage system, Path folder) throws IOException {
        Path context = Folders.create(folder.resolve("base"));
        Files.writeString(
                context.resolve("Dockerfile"),
                "FROM " + system.name() + "\n" + started.dockerfile.replace("JVM", OF_THE_SUITE));
        String name = LoadedImages.nameOf(
                "base-" + started.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        Command.of("buildah", "build", "--isolation=chroot", "--network=host", "-t", name, context.toString())
                .within(Duration.ofMinutes(8))
                .succeed();
        return new LoadedImage(system.engine(), name);
    }

    @AfterParameterizedClassInvocation
    void stop() {
        opened.close();
    }

    @Override
    public FlinkCluster cluster() {
        return cluster;
    }

    @Test
    void javaIsOfTheDeclaredLine() {
        assertThat(shell("echo $JAVA_HOME; java -version 2>&1 | grep -o 'version \"17'"))
                .isEqualTo(shape.javaHome + "\nversion \"17");
    }

    @Test
    void pythonIsTheBasesWhereItIsWhole() {
        assertThat(shell("readlink -f /opt/venv/bin/python")).isEqualTo(shape.interpreter);
        assertThat(shell("python -c 'import pyflink.version; print(pyflink.version.__version__)'"))
                .isEqualTo(PROJECT.flink());
    }

    @Test
    void whatIsOddIsTold() {
        if (shape.told.isEmpty()) {
            throw RequireTools.skipped("nothing is odd about a base of this shape");
        }
        assertThat(log.warnings).extracting(Problem::code).contains(shape.told);
    }

    @Test
    void dpkgFindsNothingToComplainOf() {
        assertThat(shell("dpkg --audit 2>&1")).isEmpty();
    }
}
