package org.pyflinkimage.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.system.Login;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.SilentLog;

/** What one repository has is not sent to another one of the same registry. */
class TakenOverBlobsTest {

    @TempDir
    Path folder;

    private final FakeRegistry fake = FakeRegistry.started();
    private AssembledImage image;

    @BeforeEach
    void assemble() throws IOException {
        image = SampleImages.image(folder);
    }

    @AfterEach
    void close() throws IOException {
        fake.close();
    }

    private Registry registry(RegistryCredentials logins) {
        return new Registry(
                logins, false, new Environment(Map.of(), folder.resolve("home")), SilentLog.INSTANCE);
    }

    private List<ImageReference> name() {
        return List.of(ImageReference.of(fake.name() + "/team/name:1"));
    }


    private List<ImageReference> two() {
        return List.of(ImageReference.of(fake.name() + "/one:1"), ImageReference.of(fake.name() + "/two:2"));
    }

    private List<String> takenOver(String repository) {
        return fake.requests.stream()
                .filter(request -> request.contains("mount=") && request.contains("/v2/%s/".formatted(repository)))
                .toList();
    }

    @Test
    void secondRepositoryIsSentNothing() {
        PushReport report = registry(anybody -> Optional.empty()).push(image, two());

        assertThat(report).isEqualTo(new PushReport(image.digest(), 3, 3, image.size()));
        assertThat(fake.blobs).hasSize(6);
        assertThat(takenOver("one")).isEmpty();
        assertThat(takenOver("two")).hasSize(3).allMatch(request -> request.endsWith("&from=one"));
    }

    @Test
    void registryThatDoesNotDoThatIsSentAll() {
        fake.takesOver = false;

        assertThat(registry(anybody -> Optional.empty()).push(image, two()).uploaded()).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 405, 500})
    void registryThatRefusesItIsSentAll(int status) {
        fake.fail("mount=", status, 3);

        assertThat(registry(anybody -> Optional.empty()).push(image, two()).uploaded()).isEqualTo(6);
        assertThat(fake.blobs).hasSize(6);
    }

    @Test
    void tokenIsAskedForBothRepositories() {
        fake.requireToken("jane", "s3cret");

        assertThat(registry(anybody -> Optional.of(new Login("jane", "s3cret"))).push(image, two()).uploaded())
                .isEqualTo(3);
        assertThat(fake.requests)
                .anyMatch(request -> request.contains("/token")
                        && request.contains("scope=repository:two:pull,push")
                        && request.contains("scope=repository:one:pull"));
    }

    @Test
    void layersOfABaseComeFromItsRepository() {
        registry(anybody -> Optional.empty()).push(image, List.of(ImageReference.of(fake.name() + "/base/debian:12")));
        AssembledImage upon = upon(fake.name() + "/base/debian:12");

        PushReport report = registry(anybody -> Optional.empty()).push(upon, name());

        assertThat(report).isEqualTo(new PushReport(upon.digest(), 0, 3, 0));
    }

    @Test
    void baseOfAnotherRegistryIsNotAskedForHere() {
        registry(anybody -> Optional.empty()).push(upon("registry.example.com/base/debian:12"), name());

        assertThat(fake.requests).noneMatch(request -> request.contains("mount="));
    }

    private AssembledImage upon(String base) {
        return new AssembledImage(
                image.configuration(),
                image.layers(),
                Optional.of(new ImageBase(ImageReference.of(base), Sha256.of("the base"), List.of())));
    }
}
