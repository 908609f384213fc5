package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pyflinkimage.build.RenderedFolder.Copy;
import org.pyflinkimage.build.validation.DeclaredImages;
import org.pyflinkimage.build.validation.Severities;
import org.pyflinkimage.plan.LockFile;
import org.pyflinkimage.plan.LockFileCodec;
import org.pyflinkimage.resolve.PlanResolver.Question;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.SpecDigest;
import org.pyflinkimage.system.Disk;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.Slashes;

/**
 * The way from a declaration to an image on the file systems of other machines: the same bytes come out.
 *
 * <p>Left out are zips among a job's attachments, and uv: they are read by {@code java.util.zip.ZipFile}, and run, which no file system
 * in memory can; a machine's own can.
 */
class OtherDisksTest {

    private static final String CELL = "flink-2.2.1-java17-python3.11-linux-amd64";

    @TempDir
    private Path here;

    private Project own;

    @BeforeEach
    void projectOfThisMachine() throws IOException {
        own = new Project(here);
    }

    /** A whole build, with templates of its own, what was declared and what is written as one. */
    @ParameterizedTest
    @EnumSource
    void imageLockFileAndRenderedFilesAreThoseOfThisMachine(Disk disk) throws IOException {
        Project there = new Project(disk.project());

        SortedMap<String, String> files = there.built();

        assertThat(files).containsKeys("pyflink.lock", "target/pyflink/" + CELL + "/image-oci.tar");
        assertThat(files).isEqualTo(own.built());
        // What is said to people has the paths of their machine.
        assertThat(there.tiny.log.lines).map(line -> line.replace('\\', '/')).isEqualTo(own.tiny.log.lines);
    }

    @ParameterizedTest
    @EnumSource
    void lockFileIsWrittenByTurnsAndNamesWhatLiesBesideIt(Disk disk) throws IOException {
        Project there = new Project(disk.project());
        there.tiny.mirrored();
        PlannedImage planned = there.tiny.planned(there.spec("/"));
        Question question = new Question(planned.spec(), planned.plan().declaration());
        Path file = there.folder.resolve("pyflink.lock");
        LockKeeper keeper = new LockKeeper(file, false, there.folder.resolve("store/locks"), there.tiny.log);

        LockFile written = keeper.lockFor(List.of(question), (open, older) -> planned.lock());

        assertThat(file).content().contains("\"mirror/\"").doesNotContain("\\\\", "Me and You", "Me%20and");
        assertThat(keeper.lockFor(List.of(question), (open, older) -> planned.lock()))
                .isEqualTo(written);
        assertThat(there.tiny.log.lines).containsExactly("note Using `pyflink.lock`");
    }

    /** What somebody wrote on Windows and somebody else without backslashes is one declaration. */
    @ParameterizedTest
    @EnumSource
    void backslashesOfADeclarationAreSlashes(Disk disk) throws IOException {
        Project there = new Project(disk.project());

        ImageSpec written = there.spec("\\");

        assertThat(SpecDigest.of(written)).isEqualTo(SpecDigest.of(own.spec("/")));
        assertThat(written.job()).isEqualTo(there.spec("/").job());
        assertThat(written.requirements().files())
                .isEqualTo(there.spec("/").requirements().files());
    }

    /** Where capitals do not count, paths sort otherwise. */
    @ParameterizedTest
    @EnumSource
    void extrasOfSeveralProjectsShapeOneDigest(Disk disk) throws IOException {
        Project there = new Project(disk.project());

        assertThat(SpecDigest.of(there.withExtras())).isEqualTo(SpecDigest.of(own.withExtras()));
    }

    /** On every disk one of them is there. */
    @ParameterizedTest
    @CsvSource({
        "WINDOWS, Main.py, PYF-031",
        "MAC,     Main.py, PYF-031",
        "LINUX,   Main.py, PYF-031",
        "WINDOWS, Sub/Inner.py, PYF-031",
        "MAC,     sub/Inner.PY, PYF-031",
        "LINUX,   SUB/inner.py, PYF-031"
    })
    void entryOfOtherCapitalsIsNotFoundInAnImage(Disk disk, String entry, String code) throws IOException {
        Project there = new Project(disk.project());
        Files.createDirectories(there.folder.resolve("job/sub"));
        Files.writeString(there.folder.resolve("job/sub/inner.py"), "x");

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> TinyImage.spec(there.tiny.declaration().with(Element.ENTRY, List.of(entry))))
                .withMessageContainingAll(
                        "[" + code + "]", "the case of letters counts", "<entry>" + entry.toLowerCase(Locale.ROOT));
    }

    @ParameterizedTest
    @EnumSource
    void moduleOfOtherCapitalsIsNotFoundInAnImage(Disk disk) throws IOException {
        Project there = new Project(disk.project());
        Declaration declaration = new Declaration(there.folder)
                .with(Element.FLINK, List.of(TinyImage.FLINK))
                .with(Element.JOB, List.of("job"))
                .with(Element.MODULE, List.of("Main"));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> TinyImage.spec(declaration))
                .withMessageContainingAll("[PYF-260]", "<module>main");
    }

    @Test
    void whatIsOneFileOnADiskIsNotRenderedAsTwo() {
        for (Disk disk : List.of(Disk.WINDOWS, Disk.MAC)) {
            assertThatExceptionOfType(PyFlinkException.class)
                    .isThrownBy(() ->
                            rendered(disk.project(), "job/Foo.py", "job/foo.py").write())
                    .withMessageContainingAll("[PYF-880] `job/Foo.py` and `job/foo.py` are one in", "<rendered>");
            assertThatExceptionOfType(PyFlinkException.class)
                    .isThrownBy(() -> rendered(disk.project(), "job/A/b/x.py", "job/a/b/y.py")
                            .write())
                    .withMessageContaining("[PYF-880] `job/A` and `job/a` are one in");
        }
    }

    @Test
    void whatADiskTellsApartIsRendered() {
        Path folder = Disk.LINUX.project();

        rendered(folder, "job/Foo.py", "job/foo.py", "job/A/x.py", "job/a/x.py").write();
        rendered(folder, "job/Foo.py", "job/foo.py", "job/A/x.py", "job/a/x.py").write();

        assertThat(folder.resolve("job/Foo.py")).hasContent("job/Foo.py");
        assertThat(folder.resolve("job/foo.py")).hasContent("job/foo.py");
    }

    /** A file whose name is changed in its capitals alone, from one rendering to the next. */
    @ParameterizedTest
    @EnumSource
    void renamedFileTakesItsNewName(Disk disk) throws IOException {
        Path folder = disk.project();
        rendered(folder, "job/Foo.py").write();

        rendered(folder, "job/foo.py").write();

        try (Stream<Path> files = Files.list(folder.resolve("job"))) {
            assertThat(files.map(file -> String.valueOf(file.getFileName()))).containsExactly("foo.py");
        }
        assertThat(rendered(folder, "job/foo.py").differences()).isEmpty();
    }

    private static RenderedFolder rendered(Path folder, String... names) {
        SortedMap<String, Copy> copies = new TreeMap<>();
        Stream.of(names).forEach(name -> copies.put(name, new Copy.OfContent(Content.of(name), 0644)));
        return new RenderedFolder(folder, new TreeMap<>(), copies);
    }

    /** One project on a disk. */
    private static final class Project {

        private final Path folder;
        private final TinyImage tiny;

        Project(Path folder) throws IOException {
            this.folder = folder;
            this.tiny = new TinyImage(folder);
            write("templates/Dockerfile.ftl", "FROM scratch\r\n[#include \"parts/user.ftl\"]\r\n");
            write("templates/parts/user.ftl", "USER [=user]\r\n");
            write("src/my jobs/word count.py", "#!/usr/bin/env python3\r\nprint('hello')\r\n");
            write("src/my jobs/data/names.csv", "a\r\n");
            write("src/other/libs/rates.py", "rates = 1\n");
            write("src/other/.git/config", "secret\n");
            write("requirements/my image.txt", "-r sub/dev.txt\r\n-c \"sub/my limits.txt\"\r\nnumpy>=1.26\r\n");
            write("requirements/sub/dev.txt", "-r ..\\base.txt\r\npandas\r\n");
            write("requirements/sub/my limits.txt", "pandas<3\r\n");
            write("requirements/base.txt", "six\r\n");
        }

        private void write(String path, String text) throws IOException {
            Files.createDirectories(folder.resolve(path).getParent());
            Files.writeString(folder.resolve(path), text);
        }

        private Declaration declaration(String separator) {
            return tiny.declaration()
                    .with(Element.JOB, slashed(separator, "src/my jobs", "src/other"))
                    .with(Element.ENTRY, slashed(separator, "word count.py"))
                    .with(Element.FILES, slashed(separator, "libs/rates.py"))
                    .with(Element.EXCLUDES, List.of("/data/*.csv"))
                    .with(Element.REQUIREMENTS, slashed(separator, "requirements/my image.txt"));
        }

        private static List<String> slashed(String separator, String... paths) {
            return Stream.of(paths).map(path -> path.replace("/", separator)).toList();
        }

        ImageSpec withExtras() throws IOException {
            write("B/pyproject.toml", "[project]\r\nname = 'b'\r\n");
            write("a/pyproject.toml", "[project]\r\nname = 'a'\r\n");
            return TinyImage.spec(tiny.declaration()
                    .with(Element.REQUIREMENTS, List.of("B/pyproject.toml[one]", "a\\pyproject.toml[two]")));
        }

        ImageSpec spec(String separator) {
            return DeclaredImages.read(declaration(separator), Map.of(), Optional.of(folder.resolve("templates")))
                    .specs()
                    .get(0);
        }

        /** By path, the sums of all that a build and a rendering write. */
        SortedMap<String, String> built() throws IOException {
            ImageSpec spec = spec("/");
            Request usual = tiny.request(spec);
            Request request = new Request(
                    usual.specs(),
                    usual.lockFile(),
                    false,
                    usual.output(),
                    Optional.of(folder.resolve("templates")),
                    usual.sources(),
                    Optional.empty(),
                    Severities.unchanged());
            tiny.build(request);
            Path rendered = folder.resolve("rendered");
            new Rendering(request, rendered, tiny.machine(request)).write();
            new Rendering(request, rendered, tiny.machine(request)).check();
            assertThat(LockFileCodec.read(Files.readString(usual.lockFile()), "x", plan -> Optional.empty()))
                    .isEqualTo(tiny.planned(spec).lock());
            SortedMap<String, String> sums = new TreeMap<>();
            for (Path part : List.of(usual.lockFile(), usual.output(), rendered)) {
                try (Stream<Path> files = Files.walk(part)) {
                    files.filter(Files::isRegularFile)
                            .filter(file -> !file.toString().endsWith(".written"))
                            .forEach(file -> sums.put(
                                    Slashes.between(folder, file),
                                    Sha256.of(file).hex()));
                }
            }
            return sums;
        }
    }
}
