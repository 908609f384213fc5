package org.pyflinkimage.build.layout;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pyflinkimage.build.TinyImage;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.Origin;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.UnixPath;

/** An image with jars and nothing else: of Flink 2.2.1, for Java 17. */
final class JarImage {

    /** Where the only declared connector lies. */
    static final String CONNECTOR = "/opt/flink/lib/connector-1.0.jar";

    final TinyImage tiny;
    private final FileTree tree = new FileTree();
    private final Map<UnixPath, Content> ofRelease = new HashMap<>();
    private ImageSpec spec;

    JarImage(Path folder) throws IOException {
        tiny = new TinyImage(folder);
        spec = TinyImage.spec(tiny.declaration());
    }

    void add(LayerKind layer, String path, byte[] bytes) {
        add(layer, path, Content.of(bytes));
    }

    void add(LayerKind layer, String path, Content content) {
        tree.add(new Origin(layer, "somebody"), UnixPath.of(path), FileNode.file(content));
    }

    /** What PyFlink has of the base's Flink, and the image has not. */
    void pyflink(String place, byte[] bytes) {
        ofRelease.put(UnixPath.of(place), Content.of(bytes));
    }

    void link(String path, String target) {
        tree.add(new Origin(LayerKind.JOB, "job"), UnixPath.of(path), FileNode.link(target));
    }

    /** A link of the base. */
    void folderLink(String path, String target) {
        tree.add(new Origin(LayerKind.BASE, "base"), UnixPath.of(path), FileNode.link(target));
    }

    void ofJava(String java) {
        spec = TinyImage.spec(tiny.declaration().with(Element.JAVA, List.of(java)));
    }

    /**
     * What is said of them.
     *
     * @param code of the plugin that keeps what it finds
     */
    List<Problem> problems(Optional<Sha256> code) {
        return new JarProblems(spec, tiny.plan(), new ImageLayout.LaidOut(tree, List.of(), ofRelease))
                .problems(new JarReadings(tiny.store()), new KeptProblems(tiny.store(), code));
    }
}
