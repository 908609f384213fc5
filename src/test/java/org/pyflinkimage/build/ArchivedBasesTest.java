package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.image.BuiltImage;
import org.pyflinkimage.image.VerifiedArchive;
import org.pyflinkimage.inspect.ForeignArchive;
import org.pyflinkimage.plan.LockFileCodec;
import org.pyflinkimage.plan.LockedBase;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.Setting;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.PyFlinkException;

/** Images upon bases of archives, folders and a daemon. */
class ArchivedBasesTest extends LayeredScene {

    private static final String REPOSITORY = "team/base";

    /** The label of the base's name is all that differs. */
    private static final List<Setting> SAME_NAME =
            List.of(new Setting("org.opencontainers.image.base.name", "the same"));

    private ImageReference reference;

    @BeforeEach
    void makeBase() throws IOException {
        reference = BaseShape.flink("2.2.1").tagged(registry);
        oci().tar(folder.resolve("images/oci.tar"));
        oci().folder(folder.resolve("images/layout"));
        docker(ForeignArchive.Layers.PLAIN).tar(folder.resolve("images/plain.tar"));
        docker(ForeignArchive.Layers.PACKED).tar(folder.resolve("images/packed.tar"));
        docker(ForeignArchive.Layers.LINKED).tar(folder.resolve("images/linked.tar"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"oci-archive:images/oci.tar", "oci:images/layout"})
    void baseOfALayoutGivesTheImageThatTheRegistrysGives(String base) throws IOException {
        BuiltImage expected = build(reference.toString(), SAME_NAME);

        BuiltImage built = build(base, SAME_NAME);

        assertThat(built.contents().digest()).isEqualTo(expected.contents().digest());
        assertThat(tiny.log.lines).noneMatch(line -> line.startsWith("warn") && !line.equals("warn PYF-954"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "packed", "linked"})
    void baseOfADockerArchiveGivesTheSameFiles(String packed) throws IOException {
        VerifiedArchive expected = archive(build(reference.toString(), SAME_NAME));
        BuiltImage first = build("docker-archive:images/plain.tar", SAME_NAME);

        BuiltImage built = build("docker-archive:images/%s.tar".formatted(packed), SAME_NAME);

        assertThat(built.contents().digest()).isEqualTo(first.contents().digest());
        assertThat(archive(built).mismatches()).isEmpty();
        assertThat(archive(built).filesOfTheImage()).isEqualTo(expected.filesOfTheImage());
        JsonNode sums = archive(built).configuration().path("rootfs").path("diff_ids");
        assertThat(sums).isEqualTo(expected.configuration().path("rootfs").path("diff_ids"));
        assertThat(archive(built).configuration().path("config").path("Env"))
                .isEqualTo(expected.configuration().path("config").path("Env"));
    }

    /** The same checkout elsewhere gives the same image: what lies above a file is no part of it. */
    @ParameterizedTest
    @ValueSource(
            strings = {"oci-archive:%s/images/oci.tar", "oci:%s/images/layout", "docker-archive:%s/images/plain.tar"})
    void noFolderOfThisMachineIsInTheImageOrTheLockFile(String base) throws IOException {
        BuiltImage relative = build(base.replace("%s/", ""), List.of());

        BuiltImage absolute = build(base.formatted(folder), List.of());

        assertThat(absolute.contents().digest()).isEqualTo(relative.contents().digest());
        JsonNode labels = archive(absolute).configuration().path("config").path("Labels");
        assertThat(labels.has("org.opencontainers.image.base.digest")).isTrue();
        assertThat(labels.has("org.opencontainers.image.base.name")).isFalse();
        assertThat(labels.path("team").asText()).isEqualTo("blessed");
        assertThat(archive(absolute).configuration().toString()
                        + archive(absolute).manifest())
                .doesNotContain(folder.toString());
        assertThat(Files.readString(folder.resolve("pyflink.lock"))).doesNotContain(folder.toString(), "images/");
    }

    @ParameterizedTest
    @CsvSource({
        "oci-archive:images/oci.tar, images/oci.tar",
        "oci:images/layout, images/layout",
        "docker-archive:images/packed.tar, images/packed.tar"
    })
    void lockedBaseThatIsGoneIsHadFromTheStore(String base, String file) throws IOException {
        Request request = request(base, List.of());
        BuiltImage first = build(request);
        Path away = folder.resolve("away");
        Files.move(folder.resolve(file), away);
        tiny = TinyImage.madeIn(folder, folder.resolve("store"));

        assertThat(build(request)).isEqualTo(first);

        tiny.store().find(locked().digest()).ifPresent(tiny.store()::discard);
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> build(request))
                .withMessageContainingAll(
                        "[PYF-945]",
                        folder.resolve(file).toString(),
                        locked().digest().digest());
        Files.move(away, folder.resolve(file));
        assertThat(build(request)).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"oci-archive:images/oci.tar", "docker-archive:images/plain.tar"})
    void lockedBaseThatWasReplacedIsRefused(String base) throws IOException {
        Request request = request(base, List.of());
        build(request);
        BaseShape.flink("2.2.1").file("usr/share/news = new").tagged(registry);
        oci().tar(folder.resolve("images/oci.tar"));
        docker(ForeignArchive.Layers.PLAIN).tar(folder.resolve("images/plain.tar"));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> build(request))
                .withMessageContainingAll("[PYF-948]", locked().digest().digest(), "delete the cell's plan");
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker", "podman"})
    @DisabledOnOs(OS.WINDOWS)
    void daemonSavesItsImage(String program) throws IOException {
        BuiltImage expected = build(
                "docker-archive:images/plain.tar",
                List.of(new Setting("org.opencontainers.image.base.name", "team/base:1")));
        program(program, "cp '%s' \"$3\" && test \"$4\" = team/base:1".formatted(folder.resolve("images/plain.tar")));

        BuiltImage built = build("docker-daemon:team/base:1", List.of());

        assertThat(built.contents().digest()).isEqualTo(expected.contents().digest());
        assertThat(locked().image()).hasToString("docker-daemon:team/base:1");
        assertThat(folder.resolve("store/temporary")).isEmptyDirectory();
        assertThat(tiny.log.lines).contains("step Saving `team/base:1` out of " + program);
        Request request = request("daemon:team/base:1", List.of());
        Files.delete(folder.resolve("bin/" + program));
        assertThat(build(request).contents().digest())
                .isEqualTo(built.contents().digest());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void daemonThatDoesNotGiveItIsToldWithItsOwnWords() throws IOException {
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> request("docker-daemon:team/base:1", List.of()))
                .withMessageContainingAll("[PYF-949] there is no daemon", "neither `docker` nor `podman`")
                .withMessageNotContaining("among the outputs");

        program("podman", "echo 'team/base:1: image not known' >&2; exit 125");
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> request("docker-daemon:team/base:1", List.of()))
                .withMessageContainingAll(
                        "[PYF-949] podman does not give the base `docker-daemon:team/base:1`",
                        "image not known",
                        "`podman pull team/base:1`",
                        "`podman images`");
    }

    @Test
    void imageOfAnotherPlatformIsRefusedInTheDeclarationsWords() throws IOException {
        BaseShape.flink("2.2.1").in(registry).tagged("1", "arm64");
        docker(ForeignArchive.Layers.PLAIN).tar(folder.resolve("images/plain.tar"));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> request("docker-archive:images/plain.tar", List.of()))
                .withMessageContainingAll("[PYF-921]", "docker-archive:plain.tar", "it is for linux/arm64");
    }

    private void program(String name, String save) throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        String script = "#!/bin/sh\nPATH=/usr/bin:/bin\ncase $1 in version) exit 0;; save) %s;; esac\n".formatted(save);
        assertThat(Files.writeString(bin.resolve(name), script).toFile().setExecutable(true))
                .isTrue();
    }

    private ForeignArchive oci() throws IOException {
        return ForeignArchive.oci(registry, REPOSITORY, "1");
    }

    private ForeignArchive docker(ForeignArchive.Layers layers) throws IOException {
        return ForeignArchive.docker(registry, REPOSITORY, layers, "1");
    }

    private LockedBase locked() throws IOException {
        return LockFileCodec.read(
                        Files.readString(folder.resolve("pyflink.lock")), "pyflink.lock", plan -> Optional.empty())
                .plans()
                .get(0)
                .base()
                .orElseThrow();
    }

    private BuiltImage build(String base, List<Setting> labels) throws IOException {
        return build(request(base, labels));
    }

    private Request request(String base, List<Setting> labels) throws IOException {
        UnaryOperator<Declaration> upon =
                declaration -> declaration.with(Element.BASE, List.of(base)).withLabels(labels);
        return BaseRequests.of(tiny, registry, upon, List.of("oci-archive"), CODE);
    }
}
