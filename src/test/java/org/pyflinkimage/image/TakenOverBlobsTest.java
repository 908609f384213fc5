package org.pyflinkimage.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.layer.Layer;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.system.Login;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.LayerName;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.KeptLog;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Sha256;

/** What one repository has is not sent to another one of the same registry. */
class TakenOverBlobsTest {

    @TempDir
    Path folder;

    private final FakeRegistry fake = FakeRegistry.started();
    private final KeptLog log = new KeptLog();
    private AssembledImage image;

    @BeforeEach
    void assemble() throws IOException {
        image = SampleImages.image(folder);
    }

    @AfterEach
    void close() throws IOException {
        fake.close();
    }

    private PushReport push(AssembledImage pushed, List<ImageReference> names) {
        RegistryCredentials logins = anybody -> Optional.of(new Login("jane", "s3cret"));
        List<Duration> pauses = List.of(Duration.ofMillis(1), Duration.ofMillis(1));
        Environment environment = new Environment(Map.of(), folder.resolve("home"));
        return new Registry(new RepositoryPush.Access(logins, false, pauses, environment, log)).push(pushed, names);
    }

    private List<ImageReference> names(String... names) {
        return Stream.of(names)
                .map(name -> ImageReference.of(fake.name() + "/" + name + ":1"))
                .toList();
    }

    private List<String> takenOver(String repository) {
        return fake.requests.stream()
                .filter(request -> request.contains("mount=") && request.contains("/v2/%s/".formatted(repository)))
                .toList();
    }

    @Test
    void secondRepositoryIsSentNothing() {
        PushReport report = push(image, names("one", "two"));

        assertThat(report).isEqualTo(new PushReport(image.digest(), 3, 3, image.size()));
        assertThat(fake.blobs).hasSize(6);
        assertThat(takenOver("one")).isEmpty();
        assertThat(takenOver("two")).hasSize(3).allMatch(request -> request.endsWith("&from=one"));
        assertThat(log.advanced).hasValue(2 * image.size());
    }

    @Test
    void registryThatDoesNotDoThatIsSentAll() {
        fake.takesOver = false;

        assertThat(push(image, names("one", "two")).uploaded()).isEqualTo(6);
        assertThat(log.advanced).hasValue(2 * image.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 405, 415})
    void registryThatRefusesItIsSentAllAtOnce(int status) {
        fake.fail("mount=", status, 100);

        assertThat(push(image, names("one", "two", "three")).uploaded()).isEqualTo(9);
        assertThat(fake.blobs).hasSize(9);
        assertThat(log.advanced).hasValue(3 * image.size());
        assertThat(log.notes).isEmpty();
        assertThat(log.warnings).isEmpty();
        // All three are on their way at once when the first is refused.
        assertThat(takenOver("two")).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void refusalHoldsForTheRestOfTheRepository() {
        List<AssembledImage> images = List.of(image, sample(Platform.LINUX_ARM64));
        fake.fail("mount=", 404, 100);

        pushIndex(images, names("one", "two"));

        assertThat(takenOver("two")).hasSizeLessThanOrEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 503})
    void registryThatIsBusyIsAskedAgain(int status) {
        fake.fail("mount=", status, 1);

        assertThat(push(image, names("one", "two")).uploaded()).isEqualTo(3);
        assertThat(takenOver("two")).hasSize(4);
        assertThat(log.notes).singleElement().asString().contains("trying again");
        assertThat(log.warnings).isEmpty();
    }

    @Test
    void registryThatFailsAtThisAloneIsSentAllInTheEnd() {
        fake.fail("mount=", 500, 100);

        assertThat(push(image, names("one", "two")).uploaded()).isEqualTo(6);
        assertThat(takenOver("two")).hasSize(6);
    }

    @Test
    void uploadThatFailsIsNoRefusalToTakeOver() {
        fake.takesOver = false;
        fake.misbehave(RegistryFault.say(500, "").of("PATCH /v2/two/").atFirst(1));

        assertThat(push(image, names("one", "two")).uploaded()).isEqualTo(6);
        // What was on its way beside it begins anew too.
        assertThat(takenOver("two")).hasSizeBetween(4, 6);
        assertThat(log.advanced).hasValue(2 * image.size());
    }

    @Test
    void uploadThatIsRefusedIsToldAsThat() {
        fake.takesOver = false;
        fake.misbehave(RegistryFault.say(413, "").of("PATCH /v2/two/").atFirst(1));

        assertThatThrownBy(() -> push(image, names("one", "two")))
                .hasMessageContainingAll(
                        "PYF-844", "413", "these names have the image already: " + fake.name() + "/one:1");
        assertThat(takenOver("two")).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void connectionThatBreaksThereIsNotRiskedAgain() {
        fake.misbehave(RegistryFault.hangUp().of("mount="));

        assertThat(push(image, names("one", "two")).uploaded()).isEqualTo(6);
        assertThat(takenOver("two")).hasSizeLessThanOrEqualTo(3);
        assertThat(log.notes).isNotEmpty();
    }

    @Test
    void whatIsOnlySaidToBeTakenOverIsSent() {
        fake.misbehave(RegistryFault.answer(201, "Location", "/v2/two/blobs/x").of("mount="));

        assertThat(push(image, names("one", "two")).uploaded()).isEqualTo(6);
        assertThat(fake.blobs).hasSize(6);
        assertThat(log.advanced).hasValue(2 * image.size());
    }

    @Test
    void tokenIsAskedForBothRepositories() {
        fake.requireToken("jane", "s3cret");

        assertThat(push(image, names("one", "two")).uploaded()).isEqualTo(3);
        assertThat(fake.requests)
                .anyMatch(request -> request.contains("/token")
                        && request.contains("scope=repository:two:pull,push")
                        && request.contains("scope=repository:one:pull"));
    }

    @Test
    void tokenThatLetsReadTheOtherIsEnough() {
        fake.requireToken("jane", "s3cret");
        fake.grant("jane", "one", "two");

        assertThat(push(image, names("one", "two")).uploaded()).isEqualTo(3);
    }

    @Test
    void tokenThatDoesNotIsNotTried() {
        fake.requireToken("jane", "s3cret");
        fake.grant("jane", "two");

        assertThat(push(image, names("one", "two")).uploaded()).isEqualTo(6);
        assertThat(takenOver("two")).isEmpty();
    }

    /** Such a token has an underscore, which is no letter of plain Base64. */
    @Test
    void tokenThatJibCannotReadIsNoReasonToFail() {
        fake.requireToken("jane", "s3cret");
        fake.grant("jane???", "one", "two");

        assertThat(push(image, names("one", "two")).uploaded()).isEqualTo(6);
        assertThat(log.advanced).hasValue(2 * image.size());
    }

    @Test
    void layersOfABaseComeFromItsRepository() {
        push(image, names("base/debian"));
        fake.requireToken("jane", "s3cret");
        fake.grant("jane", "base/debian", "team/name");
        AssembledImage upon = upon(fake.name() + "/base/debian:12");
        String below = upon.layers().get(0).digest().digest();

        PushReport report = push(upon, names("team/name"));

        assertThat(report.present()).isEqualTo(1);
        assertThat(takenOver("team/name"))
                .singleElement()
                .asString()
                .endsWith("?mount=%s&from=base/debian".formatted(below));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403})
    void baseThatNoTokenIsGivenForIsSent(int status) {
        push(image, names("base/debian"));
        fake.requireToken("jane", "s3cret");
        fake.grant("jane", "team/name");
        fake.misbehave(RegistryFault.say(status, "").of("scope=repository:base/debian"));

        assertThat(push(upon(fake.name() + "/base/debian:12"), names("team/name"))
                        .uploaded())
                .isEqualTo(3);
    }

    @Test
    void whatWasPushedJustNowComesBeforeTheBase() {
        AssembledImage upon = upon(fake.name() + "/base/debian:12");

        push(upon, names("one", "two"));

        assertThat(takenOver("one")).singleElement().asString().endsWith("&from=base/debian");
        assertThat(takenOver("two")).hasSize(3).allMatch(request -> request.endsWith("&from=one"));
    }

    @Test
    void baseOfAnotherRegistryIsNotAskedForHere() {
        push(upon("registry.example.com/base/debian:12"), names("team/name"));

        assertThat(fake.requests).noneMatch(request -> request.contains("mount="));
    }

    @Test
    void baseInTheSameRepositoryIsThereAlready() {
        push(upon(fake.name() + "/team/name:base"), names("team/name"));

        assertThat(fake.requests).noneMatch(request -> request.contains("mount="));
    }

    private void pushIndex(List<AssembledImage> images, List<ImageReference> names) {
        RegistryCredentials logins = anybody -> Optional.empty();
        new Registry(logins, false, new Environment(Map.of(), folder.resolve("home")), log).pushIndex(images, names);
    }

    private AssembledImage sample(Platform platform) {
        try {
            return SampleImages.image(folder, platform);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same image, whose lowest layer is a base's. */
    private AssembledImage upon(String base) {
        Layer low = image.layers().get(0);
        List<Layer> layers = new ArrayList<>(image.layers());
        layers.set(
                0,
                new Layer(
                        LayerName.of(LayerKind.BASE),
                        low.blob(),
                        low.digest(),
                        low.diffId(),
                        low.size(),
                        low.unpackedSize(),
                        low.compression()));
        return new AssembledImage(
                image.configuration(),
                layers,
                Optional.of(new ImageBase(ImageReference.of(base), Optional.of(Sha256.of("the base")), List.of())));
    }
}
