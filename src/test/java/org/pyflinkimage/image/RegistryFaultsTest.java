package org.pyflinkimage.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.pyflinkimage.image.RegistryFault.answer;
import static org.pyflinkimage.image.RegistryFault.breakOff;
import static org.pyflinkimage.image.RegistryFault.goOnAt;
import static org.pyflinkimage.image.RegistryFault.hangUp;
import static org.pyflinkimage.image.RegistryFault.redirectTo;
import static org.pyflinkimage.image.RegistryFault.say;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pyflinkimage.attack.Kind;
import org.pyflinkimage.attack.Outcome;
import org.pyflinkimage.attack.Tries;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.system.Login;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.SilentLog;

/**
 * A registry that does something wrong: the push ends with a problem, or everything is there as it was pushed, and in any case no
 * login goes anywhere else.
 */
@Tag("attack")
class RegistryFaultsTest {

    @RegisterExtension
    static final Tries TRIES = Tries.of(Kind.REGISTRY_FAULTS);

    private static final String USER = "jane";
    private static final String PASSWORD = "s3cret";
    private static final AtomicInteger NAMES = new AtomicInteger(1000);

    @TempDir
    private Path folder;

    private FakeRegistry registry;
    private FakeRegistry other;
    private AssembledImage image;

    @BeforeEach
    void setUp() throws IOException {
        registry = new FakeRegistry();
        registry.requireBasic(USER, PASSWORD);
        other = new FakeRegistry();
        image = SampleImages.image(folder);
    }

    @AfterEach
    void tearDown() throws IOException {
        registry.close();
        other.close();
    }

    /** What it does wrong, knowing itself and another host. */
    @FunctionalInterface
    private interface Faults extends BiFunction<FakeRegistry, FakeRegistry, List<RegistryFault>> {}

    static Stream<Arguments> refused() {
        return Stream.of(
                fault(
                        "upload goes on at another port",
                        "PYF-861",
                        (own, other) -> goOnAt(at(other)).of("POST")),
                fault(
                        "upload goes on at another host",
                        "PYF-861",
                        (own, other) -> goOnAt("http://" + own.alias() + "/v2/x/blobs/uploads/1")
                                .of("POST")),
                fault(
                        "upload goes on where nobody is",
                        "PYF-861",
                        (own, other) -> goOnAt("https://storage.invalid/v2/x/1").of("POST")),
                fault(
                        "upload ends at another host",
                        "PYF-861",
                        (own, other) -> goOnAt(at(other)).of("PATCH")),
                fault(
                        "upload begins at another host",
                        "PYF-861",
                        (own, other) -> redirectTo(307, other.name()).of("POST")),
                fault(
                        "the same, for ever",
                        "PYF-861",
                        (own, other) -> redirectTo(308, other.name()).of("POST")),
                fault(
                        "content goes to another host",
                        "PYF-861",
                        (own, other) -> redirectTo(307, other.name()).of("PATCH")),
                fault("end of an upload goes to another host", "PYF-862", (own, other) -> {
                    other.misbehave(say(201, ""));
                    return redirectTo(307, other.name()).of("PUT /v2/team/wordcount/blobs");
                }),
                fault(
                        "manifest goes to another host",
                        "PYF-863",
                        (own, other) -> redirectTo(307, other.name()).of("PUT /v2/team/wordcount/manifests")),
                fault(
                        "redirection to itself",
                        "PYF-844",
                        (own, other) -> redirectTo(307, own.name()).of("POST")),
                fault(
                        "has every blob",
                        "PYF-864",
                        (own, other) -> answer(200, "Content-Length", "5").of("HEAD")),
                fault("has no blob", "PYF-862", (own, other) -> say(404, "").of("HEAD")),
                fault("has blobs of another size", "PYF-862", (own, other) -> {
                    RegistryFault five = answer(200, "Content-Length", "5").of("HEAD");
                    return (exchange, request) ->
                            !request.contains(KeptContents.ABSENT.toString()) && five.answers(exchange, request);
                }),
                fault("forgets blobs", "PYF-862", (own, other) -> say(201, "").of("PUT /v2/team/wordcount/blobs")),
                fault(
                        "forgets manifests",
                        "PYF-863",
                        (own, other) -> say(201, "").of("PUT /v2/team/wordcount/manifests")),
                fault(
                        "names another manifest",
                        "PYF-863",
                        (own, other) -> say(200, "{\"schemaVersion\": 2, \"config\": {}, \"layers\": []}")
                                .of("GET /v2/team")),
                fault(
                        "names no manifest at all",
                        "PYF-863",
                        (own, other) -> say(200, "<html>").of("GET /v2/team")),
                fault(
                        "names an unknown manifest",
                        "PYF-863",
                        (own, other) -> say(200, "{\"schemaVersion\": 9}").of("GET /v2/team")),
                fault(
                        "no place for an upload",
                        "PYF-843",
                        (own, other) -> say(202, "").of("POST")),
                fault(
                        "unknown answer to an upload",
                        "PYF-843",
                        (own, other) -> say(200, "").of("POST")),
                fault(
                        "login is never enough",
                        "PYF-841",
                        (own, other) -> answer(401, "WWW-Authenticate", "Basic realm=\"x\"")),
                fault("unknown way to log in", "PYF-843", (own, other) -> answer(401, "WWW-Authenticate", "Negotiate")),
                fault("login without a way", "PYF-841", (own, other) -> say(401, "")),
                fault("hangs up on uploads", "PYF-846", (own, other) -> hangUp().of("PATCH")),
                fault(
                        "breaks off manifests",
                        "PYF-846",
                        (own, other) -> breakOff().of("GET /v2/team")),
                fault(
                        "answers 500 to what was pushed",
                        "PYF-844",
                        (own, other) -> say(500, "").of("GET /v2/team")));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("refused")
    void pushEndsWithAProblem(String story, String code, Faults faults) {
        registry.misbehave(faults.apply(registry, other).toArray(RegistryFault[]::new));

        PyFlinkException thrown = catchThrowableOfType(PyFlinkException.class, this::push);

        assertThat(thrown).as(story).hasMessageContaining(code);
        assertThat(thrown.problems().get(0).remedies()).isNotEmpty();
        assertNothingLeaked(thrown);
        TRIES.ended(Outcome.REFUSED);
    }

    static Stream<Arguments> passing() {
        return Stream.of(
                fault("hangs up once", "", (own, other) -> hangUp().of("POST").atFirst(1)),
                fault(
                        "knows a blob only later",
                        "",
                        (own, other) -> say(404, "").of("HEAD").atFirst(5)),
                fault(
                        "knows a manifest only later",
                        "",
                        (own, other) -> say(404, "{}").of("GET /v2/team").atFirst(2)),
                fault("lets nobody read", "", (own, other) -> say(403, "{}").of("GET /v2/team")),
                fault("names its whole address", "", (own, other) -> (exchange, request) -> {
                    if (request.startsWith("POST")) {
                        String upload = exchange.getRequestURI().getPath() + NAMES.incrementAndGet();
                        own.begin(upload);
                        return goOnAt("http://" + own.name() + upload).answers(exchange, request);
                    }
                    return false;
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("passing")
    void pushArrivesWhole(String story, String none, Faults faults) {
        registry.misbehave(faults.apply(registry, other).toArray(RegistryFault[]::new));

        assertThatCode(this::push).as(story).doesNotThrowAnyException();

        assertThat(registry.blobs).hasSize(3);
        assertThat(registry.manifests.get("1")).isEqualTo(image.manifest());
        assertThat(other.logins).isEmpty();
        TRIES.ended(Outcome.RECOVERED);
    }

    @Test
    void blobOfAnotherSizeIsSentOnceMore() {
        push();
        registry.blobs.replaceAll((name, bytes) -> new byte[] {1});

        PushReport second = push();

        assertThat(second.uploaded()).isEqualTo(3);
        assertThat(registry.blobs.values()).allMatch(bytes -> bytes.length > 1);
        TRIES.ended(Outcome.RECOVERED);
    }

    private static Arguments fault(
            String story, String code, BiFunction<FakeRegistry, FakeRegistry, RegistryFault> fault) {
        Faults faults = (own, other) -> List.of(fault.apply(own, other));
        return Arguments.of(story, code, faults);
    }

    private static String at(FakeRegistry other) {
        return "http://" + other.name() + "/v2/team/wordcount/blobs/uploads/1";
    }

    private PushReport push() {
        RegistryCredentials credentials =
                host -> host.equals(registry.name()) ? Optional.of(new Login(USER, PASSWORD)) : Optional.empty();
        List<Duration> pauses = List.of(Duration.ofMillis(1), Duration.ofMillis(1));
        Environment environment = new Environment(Map.of(), folder);
        RepositoryPush.Access access =
                new RepositoryPush.Access(credentials, false, pauses, environment, SilentLog.INSTANCE);
        return new Registry(access).push(image, List.of(ImageReference.of(registry.name() + "/team/wordcount:1")));
    }

    private void assertNothingLeaked(PyFlinkException told) {
        assertThat(other.logins).isEmpty();
        StringBuilder text = new StringBuilder();
        for (Throwable next = told; next != null; next = next.getCause()) {
            text.append(next);
        }
        assertThat(text.toString()).doesNotContain(PASSWORD);
    }
}
