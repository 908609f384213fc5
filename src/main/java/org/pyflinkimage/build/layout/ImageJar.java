package org.pyflinkimage.build.layout;

import java.util.Optional;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.Origin;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.UnixPath;
import org.pyflinkimage.value.Visible;

/**
 * A jar that lies in an image.
 *
 * @param path where it really lies
 * @param place where Flink finds it, which in a base may be behind a link
 */
record ImageJar(UnixPath path, UnixPath place, Origin origin, Content content) implements Comparable<ImageJar> {

    static boolean isOne(FileTree.Entry entry) {
        return entry.node() instanceof RegularFile && entry.path().name().endsWith(".jar");
    }

    /** @param entry which {@link #isOne} */
    static ImageJar of(FileTree.Entry entry, UnixPath place) {
        return new ImageJar(entry.path(), place, entry.origin(), ((RegularFile) entry.node()).content());
    }

    /**
     * A jar of a base as one of Flink's distribution. Where PyFlink has one of the same size in that place it is the same, and nothing is read
     * out of the base's layers.
     *
     * @param release the jar in the packages of PyFlink
     */
    ImageJar asFlinks(Optional<Content> release) {
        return new ImageJar(
                path,
                place,
                new Origin(LayerKind.FLINK, origin.name()),
                release.filter(same -> same.size() == content.size()).orElse(content));
    }

    /** Whether the base brings it. */
    boolean isOfBase() {
        return origin.kind() == LayerKind.BASE;
    }

    /** Whether it is of Flink's distribution, which is made to fit together. */
    boolean isFlinks() {
        return origin.kind() == LayerKind.FLINK || origin.kind() == LayerKind.FLINK_PARTS;
    }

    /** Whether the job brings it. */
    boolean isOfJob() {
        return origin.kind() == LayerKind.JOB;
    }

    /** Whether it is of an extra directory, and so nothing that its name says it is. */
    boolean isExtra() {
        return origin.kind() == LayerKind.EXTRA;
    }

    /** Whether the class loader of a job has it, be it the job's or a connector that lies there. */
    boolean isLoadedWithJob() {
        return isOfJob() || place.startsWith(ImagePaths.USRLIB);
    }

    /** Its name as it is told. */
    String shown() {
        return Visible.inLine(path.name());
    }

    @Override
    public int compareTo(ImageJar other) {
        return path.compareTo(other.path);
    }
}
