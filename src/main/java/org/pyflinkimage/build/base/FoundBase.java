package org.pyflinkimage.build.base;

import org.pyflinkimage.facts.Facts;
import org.pyflinkimage.inspect.inventory.Inventory;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.value.ImageReference;

/**
 * A base that was read, and what is to be built upon it.
 *
 * @param name as declared
 * @param has what is in it
 * @param needs what the Dockerfile makes of it
 */
record FoundBase(ImageReference name, Inventory has, DockerfileNeeds needs) {

    Combination wanted() {
        return needs.combination();
    }

    /** What the Dockerfile names where no base is declared: {@code debian:bookworm-slim}. */
    String usual() {
        return Facts.shipped().suites().familyOf(needs.suite()).imageOf(needs.suite());
    }
}
