package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.value.Sha256;

class OwnCodeTest {

    @TempDir
    private Path folder;

    @Test
    void jarIsKnownByWhatItHoldsAndNotByItsName() throws IOException {
        Optional<Sha256> sum = sumOf("plugin 1.jar", "classes");

        assertThat(sum).isPresent().isEqualTo(sumOf("plugin 2.jar", "classes"));
        assertThat(sumOf("plugin 3.jar", "Classes")).isPresent().isNotEqualTo(sum);
        assertThat(sumOf("plugin 4.jar", "")).isPresent().isNotEqualTo(sum);
    }

    /** A kilobyte more than is read at once. */
    @Test
    void eachPartOfLargeJarsCounts() throws IOException {
        StringBuilder code = new StringBuilder("a".repeat((1 << 16) + 1024));
        Set<Optional<Sha256>> sums = new HashSet<>(Set.of(sumOf("0.jar", code.toString())));
        for (int place : List.of(0, (1 << 16) - 1, 1 << 16, (1 << 16) + 1023)) {
            code.setCharAt(place, 'b');
            sums.add(sumOf(place + 1 + ".jar", code.toString()));
        }

        assertThat(sums).hasSize(5).doesNotContain(Optional.empty());
    }

    private Optional<Sha256> sumOf(String name, String code) throws IOException {
        return OwnCode.sumAt(
                Files.writeString(folder.resolve(name), code).toUri().toURL());
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
