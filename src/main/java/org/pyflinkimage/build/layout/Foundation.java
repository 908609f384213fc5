package org.pyflinkimage.build.layout;

import org.pyflinkimage.tree.FileTree;

/**
 * What an image is laid out upon.
 *
 * @param tree with the files of the image that it is built upon, or empty
 * @param hasFlink whether the image's own release of Flink lies there, in its place
 */
public record Foundation(FileTree tree, boolean hasFlink) {

    /** Nothing. */
    public static Foundation none() {
        return new Foundation(new FileTree(), false);
    }
}
