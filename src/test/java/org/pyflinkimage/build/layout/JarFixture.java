package org.pyflinkimage.build.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.jar.ClassFile;
import org.pyflinkimage.jar.JarBytes;
import org.pyflinkimage.jar.Service;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.value.Problem;

/** An image of Flink 2.2.1 whose jars a test adds. */
class JarFixture {

    static final String LIB = "/opt/flink/lib/";
    static final String DIST = LIB + "flink-dist-2.2.1.jar";
    static final String SINKS = "org/apache/flink/table/factories/DynamicTableSinkFactory";

    @TempDir
    Path folder;

    JarImage image;

    @BeforeEach
    void start() throws IOException {
        image = new JarImage(folder);
    }

    /** Adds Flink's own jar. */
    void flink(ClassFile... types) {
        add(LayerKind.FLINK, DIST, new JarBytes().with(types));
    }

    void add(LayerKind layer, String path, JarBytes jar) {
        image.add(layer, path, jar.bytes());
    }

    /** Adds the declared connector. */
    void connector(JarBytes jar) {
        add(LayerKind.CONNECTORS, JarImage.CONNECTOR, jar);
    }

    /** Adds a source of the job. */
    void source(String name, String text) {
        image.add(LayerKind.JOB, "/opt/flink/usrlib/" + name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A jar that registers a factory of sinks. */
    static JarBytes factory(String type, String identifier) {
        return new JarBytes().service(Service.FACTORY, type.replace('/', '.')).with(factoryClass(type, identifier));
    }

    static ClassFile factoryClass(String type, String identifier) {
        return ClassFile.named(type).implementing(SINKS).giving("factoryIdentifier", identifier);
    }

    List<Problem> problems() {
        return image.problems(Optional.empty());
    }

    /** The only one, a warning. */
    Problem problem() {
        return assertThat(problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.severity()).isEqualTo(Problem.Severity.WARNING))
                .actual();
    }

    void assertNothingIsSaid() {
        assertThat(problems()).isEmpty();
    }
}
