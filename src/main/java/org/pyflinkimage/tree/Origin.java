package org.pyflinkimage.tree;

/**
 * Where a node comes from.
 *
 * @param kind of the layer that it belongs to
 * @param name the package or piece that brought it: {@code libc6}, {@code numpy}, {@code entrypoint}
 * @param source what it was made of, with which all that was made of it changes: {@code glibc}
 */
public record Origin(LayerKind kind, String name, String source) {

    /** Of a piece that changes alone. */
    public Origin(LayerKind kind, String name) {
        this(kind, name, name);
    }
}
