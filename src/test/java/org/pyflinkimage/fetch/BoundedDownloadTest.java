package org.pyflinkimage.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.SilentLog;

/** No address can fill a disk or keep a build waiting, whatever lies there. */
@Timeout(60)
class BoundedDownloadTest {

    private static final byte[] BODY = "0123456789".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    private final LoopbackServer server = new LoopbackServer();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong received = new AtomicLong();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void ofABodyWithoutEndNoMoreIsTakenThanIsWanted() {
        endless("/endless");

        download(server.address("/endless"), Amount.exactly(100_000));

        assertThat(folder.resolve("file")).hasSize(100_000);
        assertThat(received).hasValue(100_000);
    }

    @Test
    void bodyWithoutEndOfUnknownSizeIsRefusedAtTheBound() {
        endless("/endless");

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> download(server.address("/endless"), Amount.upTo(5 << 20)))
                .withMessageContainingAll("[PYF-542]", "/endless", "5 MiB");
        assertThat(folder.resolve("file")).doesNotExist();
        assertThat(received.get()).isLessThanOrEqualTo(5 << 20);
    }

    @Test
    void textOfUnknownSizeIsRefusedAtTheBoundOfWhoeverReadsIt() {
        endless("/endless");
        server.serve("/a", "x/y", BODY);

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> transport().read(server.address("/endless"), 5 << 20))
                .withMessageContainingAll("[PYF-542]", "/endless", "5 MiB");
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> transport().read(server.address("/a"), "shown", 9))
                .withMessageContaining("[PYF-542]");
        assertThat(transport().read(server.address("/a"), 10)).contains(BODY);
    }

    @ParameterizedTest
    @CsvSource({"9", "11", "1000000000000"})
    void announcedSizeThatIsAnotherIsEnough(long locked) {
        server.serve("/a", "x/y", BODY);

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> download(server.address("/a"), Amount.exactly(locked)))
                .withMessageContainingAll(
                        "[PYF-501]", "expected are " + locked + " bytes", "/a` has 10", "pyflink.lock");
        assertThat(received).hasValue(0);
        assertThat(folder.resolve("file")).doesNotExist();
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void announcedSizeBeyondTheBoundIsEnough() {
        server.serve("/a", "x/y", BODY);

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> download(server.address("/a"), Amount.upTo(9)))
                .withMessageContaining("[PYF-542]");
        download(server.address("/a"), Amount.upTo(10));
        assertThat(folder.resolve("file")).hasBinaryContent(BODY);
    }

    @Test
    void rightSizeIsTakenAndItsConnectionKept() {
        server.serve("/a", "x/y", BODY);

        download(server.address("/a"), Amount.exactly(10));

        assertThat(folder.resolve("file")).hasBinaryContent(BODY);
        assertThat(received).hasValue(10);
    }

    @Test
    void shortBodyOfUnannouncedSizeIsLeftToItsSum() {
        server.answer("/a", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(BODY);
        });

        download(server.address("/a"), Amount.exactly(11));

        assertThat(folder.resolve("file")).hasBinaryContent(BODY);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void devicesAreNotRead() {
        assertIrregular(URI.create("file:///dev/zero"));
        assertIrregular(URI.create("file:///dev/stdin"));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void pipesAndFoldersAreNotRead() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        assertIrregular(pipe.toUri());
        assertIrregular(folder.toUri());
    }

    private void assertIrregular(URI address) {
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> download(address, Amount.exactly(10)))
                .withMessageContaining("[PYF-721]");
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> transport().read(address))
                .withMessageContaining("[PYF-721]");
        assertThat(folder.resolve("file")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(longs = {9, 11})
    void fileOfAnotherSizeIsNotRead(long locked) throws IOException {
        Path file = Files.write(folder.resolve("local"), BODY);

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> download(file.toUri(), Amount.exactly(locked)))
                .withMessageContaining("[PYF-501]");
        assertThat(received).hasValue(0);
        download(file.toUri(), Amount.exactly(10));
        assertThat(folder.resolve("file")).hasBinaryContent(BODY);
    }

    private void endless(String path) {
        server.answer(path, exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] piece = new byte[8192];
            try {
                while (sent.addAndGet(piece.length) < 1L << 32) {
                    exchange.getResponseBody().write(piece);
                }
            } catch (IOException e) {
                return; // Nobody listens any more.
            }
        });
    }

    private void download(URI address, Amount amount) {
        transport().download(address, folder.resolve("file"), amount, received::addAndGet);
    }

    private HttpTransport transport() {
        return new HttpTransport(
                new HttpTransport.Settings(new Environment(Map.of(), folder), List.of(), Logins.none(), false),
                SilentLog.INSTANCE,
                new Patience(2, Duration.ofMillis(1), Duration.ofSeconds(20), Duration.ofSeconds(20)));
    }
}
