package org.pyflinkimage.layer;

/** How a layer's tar is compressed. */
public enum Compression {
    /** As all layers are that this plugin makes. */
    GZIP,
    ZSTD,
    NONE
}
