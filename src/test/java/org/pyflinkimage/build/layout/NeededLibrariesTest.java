package org.pyflinkimage.build.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.build.TinyImage;
import org.pyflinkimage.debian.SuiteName;
import org.pyflinkimage.elf.ElfFile;
import org.pyflinkimage.plan.LockedBase;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.plan.SystemVersions;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.template.ContainerSettings;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.Origin;
import org.pyflinkimage.tree.Owner;
import org.pyflinkimage.value.DamagedFile;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.UnixPath;

/** A library that needs libother.so.1, libm.so.6 and libc.so.6 with GLIBC_2.34, and looks in {@code $ORIGIN/../x.libs} and beside it. */
class NeededLibrariesTest {

    private static final String PLACE = "/opt/venv/lib/x/a/needing.so";

    @TempDir
    private Path folder;

    private TinyImage tiny;
    private ImageSpec spec;
    private final FileTree tree = new FileTree();

    @BeforeEach
    void system() throws IOException {
        tiny = new TinyImage(folder);
        spec = TinyImage.spec(tiny.declaration());
        system("/usr/lib/x86_64-linux-gnu/libm.so.6");
        system("/usr/lib/x86_64-linux-gnu/libc.so.6");
    }

    private void system(String path) {
        add(LayerKind.OPERATING_SYSTEM, "system", path, new byte[0]);
    }

    private void add(LayerKind layer, String owner, String path, byte[] bytes) {
        tree.add(new Origin(layer, owner), UnixPath.of(path), FileNode.file(Content.of(bytes)));
    }

    private void needing(String owner, String path) throws IOException {
        add(LayerKind.PYTHON_PACKAGES, owner, path, needing());
    }

    private static byte[] needing() throws IOException {
        try (InputStream stream = ElfFile.class.getResourceAsStream("libneeding-runpath.so")) {
            return stream.readAllBytes();
        }
    }

    private List<Problem> problems() {
        return problems(tiny.plan());
    }

    private List<Problem> problems(Plan plan) {
        return new NeededLibraries(spec, plan, tree, ContainerSettings.of(spec).environment())
                .problems(new ElfReadings(tiny.store()));
    }

    /** A large one is inflated once for each part of it that is looked at. */
    @Test
    void libraryOfAnySizeIsRead() throws IOException {
        add(LayerKind.PYTHON_PACKAGES, "large", PLACE, Arrays.copyOf(needing(), (32 << 20) + 1));

        assertThat(problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.toText()).contains("`large`", "`libother.so.1`"));
    }

    @ParameterizedTest
    @CsvSource({"bookworm, true", "fedora, false"})
    void uponABasePackagesOfItsSuiteAreAWayOut(String suite, boolean known) throws IOException {
        add(LayerKind.PYTHON_PACKAGES, "first", "/opt/a.so", renamed("libgomp.so.1\0"));
        Plan plan = tiny.plan();
        SystemVersions system = plan.system();
        LockedBase base = new LockedBase(ImageReference.of("base:1"), Sha256.of(""), 1, UnixPath.of("/java"));
        SystemVersions upon = new SystemVersions(
                SuiteName.parse(suite), system.glibc(), system.python(), system.releases(), Optional.of(base));

        assertThat(problems(new Plan(plan.combination(), plan.declaration(), plan.created(), upon, plan.contents())))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.toText()).contains("`libgomp.so.1`", "a base that has it: `<base>`");
                    assertThat(problem.toText().contains("-Dpyflink.packages=libgomp1"))
                            .isEqualTo(known);
                });
    }

    @Test
    void whatIsMissingIsToldOnceForEachDistribution() throws IOException {
        for (int i = 0; i < 5; i++) {
            needing("first", "/opt/venv/lib/x/%s/needing.so".formatted(i));
        }
        for (int i = 5; i < 8; i++) {
            needing("second", "/opt/venv/lib/x/%s/needing.so".formatted(i));
        }

        List<Problem> problems = problems();

        assertThat(problems).hasSize(2).allMatch(problem -> problem.severity() == Problem.Severity.WARNING);
        assertThat(problems.get(0).toText())
                .contains(
                        "[PYF-894] `first` needs what the image has not: `libother.so.1`",
                        "`/opt/venv/lib/x/0/needing.so` needs `libother.so.1`",
                        "and so do 2 more of its files",
                        "the package of `bookworm` that brings `libother.so.1`, in `<packages>` (-Dpyflink.packages)");
        assertThat(problems.get(1).toText()).contains("`second` needs").doesNotContain("more of its files");
    }

    @Test
    void onePasteSettlesAllThatIsKnown() throws IOException {
        spec = spec.with(spec.contents().withPackages(List.of("zlib1g")));
        add(LayerKind.PYTHON_PACKAGES, "first", "/opt/a.so", renamed("libgomp.so.1\0"));
        add(LayerKind.JOB, "job", "/opt/flink/usrlib/b.so", renamed("libpq.so.5\0\0\0"));

        assertThat(problems())
                .hasSize(2)
                .allSatisfy(problem -> assertThat(problem.toText())
                        .contains(
                                "`<packages><package>libgomp1</package><package>libpq5</package><package>zlib1g</package>"
                                        + "</packages>` (-Dpyflink.packages=libgomp1,libpq5,zlib1g)"));
        assertThat(problems().get(0).toText()).contains("`libgomp.so.1` is in the package `libgomp1`");
    }

    /** The same with another name of the same length in the place of libother.so.1. */
    private static byte[] renamed(String name) throws IOException {
        byte[] bytes = needing();
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.replace("libother.so.1", name).getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource({
        "/usr/lib/x86_64-linux-gnu/libother.so.1, OPERATING_SYSTEM, true",
        "/usr/lib/libother.so.1,                  OPERATING_SYSTEM, true",
        "/opt/venv/lib/x/x.libs/libother.so.1,    OPERATING_SYSTEM, true",
        "/opt/venv/lib/x/a/libother.so.1,         OPERATING_SYSTEM, true",
        "/usr/lib/apart/libother.so.1,            OPERATING_SYSTEM, false",
        "/usr/lib/x86_64-linux-gnu/libother.so.2, OPERATING_SYSTEM, false",
        "/opt/venv/lib/x/b/libother.so.1,         PYTHON_PACKAGES,  true",
        "/usr/lib/x86_64-linux-gnu/libother.so.1, BASE,             true",
        "/usr/lib/apart/libother.so.1,            BASE,             false"
    })
    void librariesAreFoundWhereTheLoaderLooks(String path, LayerKind layer, boolean found) throws IOException {
        needing("first", PLACE);
        add(layer, "other", path, new byte[0]);

        assertThat(problems().isEmpty()).isEqualTo(found);
    }

    @Test
    void folderOfALibrarysNameIsNone() throws IOException {
        needing("first", PLACE);
        system("/usr/lib/libother.so.1/file");

        assertThat(problems()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "lib:/usr/lib/apart, true",
        "lib:a, false",
        "$ORIGIN/a, true",
        "${ORIGIN}/../a/a, true",
        "$ORIGINAL/a, false"
    })
    void foldersOfAFileStartFromTheRootOrFromIt(String runpath, boolean found) {
        system("/usr/lib/apart/libother.so.1");
        system("/opt/venv/lib/x/a/a/libother.so.1");
        system("/opt/venv/lib/x/a/lib/libother.so.1");
        LibraryFolders folders =
                LibraryFolders.of(tree, spec, ContainerSettings.of(spec).environment());
        ElfFile elf = new ElfFile(
                0, List.of(), List.of("/opt/venv/lib/x/a/a"), List.of(runpath.split(":")), List.of(), List.of());

        assertThat(folders.have("libother.so.1", folders.own(UnixPath.of(PLACE), elf)))
                .isEqualTo(found);
    }

    @Test
    void foldersOfAFileAreNoMoreThanAnybodyHas() {
        ElfFile elf = new ElfFile(0, List.of(), Collections.nCopies(2000, "/a"), List.of(), List.of(), List.of());

        assertThat(LibraryFolders.of(tree, spec, ContainerSettings.of(spec).environment())
                        .own(UnixPath.of(PLACE), elf))
                .hasSize(64);
    }

    @Test
    void pathsAreTakenAsTheyAre() {
        LibraryFolders folders =
                LibraryFolders.of(tree, spec, ContainerSettings.of(spec).environment());

        assertThat(folders.have("/usr/lib/x86_64-linux-gnu/libm.so.6", List.of()))
                .isTrue();
        assertThat(folders.have("/usr/lib/libm.so.6", List.of())).isFalse();
        assertThat(folders.have("lib/libm.so.6", List.of())).isTrue();
        assertThat(folders.have("", List.of())).isTrue();
    }

    @Test
    void namesAreToldInTheirLineAndNotAllOfMany() {
        MissingLibraries missing = new MissingLibraries("x\n::add-path::/tmp");
        List<String> names =
                IntStream.range(10, 40).mapToObj("liba%s.so"::formatted).toList();
        missing.add(UnixPath.of("/opt/a\nb.so"), names, List.of(), List.of());

        assertThat(missing.problem(tiny.plan(), Set.of()).toText())
                .contains("`x\\u{a}::add-path::/tmp`", "`/opt/a\\u{a}b.so`", "`liba19.so` and 20 more")
                .doesNotContain("liba20");
    }

    @Test
    void configuredFoldersAreLookedThrough() throws IOException {
        needing("first", PLACE);
        system("/usr/lib/apart/libother.so.1");
        add(
                LayerKind.OPERATING_SYSTEM,
                "libc",
                "/etc/ld.so.conf.d/apart.conf",
                "# apart\n/usr/lib/apart\n".getBytes(StandardCharsets.US_ASCII));

        assertThat(problems()).isEmpty();
    }

    @Test
    void linksThatLeadNowhereBringNothing() throws IOException {
        needing("first", PLACE);
        tree.add(
                new Origin(LayerKind.OPERATING_SYSTEM, "other"),
                UnixPath.of("/usr/lib/libother.so.1"),
                FileNode.link("libother.so.1.0"));

        assertThat(problems()).hasSize(1);
    }

    @Test
    void whatPackagesOfTheSystemNeedIsTheirs() throws IOException {
        add(LayerKind.OPERATING_SYSTEM, "first", "/usr/lib/needing.so", needing());

        assertThat(problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"needing.so, true", "needing.so.1.2, true", "needing.py, false", "needing.sources, false"})
    void filesAreKnownByTheirNames(String name, boolean read) throws IOException {
        needing("first", "/opt/venv/lib/x/a/" + name);

        assertThat(problems().isEmpty()).isEqualTo(!read);
    }

    @ParameterizedTest
    @CsvSource({"libcuda.so.1, true", "libnvcuvid.so, true", "libcudax.so.1, false"})
    void librariesOfDriversAreMountedIntoContainers(String library, boolean mounted) throws IOException {
        byte[] name = Arrays.copyOf(library.getBytes(StandardCharsets.ISO_8859_1), "libother.so.1".length());
        add(LayerKind.PYTHON_PACKAGES, "first", PLACE, renamed(new String(name, StandardCharsets.ISO_8859_1)));

        assertThat(problems().isEmpty()).isEqualTo(mounted);
    }

    @Test
    void filesForOtherProcessorsAreNotLoaded() throws IOException {
        byte[] other = needing();
        other[18] = (byte) ElfFile.AARCH64;
        add(LayerKind.PYTHON_PACKAGES, "first", PLACE, other);

        assertThat(problems()).isEmpty();
    }

    @Test
    void newerGlibcIsNoLibraryToAdd() throws IOException {
        add(LayerKind.PYTHON_PACKAGES, "first", PLACE, newer());
        system("/usr/lib/libother.so.1");

        assertThat(problems()).hasSize(1);
        assertThat(problems().get(0).toText())
                .contains("`GLIBC_2.99`", "the image has glibc 2.36, of `bookworm`", "an older glibc serves")
                .doesNotContain("<packages>");
    }

    private static byte[] newer() throws IOException {
        return needing("GLIBC_2.99");
    }

    private static byte[] needing(String version) throws IOException {
        String text = new String(needing(), StandardCharsets.ISO_8859_1);
        return text.replace("GLIBC_2.34", version).getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource({"GLIBC_2.35, false", "GLIBC_2.36, false", "GLIBC_2.37, true"})
    void glibcOfTheImageIsNewEnoughForItself(String version, boolean newer) throws IOException {
        add(LayerKind.PYTHON_PACKAGES, "first", PLACE, needing(version));
        system("/usr/lib/libother.so.1");

        assertThat(problems()).hasSize(newer ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({
        "/opt/venv/bin/tool, 755, true",
        "/opt/venv/bin/tool, 744, true",
        "/opt/venv/bin/tool, 711, true",
        "/opt/venv/bin/tool, 644, false",
        "/opt/venv/share/tool, 755, false"
    })
    void programsAreThoseThatMayBeRunInFoldersOfPrograms(String path, String mode, boolean read) throws IOException {
        tree.add(
                new Origin(LayerKind.PYTHON_PACKAGES, "first"),
                UnixPath.of(path),
                new FileNode.RegularFile(Integer.parseInt(mode, 8), Owner.ROOT, Content.of(needing())));

        assertThat(problems()).hasSize(read ? 1 : 0);
    }

    @Test
    void whatWasKeptAndIsDamagedIsNotBelieved() throws IOException {
        needing("first", PLACE);
        problems();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path kept : files.filter(file -> file.getParent().endsWith("elf"))
                    .filter(Files::isRegularFile)
                    .toList()) {
                byte[] bytes = Files.readAllBytes(kept);
                bytes[bytes.length / 2] ^= 1;
                Files.write(kept, bytes);
            }
        }

        assertThatExceptionOfType(DamagedFile.class).isThrownBy(this::problems);
    }

    @Test
    void filesAreReadOnce() throws IOException {
        needing("first", PLACE);
        List<Problem> first = problems();
        assertThat(first).hasSize(1);

        Content unreadable =
                new Content.InMemory(new byte[0], Content.of(needing()).identity());
        FileTree again = new FileTree();
        tree.entries().stream()
                .filter(entry -> !entry.path().value().equals(PLACE))
                .forEach(entry -> again.add(entry.origin(), entry.path(), entry.node()));
        again.add(new Origin(LayerKind.PYTHON_PACKAGES, "first"), UnixPath.of(PLACE), FileNode.file(unreadable));
        assertThat(new NeededLibraries(spec, tiny.plan(), again, Map.of()).problems(new ElfReadings(tiny.store())))
                .isEqualTo(first);
    }
}
