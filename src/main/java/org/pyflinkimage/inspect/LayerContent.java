package org.pyflinkimage.inspect;

import java.io.IOException;
import java.nio.file.Path;

/** A layer of an image: what is in it, and its bytes where those are needed. */
interface LayerContent {

    /**
     * Tells of its members, in the order of its tar.
     *
     * @param allowance what may be read of this layer and all others of its image
     * @throws RefusedImage where it is no tar, leads out of the root, or is larger than allowed
     */
    void list(Allowance allowance, LayerMember.Taking members) throws IOException;

    /** Its tar, compressed as it is stored. */
    Path blob();

    /** One whose tar is here, and is read whenever it is asked for. */
    static LayerContent of(Path blob) {
        return new LayerContent() {
            @Override
            public void list(Allowance allowance, LayerMember.Taking members) throws IOException {
                new LayerTar(blob, allowance)
                        .visit((path, member, content) -> members.take(LayerMember.of(path, member)));
            }

            @Override
            public Path blob() {
                return blob;
            }
        };
    }
}
