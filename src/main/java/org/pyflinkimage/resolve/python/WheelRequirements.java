package org.pyflinkimage.resolve.python;

import java.nio.file.Path;
import org.pyflinkimage.python.Metadata;
import org.pyflinkimage.value.Sha256;

/** What a wheel asks of a resolution: where that stays, another build of the wheel needs no other packages beside it. */
public final class WheelRequirements {

    private WheelRequirements() {}

    /**
     * The sum of what a wheel requires, of the Pythons that it is made for and of the extras that it has.
     *
     * @param fileName the wheel's real name
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-450} or {@code PYF-452} where it cannot be read
     */
    public static Sha256 sumOf(Path wheel, String fileName) {
        Metadata metadata = Metadata.ofWheel(wheel, fileName);
        String pythons = metadata.requiresPython().map(Object::toString).orElse("any");
        return Sha256.of(
                "%s\n%s\n%s\n%s\n".formatted(metadata.requires(), metadata.unreadable(), pythons, metadata.extras()));
    }
}
