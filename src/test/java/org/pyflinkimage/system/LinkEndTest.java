package org.pyflinkimage.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkEndTest {

    @TempDir
    private Path temporary;

    private Path above;

    @BeforeEach
    void files() throws IOException {
        above = temporary.toRealPath();
        Files.createDirectories(above.resolve("in/deep"));
        Files.writeString(above.resolve("in/deep/a"), "");
        Files.writeString(above.resolve("in.txt"), "");
        Files.createSymbolicLink(above.resolve("in/self"), Path.of("self"));
    }

    @ParameterizedTest
    @CsvSource({
        "deep/a, a file, in/deep/a, true",
        "deep, a folder, in/deep, true",
        "../in.txt, a file, in.txt, false",
        "., a folder, in, true",
        ".., a folder, '', false",
        "/dev/null, a device, /dev/null, false"
    })
    void endIsWhatALinkLeadsTo(Path target, String kind, String end, boolean inside) throws IOException {
        Path link = Files.createSymbolicLink(above.resolve("in/link"), target);

        assertThat(LinkEnd.of(link)).isEqualTo(new LinkEnd(Optional.of(above.resolve(end)), kind));
        assertThat(LinkEnd.of(link).isIn(above.resolve("in"))).isEqualTo(inside);
    }

    @ParameterizedTest
    @CsvSource({"nowhere, nothing", "../nowhere/a, nothing"})
    void linkMayLeadToNothing(Path target, String kind) throws IOException {
        Path link = Files.createSymbolicLink(above.resolve("in/link"), target);

        assertThat(LinkEnd.of(link)).isEqualTo(new LinkEnd(Optional.empty(), kind));
        assertThat(LinkEnd.of(link).isIn(above)).isFalse();
    }

    @Test
    void circleHasNoEnd() {
        assertThat(LinkEnd.of(above.resolve("in/self")).path()).isEmpty();
        assertThat(LinkEnd.of(above.resolve("in/self")).kind()).isIn("itself", "what cannot be read");
    }

    @Test
    void linksThatLeadOutAreListed() throws IOException {
        Files.delete(above.resolve("in/self"));
        Path out = Files.createSymbolicLink(above.resolve("in/deep/out"), Path.of("../../in.txt"));
        Path gone = Files.createSymbolicLink(above.resolve("in/gone"), Path.of("nowhere"));
        Files.createSymbolicLink(above.resolve("in/inside"), Path.of("deep/a"));
        Path itself = Files.createSymbolicLink(above.resolve("named"), Path.of("in"));

        assertThat(LinkEnd.leadingOutOf(above.resolve("in"))).containsExactly(out, gone);
        assertThat(LinkEnd.leadingOutOf(itself)).containsExactly(itself.resolve("deep/out"), itself.resolve("gone"));
        assertThat(LinkEnd.leadingOutOf(above.resolve("absent"))).isEmpty();
    }
}
