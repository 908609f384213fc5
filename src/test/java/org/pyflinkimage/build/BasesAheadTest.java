package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.build.validation.BaseLook.Seen;
import org.pyflinkimage.build.validation.Severities;
import org.pyflinkimage.inspect.ForeignArchive;
import org.pyflinkimage.inspect.inventory.SampleBase;
import org.pyflinkimage.plan.LockFileCodec;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Problem.Severity;
import org.pyflinkimage.value.Sha256;

/** Bases are judged as a build judges them, as far as nobody need be asked, or may be. */
class BasesAheadTest extends LayeredScene {

    private Optional<Path> templates = Optional.empty();

    @Test
    void baseOfARegistryIsLeftToTheBuildByANote() {
        ImageReference base = BaseShape.debian().file("opt/venv/bin/python").tagged(registry);

        Seen seen = look(upon(base.toString()), false);

        assertThat(seen.isRead()).isFalse();
        assertThat(seen.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.severity()).isEqualTo(Severity.NOTE);
            assertThat(problem.toText())
                    .contains("[PYF-246] what is in the base `%s` is left to the build".formatted(base))
                    .contains("no registry is asked", "(-Dpyflink.readBases=true)");
        });
        assertThat(registry.requests).isEmpty();
        assertThat(tiny.log.lines).isEmpty();
    }

    @Test
    void baseOfARegistryIsReadWhereThatIsDeclared() {
        ImageReference base = BaseShape.debian().file("opt/venv/bin/python").tagged(registry);

        Seen seen = look(upon(base.toString()), true);

        assertThat(seen.isRead()).isTrue();
        assertThat(summary(seen)).isEqualTo("PYF-925 ERROR");
    }

    /** A build that was locked once, and its store, know all that is to be known. */
    @Test
    void lockedBaseThatTheStoreHasIsJudgedWithoutAnybody() throws IOException {
        ImageSpec spec = locked(BaseShape.flink(TinyImage.FLINK).tagged(registry));
        int asked = registry.requests.size();

        assertThat(summary(look(spec, false))).isEqualTo("PYF-954 NOTE");
        assertThat(summary(look(offline(), spec, false))).isEqualTo("PYF-954 NOTE");
        assertThat(summary(look(offline(), spec, true))).isEqualTo("PYF-954 NOTE");
        assertThat(registry.requests).hasSize(asked);
    }

    /** The tag has moved since; the build takes the locked one. */
    @Test
    void lockedBaseIsThatOfTheLockFile() throws IOException {
        ImageSpec spec = locked(BaseShape.flink(TinyImage.FLINK).tagged(registry));
        BaseShape.debian().file("opt/venv/bin/python").tagged(registry);

        assertThat(summary(look(spec, true))).isEqualTo("PYF-954 NOTE");
    }

    @Test
    void lockedBaseThatTheStoreLacksIsLeftToTheBuild() throws IOException {
        ImageReference base = BaseShape.flink(TinyImage.FLINK).tagged(registry);
        ImageSpec spec = locked(base);
        Sha256 digest = Sha256.of(registry.manifests.get("1"));
        tiny.store().find(digest).ifPresent(tiny.store()::discard);
        int asked = registry.requests.size();

        assertThat(summary(look(spec, false))).isEqualTo("PYF-246 NOTE");
        assertThat(registry.requests).hasSize(asked);
        assertThat(summary(look(offline(), spec, true))).isEqualTo("PYF-246 NOTE");
        registry.manifests.put(digest.digest(), registry.manifests.get("1"));
        registry.mediaTypes.put(digest.digest(), registry.mediaTypes.get("1"));
        assertThat(summary(look(spec, true))).isEqualTo("PYF-954 NOTE");
    }

    @Test
    void offlineNoRegistryIsAsked() {
        ImageSpec spec = upon(BaseShape.debian().tagged(registry).toString());

        Seen seen = look(offline(), spec, true);

        assertThat(seen.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.toText())
                        .contains("[PYF-246]", "this build is offline")
                        .doesNotContain("readBases"));
        assertThat(registry.requests).isEmpty();
    }

    /** The build may reach it, from elsewhere or later. */
    @Test
    void registryThatCannotBeReachedIsANote() {
        Seen seen = look(upon("127.0.0.1:9/team/base:1"), true);

        assertThat(seen.isRead()).isFalse();
        assertThat(seen.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.severity()).isEqualTo(Severity.NOTE);
            assertThat(problem.toText()).contains("[PYF-246]", "(PYF-334)");
        });
        Seen none = look(upon(registry.name() + "/team/none:1"), true);
        assertThat(none.problems()).singleElement().asString().contains("PYF-331");
    }

    @Test
    void baseForOtherPlatformsIsRefusedAsTheBuildRefusesIt() {
        ImageReference base = BaseShape.temurin().in(registry).tagged("1", "arm64");

        assertThat(summary(look(upon(base.toString()), true))).isEqualTo("PYF-921 ERROR");
    }

    /** Nobody need be asked for what lies here. */
    @Test
    void baseInAFileIsAlwaysJudged() throws IOException {
        BaseShape.debian().file("opt/venv/bin/python").tagged(registry);
        ForeignArchive.oci(registry, "team/base", "1").tar(folder.resolve("images/oci.tar"));
        ForeignArchive.oci(registry, "team/base", "1").folder(folder.resolve("images/layout"));
        ForeignArchive.docker(registry, "team/base", ForeignArchive.Layers.PLAIN, "1")
                .tar(folder.resolve("images/docker.tar"));
        for (String base :
                List.of("oci-archive:images/oci.tar", "oci:images/layout", "docker-archive:images/docker.tar")) {
            assertThat(summary(look(offline(), upon(base), false))).isEqualTo("PYF-925 ERROR");
        }
    }

    @Test
    void fileThatIsNotThereOrNoArchiveIsRefusedAsTheBuildRefusesIt() throws IOException {
        Files.writeString(folder.resolve("text.tar"), "no archive");

        assertThat(summary(look(upon("oci-archive:none.tar"), true))).isEqualTo("PYF-945 ERROR");
        assertThat(summary(look(upon("oci-archive:text.tar"), false))).isEqualTo("PYF-946 ERROR");
    }

    /** A later phase of the same build may make it. */
    @Test
    void fileThatIsNotThereYetIsLeftToTheBuild() {
        Seen seen = look(upon("docker-archive:target/base.tar"), false);

        assertThat(seen.isRead()).isFalse();
        assertThat(seen.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.toText())
                        .contains("[PYF-246]", "`docker-archive:base.tar` is not there (PYF-945)"));
    }

    @Test
    void daemonIsNotAskedUnlessThatIsDeclared() {
        assertThat(look(upon("docker-daemon:team/base:1"), false).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.toText()).contains("[PYF-246]", "no daemon is asked"));
        assertThat(look(upon("docker-daemon:team/base:1"), true).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.toText()).contains("[PYF-246]", "(PYF-949)"));
    }

    @ParameterizedTest
    @CsvSource({"true, PYF-913 ERROR", "false, PYF-246 NOTE"})
    void baseOfADockerfileIsJudgedByWhatIsInItWhereThatIsDeclared(boolean mayAsk, String found) {
        ImageSpec spec = within(SampleBase.DISTROLESS.in(registry), "podman");

        Seen seen = look(spec, mayAsk);

        assertThat(summary(seen)).isEqualTo(found);
        assertThat(seen.isRead()).isEqualTo(mayAsk);
    }

    /** Its packages are known then, among them what makes users. */
    @Test
    void baseOfADockerfileIsHeldAgainstThePlan() throws IOException {
        ImageSpec spec = within(SampleBase.DISTROLESS.in(registry), "podman");
        String before = look(spec, true).problems().get(0).what();
        tiny.request(spec);

        assertThat(before).endsWith("has no `apt-get`, `bash`");
        assertThat(look(spec, true).problems().get(0).what())
                .endsWith("has no `apt-get`, `bash`, `groupadd`, `useradd`");
    }

    @Test
    void imageOfTheSameFlinkIsNoReasonToRefuseADockerfile() {
        assertThat(summary(look(within(BaseShape.flink(TinyImage.FLINK).tagged(registry), "docker"), true)))
                .isEmpty();
    }

    /** It may do something else with it. */
    @Test
    void dockerfileOfTheUsersOwnDecides() throws IOException {
        templates = Optional.of(Files.createDirectories(folder.resolve("templates")));
        Files.writeString(folder.resolve("templates/Dockerfile.ftl"), "FROM [=base]\n");

        assertThat(summary(look(within(SampleBase.DISTROLESS.in(registry), "podman"), true)))
                .isEqualTo("PYF-913 WARNING");
    }

    @Test
    void baseThatTheBuilderMayTakeFromElsewhereIsLeftToIt() {
        assertThat(look(within(ImageReference.of("team/base:1"), "podman"), true)
                        .problems())
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.toText()).contains("[PYF-246]", "may take another image by that name"));
        assertThat(registry.requests).isEmpty();
    }

    /** No suite has the declared Python and Java. */
    @Test
    void baseOfADockerfileWhoseSuiteIsNotKnownIsLeftToTheBuild() {
        ImageSpec spec = TinyImage.spec(tiny.declaration()
                .with(Element.JAVA, List.of("11"))
                .with(Element.BUILDER, List.of("podman"))
                .with(Element.BASE, List.of(BaseShape.debian().tagged(registry).toString())));

        assertThat(look(spec, true).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.toText())
                        .contains("[PYF-246]", "which suite its packages are of is not known")
                        .doesNotContain("mvn -X"));
    }

    /** The build tells what is wrong with it. */
    @ParameterizedTest
    @ValueSource(strings = {"no lock file", "{}"})
    void lockFileThatIsNoneSaysNothingOfBases(String text) throws IOException {
        Files.writeString(tiny.lockFile(), text);

        assertThat(summary(look(upon("registry.example.com/team/base:1"), false)))
                .isEqualTo("PYF-246 NOTE");
    }

    @Test
    void imageWithoutABaseHasNothingToLookAt() {
        assertThat(ahead(tiny, TinyImage.spec(tiny.declaration()), true)
                        .into(List.of(TinyImage.spec(tiny.declaration()))))
                .isEmpty();
    }

    private Seen look(ImageSpec spec, boolean mayAsk) {
        return look(tiny, spec, mayAsk);
    }

    private Seen look(TinyImage where, ImageSpec spec, boolean mayAsk) {
        return ahead(where, spec, mayAsk).into(List.of(spec)).get(spec);
    }

    private BasesAhead ahead(TinyImage where, ImageSpec spec, boolean mayAsk) {
        return new BasesAhead(
                where.machine(where.requestAsLocked(spec), CODE),
                new BasesAhead.How(where.lockFile(), templates, Severities.unchanged(), mayAsk));
    }

    /** The same folder and store on a machine that asks nobody. */
    private TinyImage offline() {
        return TinyImage.madeIn(folder, folder.resolve("store"));
    }

    private ImageSpec upon(String base) {
        return TinyImage.spec(tiny.declaration().with(Element.BASE, List.of(base)));
    }

    private ImageSpec within(ImageReference base, String builder) {
        return TinyImage.spec(tiny.declaration()
                .with(Element.BUILDER, List.of(builder))
                .with(Element.BASE, List.of(base.toString())));
    }

    /** A spec whose base a build has locked, and has looked into. */
    private ImageSpec locked(ImageReference base) throws IOException {
        Request request = BaseRequests.of(tiny, registry, base, List.of("oci-archive"), CODE);
        build(request);
        tiny.log.lines.clear();
        assertThat(LockFileCodec.read(Files.readString(tiny.lockFile()), "lock", plan -> Optional.empty())
                        .plans())
                .hasSize(1);
        return request.specs().get(0);
    }

    private static String summary(Seen seen) {
        return seen.problems().stream()
                .map((Problem problem) -> problem.code() + " " + problem.severity())
                .collect(Collectors.joining(", "));
    }
}
