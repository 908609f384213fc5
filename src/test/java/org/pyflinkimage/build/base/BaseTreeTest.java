package org.pyflinkimage.build.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.build.BaseShape;
import org.pyflinkimage.debian.SuiteName;
import org.pyflinkimage.plan.Location;
import org.pyflinkimage.plan.LockedArtifact.Deb;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.plan.Plans;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.plan.SystemVersions;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.UnixPath;

/** Which of a base's files are read for what comes upon it. */
class BaseTreeTest extends LayeredBaseFixture {

    @TempDir
    private Path copies;

    private static final UnixPath STATUS = UnixPath.of("/var/lib/dpkg/status");
    private static final UnixPath CERTIFICATE = UnixPath.of("/etc/ssl/certs/own.pem");
    private static final UnixPath SETTINGS = UnixPath.of("/opt/flink/conf/config.yaml");

    @Test
    void accountsAreReadAndProgramsAreNot() {
        FileTree tree = tree(BaseShape.temurin());

        assertThat(isRead(tree, UnixPath.of("/etc/passwd"))).isTrue();
        assertThat(isRead(tree, UnixPath.of("/opt/java/openjdk/bin/java"))).isFalse();
    }

    @Test
    void packagesThatDpkgKnowsAreReadWhereOthersCome() {
        assertThat(isRead(tree(BaseShape.temurin()), STATUS)).isFalse();
        assertThat(isRead(tree(BaseShape.temurin(), "hello"), STATUS)).isTrue();
    }

    /** Whose files they are and what was chosen is of interest to who takes the place of something. */
    @Test
    void recordsAndConfigurationAreReadWhereAPackageTakesThePlaceOfAnOlderOne() {
        UnixPath other = UnixPath.of("/var/lib/dpkg/info/libc6.list");
        UnixPath program = UnixPath.of("/var/lib/dpkg/info/hello.postrm");
        BaseShape shape = BaseShape.temurin()
                .installed(
                        "hello",
                        "0.9\nConffiles:\n /etc/hello d5e29449b9e66d5b4bb0d6ce48fbbcb1\n /etc/large d5e29449b9e66d5b4bb0d6ce48fbbcb1")
                .file("etc/hello = x")
                .file("etc/large = " + "x".repeat((1 << 20) + 1))
                .file("var/lib/dpkg/info/hello.postrm = x")
                .file("var/lib/dpkg/info/libc6.list = /.")
                .file("var/lib/dpkg/diversions = x")
                .file("var/lib/dpkg/statoverride = x");

        assertThat(isRead(tree(shape, "tini"), other)).isFalse();
        FileTree tree = tree(shape, "hello");

        assertThat(List.of(
                        other,
                        UnixPath.of("/etc/hello"),
                        UnixPath.of("/var/lib/dpkg/diversions"),
                        UnixPath.of("/var/lib/dpkg/statoverride")))
                .allSatisfy(path -> assertThat(isRead(tree, path)).isTrue());
        assertThat(List.of(program, UnixPath.of("/etc/large")))
                .allSatisfy(path -> assertThat(isRead(tree, path)).isFalse());
    }

    /** Those of some thousand packages, of which some bring whole toolkits, are more than is read of anything else. */
    @Test
    void listsOfAllPackagesAreReadHoweverLongAndManyTheyAre() {
        BaseShape shape = BaseShape.temurin()
                .installed("hello", "0.9")
                .file("var/lib/dpkg/info/a.list = " + "/x\n".repeat(6 << 20));
        for (int number = 0; number < 20_001; number++) {
            shape = shape.file("var/lib/dpkg/info/p%s.list = /".formatted(number));
        }

        FileTree tree = tree(shape, "hello");

        assertThat(Stream.of("a", "p0", "p20000", "p9999").map(name -> "/var/lib/dpkg/info/" + name + ".list"))
                .allSatisfy(path -> assertThat(isRead(tree, UnixPath.of(path))).isTrue());
    }

    @Test
    void certificatesAreReadWhereTheirPackageComes() {
        BaseShape shape = BaseShape.temurin()
                .file("etc/ssl/certs/own.pem = a certificate")
                .file("etc/ssl/certs/notes.txt = no certificate")
                .file("etc/other/own.pem = elsewhere");

        assertThat(isRead(tree(shape, "hello"), CERTIFICATE)).isFalse();
        FileTree tree = tree(shape, "ca-certificates");

        assertThat(isRead(tree, CERTIFICATE)).isTrue();
        assertThat(isRead(tree, UnixPath.of("/etc/ssl/certs/notes.txt"))).isFalse();
        assertThat(isRead(tree, UnixPath.of("/etc/other/own.pem"))).isFalse();
    }

    /** Somebody may have changed it by hand, which no larger one was. */
    @Test
    void configurationIsReadUpToAMegabyte() {
        int most = 1 << 20;

        assertThat(isRead(tree(withSettings("#".repeat(most))), SETTINGS)).isTrue();
        assertThat(isRead(tree(withSettings("#".repeat(most + 1))), SETTINGS)).isFalse();
    }

    @Test
    void packagesOfAnotherSuiteDoNotComeUponIt() {
        BaseShape trixie = BaseShape.temurin()
                .without("usr/lib/os-release")
                .file("usr/lib/os-release = ID=debian\nVERSION_CODENAME=trixie\n");

        assertThat(tree(trixie).find(STATUS)).isPresent();
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> tree(trixie, "hello"))
                .withMessageContainingAll(
                        "[PYF-953] the lock file has packages of bookworm upon the base", "which is debian");
    }

    @Test
    void jarsAreCopiedOutOfTheirLayersTogether() throws IOException {
        FileTree tree =
                tree(BaseShape.temurin().file("opt/flink/lib/a.jar = one").file("opt/flink/lib/b.jar = another"));
        Content.Below.Opening one = opening(tree, "/opt/flink/lib/a.jar");
        Content.Below.Opening another = opening(tree, "/opt/flink/lib/b.jar");

        one.copy(Map.of(one, copies.resolve("a"), another, copies.resolve("b")));

        assertThat(copies.resolve("a")).hasContent("one");
        assertThat(copies.resolve("b")).hasContent("another");
        try (InputStream stream = another.open()) {
            assertThat(stream).hasContent("another");
        }
    }

    private static Content.Below.Opening opening(FileTree tree, String path) {
        RegularFile file =
                (RegularFile) tree.follow(UnixPath.of(path)).orElseThrow().node();
        return ((Content.Below) file.content()).opening();
    }

    private static BaseShape withSettings(String text) {
        return BaseShape.temurin().file("opt/flink/conf/config.yaml = " + text).file("opt/flink/conf/other.yaml = x");
    }

    /** What a base of that shape is, below packages of bookworm. */
    private FileTree tree(BaseShape shape, String... packages) {
        ImageSpec spec = upon(shape.tagged(registry));
        LayeredBases bases = bases(false);
        SystemVersions chosen = bases.choose(spec, found -> List.of()).system();
        SystemVersions system = new SystemVersions(
                SuiteName.parse("bookworm"), chosen.glibc(), chosen.python(), chosen.releases(), chosen.base());
        Plan plan = Plans.empty();
        List<Deb> debs = Arrays.stream(packages)
                .map(name ->
                        new Deb(name, "1.0", "all", new Location(Source.archive("debian"), name), Sha256.of(name), 1))
                .toList();
        return bases.files(
                        spec,
                        new Plan(
                                plan.combination(),
                                plan.declaration(),
                                plan.created(),
                                system,
                                plan.contents().withDebs(debs)))
                .tree();
    }

    private static boolean isRead(FileTree tree, UnixPath path) {
        return Optional.of(tree.follow(path).orElseThrow().node())
                .map(node -> ((RegularFile) node).content())
                .filter(content -> !(content instanceof Content.Below))
                .isPresent();
    }
}
