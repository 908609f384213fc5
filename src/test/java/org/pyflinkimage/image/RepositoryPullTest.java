package org.pyflinkimage.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.KeptLog;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;

/** What is had of a registry, and what is said where it does not give it. */
class RepositoryPullTest {

    private static final String MANIFEST = "{\"schemaVersion\":2,\"anything\":[1,{\"more\":\"x\"}]}";
    private static final byte[] BLOB = "some bytes".getBytes(StandardCharsets.UTF_8);
    private static final Sha256 DIGEST = Sha256.of(BLOB);

    @TempDir
    private Path folder;

    private final KeptLog log = new KeptLog();
    private FakeRegistry registry;

    @BeforeEach
    void setUp() throws IOException {
        registry = registryWithImage();
    }

    @AfterEach
    void tearDown() throws IOException {
        registry.close();
    }

    @Test
    void manifestIsHadAsItIs() {
        PulledManifest manifest = read(RepositoryPull::manifest);

        assertThat(manifest.digest()).isEqualTo(Sha256.of(MANIFEST));
        assertThat(manifest.json()).hasToString(MANIFEST);
    }

    @Test
    void blobIsWrittenAndCounted() throws IOException {
        List<Long> received = new ArrayList<>();
        Path file = folder.resolve("blob");

        read(pull -> {
            pull.blob(DIGEST, BLOB.length, file, received::add);
            return file;
        });

        assertThat(file).hasBinaryContent(BLOB);
        assertThat(received.stream().mapToLong(bytes -> bytes).sum()).isEqualTo(BLOB.length);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /manifests/ | 401 | PYF-330
            /manifests/ | 403 | PYF-330
            /manifests/ | 404 | PYF-331
            /manifests/ | 429 | PYF-332
            /manifests/ | 500 | PYF-333
            /manifests/ | 418 | PYF-333
            /blobs/     | 401 | PYF-330
            /blobs/     | 404 | PYF-331
            /blobs/     | 429 | PYF-332
            /blobs/     | 503 | PYF-333
            """)
    void whatTheRegistryRefusesIsSaid(String part, int status, String code) {
        registry.fail(part, status, 100);

        assertThat(failure(this::all))
                .hasMessageContaining("[" + code + "]")
                .hasMessageContaining("`" + registry.name() + "`")
                .hasMessageContaining("team/base:1");
    }

    @ParameterizedTest
    @CsvSource({"/manifests/, 503", "/blobs/, 500", "/blobs/, 429"})
    void failureForAMomentIsTriedAgain(String part, int status) {
        registry.fail(part, status, 1);

        assertThat(read(this::all)).hasBinaryContent(BLOB);
        assertThat(log.notes).singleElement().asString().contains("trying again");
    }

    @Test
    void blobThatBreaksOffIsReadAgainFromItsBeginning() {
        registry.misbehave(RegistryFault.breakOff().of("/blobs/").atFirst(1));

        assertThat(read(this::all)).hasBinaryContent(BLOB);
    }

    @Test
    void connectionThatAlwaysBreaksOffIsSaid() {
        registry.misbehave(RegistryFault.hangUp().of("/blobs/"));

        assertThat(failure(this::all)).hasMessageContaining("[PYF-334]");
    }

    @ParameterizedTest
    @CsvSource({"some bytez", "some", "some bytes and more", "''"})
    void otherBytesThanAskedForAreNotTaken(String bytes) {
        registry.misbehave(RegistryFault.say(200, bytes).of("/blobs/"));

        assertThat(failure(this::all)).hasMessageContaining("[PYF-335]").hasMessageContaining(registry.name());
        assertThat(registry.requests.stream().filter(request -> request.contains("/blobs/")))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            no JSON
            {"schemaVersion":2
            """)
    void manifestThatIsNoneIsNotTaken(String text) {
        registry.misbehave(RegistryFault.say(200, text).of("/manifests/"));

        assertThat(failure(RepositoryPull::manifest)).hasMessageContaining("[PYF-335]");
    }

    @Test
    void manifestOfAnotherDigestIsNotTaken() {
        Sha256 asked = Sha256.of("another");
        registry.manifests.put(asked.digest(), MANIFEST.getBytes(StandardCharsets.UTF_8));
        registry.mediaTypes.put(asked.digest(), MediaType.MANIFEST);

        assertThat(failure(pull -> pull.manifest(asked)))
                .hasMessageContaining("[PYF-335]")
                .hasMessageContaining(asked.toString());
        ImageReference byDigest = ImageReference.of(registry.name() + "/team/base@" + asked.digest());
        assertThatThrownBy(() -> registries(folder).read(byDigest, RepositoryPull::manifest))
                .hasMessageContaining("[PYF-335]");
    }

    @Test
    void manifestTooLargeForMemoryIsNotTaken() {
        registry.misbehave(RegistryFault.say(200, "{\"schemaVersion\":2,\"x\":\"" + "x".repeat(5 << 20) + "\"}")
                .of("/manifests/"));

        assertThat(failure(RepositoryPull::manifest))
                .hasMessageContaining("[PYF-335]")
                .hasMessageContaining("bytes");
    }

    /** Each drop comes long before a socket loses its patience. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /manifests/ | 200 | 100 | PYF-334 | less than 60 KiB of what was asked for came in
            /manifests/ | 503 | 100 | PYF-334 | less than 60 KiB of what was asked for came in
            /blobs/     | 200 | 100 | PYF-334 | less than 60 KiB of what was asked for came in
            /blobs/     | 404 | 100 | PYF-334 | less than 60 KiB of what was asked for came in
            /v2/        | 401 | 100 | PYF-334 | less than 60 KiB of what was asked for came in
            /blobs/     | 200 | 10  | PYF-335 | a blob of more than the 10 bytes that are announced
            """)
    void answerThatComesInDropsEnds(String part, int status, long millis, String code, String why) {
        registry.misbehave(RegistryFault.drip(status, millis).of(part));

        PyFlinkException failure = assertTimeoutPreemptively(
                Duration.ofSeconds(30),
                () -> catchThrowableOfType(PyFlinkException.class, () -> {
                    try (RepositoryPull pull = new RepositoryPull(
                            place(), access(folder), new Patience(Duration.ofMillis(600), System::nanoTime))) {
                        all(pull);
                    }
                }));

        assertThat(failure).hasMessageContaining("[" + code + "]").hasMessageContaining(why);
        assertThat(log.notes).isEmpty();
    }

    @Test
    void tokenTooLargeForMemoryIsNotTaken() {
        registry.misbehave(
                RegistryFault.say(200, "{\"token\":\"" + "x".repeat(70_000) + "\"}")
                        .of("/token"),
                RegistryFault.answer(
                                401, "WWW-Authenticate", "Bearer realm=\"http://%s/token\"".formatted(registry.name()))
                        .of("/v2/"));

        assertThat(failure(this::all)).hasMessageContaining("an answer of more than 65536 bytes");
    }

    private com.google.cloud.tools.jib.api.ImageReference place() throws Exception {
        return com.google.cloud.tools.jib.api.ImageReference.parse(image().toString());
    }

    @Test
    void diskThatTakesNothingIsNoFaultOfTheRegistry() {
        Path nowhere = folder.resolve("missing/blob");

        assertThatThrownBy(() -> read(pull -> {
                    pull.blob(DIGEST, BLOB.length, nowhere, received -> {});
                    return nowhere;
                }))
                .isInstanceOf(java.io.UncheckedIOException.class);
    }

    @Test
    void registryThatIsNotThereIsSaidSoon() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }

        assertThatThrownBy(() -> registries(folder)
                        .read(ImageReference.of("127.0.0.1:" + free + "/x:1"), RepositoryPull::manifest))
                .hasMessageContaining("[PYF-334]")
                .hasMessageContaining("127.0.0.1:" + free);
    }

    @Test
    void nameThatNoRegistryCanHaveIsSaid() {
        assertThatThrownBy(() -> registries(folder).read(ImageReference.of("[::1]:5000/x:1"), RepositoryPull::manifest))
                .hasMessageContaining("[PYF-336]");
    }

    @Test
    void mirrorIsAskedFirstAndTheRegistryWhereItFails() throws IOException {
        try (FakeRegistry mirror = registryWithImage()) {
            Path home = withMirror(mirror);

            assertThat(registries(home).read(image(), this::all)).hasBinaryContent(BLOB);
            assertThat(registry.requests).isEmpty();

            mirror.fail("/blobs/", 404, 100);
            assertThat(registries(home).read(image(), this::all)).hasBinaryContent(BLOB);
            assertThat(registry.requests).isNotEmpty();
            assertThat(log.notes)
                    .anyMatch(note -> note.startsWith("The mirror `%s` does not serve".formatted(mirror.name())));
        }
    }

    @Test
    void whereAllFailTheRegistryItselfIsNamed() throws IOException {
        try (FakeRegistry mirror = registryWithImage()) {
            Path home = withMirror(mirror);
            mirror.fail("/manifests/", 404, 100);
            registry.fail("/manifests/", 429, 100);

            assertThatThrownBy(() -> registries(home).read(image(), this::all))
                    .hasMessageContaining("[PYF-332] `%s`".formatted(registry.name()));
        }
    }

    private Path withMirror(FakeRegistry mirror) throws IOException {
        Path file = folder.resolve("home/.config/google-cloud-tools-java/jib/config.json");
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(
                file,
                "{\"registryMirrors\":[{\"registry\":\"%s\",\"mirrors\":[\"%s\"]}]}"
                        .formatted(registry.name(), mirror.name()));
        return folder.resolve("home");
    }

    private FakeRegistry registryWithImage() throws IOException {
        FakeRegistry made = new FakeRegistry();
        made.manifests.put("1", MANIFEST.getBytes(StandardCharsets.UTF_8));
        made.mediaTypes.put("1", MediaType.MANIFEST);
        made.blobs.put("/v2/team/base/blobs/" + DIGEST.digest(), BLOB);
        return made;
    }

    /** All that is there. */
    private Path all(RepositoryPull pull) {
        pull.manifest();
        Path file = folder.resolve("blob");
        pull.blob(DIGEST, BLOB.length, file, received -> {});
        return file;
    }

    private PyFlinkException failure(Function<RepositoryPull, ?> reading) {
        return catchThrowableOfType(PyFlinkException.class, () -> read(reading));
    }

    private <T> T read(Function<RepositoryPull, T> reading) {
        return registries(folder).read(image(), reading);
    }

    private ImageReference image() {
        return ImageReference.of(registry.name() + "/team/base:1");
    }

    private Registry registries(Path home) {
        return new Registry(access(home));
    }

    private RepositoryPush.Access access(Path home) {
        return new RepositoryPush.Access(
                host -> Optional.empty(), false, List.of(Duration.ofMillis(1)), new Environment(Map.of(), home), log);
    }
}
