package org.pyflinkimage.build.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.fetch.FileArtifactStore;
import org.pyflinkimage.spec.StoreLimit;
import org.pyflinkimage.value.KeptLog;

class UpkeepTest {

    private static final StoreLimit NOTHING = new StoreLimit(0, "0 MB");

    @TempDir
    private Path folder;

    private final KeptLog log = new KeptLog();

    /** What was built is whole all the same. */
    @Test
    void storeThatCannotBeReadEndsNoBuild() throws IOException {
        upkeep(Files.writeString(folder.resolve("file"), ""), NOTHING).afterBuild();

        assertThat(log.details).singleElement().asString().startsWith("The store is left as large as it is: [PYF-538]");
        assertThat(log.notes).isEmpty();
    }

    @Test
    void withoutALimitNobodyLooksAtTheStore() throws IOException {
        upkeep(Files.writeString(folder.resolve("file"), ""), StoreLimit.NONE).afterBuild();

        assertThat(log.details).isEmpty();
    }

    private Upkeep upkeep(Path store, StoreLimit limit) {
        return new Upkeep(new FileArtifactStore(store), limit, log);
    }
}
