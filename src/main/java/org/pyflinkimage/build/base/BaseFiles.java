package org.pyflinkimage.build.base;

import java.util.List;
import java.util.stream.Stream;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.value.Problem;

/**
 * What of a base others are put over.
 *
 * @param tree its files
 * @param hasFlink whether the image's release of Flink is among them, in its place
 * @param problems what is to be known of it
 * @param takesDockerfile whether a builder could build upon it, with the Python of its suite
 */
public record BaseFiles(FileTree tree, boolean hasFlink, List<Problem> problems, boolean takesDockerfile) {
    public BaseFiles {
        problems = List.copyOf(problems);
    }

    /** With more to know. */
    public BaseFiles with(List<Problem> more) {
        return new BaseFiles(
                tree, hasFlink, Stream.concat(problems.stream(), more.stream()).toList(), takesDockerfile);
    }
}
