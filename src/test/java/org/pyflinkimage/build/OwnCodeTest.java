package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.value.Sha256;

class OwnCodeTest {

    @TempDir
    private Path folder;

    @Test
    void jarIsKnownByItsSum() throws IOException {
        Path jar = Files.writeString(folder.resolve("plugin 1.jar"), "classes");

        assertThat(OwnCode.sumAt(jar.toUri().toURL())).contains(Sha256.of("classes"));
    }

    @Test
    void foldersOfClassesChangeWithoutNotice() throws IOException {
        assertThat(OwnCode.sumAt(folder.toUri().toURL())).isEmpty();
        assertThat(OwnCode.sumAt(folder.resolve("none").toUri().toURL())).isEmpty();
    }

    @Test
    void placeThatIsNoAddressHasNoSum() throws IOException {
        assertThat(OwnCode.sumAt(URI.create("file:/").resolve("a").toURL())).isEmpty();
        assertThat(OwnCode.sumAt(new java.net.URL("file:/a folder/plugin.jar"))).isEmpty();
    }

    @Test
    void ownCodeIsWhereTheClassesAre() {
        assertThat(OwnCode.sum())
                .isEqualTo(OwnCode.sumAt(
                        OwnCode.class.getProtectionDomain().getCodeSource().getLocation()));
    }
}
