package org.pyflinkimage.tree;

/**
 * Where a node comes from.
 *
 * @param layer the layer that it belongs to
 * @param name the package or piece that brought it: {@code libc6}, {@code numpy}, {@code entrypoint}
 */
public record Origin(LayerName layer, String name) {}
