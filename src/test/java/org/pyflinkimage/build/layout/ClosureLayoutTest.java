package org.pyflinkimage.build.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.build.TinyImage;
import org.pyflinkimage.plan.Location;
import org.pyflinkimage.plan.LockedArtifact.Jar;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.spec.TransitiveConnector;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.UnixPath;

/** Jars that connectors depend on, beside them. */
class ClosureLayoutTest {

    @TempDir
    private Path folder;

    @Test
    void dependenciesLieInLibAndInTheConnectorsLayer() throws IOException {
        FileTree tree = layOut("com.fasterxml.woodstox:woodstox-core:5.4.0", "com.google.guava:guava:27.0-jre");

        assertThat(List.of("connector-1.0.jar", "woodstox-core-5.4.0.jar", "guava-27.0-jre.jar"))
                .allSatisfy(name -> assertThat(tree.find(UnixPath.of("/opt/flink/lib/" + name)))
                        .hasValueSatisfying(
                                entry -> assertThat(entry.origin().kind()).isEqualTo(LayerKind.CONNECTORS)));
    }

    /** A file of Flink's own, and one of another's closure. */
    @ParameterizedTest
    @ValueSource(strings = {"org.example:flink-dist:2.2.1", "com.example:connector:1.0"})
    void otherJarUnderTheSameFileNameIsRefused(String jar) {
        assertThatThrownBy(() -> layOut(jar))
                .isInstanceOf(PyFlinkException.class)
                .hasMessageContainingAll("PYF-601", "/opt/flink/lib/");
    }

    private FileTree layOut(String... dependencies) throws IOException {
        TinyImage tiny = new TinyImage(folder);
        ImageSpec plain = TinyImage.spec(tiny.declaration());
        ImageSpec spec = plain.with(plain.contents()
                .withTransitive(
                        List.of(new TransitiveConnector(plain.connectors().get(0), List.of()))));
        List<Jar> jars = new ArrayList<>(tiny.plan().contents().jars());
        for (String dependency : dependencies) {
            jars.add(jar(MavenCoordinates.parse(dependency).orElseThrow(), tiny));
        }
        Plan plan = tiny.plan().withContents(tiny.plan().contents().withJars(jars));
        return PartLayoutTest.treeOf(tiny, spec, plan);
    }

    private static Jar jar(MavenCoordinates coordinates, TinyImage tiny) {
        byte[] bytes = coordinates.toString().getBytes(StandardCharsets.UTF_8);
        Sha256 sum = Sha256.of(bytes);
        tiny.store().put(sum, bytes.length, file -> Files.write(file, bytes));
        return new Jar(coordinates, new Location(Source.MAVEN, coordinates.path()), sum, bytes.length);
    }
}
