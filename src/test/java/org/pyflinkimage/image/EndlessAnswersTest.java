package org.pyflinkimage.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.google.cloud.tools.jib.api.ImageReference;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.value.KeptLog;
import org.pyflinkimage.value.PyFlinkException;

/** Registries whose answers do not end, whatever their status: Jib's client takes the bodies of errors into memory whole. */
class EndlessAnswersTest {

    private static final Duration STANDSTILL = Duration.ofMillis(600);
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

    @Test
    void pushThatGetsOnIsLeftInPeace() throws Exception {
        push();

        assertThat(registry.requests).anyMatch(request -> request.startsWith("PUT /v2/team/wordcount/manifests"));
    }

    private void push() throws Exception {
        AssembledImage image = SampleImages.image(folder);
        try (RepositoryPush push = new RepositoryPush(place(), access(), STANDSTILL)) {
            push.blobs(image);
            push.manifest(new RawManifest(MediaType.MANIFEST, image.manifest()), image.digest());
        }
    }

    private void pull() throws Exception {
        try (RepositoryPull pull = new RepositoryPull(place(), access(), STANDSTILL)) {
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
