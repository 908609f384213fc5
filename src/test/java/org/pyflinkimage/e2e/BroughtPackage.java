package org.pyflinkimage.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.pyflinkimage.python.WheelBuilder;

/**
 * A Python package that no image has, and the requirements of a job that brings it, without any index.
 *
 * @param folder on this machine
 */
record BroughtPackage(Path folder) {

    /** Where containers have the folder. */
    static final String PLACE = "/mnt/brought";

    /** What {@code -pyreq} takes: the requirements, and the folder of their wheels. */
    static final String REQUIREMENTS = PLACE + "/requirements.txt#" + PLACE + "/wheels";

    /** Makes it in an empty folder. */
    static BroughtPackage in(Path folder) {
        new WheelBuilder("brought", "1.0")
                .file("brought/__init__.py", "def twice(number):\n    return 2 * number\n")
                .write(Folders.create(folder.resolve("wheels")));
        try {
            Files.writeString(folder.resolve("requirements.txt"), "brought==1.0\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new BroughtPackage(folder);
    }

    /** Shows it to a container. */
    ContainerRequest to(ContainerRequest container) {
        return container.mount(folder, PLACE);
    }
}
