package org.pyflinkimage.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.google.cloud.tools.jib.api.ImageReference;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.value.KeptLog;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.PyFlinkException;

/** Registries whose answers do not end, whatever their status: Jib's client takes the bodies of errors into memory whole. */
class EndlessAnswersTest {

    private static final Patience SHORT = new Patience(Duration.ofMillis(600), System::nanoTime);
    private static final Patience WITHOUT_TIME = new Patience(Duration.ofMillis(1), () -> 0);
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private FakeRegistry registry;

    @BeforeEach
    void setUp() throws IOException {
        registry = new FakeRegistry();
    }

    @AfterEach
    void tearDown() throws IOException {
        registry.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET /v2/,    401",
        "GET /v2/,    404",
        "GET /v2/,    500",
        "GET /v2/,    200",
        "POST,        401",
        "POST,        404",
        "POST,        500",
        "POST,        202",
        "PATCH,       401",
        "PATCH,       404",
        "PATCH,       500",
        "PUT /v2/team/wordcount/blobs,     500",
        "PUT /v2/team/wordcount/manifests, 401",
        "PUT /v2/team/wordcount/manifests, 404",
        "PUT /v2/team/wordcount/manifests, 500",
        "GET /v2/team, 200",
        "GET /v2/team, 500"
    })
    void pushEnds(String part, int status) throws IOException {
        for (RegistryFault fault : List.of(RegistryFault.drip(status, 100), RegistryFault.flood(status))) {
            tearDown();
            setUp();
            registry.misbehave(fault.of(part));

            assertThat(failureOf(this::push)).hasMessageContaining("[PYF-844]").hasMessageNotContaining("{{{");
        }
    }

    @ParameterizedTest
    @CsvSource({"/v2/, 401", "/v2/, 500", "/manifests/, 401", "/manifests/, 404", "/manifests/, 500", "/manifests/, 200"
    })
    void pullEnds(String part, int status) {
        registry.misbehave(RegistryFault.flood(status).of(part));

        assertThat(failureOf(this::pull)).hasMessageContaining("[PYF-33").hasMessageNotContaining("{{{");
    }

    /** 4 GiB, with their length and in chunks, plain and as 4 MiB that unpack to them. */
    @ParameterizedTest
    @CsvSource({
        "GET /v2/, 500, true, false",
        "GET /v2/, 500, false, false",
        "GET /v2/, 401, false, true",
        "POST, 500, true, true",
        "PATCH, 500, true, false",
        "PUT /v2/team/wordcount/blobs, 404, false, true",
        "PUT /v2/team/wordcount/manifests, 500, true, true",
        "POST, 307, true, false",
        "POST, 307, false, true"
    })
    void largeErrorEndsBySize(String part, int status, boolean announced, boolean packed) throws IOException {
        byte[] piece = packed ? gzip(new byte[1 << 24]) : new byte[1 << 16];
        int times = packed ? 256 : 1 << 16;
        long length = announced ? (long) piece.length * times : 0;
        RegistryFault large = RegistryFault.large(status, length, packed ? "gzip" : "identity", piece, times);
        registry.misbehave(large.of(part));

        assertThat(failureOf(() -> push(SampleImages.image(folder), WITHOUT_TIME)))
                .hasMessageContaining("[PYF-844]")
                .hasMessageContaining("an error in more than 65536 bytes");
    }

    @ParameterizedTest
    @CsvSource({"X-Long, 100000, 1", "X-Many, 10, 2000"})
    void headersHaveAnEnd(String name, int length, int times) {
        registry.misbehave((exchange, request) -> {
            for (int i = 0; i < times; i++) {
                exchange.getResponseHeaders().add(name + i, "x".repeat(length));
            }
            exchange.sendResponseHeaders(500, -1);
            return true;
        });

        assertThat(failureOf(() -> push(SampleImages.image(folder), WITHOUT_TIME)))
                .hasMessageContaining("[PYF-844]")
                .hasMessageContaining("headers of more than");
    }

    /**
     * By a clock that goes on with requests alone, which come one after the other: every answer takes most of the time that there is for one,
     * and the pace is looked at meanwhile.
     */
    @Test
    void pushThatGetsOnIsLeftInPeace() throws Exception {
        AtomicLong now = new AtomicLong();
        Patience byRequests = new Patience(Duration.ofMillis(60), now::get);
        registry.misbehave(RegistryFault.after(() -> {
            now.addAndGet(Duration.ofMillis(59).toNanos());
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }));

        push(SampleImages.uponNothing(SampleImages.configuration(Platform.LINUX_AMD64), List.of()), byRequests);

        assertThat(registry.requests).anyMatch(request -> request.startsWith("PUT /v2/team/wordcount/manifests"));
    }

    /** Jib's own time for an answer is 20 seconds, whatever a registry has to do. */
    @Test
    void registryAtWorkIsLeftInPeace() throws Exception {
        System.setProperty("jib.httpTimeout", "1000");
        registry.misbehave(RegistryFault.after(() -> LockSupport.parkNanos(1_500_000_000))
                .of(" /v2/team/wordcount/blobs/uploads/1"));
        try {
            push(SampleImages.uponNothing(SampleImages.configuration(Platform.LINUX_AMD64), List.of()), WITHOUT_TIME);
        } finally {
            System.clearProperty("jib.httpTimeout");
        }

        assertThat(registry.requests)
                .filteredOn(request -> request.startsWith("P"))
                .hasSize(4);
    }

    private void push() throws Exception {
        push(SampleImages.image(folder), SHORT);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private void push(AssembledImage image, Patience patience) throws Exception {
        try (RepositoryPush push = new RepositoryPush(place(), Optional.empty(), access(), patience)) {
            push.blobs(image);
            push.manifest(new RawManifest(MediaType.MANIFEST, image.manifest()), image.digest());
        }
    }

    private void pull() throws Exception {
        try (RepositoryPull pull = new RepositoryPull(place(), access(), SHORT)) {
            pull.manifest();
        }
    }

    private static PyFlinkException failureOf(ThrowingCallable work) {
        return assertTimeoutPreemptively(SOON, () -> catchThrowableOfType(PyFlinkException.class, work));
    }

    private ImageReference place() throws Exception {
        return ImageReference.parse(registry.name() + "/team/wordcount:1");
    }

    private RepositoryPush.Access access() {
        return new RepositoryPush.Access(
                host -> Optional.empty(),
                false,
                List.of(Duration.ofMillis(1)),
                new Environment(Map.of(), folder),
                new KeptLog());
    }
}
