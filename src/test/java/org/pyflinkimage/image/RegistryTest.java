package org.pyflinkimage.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.system.Login;
import org.pyflinkimage.value.DamagedFile;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.KeptLog;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;

class RegistryTest {

    private static final RegistryCredentials NOBODY = registry -> Optional.empty();

    @TempDir
    Path folder;

    private final KeptLog log = new KeptLog();
    private FakeRegistry fake;
    private AssembledImage image;

    @BeforeEach
    void setUp() throws IOException {
        fake = new FakeRegistry();
        image = SampleImages.image(folder);
    }

    @AfterEach
    void tearDown() throws IOException {
        fake.close();
    }

    @Test
    void firstPushSendsEverythingAndASecondNothing() {
        PushReport first = registry(NOBODY).push(image, references("1", "latest"));
        PushReport second = registry(NOBODY).push(image, references("1", "latest"));

        assertThat(first).isEqualTo(new PushReport(image.digest(), 3, 0, image.size()));
        assertThat(second).isEqualTo(new PushReport(image.digest(), 0, 3, 0));
        assertThat(fake.blobs.keySet())
                .containsExactlyInAnyOrder(
                        blob(image.configDigest()),
                        blob(image.layers().get(0).digest()),
                        blob(image.layers().get(1).digest()));
        assertThat(log.advanced.get()).isEqualTo(2 * image.size());
    }

    @Test
    void damagedLayerIsNotPushed() throws IOException {
        Path blob = image.layers().get(1).blob();
        byte[] bytes = Files.readAllBytes(blob);
        bytes[bytes.length / 2] ^= 1;
        Files.write(blob, bytes);

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> registry(NOBODY).push(image, references("1")))
                .satisfies(failure -> assertThat(DamagedFile.in(failure))
                        .extracting(DamagedFile::file)
                        .containsExactly(blob));

        assertThat(fake.manifests).isEmpty();
        assertThat(fake.blobs).doesNotContainKey(blob(image.layers().get(1).digest()));
    }

    @Test
    void everyTagNamesTheManifestOfTheArchive() {
        registry(NOBODY).push(image, references("1", "latest"));

        assertThat(fake.manifests.get("1")).isEqualTo(image.manifest());
        assertThat(fake.manifests.get("latest")).isEqualTo(image.manifest());
        assertThat(fake.mediaTypes.get("1")).isEqualTo(MediaType.MANIFEST);
    }

    @Test
    void imagesForSeveralPlatformsArePushedUnderOneIndex() throws IOException {
        AssembledImage other = SampleImages.image(folder, Platform.LINUX_ARM64);

        PushReport report = registry(NOBODY).pushIndex(List.of(image, other), references("1"));

        // Of two layers each, the one with the platform's own file differs.
        assertThat(report.uploaded()).isEqualTo(5);
        assertThat(report.present()).isEqualTo(1);
        assertThat(report.digest()).isEqualTo(Sha256.of(fake.manifests.get("1")));
        assertThat(fake.mediaTypes.get("1")).isEqualTo(MediaType.INDEX);
        assertThat(fake.manifests.get(other.digest().digest())).isEqualTo(other.manifest());
        JsonNode manifests =
                new ObjectMapper().readTree(fake.manifests.get("1")).path("manifests");
        assertThat(manifests)
                .extracting(node -> node.path("platform").path("architecture").asText())
                .containsExactly("amd64", "arm64");
        assertThat(manifests)
                .extracting(node -> node.path("digest").asText())
                .containsExactly(image.digest().digest(), other.digest().digest());
    }

    @Test
    void severalRepositoriesAreServedByOneCall() {
        registry(NOBODY)
                .push(
                        image,
                        List.of(ImageReference.of(fake.name() + "/one:1"), ImageReference.of(fake.name() + "/two:2")));

        assertThat(fake.manifests).containsOnlyKeys("1", "2");
        assertThat(fake.blobs).hasSize(6);
        assertThat(log.advanced.get()).isEqualTo(2 * image.size());
    }

    @Test
    void nothingIsSentWhereOneOfSeveralRegistriesDoesNotTakeTheLogin() throws IOException {
        try (FakeRegistry second = new FakeRegistry()) {
            second.requireBasic("jane", "s3cret");
            List<ImageReference> both =
                    List.of(ImageReference.of(fake.name() + "/one:1"), ImageReference.of(second.name() + "/two:1"));

            assertThatThrownBy(() -> registry(login("jane", "wr0ng")).push(image, both))
                    .hasMessageContainingAll("PYF-841", second.name())
                    .hasMessageNotContaining("have the image already");
        }
        assertThat(fake.blobs).isEmpty();
        assertThat(fake.manifests).isEmpty();
    }

    @Test
    void failureAfterSomeNamesSaysWhichHaveTheImage() {
        fake.misbehave(RegistryFault.say(500, "").of("PUT /v2/two/manifests/"));
        List<ImageReference> names = List.of(
                ImageReference.of(fake.name() + "/one:1"),
                ImageReference.of(fake.name() + "/one:latest"),
                ImageReference.of(fake.name() + "/two:1"));

        assertThatThrownBy(() -> registry(NOBODY).push(image, names))
                .hasMessageContaining("PYF-844")
                .hasMessageContaining(
                        "why:    these names have the image already: %s/one:1, %s/one:latest\n",
                        fake.name(), fake.name())
                .hasCauseInstanceOf(PyFlinkException.class);
    }

    @Test
    void loginOfMavenIsUsedForBasic() {
        fake.requireBasic("jane", "s3cret");

        assertThat(registry(login("jane", "s3cret"))
                        .push(image, references("1"))
                        .uploaded())
                .isEqualTo(3);
    }

    @Test
    void loginOfMavenIsUsedToFetchAToken() {
        fake.requireToken("jane", "s3cret");

        assertThat(registry(login("jane", "s3cret"))
                        .push(image, references("1"))
                        .uploaded())
                .isEqualTo(3);
        assertThat(fake.requests).anyMatch(request -> request.contains("/token?"));
    }

    @Test
    void wrongAndMissingLoginsAreToldWithoutThePassword() {
        fake.requireBasic("jane", "s3cret");

        assertProblem(registry(NOBODY), "PYF-841");
        PyFlinkException basic = assertProblem(registry(login("jane", "wr0ng")), "PYF-841");
        fake.requireToken("jane", "s3cret");
        PyFlinkException token = assertProblem(registry(login("jane", "wr0ng")), "PYF-841");

        assertThat(basic).hasMessageContaining("<server>").hasMessageContaining(fake.name());
        assertThat(everythingToldBy(basic, token) + log.steps + log.notes + log.details + log.warnings)
                .doesNotContain("wr0ng")
                .doesNotContain("s3cret");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, 403, PYF-842",
        "POST, 401, PYF-841",
        "POST, 404, PYF-843",
        "PUT,  400, PYF-843",
        "HEAD, 403, PYF-842",
        "POST, 503, PYF-844",
        "PATCH, 413, PYF-844",
        "PATCH, 500, PYF-844",
        "manifests, 500, PYF-844",
    })
    void refusalBecomesAProblemThatNamesTheRegistry(String part, int status, String code) {
        fake.fail(part, status, 100);

        PyFlinkException problem = assertProblem(registry(NOBODY), code);

        assertThat(problem).hasMessageContaining(fake.name());
        assertThat(problem.problems().get(0).remedies()).isNotEmpty();
    }

    @Test
    void bodiesThatAreTooLargeAreNoMatterOfPatience() {
        fake.fail("PATCH", 413, 100);

        assertThat(assertProblem(registry(NOBODY), "PYF-844"))
                .hasMessageContaining("`client_max_body_size`")
                .hasMessageNotContaining("later");
    }

    /** Jib takes whatever goes wrong there for a refused login. */
    @Test
    void placeOfTokensThatDoesNotAnswerIsNoRefusedLogin() {
        fake.requireToken("jane", "s3cret");
        RegistryFault busy = RegistryFault.say(503, "");
        AtomicInteger asked = new AtomicInteger();
        fake.misbehave((exchange, request) ->
                request.contains("/token") && asked.getAndIncrement() == 0 && busy.answers(exchange, request));
        assertThat(registry(login("jane", "s3cret"))
                        .push(image, references("1"))
                        .uploaded())
                .isEqualTo(3);
        assertThat(asked).hasValueGreaterThan(1);

        fake.misbehave((exchange, request) -> request.contains("/token") && busy.answers(exchange, request));

        assertThat(assertProblem(registry(login("jane", "s3cret")), "PYF-844"))
                .hasMessageContaining("503")
                .hasMessageNotContaining("docker login");
    }

    @ParameterizedTest
    @CsvSource({"POST, 503", "PATCH, 500", "PUT, 502", "HEAD, 429", "manifests, 504"})
    void failureForAMomentIsTriedAgain(String part, int status) {
        fake.fail(part, status, 1);

        assertThat(registry(NOBODY).push(image, references("1")).uploaded()).isEqualTo(3);
        assertThat(fake.manifests.get("1")).isEqualTo(image.manifest());
    }

    @Test
    void registryThatIsNotThereIsToldSoon() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }

        assertThatThrownBy(() ->
                        registry(NOBODY).push(image, List.of(ImageReference.of("127.0.0.1:" + free + "/team/x:1"))))
                .hasMessageContaining("PYF-846")
                .hasMessageContaining("127.0.0.1:" + free);
    }

    @Test
    void registriesThatCannotBeNamedAreListedTogether() {
        assertThatThrownBy(() -> registry(NOBODY)
                        .push(
                                image,
                                List.of(
                                        ImageReference.of("[::1]:5000/x:1"),
                                        ImageReference.of("ok/x:1"),
                                        ImageReference.of("[::1]/y:1"))))
                .isInstanceOfSatisfying(
                        PyFlinkException.class,
                        e -> assertThat(e.problems())
                                .hasSize(2)
                                .allMatch(problem -> problem.code().equals("PYF-840")));
    }

    private PyFlinkException assertProblem(Registry registry, String code) {
        List<Throwable> thrown = new ArrayList<>();
        assertThatThrownBy(() -> registry.push(image, references("1")))
                .isInstanceOf(PyFlinkException.class)
                .hasMessageContaining(code)
                .satisfies(thrown::add);
        return (PyFlinkException) thrown.get(0);
    }

    private static String everythingToldBy(Throwable... throwables) {
        StringBuilder text = new StringBuilder();
        for (Throwable throwable : throwables) {
            for (Throwable next = throwable; next != null; next = next.getCause()) {
                text.append(next);
            }
        }
        return text.toString();
    }

    private Registry registry(RegistryCredentials credentials) {
        List<Duration> pauses = List.of(Duration.ofMillis(1), Duration.ofMillis(1));
        return new Registry(
                new RepositoryPush.Access(credentials, false, pauses, new Environment(Map.of(), folder), log));
    }

    private static RegistryCredentials login(String user, String password) {
        return registry ->
                registry.startsWith("127.0.0.1:") ? Optional.of(new Login(user, password)) : Optional.empty();
    }

    private List<ImageReference> references(String... tags) {
        return List.of(tags).stream()
                .map(tag -> ImageReference.of(fake.name() + "/team/wordcount:" + tag))
                .toList();
    }

    private static String blob(Sha256 digest) {
        return "/v2/team/wordcount/blobs/" + digest.digest();
    }
}
