package org.pyflinkimage.layer;

import org.pyflinkimage.tree.Content;
import org.pyflinkimage.value.Problem;

/** The problem of a kept file whose deflate stream is not what its index promises. */
final class DamagedContent {

    private DamagedContent() {}

    static Problem problem(String name, Content.Deflated content) {
        return Problem.environment(
                        "PYF-801",
                        "`/%s` is damaged in the package it comes from: `%s`".formatted(name, content.file()))
                .why(
                        "its deflate stream at byte %s does not give the %s bytes with the CRC-32 %08x that the package's index promises"
                                .formatted(content.offset(), content.size(), content.crc32()))
                .remedy("delete that file; the next build makes it anew")
                .remedy("an empty store by `-Dpyflink.store`, should more files be damaged");
    }
}
