package org.pyflinkimage.build.layout;

import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.Origin;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.UnixPath;

/** A jar that lies in an image. */
record ImageJar(UnixPath path, Origin origin, Content content) implements Comparable<ImageJar> {

    static boolean isOne(FileTree.Entry entry) {
        return entry.node() instanceof RegularFile && entry.path().name().endsWith(".jar");
    }

    /** @param entry which {@link #isOne} */
    static ImageJar of(FileTree.Entry entry) {
        return new ImageJar(entry.path(), entry.origin(), ((RegularFile) entry.node()).content());
    }

    /** Whether it is of Flink's distribution, which is made to fit together. */
    boolean isFlinks() {
        return origin.kind() == LayerKind.FLINK || origin.kind() == LayerKind.FLINK_PARTS;
    }

    /** Whether the job brings it. */
    boolean isOfJob() {
        return origin.kind() == LayerKind.JOB;
    }

    /** Whether the class loader of a job has it, be it the job's or a connector that lies there. */
    boolean isLoadedWithJob() {
        return isOfJob() || path.startsWith(ImagePaths.USRLIB);
    }

    @Override
    public int compareTo(ImageJar other) {
        return path.compareTo(other.path);
    }
}
