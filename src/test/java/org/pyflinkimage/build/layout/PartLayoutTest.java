package org.pyflinkimage.build.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.build.TinyImage;
import org.pyflinkimage.plan.Location;
import org.pyflinkimage.plan.LockedArtifact.Jar;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.spec.DeclaredBase;
import org.pyflinkimage.spec.DistributionParts;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.template.ImageFiles;
import org.pyflinkimage.template.Templates;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.Origin;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.UnixPath;

/** Jars of Flink's distribution that PyFlink's packages lack. */
class PartLayoutTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "flink-sql-gateway,  false, /opt/flink/opt,                        FLINK_PARTS",
        "flink-s3-fs-hadoop, false, /opt/flink/opt,                        CONNECTORS",
        "flink-sql-gateway,  true,  /opt/flink/lib,                        CONNECTORS",
        "flink-s3-fs-hadoop, true,  /opt/flink/plugins/flink-s3-fs-hadoop, CONNECTORS"
    })
    void partsLieInOptAndTheUsualOneInALayerOfItsOwn(String artifact, boolean connector, String place, LayerKind layer)
            throws IOException {
        TinyImage tiny = new TinyImage(folder);
        MavenCoordinates jar = MavenCoordinates.parse("org.apache.flink:%s:%s".formatted(artifact, TinyImage.FLINK))
                .orElseThrow();
        ImageSpec plain = TinyImage.spec(tiny.declaration());
        ImageSpec spec = plain.with(plain.contents().withParts(DistributionParts.of("sql-gateway", "s3-fs-hadoop")));
        List<MavenCoordinates> connectors = new ArrayList<>(spec.connectors());
        if (connector) {
            connectors.add(jar);
        }

        FileTree tree = layOut(tiny, spec.with(spec.contents().withConnectors(connectors)), jar);

        assertThat(tree.find(UnixPath.of(place).resolve(jar.fileName())))
                .hasValueSatisfying(entry -> assertThat(entry.origin().kind()).isEqualTo(layer));
    }

    /** Where the base's Flink is used, so are the parts of it that are there; what others made is never taken for one. */
    @ParameterizedTest
    @CsvSource({
        "org.apache.flink, /opt/flink/opt/flink-s3-fs-hadoop-2.2.1.jar, true,  BASE",
        "org.apache.flink, /opt/flink/opt/flink-s3-fs-hadoop-2.2.1.jar, false, CONNECTORS",
        "org.apache.flink, /opt/flink/opt/flink-s3-fs-presto-2.2.1.jar, true,  CONNECTORS",
        "org.example,      /opt/flink/lib/flink-s3-fs-hadoop-2.2.1.jar, true,  CONNECTORS"
    })
    void partThatTheFlinkOfTheBaseHasIsNotAddedAgain(String group, String ofBase, boolean hasFlink, LayerKind layer)
            throws IOException {
        TinyImage tiny = new TinyImage(folder);
        MavenCoordinates jar = MavenCoordinates.parse("%s:flink-s3-fs-hadoop:%s".formatted(group, TinyImage.FLINK))
                .orElseThrow();
        ImageSpec plain = TinyImage.spec(tiny.declaration());
        ImageSpec spec = plain.with(plain.contents()
                .withParts(DistributionParts.of("s3-fs-hadoop"))
                .withBase(new DeclaredBase(ImageReference.of("registry.example.com/base:1"), DeclaredBase.Use.LAYERS)));
        FileTree base = FileTree.over(Stream.of("/opt", "/opt/flink", "/opt/flink/lib", "/opt/flink/opt", ofBase)
                .map(path -> new FileTree.Entry(
                        UnixPath.of(path),
                        path.endsWith(".jar") ? FileNode.file(new Content.Below(9, path)) : FileNode.directory(),
                        new Origin(LayerKind.BASE, "base")))
                .toList());

        FileTree tree = treeOf(tiny, spec, with(tiny, jar), new Foundation(base, hasFlink));

        assertThat(tree.entries())
                .filteredOn(entry -> entry.path().name().equals(jar.fileName()))
                .extracting(entry -> entry.origin().kind())
                .contains(layer);
    }

    private static FileTree layOut(TinyImage tiny, ImageSpec spec, MavenCoordinates jar) {
        return treeOf(tiny, spec, with(tiny, jar));
    }

    private static Plan with(TinyImage tiny, MavenCoordinates jar) {
        byte[] bytes = "a part".getBytes(StandardCharsets.UTF_8);
        Sha256 sum = Sha256.of(bytes);
        tiny.store().put(sum, bytes.length, file -> Files.write(file, bytes));
        List<Jar> jars = new ArrayList<>(tiny.plan().contents().jars());
        jars.add(new Jar(jar, new Location(Source.MAVEN, jar.path()), sum, bytes.length));
        return tiny.plan().withContents(tiny.plan().contents().withJars(jars));
    }

    /** What comes of a plan whose artifacts are all in the store. */
    static FileTree treeOf(TinyImage tiny, ImageSpec spec, Plan plan) {
        return treeOf(tiny, spec, plan, Foundation.none());
    }

    private static FileTree treeOf(TinyImage tiny, ImageSpec spec, Plan plan, Foundation foundation) {
        PreparedFiles prepared = new Preparation(tiny.store(), tiny.log)
                .prepare(plan.artifacts().stream()
                        .collect(Collectors.toMap(
                                each -> each,
                                each -> tiny.store()
                                        .find(each.sha256(), each.size())
                                        .orElseThrow())));
        return new ImageLayout(spec, plan, prepared, foundation, name -> false)
                .layOut(new ImageFiles(new Templates(Optional.empty())))
                .tree();
    }
}
