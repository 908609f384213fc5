package org.pyflinkimage.layer;

import org.pyflinkimage.tree.Content;
import org.pyflinkimage.value.DamagedFile;

/** What is wrong with a kept file whose deflate stream is not what its index promises. */
final class DamagedContent {

    private DamagedContent() {}

    static DamagedFile of(String name, Content.Deflated content) {
        return new DamagedFile(
                content.stream().file(),
                "the deflate stream of `/%s` at byte %s does not give the %s bytes with the CRC-32 %08x that its index promises"
                        .formatted(name, content.stream().offset(), content.size(), content.crc32()));
    }
}
