package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.build.base.Bases;
import org.pyflinkimage.build.validation.Validation;
import org.pyflinkimage.image.FakeRegistry;
import org.pyflinkimage.inspect.inventory.SampleBase;
import org.pyflinkimage.spec.BuilderName;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.KeptLog;
import org.pyflinkimage.value.Sha256;

/** What a registry has as the base decides whether a builder begins, where it has none of that name itself. */
@DisabledOnOs(OS.WINDOWS)
class BaseCheckTest {

    @TempDir
    private Path folder;

    private TinyImage tiny;
    private FakeRegistry registry;

    @BeforeEach
    void setUp() throws IOException {
        registry = new FakeRegistry();
        tiny = new TinyImage(folder);
        // It has nothing there: all that is fetched lies in the store.
        tiny.servedFrom(URI.create("http://%s/nothing/".formatted(registry.name())));
    }

    @AfterEach
    void tearDown() throws IOException {
        registry.close();
    }

    @Test
    void builderDoesNotBeginWithABaseThatCannotWork() throws IOException {
        podman(false);
        ImageReference base = SampleBase.DISTROLESS.in(registry);

        assertThatThrownBy(() -> build(base))
                .hasMessageContaining("[PYF-913] the base `%s` has no `apt-get`, `bash`".formatted(base));

        assertThat(calls()).noneMatch(call -> call.startsWith("build"));
    }

    @Test
    void baseThatFitsIsBuiltUpon() throws IOException {
        podman(false);

        ImageReference base = SampleBase.DEBIAN.in(registry);

        build(base);

        assertThat(calls()).anyMatch(call -> call.startsWith("build "));
        assertThat(baseInTheList()).isEqualTo(listed(base, Optional.of(digest())));
        assertThat(tiny.log.lines).noneMatch(line -> line.startsWith("warn PYF-9"));
    }

    /** Its user, its Java and its Flink are those that the image is to have: the Dockerfile leaves them as they are. */
    @Test
    void imageOfTheSameFlinkIsBuiltUpon() throws IOException {
        podman(false);

        build(BaseShape.flink(TinyImage.FLINK).tagged(registry));

        assertThat(calls()).anyMatch(call -> call.startsWith("build "));
        assertThat(tiny.log.lines).noneMatch(line -> line.startsWith("warn PYF-9"));
    }

    @Test
    void imageOfAnotherFlinkIsNot() throws IOException {
        podman(false);
        ImageReference base = BaseShape.flink("2.2.0").tagged(registry);

        assertThatThrownBy(() -> build(base))
                .hasMessageContaining("[PYF-915] the base `%s` has Flink 2.2.0 in /opt/flink".formatted(base))
                .hasMessageContaining("(-Dpyflink.flink=2.2.0)");

        assertThat(calls()).noneMatch(call -> call.startsWith("build "));
    }

    /** It may be one that was made here under the same name. */
    @Test
    void builderIsAskedWhereItHasABaseOfThatName() throws IOException {
        podman(true);

        ImageReference base = SampleBase.DISTROLESS.in(registry);

        build(base);

        assertThat(calls()).anyMatch(call -> call.startsWith("build "));
        assertThat(baseInTheList()).isEqualTo(listed(base, Optional.empty()));
        assertThat(tiny.log.lines).noneMatch(line -> line.startsWith("warn PYF-9"));
    }

    /** Nobody asks a registry for what the builder may have, or find, elsewhere; and that is said. */
    @ParameterizedTest
    @CsvSource({"debian:bookworm-slim, false", "registry.example.com/team/base:1, true"})
    void baseThatTheBuilderMayTakeFromElsewhereIsLeftToIt(String name, boolean hasBase) throws IOException {
        podman(hasBase);
        KeptLog kept = new KeptLog();
        Bases bases = new Bases(
                () -> {
                    throw new AssertionError("no registry is asked");
                },
                false,
                kept);
        ImageSpec spec = spec(ImageReference.of(name));
        Request request = tiny.request(spec);
        RenderedImage rendered = new RenderedImage(
                tiny.planned(spec), folder, new RenderedFolder(folder, new TreeMap<>(), new TreeMap<>()));

        new BaseCheck(bases, tiny.machine(request).builder(BuilderName.PODMAN), request.severities(), false, kept)
                .require(List.of(rendered));

        assertThat(kept.details)
                .containsExactly("The base `%s` is left to the builder, which may have another image of that name"
                        .formatted(name));
    }

    /** Who writes it may install what we would miss. */
    @Test
    void dockerfileOfTheUsersOwnDecides() throws IOException {
        podman(false);
        Path templates = Files.createDirectories(folder.resolve("templates"));
        Files.writeString(templates.resolve("Dockerfile.ftl"), "FROM [=base]\n");

        ImageReference base = SampleBase.DISTROLESS.in(registry);

        build(base, Optional.of(templates), Map.of());

        assertThat(calls()).anyMatch(call -> call.startsWith("build "));
        assertThat(tiny.log.lines).contains("warn PYF-913");
        assertThat(baseInTheList()).isEqualTo(listed(base, Optional.of(digest())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FROM registry.example.com/team/other:1\n",
                "FROM [=base] AS made\nFROM registry.example.com/team/other:1\nCOPY --from=made /opt /opt\n",
                "# FROM [=base]\nFROM registry.example.com/team/other:1\n",
                "FROM [=base]1\n",
                "FROM registry.example.com/team/other:1\nARG BASE=[=base]\nFROM ${BASE}\n",
                "RUN true\n"
            })
    void baseOfADockerfileThatNamesAnotherIsNotKnown(String dockerfile) throws IOException {
        assertThat(baseOf(SampleBase.DEBIAN.in(registry), dockerfile)).isEqualTo("null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FROM [=base]\n",
                "from  --platform=linux/amd64 [=base] AS image\r\nRUN true\r\n",
                "FROM registry.example.com/team/other:1 AS made\nFROM [=base]\nCOPY --from=made /opt /opt\n",
                "ARG BASE=[=base]\nFROM $BASE AS System\nFROM registry.example.com/team/other:1\nFROM system\n"
            })
    void baseOfAnOwnDockerfileIsThatOfItsLastStage(String dockerfile) throws IOException {
        ImageReference base = SampleBase.DEBIAN.in(registry);

        assertThat(baseOf(base, dockerfile)).isEqualTo(listed(base, Optional.of(digest())));
    }

    private String baseOf(ImageReference base, String dockerfile) throws IOException {
        podman(false);
        Path templates = Files.createDirectories(folder.resolve("templates"));
        Files.writeString(templates.resolve("Dockerfile.ftl"), dockerfile);

        build(base, Optional.of(templates), Map.of());

        return baseInTheList();
    }

    /** The Dockerfile names one in any case. */
    @Test
    void imageOfTheSuiteIsTheBaseWhereNoneIsDeclared() throws IOException {
        podman(false);
        ImageSpec spec = TinyImage.spec(
                tiny.declaration().with(Element.TO, List.of("daemon")).with(Element.BUILDER, List.of("podman")));
        Request request = tiny.request(spec);

        new DockerfileBuild(BuilderName.PODMAN, request, tiny.machine(request)).build();

        assertThat(baseInTheList()).isEqualTo(listed(ImageReference.of("debian:bookworm-slim"), Optional.empty()));
    }

    private Sha256 digest() {
        return Sha256.of(registry.manifests.get("1"));
    }

    private static String listed(ImageReference base, Optional<Sha256> digest) {
        return "{\"reference\":\"%s\",\"digest\":%s}"
                .formatted(base, digest.map(sum -> '"' + sum.digest() + '"').orElse("null"));
    }

    /** What the list of built images says of the base. */
    private String baseInTheList() throws IOException {
        return new ObjectMapper()
                .readTree(tiny.results().resolve("images.json").toFile())
                .path(0)
                .path("base")
                .toString();
    }

    @Test
    void rulesOfTheDeclarationSilenceFindings() throws IOException {
        podman(false);

        build(SampleBase.DISTROLESS.in(registry), Optional.empty(), Map.of("PYF-910", "off", "PYF-913", "note"));

        assertThat(calls()).anyMatch(call -> call.startsWith("build "));
        assertThat(tiny.log.lines).contains("warn PYF-913").doesNotContain("warn PYF-910");
    }

    @Test
    void digestLeavesNothingOpen() throws IOException {
        podman(true);
        ImageReference tagged = SampleBase.DISTROLESS.in(registry);
        byte[] manifest = registry.manifests.get("1");
        Sha256 digest = Sha256.of(manifest);
        registry.manifests.put(digest.digest(), manifest);
        registry.mediaTypes.put(digest.digest(), registry.mediaTypes.get("1"));

        assertThatThrownBy(() -> build(ImageReference.of(tagged + "@" + digest.digest())))
                .hasMessageContaining("[PYF-913]");
    }

    @Test
    void baseThatOnlyTheBuilderCanHaveIsLeftToIt() throws IOException {
        podman(false);

        build(ImageReference.of(registry.name() + "/team/none:1"));

        assertThat(calls()).anyMatch(call -> call.startsWith("build "));
        assertThat(tiny.log.lines).noneMatch(line -> line.startsWith("warn PYF-9"));
    }

    private void build(ImageReference base) throws IOException {
        build(base, Optional.empty(), Map.of());
    }

    private void build(ImageReference base, Optional<Path> templates, Map<String, String> rules) throws IOException {
        Request plain = tiny.request(spec(base));
        Request request = new Request(
                plain.specs(),
                plain.lockFile(),
                plain.locked(),
                plain.output(),
                templates,
                plain.sources(),
                plain.created(),
                Validation.with(rules, templates).severities());
        new DockerfileBuild(BuilderName.PODMAN, request, tiny.machine(request)).build();
    }

    private ImageSpec spec(ImageReference base) {
        return TinyImage.spec(tiny.declaration()
                .with(Element.TO, List.of("daemon"))
                .with(Element.BUILDER, List.of("podman"))
                .with(Element.BASE, List.of(base.toString())));
    }

    private List<String> calls() throws IOException {
        Path log = folder.resolve("podman.log");
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }

    /** @param hasBase whether it finds an image of any registry but the result in its storage */
    private void podman(boolean hasBase) throws IOException {
        Path file = Files.createDirectories(folder.resolve("bin")).resolve("podman");
        Files.writeString(file, """
                #!/bin/sh
                PATH=/usr/bin:/bin
                echo "$*" >> '%s/podman.log'
                case "$*" in
                  "image inspect example.com"*) printf '[{"Size":1,"RootFS":{"Type":"layers","Layers":["sha256:%s"]},"History":[{"created_by":"RUN x"}]}]';;
                  "image inspect "*) exit %s;;
                esac
                """.formatted(folder, "a".repeat(64), hasBase ? 0 : 125));
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
